/// Reads one line of a ledger, which is canonical JSON with its members in their one order.
///
/// A reader of JSON at large would have to write the entry again to see that it is canonical. This one
/// reads nothing else: the place of every member is known, texts stay as they are until they are
/// asked for, and what was digested is the line without one member.
struct LedgerLine {
  /// The entry, if the line is one.
  let entry: LedgerEntry
  /// True where the line has the digest that it says it has.
  let isSound: Bool

  /// Nil where the line is no entry of a format that this tool knows.
  init?(_ line: ArraySlice<UInt8>) {
    var reader = Reader(line)
    guard let (entry, digest) = reader.entry() else { return nil }
    self.entry = entry
    isSound = ContentDigest.of([line[..<digest.lowerBound], line[digest.upperBound...]])
      .utf8.elementsEqual(entry.digest.utf8)
  }

  /// The format that a line names, whatever else it holds; nil where it names none.
  ///
  /// A quotation mark inside a text is escaped, so these bytes are a member's name.
  static func format(_ line: ArraySlice<UInt8>) -> Int? {
    let name = Array(#""format":"#.utf8)
    guard line.first == UInt8(ascii: "{") else { return nil }
    var position = line.startIndex
    while position < line.endIndex {
      guard line[position] == name[0], line[position...].starts(with: name) else {
        position += 1
        continue
      }
      let rest = line[(position + name.count)...].drop { $0 == UInt8(ascii: " ") }
      let digits = rest.prefix(9).prefix { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }
}

/// A strict reader of the members in their canonical order.
private struct Reader {
  private let line: ArraySlice<UInt8>
  private var position: Int

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
    position = line.startIndex
  }

  /// The entry and where the member with its digest stands.
  mutating func entry() -> (LedgerEntry, Range<Int>)? {
    guard take("{") else { return nil }
    var approvedBy: String?
    if take(#""approvedBy":"#) {
      guard let text = text(), take(",") else { return nil }
      approvedBy = text
    }
    guard take(#""classes":"#), let classes = list({ $0.text() }),
      take(#","contentDigest":"#), let content = digest(),
      take(#","date":"#), let date = text(), take(",")
    else { return nil }
    let start = position
    guard take(#""digest":"#), let digest = digest(), take(",") else { return nil }
    let place = start..<position
    guard take(#""edition":"#), let edition = number() else { return nil }
    var effective: String?
    if take(#","effective":"#) {
      guard let text = text() else { return nil }
      effective = text
    }
    guard take(#","format":"#), let format = number(), format == LedgerEntry.currentFormat,
      take(#","normsDigest":"#), let norms = self.digest(),
      take(#","note":"#), let note = text(),
      take(#","policy":"#), let policy = text(),
      take(#","previous":"#), let previous = text(),
      take(#","proseDigest":"#), let prose = self.digest(),
      take(#","published":"#), let published = list({ $0.published() }),
      take(#","sources":"#), let sources = list({ $0.source() })
    else { return nil }
    let urduHolds = take(#","urduHolds":true"#)
    guard take("}"), position == line.endIndex
    else { return nil }
    guard areApart(published.map(\.path)), areApart(sources.map(\.path)) else { return nil }
    let entry = LedgerEntry(
      format: format, policy: policy, edition: edition, date: date, effective: effective,
      approvedBy: approvedBy, note: note, classes: classes, sources: sources,
      digests: ContentDigest(norms: norms, prose: prose, content: content), published: published,
      urduHolds: urduHolds, previous: previous, digest: digest)
    return (entry, place)
  }

  private mutating func published() -> LedgerEntry.PublishedFile? {
    guard take(#"{"digest":"#), let digest = digest(), take(#","path":"#), let path = path() else {
      return nil
    }
    var kept: KeptText?
    if take(#","text":"#) {
      guard let text = keptText() else { return nil }
      kept = text
    }
    guard take("}") else { return nil }
    return LedgerEntry.PublishedFile(path: path, digest: digest, kept: kept)
  }

  private mutating func source() -> LedgerEntry.KeptFile? {
    guard take(#"{"path":"#), let path = path(), take(#","text":"#), let text = keptText(),
      take("}")
    else { return nil }
    return LedgerEntry.KeptFile(path: path, kept: text)
  }

  /// A path inside the folder that it is relative to: past files are written where their paths say.
  private mutating func path() -> String? {
    guard let path = text() else { return nil }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isInside = parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
        && part.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\\") && $0 != 0x7F }
    }
    return isInside ? path : nil
  }

  private func areApart(_ paths: [String]) -> Bool {
    Set(paths.map { Array($0.utf8) }).count == paths.count
  }

  // MARK: - JSON

  private mutating func take(_ bytes: StaticString) -> Bool {
    let count = bytes.utf8CodeUnitCount
    guard line.endIndex - position >= count else { return false }
    let isThere = bytes.withUTF8Buffer { expected in
      line[position..<position + count].elementsEqual(expected)
    }
    if isThere { position += count }
    return isThere
  }

  private mutating func list<Element>(_ element: (inout Reader) -> Element?) -> [Element]? {
    guard take("[") else { return nil }
    var elements: [Element] = []
    if take("]") { return elements }
    repeat {
      guard let next = element(&self) else { return nil }
      elements.append(next)
    } while take(",")
    return take("]") ? elements : nil
  }

  private mutating func number() -> Int? {
    let digits = line[position...].prefix(10).prefix { (0x30...0x39).contains($0) }
    guard let first = digits.first, digits.count < 10, first != UInt8(ascii: "0") else {
      return nil
    }
    position += digits.count
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// 64 hexadecimal digits.
  private mutating func digest() -> String? {
    guard let kept = keptText(), kept.escaped.count == 64,
      kept.escaped.allSatisfy({
        (0x30...0x39).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    return kept.string
  }

  /// A short text, read at once; nil where it is not written in the one canonical way.
  private mutating func text() -> String? {
    guard let kept = keptText(), let text = String(validating: kept.bytes, as: UTF8.self),
      KeptText(text) == kept
    else { return nil }
    return text
  }

  /// A text up to its closing quotation mark.
  private mutating func keptText() -> KeptText? {
    guard take("\"") else { return nil }
    let start = position
    let end = line.withUnsafeBufferPointer { bytes -> Int? in
      var index = start - line.startIndex
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") { return index + line.startIndex }
        if byte < 0x20 { return nil }
        index += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      return nil
    }
    guard let end else { return nil }
    position = end + 1
    return KeptText(escaped: line[start..<end])
  }
}
