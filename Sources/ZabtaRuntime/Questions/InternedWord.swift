/// A word of one ruleset, looked up.
public struct InternedWord: Sendable, Hashable {
  /// The kind of the word.
  public let kind: Kind
  /// The word's number among all words.
  let number: Int
  /// Its number within its kind.
  let place: Int
  /// The one atom that it stands for; nil of a group.
  let atom: Int?
  /// Where the atoms of its kind begin among the actors.
  let firstActor: Int
  let stamp: UInt64

  /// True of a word that stands for several others.
  ///
  /// A question about one is answered for all of them, which takes longer.
  public var isGroup: Bool { atom == nil }
}

/// A circumstance or a measure of one ruleset, looked up.
public struct InternedCircumstance: Sendable, Hashable {
  /// Itself and what holds when it does.
  let groups: [Int]
  let stamp: UInt64
}

/// The name of something that can happen, looked up in one ruleset.
public struct InternedEvent: Sendable, Hashable {
  let number: UInt32
  let endsConsent: Bool
  let stamp: UInt64
}

extension Ruleset {
  /// Looks up a word.
  ///
  /// Countries, their subdivisions and the `EU` are places without being declared.
  ///
  /// - Throws: What the policy has no word for.
  public func word(_ kind: Kind, _ name: String) throws(QuestionError) -> InternedWord {
    defer { withExtendedLifetime(owner) {} }
    let first = view.pointee.slots.firstActor(kind) ?? 0
    if let number = view.pointee.number(UInt32(kind.ordinal), name) {
      let atom = view.pointee.word(number).atom
      return InternedWord(
        kind: kind, number: number, place: number - view.pointee.firstWord(kind),
        atom: atom == FlatFormat.none ? nil : Int(atom), firstActor: first, stamp: owner.stamp)
    }
    // A subdivision that nobody names lies in the rest of its country.
    guard kind == .place, let rest = view.pointee.restOfCountry(name) else {
      throw unknown(kind.rawValue, name)
    }
    return InternedWord(
      kind: kind, number: 0, place: 0, atom: rest, firstActor: 0, stamp: owner.stamp)
  }

  /// Looks up a circumstance or a measure.
  ///
  /// - Throws: What the policy has no word for.
  public func circumstance(_ name: String) throws(QuestionError) -> InternedCircumstance {
    defer { withExtendedLifetime(owner) {} }
    guard let number = view.pointee.number(NameList.circumstance, name) else {
      throw unknown("circumstance", name)
    }
    var known = Known()
    view.pointee.tell(&known, circumstance: number)
    let count = view.pointee.count(.circumstances)
    return InternedCircumstance(
      groups: (0..<count).filter { known.circumstances.contains($0) }, stamp: owner.stamp)
  }

  /// Looks up the name of something that can happen: an event, a touchpoint, a request, or a request's
  /// coming (`access-request`).
  ///
  /// - Throws: What the policy has no word for.
  public func event(_ name: String) throws(QuestionError) -> InternedEvent {
    defer { withExtendedLifetime(owner) {} }
    guard let number = view.pointee.number(NameList.event, name) else {
      throw unknown("event", name)
    }
    return InternedEvent(
      number: UInt32(number), endsConsent: view.pointee.endsConsent(number), stamp: owner.stamp)
  }

  private func unknown(_ what: String, _ name: String) -> QuestionError {
    QuestionError("there is no \(what) \"\(name)\" in \(policy), edition \(edition)")
  }

  /// Makes a question about a thing, of which nothing else is known.
  ///
  /// - Parameters:
  ///   - action: What is done; `keep` means `store`.
  ///   - object: What it is done to, of the kind that the action takes (``Action/objectKind``).
  ///   - subject: Who does it, a role, a recipient or a kind of person; nil for the publisher.
  /// - Returns: The question, to be told what else is known.
  /// - Throws: A word of a kind that cannot stand there, or of another ruleset.
  public func question(
    _ action: Action, _ object: InternedWord, by subject: InternedWord? = nil
  ) throws(QuestionError) -> Question {
    defer { withExtendedLifetime(owner) {} }
    var core = QuestionCore(action: action.ordinal)
    view.pointee.fillUsualForm(&core)
    var question = Question(core, of: self)
    try question.set(object: object)
    try question.set(subject: subject)
    return question
  }

  /// Looks up everything that a request names.
  ///
  /// - Throws: The words that the policy lacks, also among consents, circumstances and events.
  public func question(_ request: Request) throws(QuestionError) -> Question {
    defer { withExtendedLifetime(owner) {} }
    var unknown: [String] = []
    guard let core = read(request, unknown: &unknown), unknown.isEmpty else {
      throw QuestionError(
        "\(policy), edition \(edition), does not know "
          + unknown.joined(separator: ", "))
    }
    var question = Question(core, of: self)
    for (name, moment) in request.context.consent {
      if let word = try? word(.consent, name) { question.give(word.place, moment) }
    }
    return question
  }
}
