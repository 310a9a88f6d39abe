/// The words of dates, from the project's own tables: a locale database would be slower and would
/// differ between machines.
package enum DateWords {
  static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// As in CLDR's `ur`.
  static let urdu = [
    "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر",
    "نومبر", "دسمبر",
  ]

  /// "14 March 2026", «14 مارچ 2026», from a date as `Release` lines write it.
  package static func words(_ written: String, in language: Language) -> String {
    words(written, months: language == .urdu ? urdu : english)
  }

  /// A date as it was written, `2026-03` or `2026-03-14`, in words; as it stands where it is none.
  static func words(_ written: String, months: [String]) -> String {
    let parts = written.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard parts.count == 2 || parts.count == 3, let year = parts[0], let month = parts[1],
      months.indices.contains(month - 1)
    else { return written }
    guard parts.count == 3 else { return "\(months[month - 1]) \(year)" }
    guard let day = parts[2] else { return written }
    return "\(day) \(months[month - 1]) \(year)"
  }
}

extension String {
  /// The first letter as a capital; by scalar, so that combining marks after it stay.
  var withCapital: String {
    guard let first = unicodeScalars.first, first.properties.isLowercase else { return self }
    return first.properties.uppercaseMapping + String(unicodeScalars.dropFirst())
  }
}
