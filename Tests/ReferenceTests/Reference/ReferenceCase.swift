import ZabtaRuntime

/// One of the simple cases that a request stands for: a single atom in every place (§5, "a group in
/// a request counts as itself and all its parts").
struct ReferenceCase {
  /// Who acts: the publisher (nil), or an atom of a kind.
  struct Actor: Hashable {
    var kind: Kind?
    var atom: String
  }

  var actor: Actor
  var object: String
  var recipient: String?
  var purpose: String?
  var touchpoint: String?
  var form: String?
  var person: String?
  var region: String?
  var jurisdiction: String?
  var known: ReferenceKnown
}

/// Something that a sentence asks of a case.
struct ReferenceTest {
  /// Known to hold.
  var holds: (ReferenceCase) -> Bool
  /// True of a touchpoint or purpose that the request does not state, which passes in the storing
  /// that a permission to collect implies (§5, "Collect and store").
  var isUnstated: (ReferenceCase) -> Bool = { _ in false }

  /// Holds, or passes where nothing is stated.
  func passes(_ one: ReferenceCase) -> Bool { holds(one) || isUnstated(one) }
}

/// What one sentence says of one action: the right-hand column of the table of §5.
struct ReferenceClaim {
  enum Effect {
    case permit, forbid
  }

  /// What in the sentence says it; retention and the ceilings ask.
  enum Source {
    case sentence, only, unless, ceiling, floor, keep, right, disposal
  }

  var effect: Effect
  var source: Source = .sentence
  var action: Action
  var actor: (ReferenceCase.Actor) -> Bool
  var object: Set<String>
  /// All of these must hold.
  var requires: [ReferenceTest] = []
  /// None of these may hold.
  var refutes: [ReferenceTest] = []
  /// True for what a permission to collect says about storing.
  var isImpliedStoring = false
  /// The measures that bind the recipient (§4, "under").
  var obligations: Set<String> = []
  var clause: String
  /// The sentence within its clause, from 0.
  var sentence = 0

  func meets(_ one: ReferenceCase) -> Bool {
    guard object.contains(one.object), actor(one.actor) else { return false }
    // An unstated touchpoint never counts against the implied storing: the permit's own tests
    // pass, and so the "not T" of an *only* fails.
    for test in requires {
      guard test.holds(one) || (isImpliedStoring && effect == .permit && test.isUnstated(one))
      else { return false }
    }
    for test in refutes {
      guard !test.holds(one) else { return false }
      if isImpliedStoring, source == .only, test.isUnstated(one) { return false }
    }
    return true
  }
}
