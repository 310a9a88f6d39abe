import Foundation
import Testing
import ZabtaCompiler
import ZabtaModel
import ZabtaRuntime

/// Every fact about the two businesses stands on the page and, where it is a rule, in the bundle.
@Suite struct FactTests {
  struct Fact: Decodable, Sendable, CustomTestStringConvertible {
    struct Norm: Decodable, Sendable {
      var effect: String
      var action: String
      var object: [String]
    }

    var id: String
    var kind: String
    var clauses: [String]
    var says: [String]
    var norms: [Norm]

    var testDescription: String { id }
  }

  static let shop = (try? read("buy-inverter")) ?? []
  static let station = (try? read("pumppos")) ?? []

  static func read(_ name: String) throws -> [Fact] {
    let bytes = try Repository.bytes("Tests/Fixtures/facts/\(name).json")
    return try JSONDecoder().decode([Fact].self, from: Data(bytes))
  }

  @Test func everyFactIsListed() {
    func ids(_ letter: String, _ count: Int) -> [String] {
      (1...count).map { letter + ($0 < 10 ? "0" : "") + String($0) }
    }
    #expect(Self.shop.map(\.id) == ids("B", 58))
    #expect(Self.station.map(\.id) == ids("P", 17))
  }

  /// A fact of any other kind is a rule, or a value that the page and the bundle serve.
  @Test func onlyTextAndContactsDoWithoutARule() {
    for fact in Self.shop + Self.station where fact.norms.isEmpty {
      #expect(["text", "contact"].contains(fact.kind), "\(fact.id) is of kind \(fact.kind)")
    }
  }

  @Test(arguments: shop) func shopFact(_ fact: Fact) throws {
    try holds(fact, in: "buy-inverter.privacy")
  }

  @Test(arguments: station) func stationFact(_ fact: Fact) throws {
    try holds(fact, in: "pumppos.privacy")
  }

  private func holds(_ fact: Fact, in id: String) throws {
    let built = try Repository.policy(id)
    #expect(!fact.says.isEmpty)
    let section = built.policy.sections.map(\.id)
    var printed = ""
    for name in fact.clauses {
      let clauses = built.content.clauses.filter { $0.id == name }
      #expect(!clauses.isEmpty || section.contains(name), "there is no clause \(name)")
      for clause in clauses {
        printed += (clause.text["en"] ?? "") + "\n"
        #expect(clause.heading["ur"]?.isEmpty == false, "\(name) has no Urdu heading")
      }
    }
    // The page wraps where it likes.
    let words = printed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for says in fact.says {
      #expect(words.contains(says), "\(fact.id) wants \"\(says)\" in: \(words)")
    }

    let norms = built.content.norms.filter { fact.clauses.contains($0.clause) }
    for wanted in fact.norms {
      let found = norms.contains { norm in
        norm.effect.rawValue == wanted.effect && norm.action.rawValue == wanted.action
          && Set(wanted.object).isSubset(of: norm.object.names)
      }
      #expect(found, "\(fact.id) wants \(wanted.effect) \(wanted.action) \(wanted.object)")
    }
  }
}
