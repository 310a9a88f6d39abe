import ZabtaChanges
import ZabtaRuntime

/// A small edition with a rule of each kind that the five edits touch.
func sampleEdition() -> EditionSnapshot {
  func word(_ kind: Kind, _ name: String, _ label: String, _ includes: [String] = []) -> Word {
    Word(kind: kind, name: name, includes: includes, labels: ["en": label])
  }
  let words = [
    word(.cookie, "performance-cookie", "performance cookies"),
    word(.consent, "explicit-sharing", "that particular sharing"),
    word(.data, "name", "name"), word(.data, "phone", "phone number"),
    word(.data, "contact-information", "contact details", ["name", "phone"]),
    word(.data, "personal-data", "personal data", ["contact-information", "transaction-records"]),
    word(.data, "transaction-records", "transaction records"),
    word(.measure, "protection-contract", "a contract to protect the data"),
    word(.person, "customer", "customers"), word(.person, "visitor", "visitors"),
    word(.purpose, "delivery", "delivering your order"),
    word(.purpose, "order-fulfilment", "fulfilling your orders", ["delivery", "payment-handling"]),
    word(.purpose, "payment-handling", "handling your payment"),
    word(.reason, "tax-law", "tax law"), word(.recipient, "courier", "delivery companies"),
    word(.request, "deletion", "deletion"),
  ]
  var edition = EditionSnapshot(
    policy: "sample.privacy", title: ["en": "Privacy policy", "ur": "رازداری کی پالیسی"],
    sections: [
      section(
        "cookies", "Cookies", "کوکیز",
        [
          clause(
            "performance-cookies", "We may set performance cookies.",
            printed: "Performance cookies show us how visitors use the site.")
        ]),
      section(
        "sharing", "With whom we share", "ہم کسے دیتے ہیں",
        [
          clause(
            "couriers",
            "We may share name with delivery companies only for delivering your order."),
          clause(
            "anyone-else",
            "We may share personal data with anyone else only with your consent to that particular sharing."
          ),
          clause("orders", "We may use personal data for fulfilling your orders."),
        ]),
      section(
        "your-rights", "Your rights", "آپ کے حقوق",
        [
          ClauseSnapshot(
            id: "right-of-deletion", lead: ["en": "Deletion"],
            printed: ["en": ["Deletion. Transaction records stay (for 7 years)."]],
            pattern: ["en": "Deletion. {word} stay ({period})."], reads: ["sales-records"],
            rules: [["en": "People have the right to deletion of name."]])
        ]),
      section(
        "children", "Children", "بچے",
        [clause("children", "", printed: "Our shop is not for children.")]),
      section(
        "transfers", "Where your data is", "آپ کا ڈیٹا کہاں ہے",
        [
          clause("transfers", "", printed: "Your data is mostly in Pakistan.")
        ]),
      section(
        "retention", "How long we keep your data", "ہم ڈیٹا کب تک رکھتے ہیں",
        [
          clause("sales-records", keepSentence(7), printed: "Transaction records: for 7 years.")
        ]),
    ],
    content: BundleContent(
      policy: "sample.privacy", publisher: "sample", people: ["customer", "visitor"], words: words))
  edition.sections[3].lines = 16
  edition.sections[4].lines = 16
  edition.content.norms = norms(years: 7)
  edition.content.clauses = edition.sections.flatMap(\.clauses).map { Clause(id: $0.id) }
  return edition
}

func keepSentence(_ years: Int) -> String {
  "We must keep transaction records for \(years) years because of tax law."
}

func norms(years: Int) -> [Norm] {
  let data = Object(kind: .data, names: ["personal-data"])
  return [
    Norm(
      effect: .permit, actor: .we, action: .set,
      object: Object(kind: .cookie, names: ["performance-cookie"]), clause: "performance-cookies"),
    share(["name"], "courier", "delivery", .permit, clause: "couriers"),
    share(["name"], "courier", "delivery", .forbid, clause: "couriers"),
    Norm(
      effect: .permit, actor: .we, action: .share, object: data,
      when: [
        Condition(.notAmong(.recipient, ["courier"], whenUnstated: false)),
        Condition(.consent(["explicit-sharing"])),
      ], clause: "anyone-else"),
    Norm(
      effect: .forbid, actor: .we, action: .share, object: data,
      when: [
        Condition(.notAmong(.recipient, ["courier"], whenUnstated: false)),
        Condition(.consent(["explicit-sharing"], negated: true)),
      ], origin: .only, clause: "anyone-else"),
    Norm(
      effect: .permit, actor: .we, action: .use, object: data,
      when: [Condition(.among(.purpose, ["order-fulfilment"]))], clause: "orders"),
    Norm(
      effect: .permit, actor: .people, action: .request,
      object: Object(kind: .request, names: ["deletion"]), origin: .right,
      clause: "right-of-deletion"),
  ] + keeping(years: years)
}

func share(
  _ data: [String], _ recipient: String, _ purpose: String, _ effect: Norm.Effect, clause: String
) -> Norm {
  let purposes: Fact =
    effect == .permit ? .among(.purpose, [purpose]) : .notAmong(.purpose, [purpose])
  return Norm(
    effect: effect, actor: .we, action: .share, object: Object(kind: .data, names: data),
    when: [Condition(.among(.recipient, [recipient])), Condition(purposes)],
    origin: effect == .permit ? .plain : .only,
    obligations: effect == .permit ? ["protection-contract"] : [], clause: clause)
}

private func keeping(years: Int) -> [Norm] {
  let object = Object(kind: .data, names: ["transaction-records"])
  let period = Period(ends: [[Period.End(span: Span(years, .year))]])
  let running = [Condition(.over(period, negated: true))]
  let over = [Condition(.over(period))]
  func norm(
    _ effect: Norm.Effect, _ action: Action, _ origin: Norm.Origin, _ when: [Condition]
  ) -> Norm {
    Norm(
      effect: effect, actor: .we, action: action, object: object, when: when, origin: origin,
      period: origin == .expiry ? nil : period, grounds: ["tax-law"], clause: "sales-records")
  }
  return [
    norm(.permit, .store, .keep, running), norm(.forbid, .store, .ceiling, over),
    norm(.duty, .keep, .floor, []), norm(.forbid, .delete, .floor, running),
    norm(.permit, .delete, .expiry, over), norm(.duty, .delete, .expiry, over),
  ]
}

private func section(
  _ id: String, _ english: String, _ urdu: String, _ clauses: [ClauseSnapshot]
) -> SectionSnapshot {
  SectionSnapshot(id: id, heading: ["en": english, "ur": urdu], clauses: clauses)
}

func clause(_ id: String, _ rule: String, printed: String? = nil) -> ClauseSnapshot {
  ClauseSnapshot(
    id: id, printed: ["en": [printed ?? rule]], rules: rule.isEmpty ? [] : [["en": rule]])
}

extension EditionSnapshot {
  /// Changes the clause of an id.
  mutating func edit(_ id: String, _ change: (inout ClauseSnapshot) -> Void) {
    for section in sections.indices {
      for index in sections[section].clauses.indices where sections[section].clauses[index].id == id
      {
        change(&sections[section].clauses[index])
      }
    }
  }
}
