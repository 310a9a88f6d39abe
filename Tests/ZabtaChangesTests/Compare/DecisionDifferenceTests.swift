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
}
