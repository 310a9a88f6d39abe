import Testing
import ZabtaRuntime

@Suite struct SearchTests {
  static let shop = Request.Entity(type: "organisation", id: "shop")

  static func rules() throws -> Ruleset {
    try Shop.rules(
      permit(.view, data("records"), actor: .named(.role, ["accounting"])),
      permit(
        .view, data("records"), .consent(["mail"]), actor: .named(.role, ["support"]),
        clause: "three"),
      forbid(.view, data("records"), actor: .anybodyBut(.role, ["staff"]), origin: .only),
      permit(
        .share, data("contact"), .among(.recipient, ["courier"]), .among(.purpose, ["orders"])),
      permit(.share, data("sales"), .among(.recipient, ["partner"])),
      forbid(.share, data("phone"), .among(.purpose, ["delivery"])))
  }

  @Test func rolesAreFoundAsTheyAreDecided() throws {
    let search = AccessSearch(
      subjects: "role", action: "view", resource: .init(type: "data", id: "sales"))
    let page = try Self.rules().find(search)
    #expect(page.words.map(\.name) == ["accounting"])
    #expect(page.words.map(\.isUnconditional) == [true])
    #expect(page.words.first?.decision.reasons.map(\.clause) == ["one"])
    #expect(page.next == nil && page.unknown.isEmpty)
  }

  /// A group is listed when all of it is permitted.
  @Test func aGroupIsListedWhenAllOfItIsPermitted() throws {
    var search = AccessSearch(
      subjects: "role", action: "view", resource: .init(type: "data", id: "sales"))
    search.request.context.consent = ["mail": nil]
    let rules = try Self.rules()
    #expect(rules.all(search).map(\.name) == ["accounting", "staff", "support"])
    search.listing = .leaves
    #expect(rules.all(search).map(\.name) == ["accounting", "support"])
    search.listing = .widest
    #expect(rules.all(search).map(\.name) == ["staff"])
  }

  /// A part that is found on other conditions than its group is listed beside it.
  @Test func thePartThatNeedsLessIsListedBesideItsGroup() throws {
    let rules = try Shop.rules(
      permit(.use, data("contact"), .consent(["mail"])), permit(.use, data("email")))
    var search = AccessSearch(resources: "data", subject: rules.publisher, action: "use")
    (search.listing, search.includesConditional) = (.widest, true)
    #expect(rules.all(search).map(\.name) == ["contact", "email"])
  }

  @Test func conditionsAreTold() throws {
    let found = try Self.rules().rolesThatMay(.view, "sales")
    #expect(found.map(\.name) == ["accounting", "staff", "support"])
    #expect(found.map(\.conditions) == [[[]], [[.consent("mail")]], [[.consent("mail")]]])
    #expect(found.map(\.decision.isPermitted) == [true, true, true])
  }

  @Test func whatARecipientMayReceive() throws {
    let rules = try Self.rules()
    let found = rules.dataThatMayReach("courier")
    // The phone never for deliveries, which orders are about as well; records are more than sales.
    #expect(found.map(\.name) == ["email", "sales"])
    #expect(found.map(\.conditions) == [[[.word(.purpose, "orders")]], [[]]])
    #expect(
      rules.dataThatMayReach("courier", for: "orders").map(\.isUnconditional) == [true, true])
    #expect(rules.dataThatMayReach("bank").map(\.name) == ["sales"])
    #expect(rules.dataThatMayReach("nobody").isEmpty)
  }

  @Test func actionsAreFound() throws {
    let rules = try Shop.rules(
      permit(.store, data("email")), permit(.use, data("email"), .consent([])))
    let search = AccessSearch(actionsOf: Self.shop, on: .init(type: "data", id: "email"))
    #expect(rules.all(search).map(\.name) == ["keep", "store"])
    let found = rules.actionsPermitted(to: rules.publisher, on: "email")
    #expect(found.map(\.name) == ["keep", "store", "use"])
    #expect(found[2].conditions == [[.consent("news")], [.consent("targeting")]])
  }

  @Test func pagesJoinToTheWhole() throws {
    let rules = try Shop.rules(permit(.use, data("personal-data")))
    let search = AccessSearch(resources: "data", subject: Self.shop, action: "use")
    let all = rules.all(search).map(\.name)
    #expect(all.count == 10 && all == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for limit in 1...11 {
      var (names, after, pages): ([String], String?, Int) = ([], nil, 0)
      repeat {
        let page = rules.find(search, after: after, limit: limit)
        #expect(page.words.count <= limit)
        names += page.words.map(\.name)
        after = page.next
        pages += 1
      } while after != nil && pages < 100
      #expect(names == all)
    }
    // A page that begins at a word that is gone goes on where it stood; a limit is kept within bounds.
    #expect(rules.find(search, after: "aaa").words.first?.name == all.first)
    #expect(rules.find(search, after: "zzz").words.isEmpty)
    #expect(rules.find(search, limit: -3).words.count == 1)
  }

  @Test func everySearchAgreesWithEveryDecision() throws {
    let rules = try Self.rules()
    for kind in [Kind.role, .recipient, .person] {
      for thing in ["email", "sales", "contact"] {
        let resource = Request.Entity(type: "data", id: thing)
        let listed = Set(
          rules.all(
            AccessSearch(subjects: kind.rawValue, action: "view", resource: resource)
          ).map(\.name))
        for word in rules.content.words where word.kind == kind {
          let decision = rules.decide(
            request("view", thing, as: (kind.rawValue, word.name)))
          #expect(decision.isPermitted == listed.contains(word.name), "\(word.name) \(thing)")
        }
      }
    }
  }

  @Test func unknownWordsFindNothingAndAreNamed() throws {
    let rules = try Self.rules()
    let wrong = AccessSearch(
      subjects: "role", action: "view", resource: .init(type: "data", id: "nothing"))
    let page = rules.find(wrong)
    #expect(page.words.isEmpty && page.next == nil && page.unknown == ["resource: nothing"])
    let type = AccessSearch(
      subjects: "robot", action: "view", resource: .init(type: "data", id: "sales"))
    #expect(rules.find(type).unknown == ["subject: robot"])
    let things = AccessSearch(resources: "planet", subject: Self.shop, action: "use")
    #expect(rules.find(things).unknown == ["resource: planet"])
    // An unknown consent is named and ignored, as in decisions.
    var consent = AccessSearch(
      subjects: "role", action: "view", resource: .init(type: "data", id: "sales"))
    consent.request.context.consent = ["nonsense": nil]
    #expect(rules.find(consent).words.map(\.name) == ["accounting"])
    #expect(rules.find(consent).unknown == ["consent: nonsense"])
  }

  @Test func theOrganisationIsFoundAsASubject() throws {
    let rules = try Shop.rules(permit(.use, data("email")))
    let search = AccessSearch(
      subjects: "organisation", action: "use", resource: .init(type: "data", id: "email"))
    #expect(rules.all(search).map(\.name) == ["shop"])
  }
}
