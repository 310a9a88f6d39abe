import ZabtaRuntime

/// A shop's rules, small enough to say every answer by hand.
///
/// Clerks may view orders, and phone numbers of people known to be under 40; managers may view email; clerks may not. The
/// shop shares the phone number with a courier who is bound by a contract, and addresses with consent.
enum ClerkShop {
  /// Two editions: from July on, clerks may no longer view orders.
  static let editions = Result { () throws(RulesetError) in
    try EditionSet([
      Ruleset(content(edition: 1, from: "2026-01-01")),
      Ruleset(content(edition: 2, from: "2026-07-01", withoutOrders: true)),
    ])
  }

  /// Only the first edition.
  static let firstEdition = Result { () throws(RulesetError) in
    try EditionSet([Ruleset(content(edition: 1, from: "2026-01-01"))])
  }

  /// Another policy, which permits nothing.
  static let silent = Result { () throws(RulesetError) in
    try EditionSet([
      Ruleset(BundleContent(policy: "silent.privacy", publisher: "silent", edition: 1))
    ])
  }

  private static func content(
    edition: Int, from day: String, withoutOrders: Bool = false
  ) -> BundleContent {
    let kinds: [(Kind, [String])] = [
      (.circumstance, ["audit"]), (.consent, ["mail"]),
      (.data, ["address", "email", "order", "phone"]),
      (.measure, ["contract"]), (.person, ["customer"]), (.purpose, ["delivery"]),
      (.recipient, ["courier"]), (.request, ["access"]), (.role, ["clerk", "manager"]),
    ]
    var words = kinds.flatMap { kind, names in names.map { Word(kind: kind, name: $0) } }
    words.append(Word(kind: .data, name: "contact", includes: ["email", "phone"]))
    words.sort { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
    let clauses = [
      "orders", "young", "managers", "secrets", "courier", "letters", "keeping", "rights",
    ]
    return BundleContent(
      policy: "shop.privacy", publisher: "shop", edition: edition, date: day, effective: Day(day),
      timeZone: 300, people: ["customer"], words: words,
      clauses: clauses.map { id in
        Clause(
          id: id, heading: ["en": "On \(id)"], text: ["en": "About \(id)."],
          rules: [["en": "The rule of \(id)."]])
      },
      norms: norms.filter { !(withoutOrders && $0.clause == "orders") })
  }

  private static var norms: [Norm] {
    func data(_ names: String...) -> Object { Object(kind: .data, names: names) }
    return [
      Norm(
        effect: .permit, actor: .named(.role, ["clerk"]), action: .view, object: data("order"),
        clause: "orders"),
      Norm(
        effect: .permit, actor: .named(.role, ["clerk"]), action: .view, object: data("phone"),
        when: [Condition(.ageUnder(40))], clause: "young"),
      Norm(
        effect: .permit, actor: .named(.role, ["manager"]), action: .view, object: data("contact"),
        clause: "managers"),
      Norm(
        effect: .forbid, actor: .named(.role, ["clerk"]), action: .view, object: data("email"),
        clause: "secrets"),
      Norm(
        effect: .permit, actor: .we, action: .share, object: data("phone"),
        when: [
          Condition(.among(.recipient, ["courier"])), Condition(.among(.purpose, ["delivery"])),
        ], obligations: ["contract"], clause: "courier"),
      Norm(
        effect: .permit, actor: .we, action: .share, object: data("address"),
        when: [Condition(.consent(["mail"]))], clause: "letters"),
      Norm(
        effect: .duty, actor: .we, action: .keep, object: data("order"), origin: .floor,
        period: Period(ends: [[.init(span: Span(7, .year))]]), clause: "keeping"),
      Norm(
        effect: .duty, actor: .we, action: .resolve,
        object: Object(kind: .request, names: ["access"]), origin: .right,
        deadline: Deadline(.within(Span(30, .day))), clause: "rights"),
    ]
  }
}
