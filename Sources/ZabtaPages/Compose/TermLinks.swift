import ZabtaModel

/// Links from a capitalised defined term to its definition.
struct TermLinks {
  private struct Term {
    var bytes: [UInt8]
    var anchor: String
  }

  private let terms: [Term]

  /// Terms written in small letters ("we") are too common to be links.
  init(_ definitions: [Definition]) {
    terms = definitions.flatMap { definition in
      definition.terms.filter { $0.unicodeScalars.first?.properties.isUppercase ?? false }
        .map { Term(bytes: Array($0.utf8), anchor: definition.anchor) }
    }.sorted { $0.bytes.count > $1.bytes.count }
  }

  /// A text whose defined terms are links.
  func linked(_ text: String) -> [PageInline] {
    guard !terms.isEmpty else { return [.text(text)] }
    let bytes = Array(text.utf8)
    var words: [PageInline] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      guard !Self.isWord(before: index, in: bytes),
        let term = terms.first(where: { Self.stands($0.bytes, in: bytes, at: index) })
      else {
        index += 1
        continue
      }
      if start < index {
        words.append(.text(String(decoding: bytes[start..<index], as: UTF8.self)))
      }
      index += term.bytes.count
      words.append(
        .link([.text(String(decoding: term.bytes, as: UTF8.self))], to: "#\(term.anchor)"))
      start = index
    }
    if start < bytes.count { words.append(.text(String(decoding: bytes[start...], as: UTF8.self))) }
    return words
  }

  private static func stands(_ term: [UInt8], in bytes: [UInt8], at index: Int) -> Bool {
    let end = index + term.count
    guard end <= bytes.count, bytes[index..<end].elementsEqual(term) else { return false }
    return !isWord(at: end, in: bytes)
  }

  private static func isWord(before index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0, isWordByte(bytes[index - 1]) else { return false }
    return index < 3 || !isQuote(bytes[index - 3], bytes[index - 2])
  }

  private static func isWord(at index: Int, in bytes: [UInt8]) -> Bool {
    guard index < bytes.count, isWordByte(bytes[index]) else { return false }
    return index + 1 >= bytes.count || !isQuote(bytes[index], bytes[index + 1])
  }

  /// The quotation marks and dashes of U+2000 to U+203F begin with these two bytes.
  private static func isQuote(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xE2 && second == 0x80
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }
}
