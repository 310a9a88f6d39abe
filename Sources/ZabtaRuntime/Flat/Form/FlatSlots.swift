/// How many atoms each kind has.
struct AtomCounts {
  let counts: [Int]

  init(_ counts: [Int]) {
    self.counts = counts
  }

  /// Reads ``FlatSection/kinds``.
  init(kinds: UnsafePointer<UInt32>) {
    counts = (0..<FlatFormat.kindCount).map { Int(u32(kinds, $0 * 4 + 2)) }
  }

  subscript(kind: Kind) -> Int { counts[kind.ordinal] }
}

/// How many u64 the set of each slot takes, and where actors of each kind begin.
struct SlotWidths: Sendable {
  let object: Int
  let actor: Int
  let recipient: Int
  let purpose: Int
  let touchpoint: Int
  let form: Int
  let person: Int
  let place: Int
  let consent: Int
  let circumstance: Int

  /// The actor's atoms: 0 is the publisher, then the roles' atoms, the recipients', the persons'.
  let firstRole = 1
  let firstRecipient: Int
  let firstPerson: Int
  let actors: Int

  init(_ atoms: AtomCounts, consents: Int, circumstances: Int) {
    func width(_ bits: Int) -> Int { (bits + 63) / 64 }
    object = width(Kind.objects.map { atoms[$0] }.max() ?? 0)
    firstRecipient = 1 + atoms[.role]
    firstPerson = firstRecipient + atoms[.recipient]
    actors = firstPerson + atoms[.person]
    actor = width(actors)
    recipient = width(atoms[.recipient])
    // For `penalise` the purpose is a request.
    purpose = width(max(atoms[.purpose], atoms[.request]))
    touchpoint = width(atoms[.touchpoint])
    form = width(atoms[.form])
    person = width(atoms[.person])
    place = width(atoms[.place])
    consent = width(consents)
    circumstance = width(circumstances)
  }

  /// The width of a slot.
  func width(_ slot: Slot) -> Int {
    switch slot {
    case .object: object
    case .actor: actor
    case .recipient: recipient
    case .purpose: purpose
    case .touchpoint: touchpoint
    case .form: form
    case .person: person
    case .region, .jurisdiction: place
    case .consent: consent
    case .circumstance: circumstance
    }
  }

  /// Where the atoms of a kind begin at the actor's slot; nil for a kind that cannot act.
  func firstActor(_ kind: Kind) -> Int? {
    switch kind {
    case .role: firstRole
    case .recipient: firstRecipient
    case .person: firstPerson
    default: nil
    }
  }
}

/// For each action, where its part of ``FlatSection/candidateStarts`` begins: two starts for each atom
/// of the action's kind of object.
struct ActionBases: Sendable {
  private let data: Int
  private let others: (send: Int, set: Int, answer: Int, announce: Int, penalise: Int)
  /// How many starts there are, the one at the end not counted.
  let total: Int
  private let requests: Int

  init(_ atoms: AtomCounts) {
    data = 2 * atoms[.data]
    requests = 2 * atoms[.request]
    // `collect` to `protect` are about data: the first fourteen actions.
    let send = 14 * data
    let set = send + 2 * atoms[.message]
    let answer = set + 2 * atoms[.cookie]
    let announce = answer + 2 * requests
    let penalise = announce + 2 * atoms[.event]
    others = (send, set, answer, announce, penalise)
    total = penalise + 2 * atoms[.person] + requests
  }

  /// Where an action's starts begin.
  @inline(__always)
  func base(_ action: Int) -> Int {
    switch action {
    case ..<14: action * data
    case 14: others.send
    case 15: others.set
    case 16: others.answer
    case 17: others.answer + requests
    case 18: others.announce
    case 19: others.penalise
    default: total - requests
    }
  }
}
