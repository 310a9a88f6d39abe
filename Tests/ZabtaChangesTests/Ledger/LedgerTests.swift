import Testing
import ZabtaChanges
import ZabtaRuntime

@Suite struct LedgerTests {
  private let policy = "sample.privacy"

  private func ledger(_ count: Int) -> Ledger {
    var ledger = Ledger(policy: policy)
    for number in 0..<count {
      var edition = sampleEdition()
      edition.title["en"] = "Privacy policy \(number)"
      ledger = ledger.appending(
        LedgerEntry(
          policy: policy, edition: number + 1, date: "2026-0\(number + 1)",
          note: "رازداری \"\n\(number)",
          classes: ["wording"],
          sources: [
            .init(path: "policies/b.zabta", text: "b\n"),
            .init(path: "policies/a.zabta", text: "a"),
          ],
          content: ContentDigest(edition), published: [.init(path: "index.html", digest: "00")],
          previous: ledger.newest?.digest ?? ""))
    }
    return ledger
  }

  private func lines(_ ledger: Ledger) -> [[UInt8]] {
    ledger.entries.map { $0.line() }
  }

  private func kinds(_ lines: [[UInt8]]) -> [LedgerProblem.Kind] {
    let bytes = lines.flatMap { line -> [UInt8] in line + [10] }
    return Ledger.parse(bytes, policy: policy).problems.map(\.kind)
  }

  @Test func comesBackAsItWas() {
    let ledger = ledger(3)
    let (read, problems) = Ledger.parse(ledger.bytes, policy: policy)
    #expect(problems.isEmpty)
    #expect(read == ledger)
    #expect(Ledger.parse([], policy: policy).problems.isEmpty)
  }

  @Test func whatWasDoneToItIsNamed() {
    let good = lines(ledger(4))
    #expect(kinds([good[0], good[2], good[3]]) == [.missing])
    #expect(kinds([good[1], good[2]]) == [.missing])
    #expect(kinds([good[0], good[2], good[1], good[3]]).first == .reordered)
    #expect(kinds([good[0], good[1], good[1]]) == [.twoBranches])
    #expect(kinds([good[0], Array("<<<<<<< HEAD".utf8), good[1]]) == [.merged])
    #expect(kinds([good[0], Array(good[1].dropLast(9))]) == [.unreadable])
    #expect(kinds([Array(#"{"format":9}"#.utf8)]) == [.newer])
    var altered = good[1]
    if let place = altered.firstIndex(of: UInt8(ascii: "a")) { altered[place] = UInt8(ascii: "b") }
    #expect(kinds([good[0], altered]).isEmpty == false)
  }

  @Test func aRewrittenEditionBreaksTheChain() {
    let good = ledger(3)
    var forged = good.entries[1]
    forged.note = "another"
    forged.digest = forged.computedDigest
    let all = [good.entries[0].line(), forged.line(), good.entries[2].line()]
    #expect(kinds(all) == [.broken])
    forged.digest = good.entries[1].digest
    #expect(kinds([good.entries[0].line(), forged.line(), good.entries[2].line()]) == [.altered])
  }

  @Test func anyByteChangedIsSeen() {
    let bytes = ledger(2).bytes
    var dice = Dice(11)
    for _ in 0..<300 {
      var broken = bytes
      let place = Int.random(in: 0..<broken.count, using: &dice)
      broken[place] = broken[place] &+ UInt8.random(in: 1...255, using: &dice)
      #expect(!Ledger.parse(broken, policy: policy).problems.isEmpty, "byte \(place)")
    }
    for _ in 0..<200 {
      let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &dice) }
      _ = Ledger.parse(noise, policy: policy)
    }
  }

  @Test func releaseLinesAndLedgerAgree() {
    let ledger = ledger(2)
    #expect(ledger.problems(againstReleases: [("2026-02", nil), ("2026-01", nil)]).isEmpty)
    #expect(
      ledger.problems(againstReleases: [("2026-01", nil)]).map(\.kind) == [.notListed])
    #expect(
      ledger.problems(againstReleases: [("2026-03", nil), ("2026-02", nil), ("2026-01", nil)])
        .map(\.kind) == [.missing])
  }
}

@Suite struct ReleaseTests {
  private func ledger(_ date: String, _ edition: EditionSnapshot = sampleEdition()) -> Ledger {
    Ledger(policy: "sample.privacy").appending(
      LedgerEntry(
        policy: "sample.privacy", edition: 1, date: date, note: "First edition.", classes: [],
        sources: [], content: ContentDigest(edition), previous: ""))
  }

  private func edited() -> EditionSnapshot {
    var edition = sampleEdition()
    edition.title["en"] = "Privacy"
    return edition
  }

  private func refusals(_ decision: ReleaseDecision) -> [String] {
    if case .refuse(let refusals) = decision { return refusals.map(\.id) }
    return []
  }

  @Test func onlyLaterDatesFollow() {
    let content = ContentDigest(edited())
    func ids(_ date: String, _ effective: String? = nil) -> [String] {
      refusals(
        .decide(ledger: ledger("2026-03"), content: content, date: date, effective: effective))
    }
    #expect(ids("2026-03-01") == ["release-backwards"])
    #expect(ids("2026-02-28") == ["release-backwards"])
    #expect(ids("2026-03") == ["release-backwards"])
    #expect(ids("2026-03-02") == [])
    #expect(ids("2026-13") == ["release-date"])
    #expect(ids("2026-04", "2026-03-31") == ["release-effective-too-early"])
    #expect(ids("2026-04", "2026-04-01") == [])
  }

  @Test func nothingChangedNoDate() {
    let content = ContentDigest(sampleEdition())
    let decision = ReleaseDecision.decide(
      ledger: ledger("2026-03"), content: content, date: "2026-05")
    #expect(refusals(decision) == ["release-unchanged"])
    #expect(!DraftState(ledger: ledger("2026-03"), content: content).isDraft)
    #expect(DraftState(ledger: ledger("2026-03"), content: ContentDigest(edited())).isDraft)
  }

  @Test func promisedNoticeIsKept() {
    let old = sampleEdition()
    var new = old
    new.content.norms = norms(years: 10)
    new.edit("sales-records") { $0.rules = [["en": keepSentence(10)]] }
    let changes = Differ.compare(old: old, new: new)
    func ids(_ effective: String?) -> [String] {
      refusals(
        .decide(
          ledger: ledger("2026-03"), content: ContentDigest(new), date: "2026-05-01",
          effective: effective, changes: changes, promisedNotice: Span(30, .day)))
    }
    #expect(ids(nil) == ["release-notice-too-short"])
    #expect(ids("2026-05-30") == ["release-notice-too-short"])
    #expect(ids("2026-05-31") == [])
  }

  @Test func theLineGoesToTheTopOfTheList() {
    guard
      case .release(let plan) = ReleaseDecision.decide(
        ledger: Ledger(policy: "p"), content: ContentDigest(edited()), date: "2026-03")
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
