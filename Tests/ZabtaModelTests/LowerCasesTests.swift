import Foundation
import Testing
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// The cases of both reference policies, from source to answer.
struct LowerCasesTests {
  private static let fixtures = projectFolder.appendingPathComponent("Tests/Fixtures/cases")

  private func ruleset(_ name: String) throws -> Ruleset {
    let text = try String(
      contentsOf: projectFolder.appendingPathComponent("policies/\(name).zabta"), encoding: .utf8)
    let policy = try shopPolicies(text)
    let ruleset = try Ruleset(policy.content(edition: 1))
    let found = NormChecks.run(policy, ruleset: ruleset).filter { $0.severity != .note }
    #expect(found.map(\.summary) == [])
    return ruleset
  }

  private func read<T: Decodable>(_ type: T.Type, _ name: String) throws -> [T] {
    let url = Self.fixtures.appendingPathComponent(name)
    return try JSONDecoder().decode(Cases<T>.self, from: Data(contentsOf: url)).cases
  }

  @Test("decisions", arguments: ["buy-inverter", "pumppos"])
  func decisions(_ policy: String) throws {
    let ruleset = try ruleset(policy)
    for one in try read(DecisionCase.self, "\(policy).privacy.decisions.json") {
      let decision = ruleset.decide(one.request.request)
      #expect(decision.isPermitted == one.decision, "\(one.fact): \(one.name) \(decision)")
    }
  }

  @Test("retention")
  func retention() throws {
    let ruleset = try ruleset("buy-inverter")
    for one in try read(RetentionCase.self, "buy-inverter.privacy.retention.json") {
      let answer = ruleset.retain(try one.question)
      #expect(answer.status.rawValue == one.status, "\(one)")
      #expect(answer.until == one.until.flatMap { Day($0) }, "\(one)")
    }
  }

  @Test("deadlines")
  func deadlines() throws {
    let ruleset = try ruleset("buy-inverter")
    for one in try read(DeadlineCase.self, "buy-inverter.privacy.deadlines.json") {
      let received = try #require(Moment(one.received))
      let answer = ruleset.deadline(DeadlineQuestion(request: one.request, received: received))
      #expect(answer.due == one.due.flatMap { Moment($0) }, "\(one)")
    }
  }
}

private struct Cases<T: Decodable>: Decodable {
  var cases: [T]
}

private struct DecisionCase: Decodable {
  struct Named: Decodable { var name: String }
  struct Entity: Decodable { var type: String, id: String }
  struct Facts: Decodable {
    var recipient, purpose, touchpoint, form, person, region: String?
    var consent, circumstances: [String]?
    var age: Int?
  }
  struct Question: Decodable {
    var subject: Entity, action: Named, resource: Entity
    var context: Facts?
  }

  var fact: String, name: String
  var request: Question
  var decision: Bool
}

extension DecisionCase.Question {
  fileprivate var request: Request {
    var facts = Context()
    facts.recipient = context?.recipient
    facts.purpose = context?.purpose
    facts.touchpoint = context?.touchpoint
    facts.form = context?.form
    facts.person = context?.person
    facts.region = context?.region
    facts.age = context?.age
    facts.circumstances = context?.circumstances ?? []
    for name in context?.consent ?? [] { facts.consent.updateValue(nil, forKey: name) }
    return Request(
      subject: .init(type: subject.type, id: subject.id), action: action.name,
      resource: .init(type: resource.type, id: resource.id), context: facts)
  }
}

private struct RetentionCase: Decodable {
  var record: String, on: String, status: String
  var created, form, until: String?
  var events: [String: String]?

  var question: RetentionQuestion {
    get throws {
      var question = RetentionQuestion(record: record, on: .day(try #require(Day(on))))
      question.created = created.flatMap { Day($0) }.map { .day($0) }
      question.form = form
      for (name, day) in events ?? [:] { question.events[name] = Day(day).map { .day($0) } }
      return question
    }
  }
}

private struct DeadlineCase: Decodable {
  var request: String, received: String
  var due: String?
}
