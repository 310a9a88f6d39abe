/// What a decision came to.
public enum Verdict: Sendable, Hashable {
  /// A rule permits it, and none forbids it.
  case permitted
  /// A rule forbids it.
  case forbidden
  /// No rule permits it.
  case notPermitted
  /// The question was made for another ruleset, and is denied: numbers mean other words there.
  case ofAnotherEdition

  /// True of ``permitted`` alone.
  @inlinable
  public var isPermitted: Bool { self == .permitted }
}

/// A question about single things, put to the rules: at each place a norm applies to the one atom or
/// not, so nothing is cut and nothing is written down.
///
/// Nothing here allocates, counts references or locks. Both are pointers, because a view and a question
/// that are passed as they are would be copied at every call.
struct SingleQuestion {
  let view: UnsafePointer<FlatView>
  let core: UnsafePointer<QuestionCore>

  /// Norms that may apply, each with its filter: first those that forbid, after them those that permit.
  private struct Candidates {
    let first: UnsafePointer<UInt32>
    let permits: UnsafePointer<UInt32>
    let end: UnsafePointer<UInt32>

    @inline(__always)
    init(_ list: UnsafePointer<UInt32>, _ starts: UnsafePointer<UInt32>, _ place: Int) {
      first = list + Int(u32(starts, place)) &* 4
      permits = list + Int(u32(starts, place &+ 1)) &* 4
      end = list + Int(u32(starts, place &+ 2)) &* 4
    }

    /// How many norms of one effect there are at most.
    var bound: Int { max(permits - first, end - permits) / 4 }
  }

  /// The norms about the question's object; those about many things are left out.
  @inline(__always)
  private var near: Candidates {
    let action = Int(core.pointee.action)
    let place = view.pointee.actionBases.base(action) &+ object &* 2
    return Candidates(view.pointee.candidates, view.pointee.candidateStarts, place)
  }

  /// The norms of the action about many things.
  @inline(__always)
  private var broad: Candidates {
    Candidates(view.pointee.broad, view.pointee.broadStarts, Int(core.pointee.action) &* 2)
  }

  @inline(__always)
  private var object: Int { Int(QuestionCore.word(of: core, Slot.object.rawValue)) }

  /// Runs the body for each norm that applies, those that forbid first, until it says no.
  ///
  /// - Parameters:
  ///   - near: The norms about the object.
  ///   - broad: The norms about many things.
  ///   - body: Takes a norm and whether it permits.
  @inline(__always)
  private func forEach(
    _ near: Candidates, _ broad: Candidates, _ body: (_ norm: Int, _ permits: Bool) -> Bool
  ) {
    guard each(near.first, near.permits, isBroad: false, { body($1, false) }),
      each(broad.first, broad.permits, isBroad: true, { body($1, false) }),
      each(near.permits, near.end, isBroad: false, { body($1, true) })
    else { return }
    _ = each(broad.permits, broad.end, isBroad: true) { body($1, true) }
  }

  /// Runs the body for each candidate of a part that applies; false where the body said no.
  @inline(__always)
  private func each(
    _ start: UnsafePointer<UInt32>, _ end: UnsafePointer<UInt32>, isBroad: Bool,
    _ body: (_ entry: UnsafePointer<UInt32>, _ norm: Int) -> Bool
  ) -> Bool {
    let first = core.pointee.filter.first
    let second = core.pointee.filter.second
    var entry = start
    while entry < end {
      defer { entry += 4 }
      // A list begins at a multiple of 8 and its records have 16 bytes.
      let bits = UInt64(littleEndian: UnsafeRawPointer(entry).load(as: UInt64.self))
      if (first & ~bits) | UInt64(second & ~u32(entry, 2)) != 0 { continue }
      let item = u32(entry, 3)
      let norm = Int(item & ~Filter.exact)
      if isBroad {
        guard view.pointee.has(view.pointee.norm(norm).objectMask, object) else { continue }
      }
      guard item & Filter.exact != 0 || applies(norm) else { continue }
      guard body(entry, norm) else { return false }
    }
    return true
  }

  /// Decides the question.
  @inline(__always)
  func verdict() -> Verdict {
    let (near, broad) = (near, broad)
    // Few policies have norms about many things: then one way through all is shorter than four.
    guard broad.first == broad.end else { return verdict(near, broad) }
    var verdict = Verdict.notPermitted
    _ = each(near.first, near.end, isBroad: false) { entry, norm in
      let permits = entry >= near.permits
      if !permits, givesWay(norm) { return true }
      verdict = permits ? .permitted : .forbidden
      return false
    }
    return verdict
  }

  @inline(never)
  private func verdict(_ near: Candidates, _ broad: Candidates) -> Verdict {
    var verdict = Verdict.notPermitted
    forEach(near, broad) { norm, permits in
      if !permits, givesWay(norm) { return true }
      verdict = permits ? .permitted : .forbidden
      return false
    }
    return verdict
  }

  /// The most norms that can decide the question.
  var bound: Int { near.bound &+ broad.bound }

  /// Decides the question and writes down every norm that does.
  ///
  /// - Parameter norms: Room for ``bound`` norms.
  /// - Returns: The verdict and how many norms were written.
  @inline(__always)
  func decide(_ norms: UnsafeMutablePointer<UInt32>) -> (verdict: Verdict, count: Int) {
    let (near, broad) = (near, broad)
    guard broad.first == broad.end else { return decide(near, broad, norms) }
    var found = Found(norms)
    _ = each(near.first, near.end, isBroad: false) { entry, norm in
      take(norm, entry >= near.permits, &found)
    }
    return (found.verdict, found.count)
  }

  @inline(never)
  private func decide(
    _ near: Candidates, _ broad: Candidates, _ norms: UnsafeMutablePointer<UInt32>
  ) -> (verdict: Verdict, count: Int) {
    var found = Found(norms)
    forEach(near, broad) { take($0, $1, &found) }
    return (found.verdict, found.count)
  }

  /// What was found until now, norms of one effect.
  private struct Found {
    let norms: UnsafeMutablePointer<UInt32>
    var count = 0
    var verdict = Verdict.notPermitted

    init(_ norms: UnsafeMutablePointer<UInt32>) { self.norms = norms }
  }

  /// Writes a norm down; false of a permission where something forbids.
  @inline(__always)
  private func take(_ norm: Int, _ permits: Bool, _ found: inout Found) -> Bool {
    if permits {
      if found.verdict == .forbidden { return false }
      found.verdict = .permitted
    } else {
      if givesWay(norm) { return true }
      found.verdict = .forbidden
    }
    found.norms[found.count] = UInt32(truncatingIfNeeded: norm)
    found.count &+= 1
    return true
  }

  /// True where a norm about the question's object applies to it.
  @inline(never)
  private func applies(_ index: Int) -> Bool {
    let norm = view.pointee.norm(index)
    let actor = Int(QuestionCore.word(of: core, Slot.actor.rawValue))
    return view.pointee.has(norm.actorMask, actor) && holds(norm.facts)
  }

  /// True where all conditions of a norm hold.
  @inline(__always)
  private func holds(_ facts: Range<Int>) -> Bool {
    var index = facts.lowerBound
    var isMet = false
    while index < facts.upperBound {
      let fact = view.pointee.fact(index)
      if !isMet { isMet = holds(fact) }
      if fact.endsCondition {
        if !isMet { return false }
        isMet = false
      }
      index &+= 1
    }
    return true
  }

  /// True where a fact holds.
  @inline(__always)
  private func holds(_ fact: FactRecord) -> Bool {
    switch fact.test {
    case FactTest.among:
      let atom = QuestionCore.word(of: core, fact.slot)
      return atom >= 0 ? view.pointee.has(Int(fact.a), Int(atom)) : fact.whenUnstated
    case FactTest.consent where view.pointee.slots.consent == 1:
      let bits = view.pointee.bits(Int(fact.a), 0) & core.pointee.known.consents.first
      return (bits != 0) != fact.isNegated
    case FactTest.circumstance where fact.a < 64:
      return (core.pointee.known.circumstances.first &>> UInt64(fact.a) & 1 != 0) != fact.isNegated
    default: return holdsOtherwise(fact)
    }
  }

  @inline(never)
  private func holdsOtherwise(_ fact: FactRecord) -> Bool { FlatView.holds(view, fact, known) }

  /// What the question tells beside its words, where it stands.
  private var known: UnsafePointer<Known> {
    (UnsafeRawPointer(core) + QuestionCore.knownOffset).assumingMemoryBound(to: Known.self)
  }

  /// True of a ceiling while a duty to keep holds on the question's object.
  @inline(__always)
  private func givesWay(_ norm: Int) -> Bool {
    view.pointee.norm(norm).isCeiling && mustBeKept()
  }

  @inline(never)
  private func mustBeKept() -> Bool {
    let atom = object
    for place in 0..<view.pointee.floorCount {
      let floor = view.pointee.norm(Int(u32(view.pointee.floors, place)))
      guard view.pointee.has(floor.objectMask, atom), holds(floor.facts) else { continue }
      let isOver =
        floor.period != FlatFormat.none
        && FlatView.isOver(view, Int(floor.period), known)
      if !isOver { return true }
    }
    return false
  }
}
