import Testing
import ZabtaChanges
import ZabtaRuntime

/// Prohibitions of what nothing permits come and go: no answer differs, and it is told all the same.
@Suite struct WithdrawnPromiseTests {
  private func never(
    _ actions: [Action], _ data: [String] = ["personal-data"], except: [String] = [],
    sentence: Int = 0
  ) -> [Norm] {
    actions.map {
      Norm(
        effect: .forbid, actor: .we, action: $0,
        object: Object(kind: .data, names: data, except: except), clause: "children",
        sentence: sentence)
    }
  }

  private func edition(_ rules: [(sentence: String, norms: [Norm])]) -> EditionSnapshot {
    var edition = sampleEdition()
    edition.edit("children") { clause in clause.rules = rules.map { ["en": $0.sentence] } }
    edition.content.norms += rules.flatMap(\.norms)
    return edition
  }

  private func compare(
    _ old: [(String, [Norm])], _ new: [(String, [Norm])]
  ) -> EditionChanges {
    Differ.compare(old: edition(old), new: edition(new))
  }

  @Test func anActionLeftOutIsTold() throws {
    let changes = compare(
      [("We never sell, rent or trade personal data.", never([.sell, .rent, .trade]))],
      [("We never sell or rent personal data.", never([.sell, .rent]))])
    let change = try #require(changes.changes.first)
    #expect(changes.changes.count == 1)
    #expect(change.class == .other)
    #expect(
      change.summary
        == "We no longer say that we never trade personal data; still, nothing permits it.")
    #expect(change.was == ["We never sell, rent or trade personal data."])
    #expect(change.now.map(\.new) == ["We never sell or rent personal data."])
    #expect(change.clauses == ["children"])
    #expect(!changes.isMaterial)
  }

  @Test func anExceptionIsTold() {
    let changes = compare(
      [("We never sell personal data.", never([.sell]))],
      [
        (
          "We never sell personal data except transaction records.",
          never([.sell], except: ["transaction-records"])
        )
      ])
    #expect(
      changes.changes.map(\.summary) == [
        "We no longer say that we never sell transaction records; still, nothing permits it."
      ])
  }

  @Test func aPromiseThatIsGoneIsTold() {
    let changes = compare(
      [("We never sell, rent or trade personal data.", never([.sell, .rent, .trade]))], [])
    #expect(
      changes.changes.map(\.summary) == [
        "We no longer say that we never sell, rent or trade personal data; still, nothing permits it."
      ])
    #expect(changes.changes.first?.now == [])
    #expect(!changes.isMaterial)
  }

  @Test func aNewPromiseIsTold() {
    let changes = compare([], [("We never sell name.", never([.sell], ["name"]))])
    #expect(
      changes.changes.map(\.summary) == [
        "We now say that we never sell name; nothing permitted it before."
      ])
    #expect(changes.changes.map(\.class) == [.other])
  }

  @Test func onePromiseForAnotherIsOneChange() {
    let changes = compare(
      [("We never sell name.", never([.sell], ["name"]))],
      [("We never sell phone number.", never([.sell], ["phone"]))])
    #expect(
      changes.changes.map(\.summary) == [
        "We no longer say that we never sell name; still, nothing permits it."
          + " We now say that we never sell phone number; nothing permitted it before."
      ])
  }

  @Test func theSameInOtherSentencesIsNoChange() {
    let whole = [("We never sell or rent personal data.", never([.sell, .rent]))]
    let parted = [
      ("We never rent personal data.", never([.rent])),
      ("We never sell contact details.", never([.sell], ["contact-information"], sentence: 1)),
      (
        "We never sell personal data except phone number.",
        never([.sell], except: ["phone"], sentence: 2)
      ),
    ]
    #expect(compare(whole, parted).changes.isEmpty)
    #expect(compare(parted, whole).changes.isEmpty)
  }

  @Test func aWordThatIsNewIsNoNewPromise() {
    let rules = [("We never sell personal data.", never([.sell]))]
    let old = edition(rules)
    var new = edition(rules)
    new.content.words.append(Word(kind: .data, name: "shoe-size", labels: ["en": "shoe size"]))
    for index in new.content.words.indices where new.content.words[index].name == "personal-data" {
      new.content.words[index].includes.append("shoe-size")
    }
    #expect(!Differ.compare(old: old, new: new).changes.contains { $0.summary.contains("never") })
  }

  @Test func aPermissionInPlaceOfAPromiseIsToldByItself() {
    let permit = Norm(
      effect: .permit, actor: .we, action: .sell,
      object: Object(kind: .data, names: ["personal-data"]), clause: "children")
    let changes = compare(
      [("We never sell personal data.", never([.sell]))],
      [("We may sell personal data.", [permit])])
    #expect(changes.isMaterial)
    #expect(!changes.changes.contains { $0.summary.contains("nothing permits it") })
  }

  @Test func whatLimitsAPermissionIsNoPromise() {
    let permit = Norm(
      effect: .permit, actor: .we, action: .sell,
      object: Object(kind: .data, names: ["contact-information"], except: ["phone"]),
      clause: "children")
    let short = [("We may sell contact details except phone number.", [permit])]
    var whole = permit
    whole.object.except = []
    let long = [
      ("We may sell contact details but not phone number.", [whole] + never([.sell], ["phone"]))
    ]
    #expect(compare(long, short).changes.isEmpty)
    #expect(compare(short, long).changes.isEmpty)
  }
}
