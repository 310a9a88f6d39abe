extension FlatWriter {
  /// Writes which norms are about what: by action and atom, by action where they are about many, and
  /// all of an action.
  mutating func candidates() {
    let bases = ActionBases(atoms)
    var near = Buckets(bases.total)
    var broad = Buckets(FlatFormat.actionCount * 2)
    var all = Buckets(FlatFormat.actionCount * 2)
    // Counted first, then put where they belong, in the order of the norms.
    for isCounting in [true, false] {
      for (index, norm) in content.norms.enumerated() where norm.effect != .duty {
        let sketch = sketches[index]
        let side = norm.effect == .forbid ? 0 : 1
        let item = UInt32(index)
        all.add(norm.action.ordinal * 2 + side, item, isCounting)
        guard sketch.atoms <= FlatFormat.broadLimit else {
          broad.add(norm.action.ordinal * 2 + side, item, isCounting)
          continue
        }
        let base = bases.base(norm.action.ordinal) + side
        for offset in 0..<slots.object {
          var rest = masks.bits[sketch.object + offset]
          while rest != 0 {
            let atom = offset * 64 + rest.trailingZeroBitCount
            near.add(base + atom * 2, item, isCounting)
            rest &= rest - 1
          }
        }
      }
      if isCounting {
        near.close()
        broad.close()
        all.close()
      }
    }
    self[.candidateStarts] = near.starts
    self[.candidates] = near.items.flatMap { candidate($0) }
    self[.broadStarts] = broad.starts
    self[.broad] = broad.items.flatMap { candidate($0) }
    self[.actionStarts] = all.starts
    self[.byAction] = all.items
  }

  private func candidate(_ norm: UInt32) -> [UInt32] {
    let sketch = sketches[Int(norm)]
    let filter = sketch.filter
    return [
      UInt32(truncatingIfNeeded: filter.first), UInt32(truncatingIfNeeded: filter.first >> 32),
      filter.second, sketch.isExact ? norm | Filter.exact : norm,
    ]
  }
}

/// Items sorted into numbered buckets, one after the other.
private struct Buckets {
  /// Where each bucket begins, and at last the end.
  private(set) var starts: [UInt32]
  private(set) var items: [UInt32] = []
  private var next: [Int] = []

  init(_ count: Int) {
    starts = Array(repeating: 0, count: count + 1)
  }

  /// Counts an item of a bucket, or puts it there.
  mutating func add(_ bucket: Int, _ item: UInt32, _ isCounting: Bool) {
    if isCounting {
      starts[bucket + 1] += 1
    } else {
      items[next[bucket]] = item
      next[bucket] += 1
    }
  }

  /// Ends the counting.
  mutating func close() {
    for index in 1..<max(1, starts.count) { starts[index] += starts[index - 1] }
    next = starts.map { Int($0) }
    items = Array(repeating: 0, count: next.last ?? 0)
  }
}

extension Norm.Effect {
  /// The effect's number in the flat form.
  var number: UInt32 {
    switch self {
    case .permit: 0
    case .forbid: 1
    case .duty: 2
    }
  }
}

extension Norm.Origin {
  /// The origin's number in the flat form.
  var number: UInt32 {
    switch self {
    case .plain: 0
    case .only: 1
    case .unless: 2
    case .collect: 3
    case .keep: 4
    case .floor: 5
    case .ceiling: 6
    case .expiry: 7
    case .right: 8
    }
  }
}

extension Span.Unit {
  /// The unit's number in the flat form.
  var number: UInt32 {
    switch self {
    case .hour: 0
    case .day: 1
    case .week: 2
    case .month: 3
    case .year: 4
    }
  }
}

extension Norm.Effect {
  /// The effect of a number of the flat form.
  init?(number: UInt32) {
    switch number {
    case 0: self = .permit
    case 1: self = .forbid
    case 2: self = .duty
    default: return nil
    }
  }
}

extension Norm.Origin {
  /// The origin of a number of the flat form.
  init?(number: UInt32) {
    guard let origin = Norm.Origin.allCases.first(where: { $0.number == number }) else {
      return nil
    }
    self = origin
  }
}

extension Action {
  /// The action of a number of the flat form.
  init?(number: Int) {
    let all = Action.allCases
    guard all.indices.contains(number) else { return nil }
    self = all[number]
  }
}
