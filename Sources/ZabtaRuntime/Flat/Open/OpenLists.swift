extension FlatCheck {
  /// Checks where the norms about an atom, those about many and all of an action are found.
  ///
  /// Each list rises and holds nothing but norms that belong there, and as many stand in it as there are:
  /// so none is missing. The filters are not computed anew.
  func candidates(_ atoms: AtomCounts, _ heads: NormHeads) throws(RulesetError) {
    try starts(.candidateStarts, view.candidateStarts, view.actionBases.total, .candidates)
    try starts(.broadStarts, view.broadStarts, FlatFormat.actionCount * 2, .broad)
    try starts(.actionStarts, view.actionStarts, FlatFormat.actionCount * 2, .byAction)
    let (near, broad, all) = (heads.near, heads.broad, heads.all)
    guard near == count(.candidates) else {
      throw RulesetError(
        path: "candidates", reason: "\(near) are expected, and there are \(count(.candidates))")
    }
    guard broad == count(.broad) else {
      throw RulesetError(
        path: "broad", reason: "\(broad) are expected, and there are \(count(.broad))")
    }
    guard all == count(.byAction) else {
      throw RulesetError(
        path: "byAction", reason: "\(all) are expected, and there are \(count(.byAction))")
    }
    for action in 0..<FlatFormat.actionCount {
      for side in 0..<2 {
        let bucket = action * 2 + side
        let kinds = UInt32(action << 8 | (1 - side))
        try each(.broad, view.broad, bucket, view.broadStarts, 4) { norm in
          heads[norm].kinds & 0xFFFF == kinds && heads[norm].isBroad
        }
        try each(.byAction, view.byAction, bucket, view.actionStarts, 1) { norm in
          heads[norm].kinds & 0xFFFF == kinds
        }
        let first = view.actionBases.base(action) + side
        for atom in 0..<atoms.counts[Action.objectKind(action)] {
          try each(.candidates, view.candidates, first + atom * 2, view.candidateStarts, 4) {
            norm in
            let head = heads[norm]
            return head.kinds & 0xFFFF == kinds && !head.isBroad && view.has(head.objectMask, atom)
          }
        }
      }
    }
  }

  /// Looks at the norms of one bucket; each is a record of so many numbers, of which the last is the norm.
  @inline(__always)
  private func each(
    _ section: FlatSection, _ records: UnsafePointer<UInt32>, _ bucket: Int,
    _ starts: UnsafePointer<UInt32>, _ size: Int, _ belongs: (Int) -> Bool
  ) throws(RulesetError) {
    let norms = count(.norms)
    var last = -1
    for index in Int(u32(starts, bucket))..<Int(u32(starts, bucket + 1)) {
      var number = u32(records, index * size + size - 1)
      if size > 1 { number &= ~Filter.exact }
      let norm = Int(number)
      guard norm < norms else { throw fault(section, index, "there is no norm \(norm)") }
      guard norm > last else {
        throw fault(section, index, "the norms do not rise")
      }
      guard belongs(norm) else {
        throw fault(section, index, "the norm \(norm) does not belong here")
      }
      last = norm
    }
  }

  /// Checks that starts rise from 0 to the number of records.
  private func starts(
    _ section: FlatSection, _ starts: UnsafePointer<UInt32>, _ buckets: Int, _ records: FlatSection
  ) throws(RulesetError) {
    guard count(section) == buckets + 1 else {
      throw RulesetError(
        path: "\(section)", reason: "\(buckets + 1) are expected, not \(count(section))")
    }
    guard u32(starts, 0) == 0 else { throw fault(section, 0, "it is not 0") }
    for index in 1...buckets where u32(starts, index) < u32(starts, index - 1) {
      throw fault(section, index, "the starts do not rise")
    }
    guard Int(u32(starts, buckets)) == count(records) else {
      throw fault(section, buckets, "the last start is not the number of \(records)")
    }
  }

  /// Checks the lists of what retention is read from: all that belongs there, and nothing else.
  func lists(_ heads: NormHeads) throws(RulesetError) {
    let (floors, keeping) = (view.u32s(.floors), view.u32s(.keeping))
    let (floorCount, keepingCount) = (count(.floors), count(.keeping))
    let keepingActions = FlatCheck.keepingActions
    var (nextFloor, nextKeeping) = (0, 0)
    for index in 0..<count(.norms) {
      let kinds = heads[index].kinds
      guard kinds >> 24 & NormFlag.isOurs != 0 else { continue }
      if kinds & 0xFF_FFFF == 2 | 7 << 8 | 5 << 16 {
        guard nextFloor < floorCount, Int(u32(floors, nextFloor)) == index else {
          throw fault(.floors, nextFloor, "the norm \(index) is expected here")
        }
        nextFloor += 1
      }
      if 1 &<< (kinds >> 8 & 0xFF) & keepingActions != 0 {
        guard nextKeeping < keepingCount, Int(u32(keeping, nextKeeping)) == index else {
          throw fault(.keeping, nextKeeping, "the norm \(index) is expected here")
        }
        nextKeeping += 1
      }
    }
    guard nextFloor == floorCount else {
      throw fault(.floors, nextFloor, "there are no more duties to keep")
    }
    guard nextKeeping == keepingCount else {
      throw fault(.keeping, nextKeeping, "no more norms speak about keeping")
    }
  }

  /// Bits of the actions that keeping is read from.
  private static let keepingActions = [Action.keep, .store, .delete, .anonymise, .archive]
    .reduce(UInt32(0)) { $0 | 1 << UInt32($1.ordinal) }
}

extension FlatView {
  /// The numbers of a section.
  func u32s(_ section: FlatSection) -> UnsafePointer<UInt32> {
    (base + FlatView.offset(base, section)).assumingMemoryBound(to: UInt32.self)
  }
}
