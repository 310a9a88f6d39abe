/// The tags of HTML that a Markdown text may hold, as far as they cut it into blocks.
enum HTMLTag {
  private static let blocks: Set<String> = [
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "section",
    "article", "header", "footer", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "details", "summary", "center", "pre",
  ]

  /// The name within a tag: "p" of `/p` and of `p class="x"`.
  private static func name(_ inner: ArraySlice<UInt8>) -> String {
    let inner = inner.first == UInt8(ascii: "/") ? inner.dropFirst() : inner
    let name = inner.prefix {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
    }
    return String(decoding: name.prefix(16), as: UTF8.self).lowercased()
  }

  /// True of the inside of a tag that parts the words before it from those after it.
  static func breaks(_ inner: ArraySlice<UInt8>) -> Bool {
    let name = name(inner)
    return name == "br" || name == "td" || name == "th" || blocks.contains(name)
  }

  static func startsBlock(_ words: ArraySlice<UInt8>) -> Bool {
    guard words.first == UInt8(ascii: "<"), let end = words.firstIndex(of: UInt8(ascii: ">")) else {
      return false
    }
    return blocks.contains(name(words[words.startIndex + 1..<end]))
  }

  static func endsBlock(_ words: ArraySlice<UInt8>) -> Bool {
    guard words.last == UInt8(ascii: ">"), let start = words.lastIndex(of: UInt8(ascii: "<")) else {
      return false
    }
    return blocks.contains(name(words[start + 1..<words.endIndex - 1]))
  }

  /// `<h2>…</h2>` on one line.
  static func heading(_ words: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
    guard words.count > 4, words.first == UInt8(ascii: "<"),
      words[words.startIndex + 1] | 0x20 == UInt8(ascii: "h"),
      (0x31...0x36).contains(words[words.startIndex + 2]),
      let end = words.firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    return (Int(words[words.startIndex + 2] - 0x30), words[(end + 1)...])
  }
}

/// The entities that texts are full of.
enum HTMLEntity {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "copy": "\u{A9}", "reg": "\u{AE}", "sect": "\u{A7}", "mdash": "\u{2014}",
    "ndash": "\u{2013}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}",
    "rdquo": "\u{201D}", "hellip": "\u{2026}", "bull": "\u{2022}", "trade": "\u{2122}",
    "euro": "\u{20AC}",
  ]

  /// The sign of what stands between "&" and ";".
  static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    guard name.first == UInt8(ascii: "#") else { return named[text] }
    let digits = text.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, value >= 0x20, let scalar = Unicode.Scalar(value) else { return nil }
    return scalar
  }
}
