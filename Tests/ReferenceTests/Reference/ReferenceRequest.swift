import ZabtaModel
import ZabtaRuntime

/// A request, taken apart: its unknown words, and every simple case it stands for.
struct ReferenceRequest {
  private let evaluator: ReferenceEvaluator
  private let request: Request
  /// Words of which there is one in a place: they deny.
  private(set) var unknownWords: Set<String> = []
  private(set) var known: ReferenceKnown
  private(set) var action: Action?

  var unknown: Set<String> { unknownWords.union(known.unknown) }

  init(_ evaluator: ReferenceEvaluator, _ request: Request) {
    self.evaluator = evaluator
    self.request = request
    let context = request.context
    known = ReferenceKnown(words: evaluator.words, calendar: evaluator.calendar)
    known.consent = context.consent
    known.circumstances = Set(context.circumstances)
    known.age = context.age
    known.created = context.created
    known.events = context.events
    known.on = context.on
  }

  mutating func cases() -> [ReferenceCase] {
    let context = request.context
    let actors = readActors()
    // Who asks to keep asks to store.
    action = request.action == "keep" ? .store : Action(rawValue: request.action)
    if action == nil { unknownWords.insert("action: \(request.action)") }
    let objects = readObjects()
    let recipients = read("recipient", .recipient, context.recipient)
    let purposes = read("purpose", action == .penalise ? .request : .purpose, context.purpose)
    let touchpoints = read("touchpoint", .touchpoint, context.touchpoint)
    let forms = readForm(context.form)
    let persons = read("person", .person, context.person)
    let regions = read("region", .place, context.region)
    let jurisdictions = read("jurisdiction", .place, context.jurisdiction)

    var cases: [ReferenceCase] = []
    for actor in actors {
      for object in objects {
        cases.append(ReferenceCase(actor: actor, object: object, known: known))
      }
    }
    func vary(_ key: WritableKeyPath<ReferenceCase, String?>, _ values: [String?]) {
      cases = cases.flatMap { one in
        values.map { value in
          var next = one
          next[keyPath: key] = value
          return next
        }
      }
    }
    vary(\.recipient, recipients)
    vary(\.purpose, purposes)
    vary(\.touchpoint, touchpoints)
    vary(\.form, forms)
    vary(\.person, persons)
    vary(\.region, regions)
    vary(\.jurisdiction, jurisdictions)
    return cases
  }

  private mutating func readActors() -> [ReferenceCase.Actor] {
    let subject = request.subject
    switch subject.type {
    case "organisation" where subject.id == evaluator.policy.publisher.id:
      return [ReferenceCase.Actor(kind: nil, atom: subject.id)]
    case "role", "recipient", "person":
      if let kind = Kind(rawValue: subject.type),
        let atoms = evaluator.words.atoms(kind, subject.id)
      {
        return atoms.map { ReferenceCase.Actor(kind: kind, atom: $0) }
      }
    default: break
    }
    unknownWords.insert("subject: \(subject.id)")
    return []
  }

  /// The kind of thing that each verb is about (§4).
  private mutating func readObjects() -> [String] {
    let resource = request.resource
    guard let action else {
      // Of an action that nobody knows, only the word itself can be looked at.
      let atoms = Kind(rawValue: resource.type).flatMap { evaluator.words.atoms($0, resource.id) }
      if atoms == nil { unknownWords.insert("resource: \(resource.id)") }
      return []
    }
    let kind: Kind =
      switch action {
      case .collect, .use, .share, .sell, .rent, .trade, .store, .keep, .view, .transfer, .delete,
        .anonymise, .archive, .protect:
        .data
      case .send: .message
      case .set: .cookie
      case .answer, .resolve, .request: .request
      case .announce: .event
      case .penalise: .person
      }
    if resource.type == kind.rawValue, let atoms = evaluator.words.atoms(kind, resource.id) {
      return Array(atoms)
    }
    unknownWords.insert("resource: \(resource.id)")
    return []
  }

  private mutating func read(_ field: String, _ kind: Kind, _ word: String?) -> [String?] {
    guard let word else { return [nil] }
    if let atoms = evaluator.words.atoms(kind, word) { return Array(atoms) }
    unknownWords.insert("\(field): \(word)")
    return [nil]
  }

  /// The form is `identified` unless stated.
  private mutating func readForm(_ form: String?) -> [String?] {
    if form == nil, evaluator.words.isDeclared(.form, "identified") {
      return read("form", .form, "identified")
    }
    return read("form", .form, form)
  }
}
