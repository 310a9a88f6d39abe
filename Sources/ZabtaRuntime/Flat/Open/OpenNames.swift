extension FlatCheck {
  /// Checks the table by which names are found: each name of each list stands in it once, where it is
  /// looked for, and nothing else does.
  func names() throws(RulesetError) {
    let size = count(.names)
    guard size > 0, size & (size - 1) == 0 else {
      throw RulesetError(path: "names", reason: "\(size) records are expected to be a power of two")
    }
    var used = 0
    for index in 0..<size {
      let list = u32(view.names, index * 4 + 1)
      if list == FlatFormat.none {
        let isZero =
          u32(view.names, index * 4) | u32(view.names, index * 4 + 2)
          | u32(view.names, index * 4 + 3) == 0
        guard isZero else { throw fault(.names, index, "an empty place is not 0") }
        continue
      }
      guard list < NameList.count, isString(u32(view.names, index * 4 + 2)) else {
        throw fault(.names, index, "there is no such list, or no such string")
      }
      used += 1
    }
    let words = count(.words)
    let (events, circumstances) = (count(.events), count(.circumstances))
    let expected = words + events + circumstances + FlatFormat.actionCount
    guard used == expected, used < size else {
      throw RulesetError(
        path: "names",
        reason: "\(used) of \(size) places are in use, and there are \(expected) names")
    }
    // As many places as names, and each name found at a place of its own: so there is none beside.
    for index in 0..<words {
      let word = view.word(index)
      try found(UInt32(word.kind), word.name, index, .words)
      if word.kind == Kind.event.ordinal || word.kind == Kind.request.ordinal
        || word.kind == Kind.touchpoint.ordinal
      {
        guard view.number(NameList.event, view.bytes(word.name)) != nil else {
          throw fault(.words, index, "it is not among the events")
        }
      } else if word.kind == Kind.circumstance.ordinal || word.kind == Kind.measure.ordinal {
        guard view.number(NameList.circumstance, view.bytes(word.name)) != nil else {
          throw fault(.words, index, "it is not among the circumstances")
        }
      }
    }
    for index in 0..<events {
      try found(NameList.event, u32(view.events, index * 2), index, .events)
    }
    for index in 0..<circumstances {
      try found(NameList.circumstance, u32(view.circumstances, index * 2), index, .circumstances)
    }
    for action in Action.allCases {
      guard view.number(NameList.action, action.rawValue) == action.ordinal else {
        throw RulesetError(
          path: "names", reason: "the action \"\(action.rawValue)\" is not found by its name")
      }
    }
    try usualForm()
  }

  private func found(
    _ list: UInt32, _ string: UInt32, _ number: Int, _ section: FlatSection
  ) throws(RulesetError) {
    guard view.number(list, view.bytes(string)) == number else {
      throw fault(section, number, "it is not found by its name")
    }
  }

  private func usualForm() throws(RulesetError) {
    let form = FlatView.header(base, 92)
    let expected = view.number(UInt32(Kind.form.ordinal), "identified")
    guard form == expected.map({ UInt32(truncatingIfNeeded: $0) }) ?? FlatFormat.none else {
      throw RulesetError(
        path: "header.form", reason: "the form \"identified\" is expected, where it is declared")
    }
  }
}
