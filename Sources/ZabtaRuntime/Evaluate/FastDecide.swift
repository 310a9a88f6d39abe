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

  /// Norms that may apply, each with its filter.
  struct Candidates {
    let first: UnsafePointer<UInt32>
    let count: Int
  }

  /// The norms about the question's object that forbid or permit; those about many are left out.
  @inline(__always)
  private func near(_ side: Int) -> Candidates {
    let action = Int(core.pointee.action)
    let place = view.pointee.actionBases.base(action) &+ object &* 2 &+ side
    return candidates(view.pointee.candidates, view.pointee.candidateStarts, place)
  }

  /// The norms of the action about many things.
  @inline(__always)
  private func broad(_ side: Int) -> Candidates {
    candidates(
      view.pointee.broad, view.pointee.broadStarts, Int(core.pointee.action) &* 2 &+ side)
  }

  @inline(__always)
  private func candidates(
    _ list: UnsafePointer<UInt32>, _ starts: UnsafePointer<UInt32>, _ place: Int
  ) -> Candidates {
    let (start, end) = (Int(u32(starts, place)), Int(u32(starts, place &+ 1)))
    return Candidates(first: list + start &* 4, count: end &- start)
  }

  @inline(__always)
  private var object: Int { Int(QuestionCore.word(of: core, Slot.object.rawValue)) }

  /// Runs the body for each candidate that applies, until it says no.
  @inline(__always)
  private func forEach(_ side: Int, _ body: (Int) -> Bool) {
    let first = core.pointee.filter.first
    let second = core.pointee.filter.second
    @inline(__always)
    func isHeldBack(_ entry: UnsafePointer<UInt32>) -> Bool {
      // A list begins at a multiple of 8 and its records have 16 bytes.
      let bits = UInt64(littleEndian: UnsafeRawPointer(entry).load(as: UInt64.self))
      return (first & ~bits) | UInt64(second & ~u32(entry, 2)) != 0
    }
    let near = near(side)
    var entry = near.first
    var end = entry + near.count &* 4
    while entry < end {
      defer { entry += 4 }
      if isHeldBack(entry) { continue }
      let item = u32(entry, 3)
      let norm = Int(item & ~Filter.exact)
      guard item & Filter.exact != 0 || applies(norm) else { continue }
      guard body(norm) else { return }
    }
    let broad = broad(side)
    entry = broad.first
    end = entry + broad.count &* 4
    while entry < end {
      defer { entry += 4 }
      if isHeldBack(entry) { continue }
      let item = u32(entry, 3)
      let norm = Int(item & ~Filter.exact)
      guard view.pointee.has(view.pointee.norm(norm).objectMask, object) else { continue }
      guard item & Filter.exact != 0 || applies(norm) else { continue }
      guard body(norm) else { return }
    }
  }

  /// Decides the question.
  func verdict() -> Verdict {
    var verdict = Verdict.notPermitted
    forEach(0) { index in
      if view.pointee.norm(index).isCeiling, givesWay() { return true }
      verdict = .forbidden
      return false
    }
    guard verdict == .notPermitted else { return verdict }
    forEach(1) { _ in
      verdict = .permitted
      return false
    }
    return verdict
  }

  /// The most norms that can decide the question.
  var bound: Int {
    max(near(0).count &+ broad(0).count, near(1).count &+ broad(1).count)
  }

  /// Decides the question and writes down every norm that does.
  ///
  /// - Parameter norms: Room for ``bound`` norms.
  /// - Returns: The verdict and how many norms were written.
  func decide(_ norms: UnsafeMutablePointer<UInt32>) -> (verdict: Verdict, count: Int) {
    var count = 0
    forEach(0) { index in
      if view.pointee.norm(index).isCeiling, givesWay() { return true }
      norms[count] = UInt32(truncatingIfNeeded: index)
      count &+= 1
      return true
    }
    guard count == 0 else { return (.forbidden, count) }
    forEach(1) { index in
      norms[count] = UInt32(truncatingIfNeeded: index)
      count &+= 1
      return true
    }
    return (count > 0 ? .permitted : .notPermitted, count)
  }

  /// True where a norm about the question's object applies to it.
  @inline(__always)
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
  @inline(never)
  private func givesWay() -> Bool {
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
