import Testing
import ZabtaChanges
import ZabtaModel
import ZabtaRuntime

/// What the policy's own promises make of a release.
@Suite struct AnnouncementTests {
  private func edition(_ channels: [String], ahead: Span? = nil) -> BundleContent {
    var content = sampleEdition().content
    content.words += [
      Word(kind: .event, name: "material-change", labels: ["en": "a material change"]),
      Word(kind: .event, name: "policy-change", includes: ["material-change"]),
      Word(kind: .channel, name: "homepage-notice", labels: ["en": "a notice on our homepage"]),
      Word(kind: .channel, name: "email-notice", labels: ["en": "an email"]),
    ]
    content.clauses.append(
      Clause(
        id: "changes", heading: ["en": "Changes"],
        rules: [["en": "We must announce a material change."]]))
    content.norms.append(
      Norm(
        effect: .duty, actor: .we, action: .announce,
        object: Object(kind: .event, names: ["policy-change"]), channels: channels, notice: ahead,
        clause: "changes"))
    return content
  }

  @Test func aReleaseCannotTakeThePromiseBack() {
    let before = edition(["homepage-notice", "email-notice"])
    var now = before
    now.norms.removeLast()
    let found = Announcement.promises(before: before, now: now, contacts: [])
    #expect(found.map(\.clause) == ["changes"])
    #expect(found.first?.channels.map(\.name) == ["homepage-notice", "email-notice"])
    #expect(found.first?.sentence["en"] == "We must announce a material change.")
    // The same promise in both editions is told once; what the new one adds is told too.
    #expect(Announcement.promises(before: before, now: before, contacts: []).count == 1)
    let more = edition(["homepage-notice", "email-notice", "feed"])
    #expect(Announcement.promises(before: before, now: more, contacts: []).count == 2)
    #expect(Announcement.promises(before: nil, now: now, contacts: []).isEmpty)
  }

  @Test func whatIsDueNamesItsFiles() {
    var notice = sampleNotice()
    notice.facts.announcements = Announcement.promises(
      before: nil, now: edition(["homepage-notice", "email-notice"], ahead: Span(30, .day)),
      contacts: [])
    #expect(
      notice.due == [
        "As this is a material change, the clause changes makes you announce it by a notice on our homepage and an email, on 1 September 2026 at the latest.",
        "Files, after zabta build, in output/sample.privacy/: notices/banner.html and notices/2.eml.",
      ])
    let json = String(decoding: notice.json, as: UTF8.self)
    #expect(json.contains(#""ahead":"P30D""#) && json.contains(#""by":"2026-09-01""#))
    #expect(json.contains(#""file":"notices/2.eml""#))
    #expect(
      notice.plainText.contains(
        "For a change like this the policy promises: “We must announce a material change.”"))
  }

  @Test func nothingIsDueWhereNothingIsMaterial() {
    var notice = sampleNotice()
    notice.facts.announcements = Announcement.promises(
      before: nil, now: edition(["email-notice"]), contacts: [])
    notice.changes = Differ.compare(old: longerKeeping(), new: sampleEdition())
    #expect(notice.due.isEmpty)
    #expect(String(decoding: notice.json, as: UTF8.self).contains(#""announceBy":[]"#))
    notice.facts.announcements = []
    notice.changes = Differ.compare(old: sampleEdition(), new: longerKeeping())
    #expect(notice.due.count == 1 && notice.due[0].contains("no clause says"))
  }

  @Test(arguments: [
    ("last-updated", nil), ("email-notice", "notices/3.eml"),
    ("homepage-notice", "notices/banner.html"),
    ("atom-feed", "feed.xml"), ("sms", "notices/3.txt"), ("letter", "notices/3.html"),
  ])
  func channelsHaveTheirFiles(_ name: String, _ file: String?) {
    let found = Announcement.promises(before: nil, now: edition([name]), contacts: [])
    #expect(found.first?.channels.first?.file(edition: 3) == file)
  }

  @Test(arguments: [
    (Span(30, .day), "2026-03-31", "2026-03-01"), (Span(1, .month), "2026-03-31", "2026-02-28"),
    (Span(2, .week), "2026-03-15", "2026-03-01"), (Span(1, .year), "2028-02-29", "2027-02-28"),
  ])
  func theLastDayInTime(_ span: Span, _ effective: String, _ expected: String) throws {
    let found = Announcement.promises(
      before: nil, now: edition(["email-notice"], ahead: span), contacts: [])
    let day = found.first?.lastDay(before: try #require(Day(effective)))
    #expect(day?.description == expected)
  }
}
