extension Ruleset {
  /// Reads a request.
  ///
  /// Single words that the policy lacks make it nil; unknown members of lists do not. Both are
  /// added to `unknown`, in the order of the request's fields.
  func read(_ request: Request, unknown: inout [String]) -> QuestionCore? {
    let action = view.pointee.number(NameList.action, request.action)
    var core = QuestionCore(action: action ?? 0)
    var isUnderstood = true
    func refuse(_ field: String, _ word: String) {
      unknown.append("\(field): \(word)")
      isUnderstood = false
    }

    if !readSubject(request.subject, &core) { refuse("subject", request.subject.id) }
    if action == nil { refuse("action", request.action) }
    if !readResource(request.resource, action, &core) { refuse("resource", request.resource.id) }

    let context = request.context
    func word(_ dimension: Dimension, _ word: String?) {
      guard let word else { return }
      // For `penalise` the purpose is a request.
      let kind =
        dimension == .purpose && action == Action.penalise.ordinal
        ? .request : dimension.kind(for: .collect)
      if !fill(&core, dimension.slot, kind, word) { refuse(dimension.rawValue, word) }
    }
    word(.recipient, context.recipient)
    word(.purpose, context.purpose)
    word(.touchpoint, context.touchpoint)
    word(.form, context.form)
    word(.person, context.person)
    word(.region, context.region)
    word(.jurisdiction, context.jurisdiction)
    if context.form == nil { view.pointee.fillUsualForm(&core) }
    core.known.age = context.age
    core.known.created = context.created
    core.known.on = context.on
    // Events first: a withdrawal among them ends consents. The names are told in the fields' order.
    let lost = readEvents(context.events, &core.known)
    readConsents(context.consent, &core.known, unknown: &unknown)
    readCircumstances(context.circumstances, &core.known, unknown: &unknown)
    if !lost.isEmpty { unknown += lost }
    return isUnderstood && action != nil ? core : nil
  }

  private func readSubject(_ subject: Request.Entity, _ core: inout QuestionCore) -> Bool {
    switch subject.type {
    case "organisation":
      let publisher = view.pointee.bytes(FlatView.header(view.pointee.base, 84))
      guard withBytes(subject.id, { isSame($0, publisher) }) else { return false }
      core.set(.actor, atom: 0)
      return true
    case "role": return fill(&core, .actor, .role, subject.id)
    case "recipient": return fill(&core, .actor, .recipient, subject.id)
    case "person": return fill(&core, .actor, .person, subject.id)
    default: return false
    }
  }

  private func readResource(
    _ resource: Request.Entity, _ action: Int?, _ core: inout QuestionCore
  ) -> Bool {
    guard let action else {
      guard let kind = Kind(rawValue: resource.type) else { return false }
      return view.pointee.number(UInt32(kind.ordinal), resource.id) != nil
    }
    let kind = FlatView.objectKind(action)
    return resource.type == kind.rawValue && fill(&core, .object, kind, resource.id)
  }

  /// Puts a word into a slot; false where the policy lacks it.
  func fill(_ core: inout QuestionCore, _ slot: Slot, _ kind: Kind, _ name: String) -> Bool {
    if let number = view.pointee.number(UInt32(kind.ordinal), name) {
      view.pointee.fill(&core, slot, kind, word: number)
      return true
    }
    guard kind == .place, let rest = view.pointee.restOfCountry(name) else { return false }
    core.set(slot, atom: rest)
    return true
  }

  /// Reads what happened; answers the names that the policy lacks.
  func readEvents(_ events: [String: Moment?], _ known: inout Known) -> [String] {
    guard !events.isEmpty else { return [] }
    var lost: [String] = []
    for (name, moment) in events {
      if let event = view.pointee.number(NameList.event, name) {
        known.events.append(
          Known.Event(
            event: UInt32(event), moment: moment,
            endsConsent: view.pointee.endsConsent(event)))
      } else {
        lost.append("events: \(name)")
      }
    }
    return lost.sorted()
  }

  /// Reads the circumstances, with the groups that hold through them.
  func readCircumstances(_ names: [String], _ known: inout Known, unknown: inout [String]) {
    for name in names {
      guard let index = view.pointee.number(NameList.circumstance, name) else {
        unknown.append("circumstances: \(name)")
        continue
      }
      view.pointee.tell(&known, circumstance: index)
    }
  }
}

extension FlatView {
  /// Puts a word into a slot that takes its kind.
  func fill(_ core: inout QuestionCore, _ slot: Slot, _ kind: Kind, word number: Int) {
    let word = word(number)
    guard word.atom != FlatFormat.none else {
      core.set(slot, group: number)
      return
    }
    core.set(slot, atom: Int(word.atom) + (slot == .actor ? slots.firstActor(kind) ?? 0 : 0))
  }

  /// Puts in the form that data has where a question states none.
  func fillUsualForm(_ core: inout QuestionCore) {
    let usual = FlatView.header(base, 92)
    if usual != FlatFormat.none { fill(&core, .form, .form, word: Int(usual)) }
  }

  /// The atom in which a subdivision lies that nobody names: the rest of its country.
  func restOfCountry(_ name: String) -> Int? {
    guard let country = Places.country(ofSubdivision: name),
      let number = number(UInt32(Kind.place.ordinal), country)
    else { return nil }
    return word(number).rest
  }

  /// Tells a circumstance, with the groups that hold through it.
  func tell(_ known: inout Known, circumstance: Int) {
    known.circumstances.formUnion(
      self, mask: Int(u32(circumstances, circumstance * 2 + 1)), width: slots.circumstance)
  }

  /// The kind of thing that an action is done to.
  static func objectKind(_ action: Int) -> Kind {
    switch action {
    case 14: .message
    case 15: .cookie
    case 16, 17, 20: .request
    case 18: .event
    case 19: .person
    default: .data
    }
  }
}
