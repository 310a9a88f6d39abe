import ZabtaRuntime

/// A small made-up policy to hang single norms on.
enum Shop {
  /// Words written as `name` or `group: part part`.
  static let words: [Kind: [String]] = [
    .data: [
      "personal-data: contact records analytics secret lone-group", "contact: email phone",
      "email", "phone", "records: sales", "sales", "analytics", "secret",
      "lone-group: lone", "lone",
    ],
    .purpose: ["delivery", "orders: delivery", "marketing", "ads", "outreach: marketing ads"],
    .recipient: ["courier", "bank", "partner: courier bank", "broker"],
    .role: ["accounting", "support", "staff: accounting support"],
    .person: ["customer", "visitor", "stranger"],
    .message: ["offer"],
    .cookie: ["session-cookie"],
    .request: [
      "rights: access deletion", "access: copy", "copy", "deletion: erasure", "erasure",
      "consent-withdrawal", "inquiry",
    ],
    .touchpoint: ["checkout", "browsing"],
    .circumstance: ["hold: court tax", "court", "tax", "vague-need"],
    .event: ["warranty-end", "closure", "last-activity", "breach"],
    .consent: ["mail", "news: mail", "targeting"],
    .form: ["identified", "anonymised", "readable: identified anonymised"],
    .measure: ["contract", "encryption"],
    .place: ["data-centre"],
  ]

  static func content(_ norms: [Norm], timeZone: Int = 300, people: [String] = ["customer"])
    -> BundleContent
  {
    var words: [Word] = []
    for kind in Kind.allCases {
      for text in Shop.words[kind] ?? [] {
        let parts = text.split(separator: ":")
        let includes = parts.count > 1 ? parts[1].split(separator: " ").map(String.init) : []
        words.append(Word(kind: kind, name: String(parts[0]), includes: includes))
      }
    }
    return BundleContent(
      policy: "shop.privacy", publisher: "shop", edition: 3, timeZone: timeZone, people: people,
      words: words, clauses: ["one", "two", "three", "four"].map { Clause(id: $0) }, norms: norms)
  }

  static func rules(_ norms: Norm...) throws -> Ruleset { try Ruleset(content(norms)) }
}

func data(_ names: String..., except: [String] = []) -> Object {
  Object(kind: .data, names: names, except: except)
}

/// A request of the shop, or of another actor.
func request(
  _ action: String, _ id: String, as subject: (String, String) = ("organisation", "shop"),
  type: String = "data", _ change: (inout Context) -> Void = { _ in }
) -> Request {
  var context = Context()
  change(&context)
  return Request(
    subject: Request.Entity(type: subject.0, id: subject.1), action: action,
    resource: Request.Entity(type: type, id: id), context: context)
}

func permit(
  _ action: Action, _ object: Object, _ facts: Fact..., actor: Actor = .we,
  origin: Norm.Origin = .plain, period: Period? = nil, obligations: [String] = [],
  vague: [String] = [], clause: String = "one", sentence: Int = 0
) -> Norm {
  Norm(
    effect: .permit, actor: actor, action: action, object: object,
    when: facts.map { Condition($0) }, origin: origin, period: period, obligations: obligations,
    vague: vague, clause: clause, sentence: sentence)
}

func forbid(
  _ action: Action, _ object: Object, _ facts: Fact..., actor: Actor = .we,
  origin: Norm.Origin = .plain, period: Period? = nil, clause: String = "two", sentence: Int = 0
) -> Norm {
  Norm(
    effect: .forbid, actor: actor, action: action, object: object,
    when: facts.map { Condition($0) }, origin: origin, period: period, clause: clause,
    sentence: sentence)
}

func duty(
  _ action: Action, _ object: Object, _ facts: Fact..., origin: Norm.Origin = .plain,
  period: Period? = nil, deadline: Deadline? = nil, clause: String = "three", sentence: Int = 0
) -> Norm {
  Norm(
    effect: .duty, actor: .we, action: action, object: object,
    when: facts.map { Condition($0) }, origin: origin, period: period, deadline: deadline,
    clause: clause, sentence: sentence)
}

/// A moment that the test has written down; the epoch where it is misspelt, which fails the test.
func moment(_ text: String) -> Moment { Moment(text) ?? .day(Day(number: 0)) }

func day(_ text: String) -> Day? { Day(text) }
