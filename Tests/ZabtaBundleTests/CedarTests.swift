import Foundation
import Testing
import ZabtaRuntime

@testable import ZabtaBundle

/// Policies of Cedar; `Tests/Export` asks what they answer.
@Suite struct CedarTests {
  private func export(_ norms: [Norm]) throws -> CedarPolicies {
    var content = sample
    content.norms = norms
    return CedarPolicies(try Ruleset(content))
  }

  private func norm(_ effect: Norm.Effect, _ when: [Condition]) -> Norm {
    Norm(
      effect: effect, actor: .we, action: .store, object: Object(kind: .data, names: ["email"]),
      when: when, clause: "sharing")
  }

  private let over = Fact.over(Period(ends: [[.init(span: Span(7, .year))]]))

  @Test func aPermitThatCannotBeTestedIsLeftOut() throws {
    let export = try export([norm(.permit, [Condition(over)])])
    #expect(!export.policies.contains("permit ("))
    #expect(
      export.differences.map(\.what) == ["left out: Cedar cannot test whether a period is over"])
  }

  @Test func aForbidThatCannotBeTestedAlwaysCounts() throws {
    let export = try export([norm(.forbid, [Condition(over), Condition(.ageUnder(18))])])
    let forbid = try #require(export.policies.range(of: "@id(\"norm-0\")"))
    #expect(export.policies[forbid.lowerBound...].contains("context.age < 18"))
    #expect(export.differences.count == 1)
    #expect(export.differences[0].what.hasPrefix("forbids more"))
  }

  @Test func ofAlternativesAPermitKeepsTheOnesThatFit() throws {
    let export = try export([norm(.permit, [Condition(anyOf: [over, .ageUnder(18)])])])
    #expect(export.policies.contains("context.age < 18"))
    #expect(export.differences[0].what.hasPrefix("permits less"))
  }

  @Test func aForbidReachesGroupsThatItMeets() throws {
    let never = try export([norm(.forbid, [])])
    #expect(
      never.policies.contains(
        "resource in [Zabta::Data::\"email\", Zabta::Data::\"personal-data\"]"))
    let may = try export([norm(.permit, [])])
    #expect(may.policies.contains("resource in [Zabta::Data::\"email\"]"))
  }

  @Test(arguments: [
    ("plain", "\"plain\""), ("\"\\", "\"\\\"\\\\\""), ("a\nb\u{0}", "\"a\\u{a}b\\u{0}\""),
    ("ڈیٹا", "\"ڈیٹا\""), ("\u{2028}😀", "\"\\u{2028}\\u{1f600}\""),
  ])
  func textsEndWhereTheyEnd(_ text: String, _ written: String) {
    #expect(Cedar.text(text) == written)
  }
}
