import Foundation
import Testing
import ZabtaCompiler
import ZabtaRuntime

/// Every word that requests, tests and services use is declared, with its parents and its labels.
@Suite struct VocabularyTests {
  private func fixture() throws -> [String: [String: [String]]] {
    let bytes = try Repository.bytes("Tests/Fixtures/facts/vocabulary.json")
    return try JSONDecoder().decode([String: [String: [String]]].self, from: Data(bytes))
  }

  @Test func everyWordOfTheFactsIsDeclared() throws {
    let wanted = try fixture()
    #expect(wanted.values.reduce(0) { $0 + $1.count } > 130)
    let words = try policyIDs.flatMap { try Repository.policy($0).content.words }
    for (kind, names) in wanted {
      let kind = try #require(Kind(rawValue: kind))
      for (name, parents) in names {
        let declared = words.contains { $0.kind == kind && $0.name == name }
        #expect(declared, "there is no \(kind) \(name)")
        let above = ancestors(of: name, kind, words)
        for parent in parents {
          #expect(above.contains(parent), "the \(kind) \(name) does not stand under \(parent)")
        }
      }
    }
  }

  /// A parent that the facts do not name would give a word rules that nobody meant for it.
  @Test func noWordHasAnotherParentAmongThem() throws {
    let wanted = try fixture()
    let words = try policyIDs.flatMap { try Repository.policy($0).content.words }
    for (kind, names) in wanted {
      let kind = try #require(Kind(rawValue: kind))
      for (name, parents) in names {
        var expected = Set(parents)
        var waiting = parents
        while let next = waiting.popLast() {
          for parent in names[next] ?? [] where expected.insert(parent).inserted {
            waiting.append(parent)
          }
        }
        let found = ancestors(of: name, kind, words).intersection(names.keys)
        #expect(found == expected, "the \(kind) \(name) stands under \(found.sorted())")
      }
    }
  }

  @Test(arguments: policyIDs) func everyWordHasBothLabels(_ id: String) throws {
    for word in try Repository.policy(id).content.words {
      #expect(word.labels["en"]?.isEmpty == false, "\(word.kind) \(word.name)")
      #expect(word.labels["ur"]?.isEmpty == false, "\(word.kind) \(word.name)")
    }
  }

  private func ancestors(of name: String, _ kind: Kind, _ words: [Word]) -> Set<String> {
    var found: Set<String> = []
    var waiting = [name]
    while let next = waiting.popLast() {
      for word in words where word.kind == kind && word.includes.contains(next) {
        if found.insert(word.name).inserted { waiting.append(word.name) }
      }
    }
    return found
  }
}
