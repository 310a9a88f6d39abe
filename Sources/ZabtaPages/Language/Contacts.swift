package import ZabtaModel

/// By what a contact fact is reached.
package enum Medium: Sendable, Hashable {
  case mail, phone, web, text
}

extension Contact {
  /// How the value is used, told from its form.
  package var medium: Medium {
    let bytes = Array(value.utf8)
    if value.hasPrefix("https://") || value.hasPrefix("http://") { return .web }
    let hasSpace = bytes.contains(UInt8(ascii: " "))
    if !hasSpace, bytes.contains(UInt8(ascii: "@")) { return .mail }
    let digits = bytes.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isDialled = bytes.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-() .".utf8.contains($0)
    }
    return isDialled && digits >= 3 ? .phone : .text
  }

  /// Where a link to it leads; nil for a mere text such as a subject line.
  package var address: String? {
    switch medium {
    case .mail:
      return "mailto:\(value)"
    case .phone:
      let dialled = value.utf8.filter {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "+")
      }
      return "tel:" + String(decoding: dialled, as: UTF8.self)
    case .web: return value
    case .text: return nil
    }
  }
}
