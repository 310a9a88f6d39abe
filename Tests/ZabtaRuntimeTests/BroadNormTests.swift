import Testing
import ZabtaRuntime

/// Norms about more things than are listed thing by thing, beside norms about few.
@Suite struct BroadNormTests {
  private static let data = (0..<90).map { "d\($0)" }
  /// No rule names the last one.
  private static let purposes = ["p0", "p1", "p2", "p3"]

  /// A norm as the test counts it.
  private struct Rule {
    let permits: Bool
    let data: Set<String>
    let purpose: String
  }

  /// Rules about one thing, some, or nearly all; the same for the same seed.
  private static func rules(_ seed: UInt64) -> [Rule] {
    var state = seed
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    return (0..<24).map { _ in
      let count = [1, 5, 64, 65, 89, 90][below(6)]
      let first = below(data.count)
      return Rule(
        permits: below(4) > 0,
        data: Set((0..<count).map { data[(first + $0) % data.count] }),
        purpose: purposes[below(purposes.count - 1)])
    }
  }

  private static func content(_ rules: [Rule]) -> BundleContent {
    var content = BundleContent(policy: "broad.rules", publisher: "broad")
    content.words =
      data.map { Word(kind: .data, name: $0) } + purposes.map { Word(kind: .purpose, name: $0) }
    content.clauses = rules.indices.map { Clause(id: "broad.rules#c\($0)") }
    content.norms = rules.enumerated().map { index, rule in
      Norm(
        effect: rule.permits ? .permit : .forbid, actor: .we, action: .use,
        object: Object(kind: .data, names: rule.data.sorted()),
        when: [Condition(.among(.purpose, [rule.purpose]))], clause: "broad.rules#c\(index)")
    }
    return content
  }

  @Test func everyThingIsDecidedByTheRulesThatNameIt() throws {
    var seen: Set<Verdict> = []
    for seed in 1...12 { try seen.formUnion(check(UInt64(seed))) }
    #expect(seen == [.forbidden, .permitted, .notPermitted])
  }

  /// Asks about every thing for every purpose; answers what verdicts there were.
  private func check(_ seed: UInt64) throws -> Set<Verdict> {
    let rules = BroadNormTests.rules(seed)
    let ruleset = try Ruleset(BroadNormTests.content(rules))
    var citations = Citations()
    var seen: Set<Verdict> = []
    for data in BroadNormTests.data {
      for purpose in BroadNormTests.purposes {
        let about = rules.indices.filter {
          rules[$0].data.contains(data) && rules[$0].purpose == purpose
        }
        let forbids = about.filter { !rules[$0].permits }
        let expected: Verdict =
          forbids.isEmpty ? about.isEmpty ? .notPermitted : .permitted : .forbidden
        let clauses = (forbids.isEmpty ? about : forbids).map { "broad.rules#c\($0)" }

        var question = try ruleset.question(.use, ruleset.word(.data, data))
        try question.set(.purpose, ruleset.word(.purpose, purpose))
        #expect(ruleset.verdict(question) == expected, "\(data) for \(purpose)")
        #expect(ruleset.decide(question, into: &citations) == expected, "\(data) for \(purpose)")
        #expect(ruleset.reasons(citations).map(\.clause) == clauses, "\(data) for \(purpose)")
        seen.insert(expected)
      }
    }
    return seen
  }
  /// Also a ceiling on many things gives way where one of them must be kept.
  @Test func aBroadCeilingGivesWayThingByThing() throws {
    let year = Period(ends: [[.init(span: Span(1, .year))]])
    var content = BroadNormTests.content([])
    content.clauses = ["one", "two", "three"].map { Clause(id: $0) }
    let everything = Object(kind: .data, names: BroadNormTests.data)
    content.norms = [
      permit(.store, everything),
      duty(.keep, Object(kind: .data, names: ["d7", "d80"]), origin: .floor),
      forbid(.store, everything, .over(year), origin: .ceiling, period: year),
    ]
    let ruleset = try Ruleset(content)
    var citations = Citations()
    for name in BroadNormTests.data {
      var question = try ruleset.question(.store, ruleset.word(.data, name))
      (question.created, question.on) = (moment("2020-01-01"), moment("2026-01-01"))
      let expected: Verdict = ["d7", "d80"].contains(name) ? .permitted : .forbidden
      #expect(ruleset.verdict(question) == expected, "\(name)")
      #expect(ruleset.decide(question, into: &citations) == expected, "\(name)")
    }
  }
}
