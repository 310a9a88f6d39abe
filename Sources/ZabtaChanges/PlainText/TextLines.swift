/// A text as lines, whatever ends them.
enum TextLines {
  typealias Line = ArraySlice<UInt8>

  static func split(_ text: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var position = 0
    while position < text.count {
      let byte = text[position]
      guard byte == 0x0A || byte == 0x0D else {
        position += 1
        continue
      }
      lines.append(text[start..<position])
      position += 1
      if byte == 0x0D, position < text.count, text[position] == 0x0A { position += 1 }
      start = position
    }
    if start < text.count { lines.append(text[start...]) }
    return lines
  }

  static func isBlank(_ line: Line) -> Bool { line.allSatisfy(isSpace) }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  static func trimmed(_ line: Line) -> Line {
    var line = line.drop(while: isSpace)
    while let last = line.last, isSpace(last) { line.removeLast() }
    return line
  }

  /// How far a line is set in; a tab counts four.
  static func indent(_ line: Line) -> Int {
    var indent = 0
    for byte in line {
      if byte == 0x20 {
        indent += 1
      } else if byte == 0x09 {
        indent += 4
      } else {
        break
      }
    }
    return indent
  }

  /// Words with single spaces between them; spaces that do not break stay.
  static func collapsed(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      if isSpace(byte) {
        if let last = out.last, last != 0x20 { out.append(0x20) }
      } else {
        // No sign of a text commands the screen that shows it.
        out.append(contentsOf: byte < 0x20 || byte == 0x7F ? [0xEF, 0xBF, 0xBD] : [byte])
      }
    }
    if out.last == 0x20 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }
}

/// What stands between `---` and `---` at the top of a Markdown file.
struct FrontMatter {
  /// How many lines it may have.
  private static let longest = 500

  var title = ""
  var fields: [(key: String, line: String)] = []

  /// Takes it off the lines; leaves them as they are where it never ends.
  static func take(from lines: inout [TextLines.Line]) -> FrontMatter {
    var matter = FrontMatter()
    guard let first = lines.first, TextLines.trimmed(first).elementsEqual("---".utf8),
      let end = lines.prefix(longest).dropFirst().firstIndex(where: { line in
        let words = TextLines.trimmed(line)
        return words.elementsEqual("---".utf8) || words.elementsEqual("...".utf8)
      })
    else { return matter }
    for line in lines[1..<end] { matter.add(line) }
    lines.removeFirst(end + 1)
    return matter
  }

  private mutating func add(_ line: TextLines.Line) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    let words = TextLines.collapsed(Array(line))
    guard !words.isEmpty else { return }
    let key = line.prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || "_-".utf8.contains(byte)
    }
    let isKey = !key.isEmpty && line.dropFirst(key.count).first == UInt8(ascii: ":")
    guard isKey else {
      // A line that is set in, or a member of a list, goes on with the field above it.
      if !fields.isEmpty { fields[fields.count - 1].line += " \(words)" }
      return
    }
    let name = String(decoding: key, as: UTF8.self)
    guard !fields.contains(where: { $0.key == name }) else { return }
    if name.lowercased() == "title" {
      let value = TextLines.trimmed(line.dropFirst(key.count + 1))
      let quotes = Array("\"'".utf8)
      let isQuoted =
        value.count > 1 && value.first == value.last && value.first.map(quotes.contains) == true
      title = TextLines.collapsed(Array(isQuoted ? value.dropFirst().dropLast() : value))
    } else {
      fields.append((name, words))
    }
  }
}
