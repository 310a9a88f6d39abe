import Testing
import ZabtaChanges
import ZabtaPages
import ZabtaRuntime

/// An edition in which a period got longer.
func longerKeeping() -> EditionSnapshot {
  var edition = sampleEdition()
  edition.content.norms = norms(years: 10)
  edition.edit("sales-records") {
    $0.rules = [["en": keepSentence(10)]]
    $0.printed = ["en": ["Transaction records: for 10 years."]]
  }
  return edition
}

/// The notice of it.
func sampleNotice(
  title: [String: String] = ["en": "Privacy policy", "ur": "رازداری کی پالیسی"],
  publisher: [String: String] = ["en": "Sample"], date: String = "2026-09-01", note: String = "",
  digest: String = "digest", mail: String? = "info@example.com", address: String? = nil
) -> Notice {
  var facts = NoticeFacts()
  facts.policy = "sample.privacy"
  facts.timeZone = 300
  facts.digest = digest
  facts.mail = mail
  facts.address = address.flatMap { PolicyAddress($0) }
  return Notice(
    title: title, publisher: publisher, edition: 2, date: date, effective: "2026-10-01", note: note,
    changes: Differ.compare(old: sampleEdition(), new: longerKeeping()), facts: facts)
}

/// What nobody should be able to do harm with.
let hostileWords = [
  "A \"quoted\" <b>title</b> & more", "Line\r\nBcc: everybody@example.com\r\n\r\nBody",
  "=?UTF-8?B?QmNjOg==?= \\ \"", "شق\u{64E}<script>alert(1)</script>\u{64E}\"\u{64E}",
  String(repeating: "long ", count: 500), "🌞🇵🇰 e\u{301}", "From me\n.\nFrom you ",
  "\u{0}\u{7F}\u{85}\u{2028}",
]

/// A mail taken apart by the letter of RFC 5322, 2045, 2046 and 2047, as far as ours go.
struct ReadMail {
  var headers: [(name: String, value: String)] = []
  /// The decoded text of each part, with its type.
  var parts: [(type: String, text: String)] = []
  var lines: [Substring]

  init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    try #require(bytes.allSatisfy { $0 < 0x80 })
    lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    try #require(!lines.contains { $0.unicodeScalars.contains { $0 == "\r" || $0 == "\n" } })
    let end = try #require(lines.firstIndex(of: ""))
    for line in lines[..<end] {
      if line.hasPrefix(" ") {
        headers[headers.count - 1].value += line
      } else {
        let pair = line.split(separator: ": ", maxSplits: 1)
        headers.append((String(pair[0]), String(try #require(pair.last))))
      }
    }
    let type = try #require(self["Content-Type"])
    let boundary = try #require(type.split(separator: "boundary=\"").last).dropLast()
    let body = lines[(end + 1)...].split(separator: Substring("--\(boundary)"))
    for part in body {
      guard let start = part.firstIndex(of: "") else { continue }
      let head = part[..<start].joined(separator: " ")
      let content = part[(start + 1)...].filter { $0 != Substring("--\(boundary)--") }
      parts.append(
        (head.contains("text/html") ? "html" : "plain", try ReadMail.decoded(Array(content))))
    }
  }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// A header's words (RFC 2047).
  static func words(_ value: String) throws -> String {
    var out: [UInt8] = []
    for word in value.split(separator: " ") {
      guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") else {
        out += (out.isEmpty ? "" : " ").utf8
        out += word.utf8
        continue
      }
      #expect(word.utf8.count <= 75)
      let bytes = try base64(word.dropFirst(10).dropLast(2))
      #expect(String(validating: bytes, as: UTF8.self) != nil, "a letter is cut in two")
      out += bytes
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func base64(_ text: Substring) throws -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    var (bits, count) = (0, 0)
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      bits = bits << 6 | (try #require(letters.firstIndex(of: byte)))
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(bits >> count & 255))
      }
    }
    return out
  }

  /// Quoted-printable lines as text (RFC 2045, section 6.7).
  private static func decoded(_ lines: [Substring]) throws -> String {
    var out: [UInt8] = []
    for (index, line) in lines.enumerated() {
      #expect(line.utf8.last != 0x20 && line.utf8.last != 0x09)
      var bytes = Array(line.utf8)[...]
      let goesOn = bytes.last == UInt8(ascii: "=")
      if goesOn { bytes = bytes.dropLast() }
      while let byte = bytes.popFirst() {
        guard byte == UInt8(ascii: "=") else {
          out.append(byte)
          continue
        }
        let digits = String(decoding: bytes.prefix(2), as: UTF8.self)
        out.append(try #require(UInt8(digits, radix: 16)))
        bytes = bytes.dropFirst(2)
      }
      if !goesOn, index < lines.count - 1 { out.append(0x0A) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
