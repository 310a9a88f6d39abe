/// The clauses that decided a question, in the order of the page; made once and used again and again.
///
/// They are numbers of one ruleset, which tells them in words (``Ruleset/reasons(_:)``).
public struct Citations: Sendable {
  /// How many there are.
  public private(set) var count = 0
  private var places: [UInt32] = []
  /// The measures that bind the recipient, as strings, each once.
  private(set) var measures: [UInt32] = []
  /// The stamp of the ruleset that wrote them.
  private(set) var stamp: UInt64 = 0

  /// Makes room for so many clauses; more are never dropped, but make the room grow.
  public init(capacity: Int = 64) {
    places = Array(repeating: 0, count: max(1, capacity))
    measures.reserveCapacity(8)
  }

  /// The place of a citation among those of the ruleset with the stamp.
  func place(_ index: Int, _ stamp: UInt64) -> Int? {
    guard stamp == self.stamp, index >= 0, index < count else { return nil }
    return Int(places[index])
  }

  /// Forgets what was written.
  mutating func begin(_ stamp: UInt64) {
    count = 0
    if !measures.isEmpty { measures.removeAll(keepingCapacity: true) }
    self.stamp = stamp
  }

  /// Lets norms be written into room for so many, then settles what they cite.
  @inline(__always)
  mutating func fill(
    _ bound: Int, _ write: (UnsafeMutablePointer<UInt32>) -> (verdict: Verdict, count: Int),
    then settle: (inout Citations, Verdict) -> Void
  ) -> Verdict {
    if places.count < bound {
      places.append(contentsOf: repeatElement(0, count: bound - places.count))
    }
    let result = places.withUnsafeMutableBufferPointer { places in
      // The room is for at least one.
      guard let start = places.baseAddress else { return (Verdict.notPermitted, 0) }
      return write(start)
    }
    count = result.1
    if count > 0 { settle(&self, result.0) }
    return result.0
  }

  /// Takes norms that were found otherwise.
  mutating func take(_ norms: [UInt32], _ view: UnsafePointer<FlatView>, _ verdict: Verdict) {
    if places.count < norms.count {
      places.append(contentsOf: repeatElement(0, count: norms.count - places.count))
    }
    for (index, norm) in norms.enumerated() { places[index] = norm }
    count = norms.count
    settle(verdict, view)
  }

  /// Turns norms into what they cite, each once, in the order of the page.
  @inline(__always)
  mutating func settle(_ verdict: Verdict, _ view: UnsafePointer<FlatView>) {
    var isRising = true
    var last = -1
    var bound = false
    var kept = 0
    let total = count
    let isPermitted = verdict == .permitted
    places.withUnsafeMutableBufferPointer { places in
      for index in 0..<total {
        let norm = view.pointee.norm(Int(places[index]))
        if isPermitted, norm.hasObligations { bound = true }
      }
    }
    if bound { readMeasures(view) }
    places.withUnsafeMutableBufferPointer { places in
      for index in 0..<total {
        let place = view.pointee.norm(Int(places[index])).reason
        if place == last { continue }
        if place < last { isRising = false }
        last = place
        places[kept] = UInt32(truncatingIfNeeded: place)
        kept += 1
      }
    }
    count = kept
    if !isRising { sort() }
  }

  private mutating func readMeasures(_ view: UnsafePointer<FlatView>) {
    for index in 0..<count {
      view.pointee.forEachObligation(Int(places[index])) { measures.append($0) }
    }
    measures.sort()
    var kept = 0
    for index in measures.indices where index == 0 || measures[index] != measures[index - 1] {
      measures[kept] = measures[index]
      kept += 1
    }
    measures.removeLast(measures.count - kept)
  }

  private mutating func sort() {
    places[..<count].sort()
    var kept = 0
    for index in 0..<count where index == 0 || places[index] != places[index - 1] {
      places[kept] = places[index]
      kept += 1
    }
    count = kept
  }
}
