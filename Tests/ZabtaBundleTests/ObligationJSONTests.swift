import Testing
import ZabtaBundle
import ZabtaRuntime

/// How a caller says which obligations it can honour, and how it is told of them.
@Suite struct ObligationJSONTests {
  static let content = BundleContent(
    policy: "shop.privacy", publisher: "shop", edition: 2,
    words: [
      Word(kind: .data, name: "email"),
      Word(kind: .measure, name: "contract", labels: ["en": "a contract"]),
      Word(kind: .measure, name: "encryption"),
    ],
    clauses: [Clause(id: "one"), Clause(id: "two")],
    norms: ["one", "two"].map { clause in
      Norm(
        effect: .permit, actor: .we, action: .share,
        object: Object(kind: .data, names: ["email"]),
        obligations: clause == "one" ? ["contract"] : ["contract", "encryption"], clause: clause)
    })

  private func evaluation(_ context: String) throws -> Evaluation {
    let text = """
      {"subject":{"type":"organisation","id":"shop"},"action":{"name":"share"},
       "resource":{"type":"data","id":"email"},"context":\(context)}
      """
    return try EvaluationJSON.evaluation(Array(text.utf8))
  }

  private func answer(_ context: String) throws -> String {
    let evaluation = try evaluation(context)
    let decision = try Ruleset(Self.content).decide(evaluation)
    var permitted = decision
    permitted.reasons = []
    return String(
      decoding: AnswerJSON(Self.content).decision(
        permitted, inProfile: evaluation.wantsProfile && !decision.isPermitted), as: UTF8.self)
  }

  @Test func whoSaysNothingIsToldTheNames() throws {
    #expect(
      try answer("{}")
        == #"{"context":{"edition":2,"obligations":["contract","encryption"],"#
        + #""policy":"shop.privacy","reasons":[],"unknown":[]},"decision":true}"#)
  }

  @Test func whoCannotHonourIsDenied() throws {
    #expect(
      try answer(#"{"honours":["contract"]}"#)
        == #"{"context":{"edition":2,"lacking":["encryption"],"obligations":["contract"],"#
        + #""policy":"shop.privacy","reasons":[],"unknown":[]},"decision":false}"#)
    #expect(try answer(#"{"honours":["encryption","contract"]}"#).hasSuffix(#""decision":true}"#))
  }

  /// AuthZEN Profile for Obligations 1.0 (draft 1), sections 3 and 7.
  @Test func theProfileHasObjects() throws {
    let asked = try evaluation(#"{"supported_obligations":["custom","step-up"]}"#)
    #expect(asked.wantsProfile && asked.request.context.honours == nil)
    let decision = try Ruleset(Self.content).decide(asked)
    let text = String(
      decoding: AnswerJSON(Self.content).decision(decision, inProfile: true), as: UTF8.self)
    #expect(
      text.contains(
        #""obligations":[{"id":"contract","properties":{"clauses":["one","two"],"#
          + #""label":{"en":"a contract"},"measure":"contract"},"type":"custom"},"#
          + #"{"id":"encryption","properties":{"clauses":["two"],"label":{},"#
          + #""measure":"encryption"},"type":"custom"}]"#))
    // Whoever does not know our type can honour none of our measures.
    let other = try evaluation(#"{"supported_obligations":["step-up"]}"#)
    #expect(other.request.context.honours == [])
    #expect(try !Ruleset(Self.content).decide(other).isPermitted)
  }

  @Test func aWrongTypeIsRefused() {
    for context in [#"{"honours":"contract"}"#, #"{"supported_obligations":{}}"#] {
      #expect(throws: JSONError.self) { try evaluation(context) }
    }
  }
}
