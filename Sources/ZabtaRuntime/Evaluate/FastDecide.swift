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

/// Questions about single things: at each place a norm applies to the one atom or not, so nothing is
/// cut and nothing is written down.
///
/// Nothing here allocates, counts references or locks.
extension FlatView {
  /// The norms that may apply to a question: those about its object and those about many.
  struct Candidates {
    let near: UnsafePointer<UInt32>
    let nearCount: Int
    let broad: UnsafePointer<UInt32>
    let broadCount: Int

    var count: Int { nearCount + broadCount }
  }

  /// The candidates of a question that forbid or permit.
  @inline(__always)
  func candidates(_ core: UnsafePointer<QuestionCore>, permits: Bool) -> Candidates {
    let action = Int(core.pointee.action)
    let atom = Int(core.pointee.words[Slot.object.rawValue])
    let side = permits ? 1 : 0
    let starts = candidateStarts + (actionBases.base(action) + atom * 2 + side)
    let broadStarts = broadStarts + (action * 2 + side)
    let (start, end) = (Int(u32(starts, 0)), Int(u32(starts, 1)))
    let (first, last) = (Int(u32(broadStarts, 0)), Int(u32(broadStarts, 1)))
    return Candidates(
      near: candidates + start * 4, nearCount: end - start, broad: broad + first * 4,
      broadCount: last - first)
  }

  /// Runs the body for each candidate that applies, until it says no.
  @inline(__always)
  func forEach(
    _ candidates: Candidates, _ core: UnsafePointer<QuestionCore>,
    _ body: (Int) -> Bool
  ) {
    let filter = core.pointee.filter
    let low = UInt32(truncatingIfNeeded: filter.first)
    let high = UInt32(truncatingIfNeeded: filter.first &>> 32)
    var entry = candidates.near
    let end = entry + candidates.nearCount * 4
    while entry < end {
      defer { entry += 4 }
      guard
        (low & ~u32(entry, 0)) | (high & ~u32(entry, 1)) | (filter.second & ~u32(entry, 2)) == 0
      else { continue }
      let item = u32(entry, 3)
      let norm = Int(item & ~Filter.exact)
      guard item & Filter.exact != 0 || applies(norm, core) else { continue }
      guard body(norm) else { return }
    }
    guard candidates.broadCount > 0 else { return }
    let atom = Int(core.pointee.words[Slot.object.rawValue])
    entry = candidates.broad
    let last = entry + candidates.broadCount * 4
    while entry < last {
      defer { entry += 4 }
      guard
        (low & ~u32(entry, 0)) | (high & ~u32(entry, 1)) | (filter.second & ~u32(entry, 2)) == 0
      else { continue }
      let item = u32(entry, 3)
      let norm = Int(item & ~Filter.exact)
      guard has(self.norm(norm).objectMask, atom) else { continue }
      guard item & Filter.exact != 0 || applies(norm, core) else { continue }
      guard body(norm) else { return }
    }
  }

  /// Decides a question about single things.
  func verdict(_ core: UnsafePointer<QuestionCore>) -> Verdict {
    var verdict = Verdict.notPermitted
    forEach(candidates(core, permits: false), core) { index in
      let norm = norm(index)
      if norm.isCeiling, givesWay(core) { return true }
      verdict = .forbidden
      return false
    }
    guard verdict == .notPermitted else { return verdict }
    forEach(candidates(core, permits: true), core) { _ in
      verdict = .permitted
      return false
    }
    return verdict
  }

  /// The most norms that can decide a question.
  func bound(_ core: UnsafePointer<QuestionCore>) -> Int {
    max(candidates(core, permits: false).count, candidates(core, permits: true).count)
  }

  /// Decides a question about single things and writes down every norm that does.
  ///
  /// - Parameters:
  ///   - core: The question.
  ///   - norms: Room for ``bound(_:)`` norms.
  /// - Returns: The verdict and how many norms were written.
  func decide(
    _ core: UnsafePointer<QuestionCore>, _ norms: UnsafeMutablePointer<UInt32>
  ) -> (verdict: Verdict, count: Int) {
    var count = 0
    forEach(candidates(core, permits: false), core) { index in
      let norm = norm(index)
      if norm.isCeiling, givesWay(core) { return true }
      norms[count] = UInt32(truncatingIfNeeded: index)
      count += 1
      return true
    }
    guard count == 0 else { return (.forbidden, count) }
    forEach(candidates(core, permits: true), core) { index in
      norms[count] = UInt32(truncatingIfNeeded: index)
      count += 1
      return true
    }
    return (count > 0 ? .permitted : .notPermitted, count)
  }

  /// True where a norm about the question's object applies to it.
  @inline(__always)
  private func applies(_ index: Int, _ core: UnsafePointer<QuestionCore>) -> Bool {
    let norm = norm(index)
    return has(norm.actorMask, Int(core.pointee.words[Slot.actor.rawValue]))
      && holds(norm.facts, core)
  }

  /// True where all conditions of a norm hold.
  @inline(__always)
  private func holds(_ facts: Range<Int>, _ core: UnsafePointer<QuestionCore>) -> Bool {
    var index = facts.lowerBound
    var isMet = false
    while index < facts.upperBound {
      let fact = fact(index)
      if !isMet { isMet = holds(fact, core) }
      if fact.endsCondition {
        if !isMet { return false }
        isMet = false
      }
      index += 1
    }
    return true
  }

  /// True where a fact holds.
  @inline(__always)
  private func holds(_ fact: FactRecord, _ core: UnsafePointer<QuestionCore>) -> Bool {
    guard fact.test == FactTest.among else { return holds(fact, core.pointee.known) }
    let atom = core.pointee.words[fact.slot]
    return atom >= 0 ? has(Int(fact.a), Int(atom)) : fact.whenUnstated
  }

  /// True of a ceiling while a duty to keep holds on the question's object.
  private func givesWay(_ core: UnsafePointer<QuestionCore>) -> Bool {
    let atom = Int(core.pointee.words[Slot.object.rawValue])
    for place in 0..<floorCount {
      let floor = norm(Int(u32(floors, place)))
      guard has(floor.objectMask, atom), holds(floor.facts, core) else { continue }
      let isOver =
        floor.period != FlatFormat.none && isOver(Int(floor.period), core.pointee.known)
      if !isOver { return true }
    }
    return false
  }
}
