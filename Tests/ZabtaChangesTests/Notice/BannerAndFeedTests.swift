import Testing
import ZabtaChanges
import ZabtaPages
import ZabtaRuntime

/// What stands outside the policy's own pages: a homepage's banner, a feed.
@Suite struct BannerAndFeedTests {
  @Test func theBannerSaysOneSentence() throws {
    let banner = String(decoding: try #require(sampleNotice().banner), as: UTF8.self)
    #expect(banner.hasPrefix("<aside ") && banner.hasSuffix("</aside>\n"))
    #expect(banner.contains("Privacy policy: what changed</span>"))
    #expect(banner.contains("رازداری کی پالیسی: کیا بدلا</span>"))
    #expect(banner.contains("We now keep transaction records for 10 years; before, for 7 years."))
    #expect(banner.contains("<time datetime=\"2026-09-01\">1 September 2026</time>"))
    #expect(banner.contains("<time datetime=\"2026-09-01\">1 ستمبر 2026</time>"))
    #expect(banner.contains("href=\"sample.privacy/notices/2.html\""))
    let away = String(
      decoding: try #require(sampleNotice(address: "https://example.com/p").banner), as: UTF8.self)
    #expect(away.contains("href=\"https://example.com/p/notices/2.html\""))
  }

  /// A homepage's own styles for paragraphs would else print pale words on the banner's ground.
  @Test func theBannerKeepsItsColours() throws {
    let banner = String(decoding: try #require(sampleNotice().banner), as: UTF8.self)
    let parts = banner.split(separator: "<").filter { $0.hasPrefix("p") || $0.hasPrefix("h2") }
    #expect(parts.count >= 5)
    for part in parts { #expect(part.contains("color:inherit;background:none"), "\(part)") }
  }

  @Test func aFirstEditionHasNoBanner() {
    let notice = Notice(
      title: ["en": "Policy"], publisher: [:], edition: 1, date: "2026-03", note: "", changes: nil)
    #expect(notice.banner == nil)
  }

  @Test(arguments: hostileWords) func theBannerEscapes(_ words: String) throws {
    let notice = sampleNotice(title: ["en": words, "ur": words])
    let banner = String(decoding: try #require(notice.banner), as: UTF8.self)
    #expect(!banner.contains("<script") && !banner.contains("<b>"))
    // By scalar: a sign with a combining mark after it is one `Character` with that.
    let foreign = /<(?!\/?(aside|h2|p|span|bdi|a|em|time)[ >])/.matchingSemantics(.unicodeScalar)
    #expect(banner.matches(of: foreign).isEmpty, "\(banner)")
  }

  @Test func theFeedTellsEveryEdition() throws {
    let text = String(decoding: try feed().xml, as: UTF8.self)
    #expect(text.matches(of: /<entry>/).count == 2)
    let ids = text.matches(
      of: /<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})<\/id>/
    )
    .map { String($0.1) }
    #expect(ids.count == 3 && Set(ids).count == 3)
    #expect(
      text.matches(of: /<updated>([^<]+)/).map { String($0.1) } == [
        "2026-09-01T12:00:00+05:00", "2026-09-01T12:00:00+05:00", "2026-03-01T12:00:00+05:00",
      ])
    // The newest first, and what its notice says.
    #expect(text.contains("<summary type=\"text\">Told &lt;first&gt;.</summary>"))
    #expect(text.contains("href=\"notices/2.html\""))
    let away = String(decoding: try feed(address: "https://example.com/p").xml, as: UTF8.self)
    #expect(away.contains("href=\"https://example.com/p/notices/2.html\""))
    #expect(!away.contains("href=\"notices"))
  }

  @Test func idsStayWhenTheTitleChanges() throws {
    func ids(_ title: String) throws -> [String] {
      String(decoding: try feed(title: title).xml, as: UTF8.self).matches(of: /<id>([^<]+)/)
        .map { String($0.1) }
    }
    #expect(try ids("One") == ids("Another"))
  }

  @Test(arguments: hostileWords) func theFeedEscapes(_ words: String) throws {
    let text = String(decoding: try feed(title: words).xml, as: UTF8.self)
    #expect(!text.contains("<script") && !text.contains("<b>"))
    #expect(
      text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" },
      "XML has no control characters")
  }

  private func feed(title: String = "Policy", address: String? = nil) throws -> Feed {
    func entry(_ edition: Int, _ date: String, _ lead: String) -> LedgerEntry {
      LedgerEntry(
        policy: "sample.privacy", edition: edition, date: date, note: "Note.", classes: [],
        sources: [],
        content: ContentDigest(edition == 1 ? sampleEdition() : longerKeeping()),
        published: [
          .init(path: "notices/\(edition).json", digest: "", text: #"{"lead":["\#(lead)"]}"#)
        ], previous: "")
    }
    var facts = NoticeFacts()
    facts.policy = "sample.privacy"
    facts.timeZone = 300
    facts.address = address.flatMap { PolicyAddress($0) }
    let ledger = Ledger(
      policy: "sample.privacy",
      entries: [entry(1, "2026-03", "First."), entry(2, "2026-09-01", "Told <first>.")])
    return try #require(
      Feed(
        title: ["en": title, "ur": title], publisher: ["en": title], facts: facts, ledger: ledger))
  }
}
