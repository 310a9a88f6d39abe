/// A request in numbers.
struct Question {
  var action: Action
  var situation: Situation
}

extension Ruleset {
  /// Reads a request.
  ///
  /// Single words that the policy lacks make it nil; unknown members of lists do not. Both are
  /// added to `unknown`, in the order of the request's fields.
  func read(_ request: Request, unknown: inout [String]) -> Question? {
    var situation = Situation(compiled.layout)
    var isUnderstood = true
    func refuse(_ field: String, _ word: String) {
      unknown.append("\(field): \(word)")
      isUnderstood = false
    }

    if !readSubject(request.subject, &situation) { refuse("subject", request.subject.id) }
    let action = Action(rawValue: request.action)
    if action == nil { refuse("action", request.action) }
    if !readResource(request.resource, action, &situation) {
      refuse("resource", request.resource.id)
    }

    let context = request.context
    func word(_ dimension: Dimension, _ word: String?) {
      guard let word else { return }
      let kind = dimension.kind(for: action ?? .collect)
      if !fill(&situation, dimension.slot, kind, word) { refuse(dimension.rawValue, word) }
    }
    word(.recipient, context.recipient)
    word(.purpose, context.purpose)
    word(.touchpoint, context.touchpoint)
    word(.form, context.form)
    word(.person, context.person)
    word(.region, context.region)
    word(.jurisdiction, context.jurisdiction)
    if context.form == nil, let usualForm {
      compiled.fill(&situation, .form, mask: compiled.mask(.form, .form, usualForm))
    }
    situation.age = context.age
    situation.created = context.created
    situation.on = context.on
    // Events first: a withdrawal among them ends consents. The names are told in the fields' order.
    let lost = readEvents(context.events, &situation)
    readConsents(context.consent, &situation, unknown: &unknown)
    readCircumstances(context.circumstances, &situation, unknown: &unknown)
    unknown += lost
    // `keep` is `store` with a time.
    guard isUnderstood, let action else { return nil }
    return Question(action: action == .keep ? .store : action, situation: situation)
  }

  private func readSubject(_ subject: Request.Entity, _ situation: inout Situation) -> Bool {
    switch subject.type {
    case "organisation":
      guard subject.id == content.publisher else { return false }
      compiled.insert(&situation, .actor, 0)
      return true
    case "role": return fill(&situation, .actor, .role, subject.id)
    case "recipient": return fill(&situation, .actor, .recipient, subject.id)
    case "person": return fill(&situation, .actor, .person, subject.id)
    default: return false
    }
  }

  private func readResource(
    _ resource: Request.Entity, _ action: Action?, _ situation: inout Situation
  ) -> Bool {
    guard let action else {
      guard let kind = Kind(rawValue: resource.type) else { return false }
      return vocabulary.table(kind).index[resource.id] != nil
    }
    let kind = action.objectKind
    return resource.type == kind.rawValue && fill(&situation, .object, kind, resource.id)
  }

  /// Puts a word's atoms into a slot; false where the policy lacks the word.
  func fill(_ situation: inout Situation, _ slot: Slot, _ kind: Kind, _ word: String) -> Bool {
    if let index = vocabulary.tables[kind.ordinal].index[word] {
      compiled.fill(&situation, slot, mask: compiled.mask(slot, kind, index))
      return true
    }
    // A subdivision that nobody names lies in the rest of its country.
    guard kind == .place, let country = Places.country(ofSubdivision: word),
      let rest = Places.countryIndex[country]
    else { return false }
    compiled.insert(&situation, slot, vocabulary.table(kind).remainder(of: rest))
    return true
  }

  /// Reads what happened; answers the names that the policy lacks.
  func readEvents(_ events: [String: Moment?], _ situation: inout Situation) -> [String] {
    guard !events.isEmpty else { return [] }
    var lost: [String] = []
    for (name, moment) in events {
      if let event = vocabulary.events[name] {
        situation.events.append((event, moment))
      } else {
        lost.append("events: \(name)")
      }
    }
    return lost.sorted()
  }

  /// Reads the circumstances, with the groups that hold through them.
  func readCircumstances(
    _ names: [String], _ situation: inout Situation, unknown: inout [String]
  ) {
    for name in names {
      guard let index = vocabulary.circumstances[name] else {
        unknown.append("circumstances: \(name)")
        continue
      }
      for group in vocabulary.circumstanceGroups[index] {
        compiled.insert(&situation, .circumstance, group)
      }
    }
  }
}
