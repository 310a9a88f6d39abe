import Testing
import ZabtaRuntime

/// More consents and circumstances than a number of the machine has bits.
@Suite struct ManyWordsTests {
  private static let count = 200
  /// On both sides of each border between such numbers.
  private static let places = [0, 1, 63, 64, 127, 128, 199]

  /// Thing by thing, one consent permits its use and one circumstance its sharing.
  private static func rules() throws -> Ruleset {
    var content = BundleContent(policy: "many.words", publisher: "many")
    for place in 0..<count {
      content.words += [
        Word(kind: .data, name: "d\(place)"),
        Word(kind: .data, name: "pair\(place)", includes: ["d\(place)", "free"]),
        Word(kind: .consent, name: "c\(place)"),
        Word(kind: .circumstance, name: "k\(place)"),
      ]
    }
    content.words.append(Word(kind: .data, name: "free"))
    content.clauses = ["one", "two", "three"].map { Clause(id: $0) }
    content.norms = (0..<count).flatMap { place in
      [
        permit(.use, data("d\(place)"), .consent(["c\(place)"])),
        permit(.share, data("d\(place)"), .circumstance("k\(place)")),
        permit(.view, data("d\(place)")),
        forbid(.view, data("d\(place)"), .consent(["c\(place)"])),
      ]
    }
    content.norms += [permit(.use, data("free")), permit(.share, data("free"))]
    return try Ruleset(content)
  }

  @Test func eachWordCountsForItself() throws {
    let rules = try ManyWordsTests.rules()
    for told in ManyWordsTests.places {
      for asked in ManyWordsTests.places {
        // A group is asked about another way than a single thing.
        for name in ["d\(asked)", "pair\(asked)"] {
          let use = request("use", name, as: ("organisation", "many")) {
            $0.consent = ["c\(told)": nil]
          }
          let share = request("share", name, as: ("organisation", "many")) {
            $0.circumstances = ["k\(told)"]
          }
          for question in [use, share] {
            let isPermitted = rules.decide(question).isPermitted
            #expect(isPermitted == (told == asked), "\(question)")
            #expect(try rules.permits(rules.question(question)) == isPermitted, "\(question)")
          }
        }
        let view = request("view", "d\(asked)", as: ("organisation", "many")) {
          $0.consent = ["c\(told)": nil]
        }
        #expect(rules.decide(view).isPermitted == (told != asked), "\(view)")
      }
    }
  }
  /// Rules are passed over by a few bits for each place of a question, which words share by turns: as many
  /// words as there are bits, and a few more, are told apart all the same.
  @Test(
    arguments: [
      Kind.role, .recipient, .purpose, .touchpoint, .person, .form,
    ])
  func eachWordAtAPlaceCountsForItself(kind: Kind) throws {
    for count in [5, 6, 7, 11, 12, 13, 15, 16, 17, 18, 23, 24, 25] {
      let names = (0..<count).map { "w\($0)" }
      var content = BundleContent(policy: "many.words", publisher: "many")
      content.words = names.flatMap { [Word(kind: .data, name: $0), Word(kind: kind, name: $0)] }
      content.clauses = [Clause(id: "one")]
      content.norms = names.map { name in
        guard let dimension = Dimension(rawValue: kind.rawValue) else {
          return permit(.use, data(name), actor: .named(kind, [name]))
        }
        return permit(.use, data(name), .among(dimension, [name]))
      }
      let rules = try Ruleset(content)
      for told in names {
        for asked in names {
          let actor = kind == .role ? ("role", told) : ("organisation", "many")
          let question = request("use", asked, as: actor) {
            switch kind {
            case .recipient: $0.recipient = told
            case .purpose: $0.purpose = told
            case .touchpoint: $0.touchpoint = told
            case .person: $0.person = told
            case .form: $0.form = told
            default: break
            }
          }
          #expect(rules.decide(question).isPermitted == (told == asked), "\(question)")
        }
      }
    }
  }
}
