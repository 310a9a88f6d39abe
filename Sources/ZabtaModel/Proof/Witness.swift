import ZabtaRuntime

extension RequestSpace {
  /// A request in a box, with as little stated as can be; nil where none can be put into words, since
  /// the rest of a group cannot be asked for without the group.
  func request(in box: Box) -> Request? {
    guard let subject = subject(positions(.actor, box)),
      let object = word(action.objectKind, positions(.object, box))
    else { return nil }
    var context = Context()
    for dimension in Dimension.allCases {
      let set = positions(Axis(dimension), box)
      let kind = dimension.kind(for: action)
      let forms = kind == .form ? ruleset.atoms(.form).atoms(of: "identified") : nil
      if set.contains(ruleset.atoms(kind).count) || forms?.isSubset(of: set) == true { continue }
      guard let word = word(kind, set) else { return nil }
      context[dimension] = word
    }
    let spans = positions(.age, box)
    if !spans.contains(0), let span = spans.members.first {
      // The last age of the span, or the first of the one without end.
      context.age = span <= ages.count ? ages[span - 1] - 1 : ages.last
    }
    tell(box.held.members.map { variables[$0] }, &context)
    return Request(
      subject: subject, action: action.rawValue,
      resource: .init(type: action.objectKind.rawValue, id: object), context: context)
  }

  /// True where a request in the box can be put into words.
  func isAskable(_ box: Box) -> Bool {
    box.choices.allSatisfy { choice in
      switch Axis(rawValue: choice.axis) {
      case .object: word(action.objectKind, choice.positions) != nil
      case .actor: choice.positions.contains(0) || subject(choice.positions) != nil
      case .age, nil: true
      case let axis?:
        axis.dimension.map { dimension in
          let kind = dimension.kind(for: action)
          return choice.positions.contains(ruleset.atoms(kind).count)
            || word(kind, choice.positions) != nil
        } ?? true
      }
    }
  }

  private func positions(_ axis: Axis, _ box: Box) -> BitSet {
    box.positions(axis.rawValue) ?? all(axis.rawValue)
  }

  private func tell(_ facts: [Variable], _ context: inout Context) {
    // Any day will do; what counts is how long before it things happened.
    let today = 20_000
    context.on = .day(Day(number: today))
    for fact in facts {
      switch fact {
      case .consent(let atom):
        // Given today: a withdrawal of yesterday does not end it.
        context.consent[ruleset.atoms(.consent).owners[atom]] = .day(Day(number: today))
      case .circumstance(let name): context.circumstances.append(name)
      case .happened(let name, let after):
        let day = today - max(1, min(after?.longestDays ?? 1, 700_000))
        if case .day(let earlier)?? = context.events[name], earlier.number <= day { break }
        context.events[name] = .day(Day(number: day))
      case .aged(let span):
        let day = today - min(span.longestDays, 700_000)
        if case .day(let earlier)? = context.created, earlier.number <= day { break }
        context.created = .day(Day(number: day))
      }
    }
    if context.events.isEmpty, context.consent.isEmpty, context.created == nil { context.on = nil }
  }

  private func subject(_ set: BitSet) -> Request.Entity? {
    if set.contains(0) { return .init(type: "organisation", id: ruleset.content.publisher) }
    for kind in Self.actorKinds {
      let first = firstActor(kind)
      let table = ruleset.atoms(kind)
      let own = BitSet((0..<table.count).filter { set.contains($0 + first) })
      if let word = word(kind, own) { return .init(type: kind.rawValue, id: word) }
    }
    return nil
  }

  /// A word whose atoms all lie in the set; a leaf where there is one.
  private func word(_ kind: Kind, _ set: BitSet) -> String? {
    let table = ruleset.atoms(kind)
    for (index, bits) in set.words.enumerated() {
      var rest = bits
      while rest != 0 {
        let atom = index * 64 + rest.trailingZeroBitCount
        rest &= rest - 1
        guard atom < table.count else { return nil }
        let owner = table.owners[atom]
        if table.atoms(of: owner)?.isSubset(of: set) == true { return owner }
      }
    }
    return nil
  }
}
