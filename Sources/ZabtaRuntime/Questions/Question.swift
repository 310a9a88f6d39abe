/// A question whose words were looked up once, to be asked many times and at no cost but the answer's.
///
/// Its words are numbers of one ruleset (``Ruleset/question(_:_:by:)``): asked of another, also of a
/// later edition of the same policy, it is denied as ``Verdict/ofAnotherEdition``. A copy is another
/// question, so one thread may change its own while others ask theirs.
///
/// ```swift
/// var question = try rules.question(.share, rules.word(.data, "phone"))
/// try question.set(.recipient, rules.word(.recipient, "logistics-partner"))
/// try question.set(.purpose, rules.word(.purpose, "delivery"))
/// rules.permits(question)
/// ```
public struct Question: Sendable {
  /// What copies share until one of them changes.
  private var memory: QuestionMemory
  /// What a decision reads, in that memory: reading it there copies nothing and counts nothing.
  nonisolated(unsafe) private(set) var place: UnsafePointer<QuestionCore>

  init(_ core: QuestionCore, of rules: Ruleset) {
    var core = core
    core.stamp = rules.owner.stamp
    var usual = QuestionCore(action: 0)
    rules.view.pointee.fillUsualForm(&usual)
    memory = QuestionMemory(
      core, timeZone: rules.view.pointee.timeZone, usualForm: usual.words[Slot.form.rawValue])
    place = UnsafePointer(memory.core)
  }

  /// The question in numbers, copied where it is read.
  var core: QuestionCore {
    get {
      defer { withExtendedLifetime(memory) {} }
      return place.pointee
    }
    _modify {
      keepToItself()
      defer { withExtendedLifetime(memory) {} }
      yield &memory.core.pointee
    }
  }

  /// Parts from the copies of this question.
  private mutating func keepToItself() {
    guard !isKnownUniquelyReferenced(&memory) else { return }
    memory = memory.copy()
    place = UnsafePointer(memory.core)
  }

  /// Runs the body while the memory surely lives.
  @inline(__always)
  borrowing func withCore<Result>(_ body: (UnsafePointer<QuestionCore>) -> Result) -> Result {
    defer { withExtendedLifetime(memory) {} }
    return body(place)
  }

  // MARK: Words

  /// States who acts: a role, a recipient or a kind of person; nil for the publisher itself.
  ///
  /// - Throws: A word that cannot act, or one of another ruleset.
  public mutating func set(subject: InternedWord?) throws(QuestionError) {
    guard let subject else {
      core.set(.actor, atom: 0)
      return
    }
    guard [.role, .recipient, .person].contains(subject.kind) else {
      throw QuestionError("a \(subject.kind.rawValue) cannot act")
    }
    try put(.actor, subject, shift: subject.firstActor)
  }

  /// States what it is done to.
  ///
  /// - Throws: A word of another kind than the action takes, or one of another ruleset.
  public mutating func set(object: InternedWord) throws(QuestionError) {
    let kind = FlatView.objectKind(Int(core.action))
    guard object.kind == kind else {
      throw QuestionError(
        "this action takes a \(kind.rawValue), not a \(object.kind.rawValue)")
    }
    try put(.object, object)
  }

  /// States the word of a dimension, or takes it back with nil.
  ///
  /// - Throws: A word of another kind than the dimension takes, or one of another ruleset.
  public mutating func set(_ dimension: Dimension, _ word: InternedWord?) throws(QuestionError) {
    guard let word else {
      core.clear(dimension.slot)
      // Where a question states no form, data is identified.
      if dimension == .form {
        let usual = memory.usualForm
        if usual >= 0 {
          core.set(.form, atom: Int(usual))
        } else if usual != QuestionCore.unstated {
          core.set(.form, group: QuestionCore.group(usual))
        }
      }
      return
    }
    let action = Action(number: Int(core.action)) ?? .use
    let kind = dimension.kind(for: action)
    guard word.kind == kind else {
      throw QuestionError(
        "the \(dimension.rawValue) is a \(kind.rawValue), not a \(word.kind.rawValue)")
    }
    try put(dimension.slot, word)
  }

  private mutating func put(
    _ slot: Slot, _ word: InternedWord, shift: Int = 0
  ) throws(QuestionError) {
    try check(word.stamp)
    if let atom = word.atom {
      core.set(slot, atom: atom + shift)
    } else {
      core.set(slot, group: word.number)
    }
  }

  private func check(_ stamp: UInt64) throws(QuestionError) {
    guard stamp == core.stamp else {
      throw QuestionError("the word was looked up in another ruleset or edition")
    }
  }

  // MARK: What is known

  /// Tells that consent was given, at a moment where that is known.
  ///
  /// It counts if it was given by the moment asked about, and was not withdrawn since.
  ///
  /// - Throws: A word that is no consent, or one of another ruleset.
  public mutating func tell(consent: InternedWord, at moment: Moment? = nil) throws(QuestionError) {
    guard consent.kind == .consent else {
      throw QuestionError("a \(consent.kind.rawValue) is no consent")
    }
    try check(consent.stamp)
    keepToItself()
    memory.given.removeAll { $0.consent == consent.place }
    give(consent.place, moment)
    readConsents()
  }

  /// Tells that a circumstance or a measure holds.
  ///
  /// - Throws: One of another ruleset.
  public mutating func tell(_ circumstance: InternedCircumstance) throws(QuestionError) {
    try check(circumstance.stamp)
    for group in circumstance.groups { core.known.circumstances.insert(group) }
  }

  /// Tells that something happened, at a moment where that is known.
  ///
  /// - Throws: One of another ruleset.
  public mutating func tell(_ event: InternedEvent, at moment: Moment? = nil) throws(QuestionError)
  {
    try check(event.stamp)
    core.known.events.removeAll { $0.event == event.number }
    core.known.events.append(
      Known.Event(event: event.number, moment: moment, endsConsent: event.endsConsent))
    readConsents()
  }

  /// The person's age in whole years.
  public var age: Int? {
    get { core.known.age }
    set { core.known.age = newValue }
  }

  /// When the record was made.
  public var created: Moment? {
    get { core.known.created }
    set { core.known.created = newValue }
  }

  /// The moment that the question is about; every known event is past where it is absent.
  public var on: Moment? {
    get { core.known.on }
    set {
      core.known.on = newValue
      readConsents()
    }
  }

  /// Takes back what was told: consents, circumstances, events, the age and the moments.
  public mutating func forget() {
    keepToItself()
    memory.given = []
    core.known = Known()
  }

  mutating func give(_ consent: Int, _ moment: Moment?) {
    keepToItself()
    memory.given.append(QuestionMemory.Given(consent: consent, moment: moment))
  }

  private mutating func readConsents() {
    let calendar = Calendar(timeZone: memory.timeZone)
    var held = SmallSet()
    for consent in memory.given where core.known.holds(consent.moment, calendar) {
      held.insert(consent.consent)
    }
    core.known.consents = held
  }
}

/// What a question and its copies share; changed by a question that has it to itself alone.
private final class QuestionMemory: @unchecked Sendable {
  /// A consent as it was told.
  struct Given: Sendable {
    let consent: Int
    let moment: Moment?
  }

  let core: UnsafeMutablePointer<QuestionCore>
  let timeZone: Int
  /// The form that data has where the question states none.
  let usualForm: Int32
  var given: [Given] = []

  init(_ core: QuestionCore, timeZone: Int, usualForm: Int32) {
    // At the beginning of a line of the cache, of which a decision then mostly reads one.
    self.core = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<QuestionCore>.stride, alignment: 64
    ).bindMemory(to: QuestionCore.self, capacity: 1)
    self.core.initialize(to: core)
    self.timeZone = timeZone
    self.usualForm = usualForm
  }

  func copy() -> QuestionMemory {
    let copy = QuestionMemory(core.pointee, timeZone: timeZone, usualForm: usualForm)
    copy.given = given
    return copy
  }

  deinit {
    core.deinitialize(count: 1)
    UnsafeMutableRawPointer(core).deallocate()
  }
}

/// Why a word cannot be looked up, or cannot stand where it is put.
public struct QuestionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in words.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
