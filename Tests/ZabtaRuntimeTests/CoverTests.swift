import Testing
import ZabtaRuntime

@Suite struct CoverTests {
  /// Three groups of so many parts, with a permit for every three of them.
  static func wide(_ size: Int) throws -> (rules: Ruleset, request: Request) {
    let kinds: [(Kind, String)] = [(.data, "d"), (.recipient, "r"), (.purpose, "p")]
    var words: [Word] = []
    for (kind, letter) in kinds {
      let parts = (0..<size).map { "\(letter)\($0)" }
      words += parts.map { Word(kind: kind, name: $0) }
      words.append(Word(kind: kind, name: letter, includes: parts))
    }
    var norms: [Norm] = []
    for one in 0..<size {
      for two in 0..<size {
        for three in 0..<size {
          norms.append(
            permit(
              .share, data("d\(one)"), .among(.recipient, ["r\(two)"]),
              .among(.purpose, ["p\(three)"])))
        }
      }
    }
    let content = BundleContent(
      policy: "wide", publisher: "shop", edition: 1, timeZone: 0, people: [], words: words,
      clauses: [Clause(id: "one")], norms: norms)
    let request = request("share", "d") {
      $0.recipient = "r"
      $0.purpose = "p"
    }
    return (try Ruleset(content), request)
  }

  @Test func groupsAreCutExactly() throws {
    let (rules, request) = try Self.wide(4)
    #expect(rules.decide(request).isPermitted)
  }

  /// However wide the groups, an answer comes; it is a denial rather than a guess.
  @Test func theWorkIsBounded() throws {
    let (rules, request) = try Self.wide(27)
    let clock = ContinuousClock()
    let time = clock.measure { #expect(!rules.decide(request).isPermitted) }
    #expect(time < .seconds(20))
  }
}
