import Testing
import ZabtaChanges
import ZabtaRuntime

/// What two editions answer differently is listed, and what is listed is answered differently.
@Suite struct DecisionDifferenceTests {
  @Test(arguments: 0..<4)
  func everyChangedAnswerIsCovered(part: Int) throws {
    var changed = 0
    for seed in 1...60 {
      var maker = RandomContent(random: Chance(seed: UInt64(part * 1000 + seed)))
      let (before, after) = maker.pair()
      guard let old = try? Ruleset(before), let new = try? Ruleset(after) else { continue }
      let difference = DecisionDifference(old, new)
      for effect in difference.parts {
        #expect(old.decide(effect.witness).isPermitted != effect.isGained)
        #expect(new.decide(effect.witness).isPermitted == effect.isGained)
        #expect(difference.parts(about: effect.witness).contains { $0.effect == effect.effect })
      }
      for _ in 0..<120 {
        let request = maker.request(before, after)
        let (was, now) = (old.decide(request).isPermitted, new.decide(request).isPermitted)
        guard was != now else { continue }
        changed += 1
        let parts = difference.parts(about: request)
        let isTold = difference.isUncertain(request) || parts.contains { $0.isGained == now }
        if !isTold {
          Issue.record("seed \(part * 1000 + seed): \(was) became \(now) unseen: \(request)")
          return
        }
      }
    }
    #expect(changed > 60)
  }

  /// A new prohibition against many permissions is told whole: those that merge into one sentence
  /// must not hide the others.
  @Test func aProhibitionAgainstManyPermissionsIsCovered() throws {
    let data = (0..<12).map { "data\($0)" }
    var before = BundleContent(
      policy: "p", publisher: "us",
      words: data.map { Word(kind: .data, name: $0) } + [
        Word(kind: .data, name: "personal-data", includes: data)
      ] + (0..<12).map { Word(kind: .purpose, name: "purpose\($0)") })
    func purpose(_ index: Int) -> String { "purpose\(max(0, index - 6))" }
    before.norms = data.enumerated().map { index, name in
      Norm(
        effect: .permit, actor: .we, action: .use, object: Object(kind: .data, names: [name]),
        when: [Condition(.among(.purpose, [purpose(index)]))], clause: "c\(index)")
    }
    before.clauses = data.indices.map { Clause(id: "c\($0)") } + [Clause(id: "never")]
    var after = before
    after.norms.append(
      Norm(
        effect: .forbid, actor: .we, action: .use,
        object: Object(kind: .data, names: ["personal-data"]), clause: "never"))

    let (old, new) = (try Ruleset(before), try Ruleset(after))
    for (older, newer, isGained) in [(old, new, false), (new, old, true)] {
      let difference = DecisionDifference(older, newer)
      for (index, name) in data.enumerated() {
        var request = Request(
          subject: .init(type: "organisation", id: "us"), action: "use",
          resource: .init(type: "data", id: name))
        request.context.purpose = purpose(index)
        #expect(older.decide(request).isPermitted != newer.decide(request).isPermitted)
        #expect(
          difference.parts(about: request).contains { $0.isGained == isGained },
          "\(name), gained: \(isGained)")
      }
    }
  }
}
