import Foundation
import Testing
import ZabtaBundle
import ZabtaCompiler
import ZabtaRuntime

/// The cases that the two policies must answer, asked as a service asks: bundle and question as
/// JSON in, answer as JSON out.
@Suite struct CaseTests {
  /// A file of cases, taken apart as plain JSON: the tests trust no reader of ours.
  struct Cases {
    var policy: String
    var cases: [[String: Any]]
    var ruleset: Ruleset
    var answers: AnswerJSON

    init(_ name: String) throws {
      let bytes = try Repository.bytes("Tests/Fixtures/cases/\(name).json")
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      policy = try #require(root["policy"] as? String)
      cases = try #require(root["cases"] as? [[String: Any]])
      let bundle = BundleJSON.write(try Repository.policy(policy).content)
      ruleset = try BundleJSON.ruleset(bundle)
      answers = AnswerJSON(ruleset.content)
      #expect(BundleJSON.write(ruleset.content) == bundle)
    }
  }

  private func bytes(_ value: [String: Any]) throws -> [UInt8] {
    [UInt8](try JSONSerialization.data(withJSONObject: value))
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test(
    arguments: [("buy-inverter.privacy", 44), ("pumppos.privacy", 14)])
  func decisions(_ policy: String, atLeast count: Int) throws {
    let file = try Cases("\(policy).decisions")
    #expect(file.cases.count >= count)
    for entry in file.cases {
      let name = "\(entry["fact"] ?? "") \(entry["name"] ?? "")"
      let request = try RequestJSON.decision(
        try bytes(try #require(entry["request"] as? [String: Any])))
      let decision = file.ruleset.decide(request)
      let answer = try object(file.answers.decision(decision))
      #expect(answer["decision"] as? Bool == entry["decision"] as? Bool, "\(name): \(answer)")

      let context = try #require(answer["context"] as? [String: Any])
      let reasons = try #require(context["reasons"] as? [[String: Any]])
      // Nothing is permitted without a sentence; a denial without one has no rule to show.
      if decision.isPermitted { #expect(!reasons.isEmpty, "\(name) cites nothing") }
      for reason in reasons {
        let text = reason["text"] as? [String: String]
        let rule = reason["rule"] as? [String: String]
        #expect(text?["en"]?.isEmpty == false, "\(name): \(reason) has no text")
        #expect(rule?["en"]?.isEmpty == false, "\(name): \(reason) has no rule")
      }
      if let wanted = entry["obligations"] as? [String] {
        #expect(context["obligations"] as? [String] == wanted.sorted(), "\(name)")
      }
    }
  }

  @Test func retention() throws {
    let file = try Cases("buy-inverter.privacy.retention")
    #expect(file.cases.count >= 10)
    for entry in file.cases {
      let question = try RequestJSON.retention(try bytes(entry))
      let answer = try object(file.answers.retention(file.ruleset.retain(question)))
      #expect(answer["status"] as? String == entry["status"] as? String, "\(entry): \(answer)")
      #expect(answer["until"] as? String == entry["until"] as? String, "\(entry): \(answer)")
      #expect((answer["clauses"] as? [String])?.isEmpty == false, "\(entry) cites nothing")
    }
  }

  @Test func deadlines() throws {
    let file = try Cases("buy-inverter.privacy.deadlines")
    #expect(file.cases.count >= 4)
    for entry in file.cases {
      let question = try RequestJSON.deadline(try bytes(entry))
      let answer = try object(file.answers.deadline(file.ruleset.deadline(question)))
      #expect(answer["due"] as? String == entry["due"] as? String, "\(entry): \(answer)")
      #expect((answer["clauses"] as? [String])?.isEmpty == false, "\(entry) cites nothing")
    }
  }
}
