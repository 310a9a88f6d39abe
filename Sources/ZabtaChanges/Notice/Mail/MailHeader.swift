/// A header field of a mail (RFC 5322, section 2.2), whose words never break it.
enum MailHeader {
  /// The most characters of a line, its end left out.
  private static let lineLength = 76

  /// A field of free words, such as the subject.
  static func words(_ name: String, _ text: String) -> String {
    let line = Notice.line(text)
    if isPlain(line), name.utf8.count + 2 + line.utf8.count <= lineLength {
      return "\(name): \(line)\r\n"
    }
    return "\(name): \(encoded(line, after: name.utf8.count + 2))\r\n"
  }

  /// A field of an address with a name before it.
  static func address(_ name: String, _ display: String, _ address: String) -> String {
    let line = Notice.line(display)
    guard !line.isEmpty else { return "\(name): \(address)\r\n" }
    let isShort = name.utf8.count + line.utf8.count + address.utf8.count + 7 <= lineLength
    guard isPlain(line), isShort else {
      let words = encoded(line, after: name.utf8.count + 2)
      return "\(name): \(words)\r\n <\(address)>\r\n"
    }
    var quoted = ""
    for scalar in line.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return "\(name): \"\(quoted)\" <\(address)>\r\n"
  }

  /// Printable ASCII that nobody takes for an encoded word.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
  }

  /// Encoded words (RFC 2047): at most 75 characters each, whole characters in each.
  private static func encoded(_ text: String, after used: Int) -> String {
    // "=?UTF-8?B?" and "?=" take 12 of the 75, and four letters hold three bytes.
    let most = 45
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    // The first line also holds the field's name.
    var room = max(12, min(most, (lineLength - used - 12) / 4 * 3))
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if word.count + bytes.count > room {
        words.append(word)
        word = []
        room = most
      }
      word += bytes
    }
    words.append(word)
    return words.map { "=?UTF-8?B?\(base64($0))?=" }.joined(separator: "\r\n ")
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      var bits = 0
      for index in 0..<3 { bits = bits << 8 | Int(index < group.count ? group[index] : 0) }
      for index in 0..<4 {
        out.append(
          index <= group.count ? letters[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
