import Testing
import ZabtaChanges
import ZabtaRuntime

/// Conditions that fall are not told as their opposite, and what never was permitted is not told as
/// lost.
@Suite struct LiftedConditionTests {
  private func sentences(
    _ before: [Norm], _ after: [Norm], words: [Word] = []
  ) throws -> [String] {
    let sample = sampleEdition().content
    func edition(_ norms: [Norm]) throws -> Ruleset {
      var content = sample
      content.norms = norms
      content.words += words
      return try Ruleset(content)
    }
    return DecisionDifference(try edition(before), try edition(after)).effects.map(\.sentence)
  }

  private func norm(
    _ effect: Norm.Effect, _ action: Action, when: [Condition] = [], clause: String
  ) -> Norm {
    Norm(
      effect: effect, actor: .we, action: action, object: Object(kind: .data, names: ["name"]),
      when: when, clause: clause)
  }

  private let asked = Word(
    kind: .circumstance, name: "asked", labels: ["en": "you ask for it"])

  @Test func aConditionThatFallsIsNotReadAsItsOpposite() throws {
    let when = [Condition(.circumstance("asked"))]
    #expect(
      try sentences(
        [norm(.permit, .collect, when: when, clause: "orders")],
        [norm(.permit, .collect, clause: "orders")], words: [asked])
        == ["We may now collect name whether or not you ask for it."])
  }

  @Test func aConsentThatFallsIsNoLongerNeeded() throws {
    let when = [Condition(.consent(["explicit-sharing"]))]
    #expect(
      try sentences(
        [norm(.permit, .use, when: when, clause: "orders")], [norm(.permit, .use, clause: "orders")]
      )
        == ["We may now use name even without your consent to that particular sharing."])
  }

  @Test func anAgeThatRisesIsToldOfTheYearsBetween() throws {
    func never(_ age: Int) -> Norm {
      norm(.forbid, .collect, when: [Condition(.ageUnder(age))], clause: "children")
    }
    let permit = norm(.permit, .collect, clause: "orders")
    #expect(
      try sentences([permit, never(18)], [permit, never(21)])
        == ["We may no longer collect name of people aged 18 to 20."])
  }
}
