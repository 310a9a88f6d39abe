/// Styles within the elements, for HTML that leaves its style sheet behind: mail and snippets.
///
/// They are put into HTML that ``HTMLWriter`` wrote. There every `<` begins an element, and no
/// attribute holds a `>`.
enum InlineStyles {
  /// What a piece of another page is written in.
  ///
  /// The page around it has styles for its own headings and paragraphs: what they would change is
  /// said, or its pale words would stand on the snippet's pale ground.
  static let snippet = [
    "h2":
      "font:bold 19px/1.35 Georgia,'Times New Roman',serif;margin:0 0 8px;padding:0;\(own)",
    "p": "font:inherit;margin:0 0 12px;padding:0;\(own)",
    "a": "color:#0b5c6b;text-decoration:underline",
  ]

  private static let own =
    "color:inherit;background:none;text-transform:none;letter-spacing:normal;text-align:start"

  /// `overrides` are styles by the name of the element, in place of the mail's.
  static func apply(to html: HTMLBytes, overrides: [String: String] = [:]) -> [UInt8] {
    let byName = byName.merging(overrides) { _, own in own }
    var out: [UInt8] = []
    var rest = html.bytes[...]
    var isInHeading = false
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      out += rest[..<start]
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = rest[start..<end]
      out += tag
      let name = String(
        decoding: tag.dropFirst().prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
      if name.hasPrefix("h") || name.hasPrefix("/h") { isInHeading = byName[name] != nil }
      var styles = [byName[name]] + byMark.map { contains(tag, $0.mark) ? $0.style : nil }
      // A heading in another language has a line of its own.
      if isInHeading, name == "span", contains(tag, " lang=") { styles.append("display:block") }
      let style = styles.compactMap(\.self).joined(separator: ";")
      if !style.isEmpty {
        out += " style=\"".utf8
        out += style.utf8
        out.append(UInt8(ascii: "\""))
      }
      out.append(UInt8(ascii: ">"))
      rest = rest[(end + 1)...]
    }
    return out + rest
  }

  private static func contains(_ tag: ArraySlice<UInt8>, _ mark: String) -> Bool {
    tag.firstRange(of: Array(mark.utf8)) != nil
  }

  private static let byName = [
    "h1": "font-size:24px;line-height:1.3;margin:0 0 12px",
    "h2": "font-size:19px;line-height:1.35;margin:28px 0 10px",
    "h3": "font-size:16px;line-height:1.4;margin:20px 0 8px",
    "p": "margin:0 0 12px", "ul": "margin:0 0 12px;padding:0 0 0 22px", "li": "margin:0 0 6px",
    "ins": "color:#1f6b3a;text-decoration:underline;font-weight:bold",
    "del": "color:#9c2f1f;text-decoration:line-through",
    "a": "color:#0b5c6b", "table": "border-collapse:collapse",
    "th": "text-align:left;vertical-align:top;padding:6px 10px 6px 0",
    "td": "text-align:left;vertical-align:top;padding:6px 10px 6px 0",
  ]

  private static let byMark: [(mark: String, style: String)] = [
    (
      " lang=\"ur\"",
      "font-family:'Noto Nastaliq Urdu','Jameel Noori Nastaleeq','Urdu Typesetting','Noto Naskh Arabic',serif;line-height:2.2"
    ),
    (" dir=\"rtl\"", "text-align:right"),
    (
      " class=\"change",
      "border:1px solid #dcd9d2;border-radius:6px;padding:12px 16px;margin:0 0 14px"
    ),
    (" class=\"what\"", "margin:0 0 4px"),
    (" class=\"class\"", "color:#5a6468;font-size:13px"),
    (" class=\"said\"", "display:none"),
    (" class=\"value\"", "border:1px dotted;padding:0 2px;margin:0 2px"),
    (" class=\"unchanged\"", "color:#5a6468;font-size:14px"),
    (" class=\"values\"", "color:#5a6468;font-size:14px"),
  ]
}
