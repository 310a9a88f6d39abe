import FoundationEssentials
import ZabtaPages
import ZabtaRuntime

/// The editions of a policy as an Atom feed (RFC 4287).
package struct Feed: Sendable {
  /// The policy's title, by language code.
  private let title: [String: String]
  private let publisher: String
  private let facts: NoticeFacts
  private let editions: [LedgerEntry]

  /// The feed of a ledger; nil where nothing was ever released.
  package init?(
    title: [String: String], publisher: [String: String], facts: NoticeFacts, ledger: Ledger
  ) {
    guard !ledger.entries.isEmpty else { return nil }
    self.title = title.mapValues(Notice.line)
    self.publisher = Notice.line(publisher["en"] ?? "")
    self.facts = facts
    editions = ledger.entries.reversed()
  }

  /// The file `feed.xml`, the newest edition first.
  package var xml: [UInt8] {
    var out = XMLText()
    out.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"], breaks: true)
    out.element("title", "\(title["en"] ?? "") – \(publisher)")
    if let urdu = title["ur"], !urdu.isEmpty {
      out.element("subtitle", urdu, ["xml:lang": "ur"])
    }
    // The first edition stays the first, whatever the policy is called one day.
    out.element("id", Feed.id(editions.last.map(identity) ?? "", "feed"))
    out.element("updated", editions.first.map(updated) ?? "")
    out.open("author", breaks: true)
    out.element("name", publisher.isEmpty ? facts.policy : publisher)
    if let mail = facts.mail { out.element("email", mail) }
    out.close("author")
    out.element(
      "link", ["rel": "self", "type": "application/atom+xml", "href": address("feed.xml")])
    out.element("link", ["rel": "alternate", "type": "text/html", "href": address("index.html")])
    out.element("generator", "Zabta")
    for edition in editions { write(edition, to: &out) }
    out.close("feed")
    return out.bytes
  }

  private func write(_ edition: LedgerEntry, to out: inout XMLText) {
    let isFirst = edition.edition == 1
    let what = isFirst ? "first edition" : "what changed"
    let notice = address("notices/\(edition.edition).html")
    out.open("entry", breaks: true)
    out.element("title", "\(title["en"] ?? ""): \(what) (edition \(edition.edition))")
    out.element("id", Feed.id(identity(edition), "entry"))
    out.element("updated", updated(edition))
    out.element("published", updated(edition))
    out.element("link", ["rel": "alternate", "type": "text/html", "href": notice])
    let lead = told(edition)
    out.element("summary", lead.joined(separator: " "), ["type": "text"])
    out.element("content", content(edition, lead, notice), ["type": "html"])
    out.close("entry")
  }

  /// What the notice says first: as it was published, whatever today's tool would say.
  private func told(_ edition: LedgerEntry) -> [String] {
    struct Told: Decodable {
      var lead: [String]
    }
    let path = "notices/\(edition.edition).json"
    let text = edition.published.first { $0.path == path }?.text
    let told = text.flatMap { try? JSONDecoder().decode(Told.self, from: Data($0.utf8)) }
    return told?.lead ?? [edition.note]
  }

  private func content(_ edition: LedgerEntry, _ lead: [String], _ notice: String) -> String {
    let stamp = Stamp.released(date: edition.date, effective: edition.effective)
    var blocks: [PageBlock] = []
    if let urdu = title["ur"], !urdu.isEmpty {
      let words = "\(urdu): \(edition.edition == 1 ? "پہلی اشاعت" : "کیا بدلا")"
      blocks.append(PageBlock(.paragraph([.text(words)]), language: .urdu))
    }
    blocks.append(PageBlock(.list(PageList(items: lead.map { PageList.Item([.text($0)]) }))))
    blocks.append(PageBlock(.paragraph(stamp.words(on: .english))))
    blocks.append(PageBlock(.paragraph([.link([.text("The whole notice")], to: notice)])))
    return PageWriter.fragment(blocks, in: .english)
  }

  /// Absolute where the policy says where it is published; else as it leads from the feed.
  private func address(_ path: String) -> String { facts.address?.of(path) ?? path }

  private func identity(_ edition: LedgerEntry) -> String {
    Notice.identity(of: edition.policy, edition: edition.edition, edition.contentDigest)
  }

  /// Noon of the day of the release, as RFC 3339: nearly everywhere else it is the same day.
  private func updated(_ edition: LedgerEntry) -> String {
    let day = ReleaseDate(edition.date)?.day ?? Day(number: 0)
    return "\(day)T12:00:00\(Zone(minutes: facts.timeZone).written(with: ":"))"
  }

  /// A name that stays: a UUID of version 8 (RFC 9562, section 5.8) from a digest.
  static func id(_ identity: String, _ kind: String) -> String {
    var digits = Array(ContentDigest.of(Array("\(kind) \(identity)".utf8)).utf8.prefix(32))
    guard digits.count == 32 else { return "urn:zabta:\(kind)" }
    digits[12] = UInt8(ascii: "8")
    let variants = Array("89ab".utf8)
    digits[16] = variants[Int(digits[16]) % 4]
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return "urn:uuid:" + text
  }
}

/// XML under construction: what enters it as text leaves it as text.
private struct XMLText {
  private var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

  var bytes: [UInt8] { Array(text.utf8) }

  mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    breaks: Bool = false
  ) {
    text += "<\(name)"
    write(attributes)
    text += breaks ? ">\n" : ">"
  }

  mutating func close(_ name: StaticString) { text += "</\(name)>\n" }

  mutating func element(
    _ name: StaticString, _ content: String, _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) {
    open(name, attributes)
    escape(content)
    close(name)
  }

  mutating func element(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    text += "<\(name)"
    write(attributes)
    text += "/>\n"
  }

  private mutating func write(_ attributes: KeyValuePairs<StaticString, String>) {
    for (name, value) in attributes {
      text += " \(name)=\""
      escape(value)
      text += "\""
    }
  }

  /// By scalar: a sign with a combining mark after it is one `Character` with that.
  private mutating func escape(_ words: String) {
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n": text.unicodeScalars.append(scalar)
      // XML has no control characters and no non-characters.
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
