import Testing
@testable import ZabtaRuntime

@Suite struct ContentTests {
  func fault(_ change: (inout BundleContent) -> Void) -> String? {
    var content = Shop.content([permit(.use, data("email"), .among(.purpose, ["ads"]))])
    change(&content)
    do throws(RulesetError) {
      _ = try Ruleset(content)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func faultsAreNamedWithTheirPlace() {
    #expect(fault { _ in } == nil)
    #expect(
      fault { $0.norms[0].object.names = ["x"] }
        == "norms[0].object: there is no data \"x\" among the words")
    #expect(
      fault { $0.norms[0].when = [Condition(.among(.purpose, ["email"]))] }
        == "norms[0].when[0]: there is no purpose \"email\" among the words")
    #expect(
      fault { $0.norms[0].clause = "x" } == "norms[0].clause: there is no clause \"x\"")
    #expect(
      fault { $0.norms[0].object.kind = .message }
        == "norms[0].object: to use takes a data, not a message")
    #expect(
      fault { $0.norms[0].when = [Condition(anyOf: [])] }
        == "norms[0].when[0]: a condition needs at least one fact")
    #expect(
      fault { $0.people = ["ghost"] } == "people: there is no person \"ghost\" among the words")
    #expect(
      fault { $0.words.append(Word(kind: .data, name: "email")) }?.hasSuffix("is declared twice")
        == true)
    #expect(
      fault { $0.clauses.append(Clause(id: "one")) }
        == "clauses[4].id: the clause \"one\" stands here twice")
    #expect(fault { $0.timeZone = .max }?.hasPrefix("timeZone:") == true)
  }

  @Test func aCircleIsRefused() {
    #expect(
      fault {
        $0.words.append(Word(kind: .data, name: "egg", includes: ["hen"]))
        $0.words.append(Word(kind: .data, name: "hen", includes: ["egg"]))
      } == "words: the data \"egg\" includes itself")
  }

  @Test func aLongChainOfGroupsIsNoProblem() throws {
    var content = Shop.content([])
    let length = 3000
    for index in 0..<length {
      let includes = index + 1 < length ? ["w\(index + 1)"] : []
      content.words.append(Word(kind: .data, name: "w\(index)", includes: includes))
    }
    content.norms = [permit(.use, data("w10"))]
    let rules = try Ruleset(content)
    #expect(rules.decide(request("use", "w2999")).isPermitted)
    #expect(!rules.decide(request("use", "w9")).isPermitted)
  }

  @Test func atoms() throws {
    let table = try Ruleset(Shop.content([])).atoms(.data)
    let contact = try #require(table.atoms(of: "contact"))
    #expect(contact.count == 2)
    #expect(contact.members.map { table.owners[$0] }.sorted() == ["email", "phone"])
    let group = try #require(table.atoms(of: "lone-group"))
    #expect(group.members.map { table.owners[$0] }.sorted() == ["lone", "lone-group"])
    #expect(table.atoms(of: "nothing") == nil)
    #expect(table.ancestors(of: "email").map(\.name) == ["email", "contact", "personal-data"])
  }

  @Test func bitSets() {
    let set = BitSet([1, 64, 130])
    #expect(set.members == [1, 64, 130])
    #expect(set.subtracting(BitSet([130])) == BitSet([64, 1]))
    #expect(set.complement(131).count == 128)
    #expect(BitSet(upTo: 64).words == [~0])
    #expect(BitSet([1]).isSubset(of: set) && !set.isSubset(of: BitSet([1])))
    #expect(set.intersects(BitSet([64])) && !set.intersects(BitSet([65, 200])))
    #expect(BitSet([200]).intersection(set).isEmpty)
    #expect(!set.contains(1000))
  }
}
