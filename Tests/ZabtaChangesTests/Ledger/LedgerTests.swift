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
          content: ContentDigest(edition),
          published: [.init(path: "index.html", digest: ContentDigest.of([]), text: "")],
          previous: ledger.newest?.digest ?? ""))
    }
    return ledger
  }

  private func lines(_ ledger: Ledger) -> [[UInt8]] {
    ledger.entries.map { $0.line() }
  }

  private func problems(_ lines: [[UInt8]]) -> [LedgerProblem] {
    let bytes = lines.flatMap { line -> [UInt8] in line + [10] }
    return Ledger.parse(bytes, policy: policy).problems
  }

  private func kinds(_ lines: [[UInt8]]) -> [LedgerProblem.Kind] { problems(lines).map(\.kind) }

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
    #expect(kinds([good[0], good[3]]) == [.missing])
    #expect(kinds([good[1], good[2]]) == [.missing])
    #expect(kinds([good[0], good[2], good[1], good[3]]) == [.reordered])
    #expect(kinds([good[3], good[0], good[1], good[2]]) == [.reordered])
    #expect(kinds([good[0], good[1], good[1]]) == [.twice])
    #expect(kinds([good[0], good[1], good[2], good[1], good[3]]) == [.twice])
    #expect(kinds([good[0], Array("<<<<<<< HEAD".utf8), good[1]]) == [.merged])
    #expect(kinds([good[0], Array(good[1].dropLast(9))]) == [.unreadable])
    #expect(kinds([good[0], [], good[1]]) == [.unreadable])
    #expect(kinds([good[0], good[1] + [13]]) == [.altered])
    #expect(kinds([Array(#"{"format":9}"#.utf8)]) == [.newer])
    var altered = good[1]
    if let place = altered.firstIndex(of: UInt8(ascii: "a")) { altered[place] = UInt8(ascii: "b") }
    #expect(kinds([good[0], altered, good[2]]) == [.unreadable])
    let alone = Ledger.parse(good[0] + [10] + good[1], policy: policy).problems
    #expect(alone.map(\.kind) == [.cutOff])
    #expect(Ledger.parse(good[0] + [10], policy: "other").problems.map(\.kind) == [.foreign])
  }

  /// An edition is named by its number and date where they can be trusted, by its place otherwise.
  @Test func theEditionIsNamed() throws {
    let good = ledger(3)
    var forged = good.entries[1]
    forged.note = "another"
    let note = problems([good.entries[0].line(), forged.line(), good.entries[2].line()])
    #expect(note.map(\.summary) == ["edition 2 (2026-02) was altered after it was recorded"])
    forged = good.entries[1]
    forged.edition = 7
    let number = problems([good.entries[0].line(), forged.line(), good.entries[2].line()])
    #expect(
      number.map(\.summary) == [
        "line 2 of the ledger, where edition 2 stands, was altered after it was recorded"
      ])
    #expect(number.first?.fix.contains("git restore --source REVISION") == true)
  }

  /// What two branches leave behind is one problem, with a way out that names the lines.
  @Test func twoBranchesAreOneProblem() {
    func edition(_ number: Int, after entry: LedgerEntry?, _ date: String) -> LedgerEntry {
      LedgerEntry(
        policy: policy, edition: number, date: date, note: "Dated \(date).", classes: [],
        sources: [], content: ContentDigest(sampleEdition()), previous: entry?.digest ?? "")
    }
    let first = edition(1, after: nil, "2026-01")
    let ours = edition(2, after: first, "2026-02-02")
    let theirs = edition(2, after: first, "2026-02-03")
    let next = edition(3, after: theirs, "2026-03-03")
    let both = problems([first.line(), ours.line(), theirs.line(), next.line()])
    #expect(both.map(\.kind) == [.twoBranches])
    #expect(both.first?.fix.contains("sed -i 2d sample.privacy.ledger.jsonl") == true)
    #expect(both.first?.fix.contains("sed -i 3d sample.privacy.ledger.jsonl") == true)
    #expect(both.first?.fix.contains("Dated 2026-02-03.") == true)
    // Half of one branch, half of the other.
    #expect(kinds([first.line(), ours.line(), next.line()]) == [.broken])
  }

  @Test func aNewerFormatIsLeftAlone() {
    let good = lines(ledger(2))
    let newer = Array(#"{"edition":3,"format": 2,"seal":"…"}"#.utf8)
    let found = problems([good[0], good[1], newer])
    #expect(found.map(\.kind) == [.newer])
    #expect(found.first?.fix.contains("newer zabta") == true)
    // A text that says so is none.
    #expect(kinds([good[0], Array(#"{"note":"\"format\":2"}"#.utf8)]) == [.unreadable])
  }

  @Test func textsOfAnyKindComeBack() {
    let text = String(String.UnicodeScalarView((0..<0x250).compactMap(Unicode.Scalar.init)))
    let entry = LedgerEntry(
      policy: policy, edition: 1, date: "2026-01", effective: "2026-02-01", approvedBy: text,
      note: text, classes: [], sources: [.init(path: "a", text: text)],
      content: ContentDigest(sampleEdition()),
      published: [.init(path: "b", digest: ContentDigest.of(Array(text.utf8)), text: text)],
      urduHolds: true, previous: "")
    let (read, problems) = Ledger.parse(entry.line() + [10], policy: policy)
    #expect(problems.isEmpty)
    #expect(read.entries == [entry])
    #expect(read.newest?.sources.first?.text == text)
    #expect(read.newest?.published.first?.bytes == Array(text.utf8))
  }

  /// A forged ledger with digests that hold must not write outside its folder.
  @Test(arguments: ["../x", "/x", "a/../../x", "a//x", "a/./x", "", "a\\x", "a\u{0}b"])
  func pathsStayInside(_ path: String) {
    let entry = LedgerEntry(
      policy: policy, edition: 1, date: "2026-01", note: "n", classes: [], sources: [],
      content: ContentDigest(sampleEdition()),
      published: [.init(path: path, digest: String(repeating: "0", count: 64), text: "x")],
      previous: "")
    #expect(kinds([entry.line()]) == [.unreadable])
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

  /// Bytes and lines changed, taken out, put in, doubled and swapped: every damage is named.
  @Test func anyDamageIsSeen() {
    let good = ledger(3)
    let bytes = good.bytes
    var dice = Dice(11)
    func parse(_ damaged: [UInt8], _ what: String) {
      guard damaged != bytes else { return }
      let (read, problems) = Ledger.parse(damaged, policy: policy)
      // The end of a ledger that lacks whole lines shows in the policy's Release lines.
      let isShorter = bytes.starts(with: damaged) && damaged.last ?? 10 == 10
      #expect(isShorter ? read.entries.count < 3 : !problems.isEmpty, "\(what)")
      #expect(read.entries.allSatisfy(good.entries.contains), "\(what)")
    }
    for round in 0..<600 {
      var damaged = bytes
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      let byte = UInt8.random(in: 0...255, using: &dice)
      switch round % 6 {
      case 0: damaged[place] = damaged[place] &+ max(1, byte)
      case 1: damaged.remove(at: place)
      case 2: damaged.insert(byte, at: place)
      case 3: damaged.insert(damaged[place], at: place)
      case 4: damaged.removeSubrange(place..<min(bytes.count, place + Int(byte)))
      default:
        damaged.insert(contentsOf: bytes[place..<min(bytes.count, place + Int(byte))], at: place)
      }
      parse(damaged, "round \(round) at \(place)")
    }
    for cut in 0..<bytes.count { parse(Array(bytes[..<cut]), "cut at \(cut)") }
    let lines = lines(good)
    for round in 0..<200 {
      var damaged = lines
      for _ in 0...Int.random(in: 0...2, using: &dice) {
        let (a, b) = (Int.random(in: 0..<3, using: &dice), Int.random(in: 0..<3, using: &dice))
        switch round % 4 {
        case 0 where damaged.indices.contains(a): damaged.remove(at: a)
        case 1 where damaged.indices.contains(a) && damaged.indices.contains(b):
          damaged.swapAt(a, b)
        case 2: damaged.insert(lines[a], at: min(b, damaged.count))
        default: if damaged.indices.contains(a) { damaged[a] = lines[b] }
        }
      }
      parse(damaged.flatMap { $0 + [10] }, "lines \(round)")
    }
    for _ in 0..<200 {
      _ = Ledger.parse(
        (0..<200).map { _ in UInt8.random(in: 0...255, using: &dice) }, policy: policy)
    }
  }

  @Test func releaseLinesAndLedgerAgree() {
    let ledger = ledger(2)
    func kinds(_ listed: [(String, String?, String)]) -> [LedgerProblem.Kind] {
      let lines = listed.map { Ledger.Listed(date: $0.0, effective: $0.1, note: $0.2) }
      return ledger.problems(againstReleases: lines, path: "l").map(\.kind)
    }
    let (old, new) = (
      ("2026-01", nil as String?, "رازداری \" 0"), ("2026-02", nil as String?, "رازداری \"\n1")
    )
    #expect(kinds([new, old]) == [])
    #expect(kinds([old]) == [.notListed])
    #expect(kinds([("2026-03", nil, "x"), new, old]) == [.missing])
    #expect(kinds([("2026-02", nil, "رازداری"), old]) == [.toldOtherwise])
    #expect(kinds([("2026-02", "2026-03", new.2), old]) == [.toldOtherwise])
    let none = Ledger(policy: policy)
    #expect(none.problems(againstReleases: [], path: "l").isEmpty)
    let lost = none.problems(
      againstReleases: [.init(date: "2026-02", note: "b"), .init(date: "2026-01", note: "a")],
      path: "l")
    #expect(
      lost.map(\.summary) == ["the policy lists 2 releases, and the ledger l is missing or empty"])
  }
}
