/// The words of a stretch of Markdown: links by their texts, emphasis without its stars, entities as
/// the signs that they stand for.
struct MarkdownInlines {
  private let bytes: ArraySlice<UInt8>
  private var out: [UInt8] = []
  private var position: Int
  /// Stars and low lines that may be emphasis: where they stand in `out`.
  private var marks: [Mark] = []
  /// Where brackets opened in `out`, and those of them that are links' and go.
  private var brackets: [Int] = []
  private var dropped: [Int] = []
  /// How far a code span may reach.
  private static let longestCode = 10_000

  private struct Mark {
    var start: Int
    var count: Int
    var sign: UInt8
    var opens: Bool
    var closes: Bool
    /// How many of its signs turned out to be emphasis.
    var used = 0
  }

  static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var reader = MarkdownInlines(bytes: bytes, position: bytes.startIndex)
    reader.read()
    return reader.finish()
  }

  private init(bytes: ArraySlice<UInt8>, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private mutating func read() {
    while position < bytes.endIndex {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\\"): escape()
      case UInt8(ascii: "`"): code()
      case UInt8(ascii: "*"), UInt8(ascii: "_"): mark(byte)
      case UInt8(ascii: "<"): tag()
      case UInt8(ascii: "&"): entity()
      case UInt8(ascii: "!") where peek(1) == UInt8(ascii: "["):
        position += 1
      case UInt8(ascii: "["):
        brackets.append(out.count)
        out.append(byte)
        position += 1
      case UInt8(ascii: "]"): closeBracket()
      default:
        out.append(byte)
        position += 1
      }
    }
  }

  private func peek(_ offset: Int) -> UInt8? {
    let index = position + offset
    return index < bytes.endIndex ? bytes[index] : nil
  }

  private mutating func escape() {
    position += 1
    guard let next = peek(0), next < 0x80, next > 0x20, !MarkdownInlines.isWordly(next) else {
      // Before the end of a line it breaks the line; elsewhere it is itself.
      if peek(0) != 0x0A { out.append(UInt8(ascii: "\\")) }
      return
    }
    out.append(next)
    position += 1
  }

  private mutating func code() {
    let sign = UInt8(ascii: "`")
    let count = bytes[position...].prefix { $0 == sign }.count
    let start = position + count
    var end = start
    let limit = min(bytes.endIndex, start + MarkdownInlines.longestCode)
    while end < limit {
      guard bytes[end] == sign else {
        end += 1
        continue
      }
      let closing = bytes[end...].prefix { $0 == sign }.count
      if closing == count {
        out += bytes[start..<end]
        position = end + closing
        return
      }
      end += closing
    }
    out += bytes[position..<start]
    position = start
  }

  private mutating func mark(_ sign: UInt8) {
    let count = bytes[position...].prefix { $0 == sign }.count
    let before = out.last.map { position > bytes.startIndex ? $0 : 0x20 } ?? 0x20
    let after = peek(count) ?? 0x20
    let isAfterWord = MarkdownInlines.isWordly(before)
    let isBeforeWord = MarkdownInlines.isWordly(after)
    let opens = !TextLines.isSpace(after) && (isBeforeWord || !isAfterWord)
    let closes = !TextLines.isSpace(before) && (isAfterWord || !isBeforeWord)
    let isWithin = sign == UInt8(ascii: "_") && isAfterWord && isBeforeWord
    marks.append(
      Mark(
        start: out.count, count: count, sign: sign, opens: opens && !isWithin,
        closes: closes && !isWithin))
    out += bytes[position..<position + count]
    position += count
  }

  private mutating func tag() {
    guard let end = bytes[position...].prefix(2000).firstIndex(of: UInt8(ascii: ">")) else {
      out.append(bytes[position])
      position += 1
      return
    }
    let inner = bytes[position + 1..<end]
    if let first = inner.first, MarkdownInlines.isWordly(first) || "/!".utf8.contains(first) {
      if !inner.contains(0x20),
        inner.contains(UInt8(ascii: ":")) || inner.contains(UInt8(ascii: "@")),
        first != UInt8(ascii: "/")
      {
        out += inner
      } else if HTMLTag.breaks(inner) {
        out.append(0x20)
      }
      position = end + 1
    } else {
      out.append(bytes[position])
      position += 1
    }
  }

  private mutating func entity() {
    let rest = bytes[position...].prefix(12)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")),
      let scalar = HTMLEntity.scalar(rest[(position + 1)..<end])
    else {
      out.append(bytes[position])
      position += 1
      return
    }
    out += Array(String(Character(scalar)).utf8)
    position = end + 1
  }

  /// The end of a link's text: its address, or the name of its address, is not printed.
  private mutating func closeBracket() {
    position += 1
    guard let start = brackets.popLast() else {
      out.append(UInt8(ascii: "]"))
      return
    }
    guard let end = addressEnd() else {
      out.append(UInt8(ascii: "]"))
      return
    }
    dropped.append(start)
    position = end
  }

  /// Where `(address)` or `[name]` ends; nil where neither follows.
  private func addressEnd() -> Int? {
    let limit = min(bytes.endIndex, position + 4000)
    switch peek(0) {
    case UInt8(ascii: "("):
      var depth = 0
      for index in position..<limit {
        if bytes[index] == UInt8(ascii: "(") {
          depth += 1
          // Nobody's address; and a text of nothing but brackets would cost its square.
          guard depth <= 8 else { return nil }
        }
        if bytes[index] == UInt8(ascii: ")") {
          depth -= 1
          if depth == 0 { return index + 1 }
        }
      }
      return nil
    case UInt8(ascii: "["):
      guard let end = bytes[position..<limit].firstIndex(of: UInt8(ascii: "]")) else { return nil }
      return end + 1
    default:
      return nil
    }
  }

  /// Pairs the stars and low lines, and drops the ones that are emphasis.
  private mutating func finish() -> [UInt8] {
    var open: [Int] = []
    for index in marks.indices {
      if marks[index].closes {
        var left = marks[index].count
        while left > 0, let last = open.lastIndex(where: { marks[$0].sign == marks[index].sign }) {
          let opener = open[last]
          let free = marks[opener].count - marks[opener].used
          let used = min(free, left)
          marks[opener].used += used
          marks[index].used += used
          left -= used
          open.removeSubrange(marks[opener].used == marks[opener].count ? last... : (last + 1)...)
        }
      }
      if marks[index].opens, marks[index].used < marks[index].count, open.count < 64 {
        open.append(index)
      }
    }
    var gone = marks.filter { $0.used > 0 }.map { $0.start..<$0.start + $0.used }
    gone += dropped.map { $0..<$0 + 1 }
    guard !gone.isEmpty else { return out }
    gone.sort { $0.lowerBound < $1.lowerBound }
    var plain: [UInt8] = []
    plain.reserveCapacity(out.count)
    var start = 0
    for range in gone {
      plain += out[start..<range.lowerBound]
      start = range.upperBound
    }
    return plain + out[start...]
  }

  /// A letter or a digit; of other scripts, any sign.
  private static func isWordly(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
  }
}
