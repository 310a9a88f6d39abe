import Testing
import ZabtaChanges
import ZabtaRuntime

@Suite struct ReleaseTests {
  private func ledger(_ date: String, _ edition: EditionSnapshot = sampleEdition()) -> Ledger {
    Ledger(policy: "sample.privacy").appending(
      LedgerEntry(
        policy: "sample.privacy", edition: 1, date: date, note: "First edition.", classes: [],
        sources: [], content: ContentDigest(edition), previous: ""))
  }

  private func refusals(_ decision: ReleaseDecision) -> [String] {
    if case .refuse(let refusals) = decision { return refusals.map(\.id) }
    return []
  }

  private func decide(
    after ledger: Ledger, _ date: String, _ effective: String? = nil,
    changes: EditionChanges? = nil, promises: [PromisedNotice] = []
  ) -> [ReleaseDecision.Refusal] {
    let decision = ReleaseDecision.decide(
      ledger: ledger, state: .changed(since: 1), date: date, effective: effective,
      changes: changes, promises: promises)
    if case .refuse(let refusals) = decision { return refusals }
    return []
  }

  @Test func onlyLaterDatesFollow() {
    func ids(_ before: String, _ date: String, _ effective: String? = nil) -> [String] {
      decide(after: ledger(before), date, effective).map(\.id)
    }
    // A month stands for its first day.
    #expect(ids("2026-03", "2026-03-01") == ["release-backwards"])
    #expect(ids("2026-03", "2026-02-28") == ["release-backwards"])
    #expect(ids("2026-03", "2026-03") == ["release-backwards"])
    #expect(ids("2026-03", "2026-03-02") == [])
    #expect(ids("2026-03-14", "2026-03") == ["release-backwards"])
    #expect(ids("2026-03-14", "2026-04") == [])
    #expect(ids("2026-03", "2026-13") == ["release-date"])
    #expect(ids("2026-03", "2026-02-30") == ["release-date"])
    #expect(ids("2026-03", "2026-04", "soon") == ["release-date"])
    #expect(ids("2026-03", "2026-04", "2026-03-31") == ["release-effective-too-early"])
    #expect(ids("2026-03", "2026-04", "2026-04-01") == [])
    #expect(ids("2026-03", "9999-12-31") == [])
  }

  /// An edition holds the changes of the ones before it, so it cannot come into force before them.
  @Test func noEditionOvertakesAnother() {
    var first = ledger("2026-03").entries[0]
    first.effective = "2026-06-01"
    let ledger = Ledger(policy: "sample.privacy", entries: [first])
    #expect(decide(after: ledger, "2026-04-01").map(\.id) == ["release-effective-too-early"])
    let early = decide(after: ledger, "2026-04-01", "2026-05-31")
    #expect(early.map(\.id) == ["release-effective-too-early"])
    #expect(early.first?.fix.contains("2026-06-01") == true)
    #expect(decide(after: ledger, "2026-04-01", "2026-06-01").isEmpty)
    #expect(decide(after: ledger, "2026-06-02").isEmpty)
  }

  @Test func nothingChangedNoDate() {
    let decision = ReleaseDecision.decide(
      ledger: ledger("2026-03"), state: .released(edition: 1), date: "2026-05")
    #expect(refusals(decision) == ["release-unchanged"])
  }

  /// The same data kept for ten years in place of seven.
  private var longer: EditionChanges {
    var new = sampleEdition()
    new.content.norms = norms(years: 10)
    new.edit("sales-records") { $0.rules = [["en": keepSentence(10)]] }
    return Differ.compare(old: sampleEdition(), new: new)
  }

  @Test func promisedNoticeIsKept() {
    func refusals(
      _ span: Span, _ date: String, _ effective: String? = nil
    ) -> [ReleaseDecision.Refusal] {
      decide(
        after: ledger("2025-03"), date, effective, changes: longer,
        promises: [PromisedNotice(span, clause: "p#changes")])
    }
    let month = Span(30, .day)
    #expect(refusals(month, "2026-05-01").map(\.id) == ["release-notice-too-short"])
    #expect(refusals(month, "2026-05-01", "2026-05-30").first?.fix.contains("2026-05-31") == true)
    #expect(refusals(month, "2026-05-01", "2026-05-31").isEmpty)
    #expect(refusals(Span(2, .week), "2028-02-20", "2028-03-04").count == 1)
    #expect(refusals(Span(2, .week), "2028-02-20", "2028-03-05").isEmpty)
    // A month that lacks the day ends on its last one, leap years and all.
    #expect(refusals(Span(1, .month), "2028-01-31", "2028-02-28").count == 1)
    #expect(refusals(Span(1, .month), "2028-01-31", "2028-02-29").isEmpty)
    #expect(refusals(Span(1, .year), "2028-02-29", "2029-02-28").isEmpty)
    // Nobody knows at which hour of its day an edition was released.
    #expect(refusals(Span(24, .hour), "2026-05-01", "2026-05-02").count == 1)
    #expect(refusals(Span(24, .hour), "2026-05-01", "2026-05-03").isEmpty)
    // A month may be its last day, and takes effect on its first.
    #expect(refusals(month, "2026-05", "2026-06-29").first?.fix.contains("2026-06-30") == true)
    #expect(refusals(month, "2026-05", "2026-06-30").isEmpty)
    #expect(refusals(month, "2026-05", "2026-07").isEmpty)
    #expect(refusals(month, "2026-05", "2026-06").count == 1)
    // Beyond the calendar there is no day.
    #expect(refusals(Span(.max, .year), "2026-05-01", "9999-12-31").count == 1)
    #expect(refusals(Span(.max, .week), "2026-05-01", "9999-12-31").count == 1)
    #expect(refusals(Span(1, .month), "9999-12-31", "9999-12-31").count == 1)
  }

  @Test func theStrictestPromiseCounts() {
    let promises = [
      PromisedNotice(Span(10, .day), clause: "p#changes"),
      PromisedNotice(Span(2, .month), clause: "p#notices", edition: 3),
      PromisedNotice(Span(30, .day), clause: "p#changes", edition: 2),
    ]
    let refusal = decide(
      after: ledger("2025-03"), "2026-05-01", "2026-06-15", changes: longer, promises: promises
    ).first
    #expect(refusal?.fix.contains("2026-07-01") == true)
    #expect(refusal?.summary.contains("clause notices as edition 3 stands") == true)
    let wording = EditionChanges(
      policy: "p",
      changes: [
        Change(class: .wording, subject: .text(languages: ["ur"]), summary: "", clauses: [])
      ],
      redlines: [])
    #expect(
      decide(after: ledger("2025-03"), "2026-05-01", changes: wording, promises: promises).isEmpty)
    #expect(wording.recordedClasses == ["urdu-only"])
  }

  /// A promise about another event is none about changes of the policy.
  @Test func promisesAreThoseAboutMaterialChanges() {
    func norm(_ names: [String], _ notice: Span?, except: [String] = []) -> Norm {
      Norm(
        effect: .duty, actor: .we, action: .announce,
        object: Object(kind: .event, names: names, except: except), channels: ["homepage-notice"],
        notice: notice, clause: names.joined())
    }
    var content = sampleEdition().content
    content.words += [
      Word(kind: .event, name: "material-change"), Word(kind: .event, name: "breach"),
      Word(kind: .event, name: "any-change", includes: ["material-change"]),
    ]
    content.norms = [
      norm(["material-change"], Span(30, .day)), norm(["breach"], Span(3, .day)),
      norm(["any-change"], Span(14, .day)), norm(["material-change"], nil),
      norm(["any-change"], Span(9, .day), except: ["material-change"]),
    ]
    #expect(
      PromisedNotice.all(in: content, edition: 4) == [
        PromisedNotice(Span(30, .day), clause: "material-change", edition: 4),
        PromisedNotice(Span(14, .day), clause: "any-change", edition: 4),
      ])
    #expect(PromisedNotice.rules(in: content).count == 3)
  }

  @Test func theLineGoesToTheTopOfTheList() {
    guard
      case .release(let plan) = ReleaseDecision.decide(
        ledger: Ledger(policy: "p"), state: .neverReleased, date: "2026-03")
    else {
      Issue.record("refused")
      return
    }
    #expect(ReleaseLine.text(plan) == "Release 2026-03: First edition.")
    func insert(_ text: String) -> String {
      String(decoding: ReleaseLine.insert(plan, into: Array(text.utf8)), as: UTF8.self)
    }
    #expect(
      insert("Policy p: P\n\nDefine we: A\nUrdu: B\n\n\nSection a: A\n")
        == "Policy p: P\n\nDefine we: A\nUrdu: B\n\nRelease 2026-03: First edition.\n\n\nSection a: A\n"
    )
    #expect(
      insert("Policy p: P\n\nRelease 2026-01: Old.\n\nSection a: A\n")
        == "Policy p: P\n\nRelease 2026-03: First edition.\nRelease 2026-01: Old.\n\nSection a: A\n"
    )
    #expect(insert("Policy p: P") == "Policy p: P\n\nRelease 2026-03: First edition.\n")
    #expect(
      insert("Policy p: P\r\n\r\nSection a: A\r\n")
        == "Policy p: P\r\n\r\nRelease 2026-03: First edition.\r\n\r\nSection a: A\r\n")
  }

  @Test func movingNormsChangesNoNormsDigest() {
    var moved = sampleEdition()
    moved.sections.swapAt(3, 4)
    moved.content.norms.reverse()
    let (a, b) = (ContentDigest(sampleEdition()), ContentDigest(moved))
    #expect(a.norms == b.norms)
    #expect(a.content != b.content)
  }
}
