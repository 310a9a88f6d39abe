import ZabtaRuntime

/// Content in which every member of the format occurs.
let sample: BundleContent = {
  let kinds: [(Kind, [String])] = [
    (.channel, ["link"]), (.circumstance, ["hold"]), (.consent, ["mail"]), (.data, ["email"]),
    (.event, ["closure", "material-change"]), (.form, ["identified"]), (.measure, ["contract"]),
    (.person, ["customer"]), (.purpose, ["delivery"]), (.reason, ["tax-law"]),
    (.recipient, ["courier"]), (.request, ["access"]), (.role, ["support"]),
  ]
  var words = kinds.flatMap { kind, names in names.map { Word(kind: kind, name: $0) } }
  words.append(
    Word(
      kind: .data, name: "personal-data", includes: ["email"],
      labels: ["en": "personal data", "ur": "ذاتی ڈیٹا \"\u{1}\n\\"]))
  words.append(Word(kind: .circumstance, name: "relevant", isVague: true))
  let clauses = [
    Clause(
      id: "sharing", heading: ["en": "Sharing", "ur": "فراہمی"], text: ["en": "We share."],
      rules: [["en": "We may share email."], ["en": "We never sell email."]]),
    Clause(id: "rights"),
  ]
  let period = Period(ends: [
    [.init(span: Span(7, .year)), .init(since: ["closure"])],
    [.init(span: Span(30, .day), since: ["closure", "access-request"])],
  ])
  let email = Object(kind: .data, names: ["email"])
  let norms = [
    Norm(
      effect: .permit, actor: .we, action: .share,
      object: Object(kind: .data, names: ["personal-data"], except: ["email"]),
      when: [
        Condition(.among(.recipient, ["courier"])),
        Condition(.among(.purpose, ["delivery"], whenUnstated: true)),
        Condition(.notAmong(.form, ["identified"])),
        Condition(.notAmong(.region, ["EU", "US-CA"], whenUnstated: false)),
        Condition(anyOf: [.consent(["mail"]), .circumstance("hold", negated: true)]),
      ], obligations: ["contract"], measures: ["contract"], channels: ["link"], clause: "sharing"),
    Norm(
      effect: .forbid, actor: .anybodyBut(.role, ["support"]), action: .view,
      object: Object(kind: .data, names: ["email"], isComplement: true),
      when: [
        Condition(.consent([], negated: true)), Condition(.circumstance("hold")),
        Condition(.ageUnder(18)), Condition(.ageUnder(13, negated: true)),
        Condition(.happened(["closure"])),
        Condition(.happened(["closure"], after: Span(2, .week), negated: true)),
        Condition(.over(period)), Condition(.over(period, negated: true)),
      ], origin: .only, clause: "sharing", sentence: 1),
    Norm(
      effect: .duty, actor: .we, action: .keep, object: email, origin: .floor, period: period,
      grounds: ["tax-law"], afterwards: [.delete, .archive], vague: ["relevant"], clause: "sharing"),
    Norm(
      effect: .permit, actor: .we, action: .store, object: email, origin: .keep,
      period: Period(ends: []), clause: "sharing"),
    Norm(
      effect: .duty, actor: .we, action: .resolve,
      object: Object(kind: .request, names: ["access"]), origin: .right,
      deadline: Deadline(.within(Span(72, .hour)), isTypical: true, since: ["access"]),
      clause: "rights"),
    Norm(
      effect: .duty, actor: .we, action: .resolve,
      object: Object(kind: .request, names: ["access"]), deadline: Deadline(.immediately),
      clause: "rights"),
    Norm(
      effect: .permit, actor: .people, action: .request,
      object: Object(kind: .request, names: ["access"]), deadline: Deadline(.promptly),
      clause: "rights"),
    Norm(
      effect: .duty, actor: .named(.role, ["support"]), action: .announce,
      object: Object(kind: .event, names: ["material-change"]), notice: Span(6, .month),
      clause: "rights"),
  ]
  return BundleContent(
    policy: "shop.privacy", publisher: "shop", edition: 2, timeZone: 300, people: ["customer"],
    words: words, clauses: clauses, norms: norms)
}()
