import ZabtaRuntime

/// A set of requests: a choice of positions on some axes, and facts that hold or do not.
///
/// Axes without a choice are free. Most norms choose on two or three of ten, so boxes are small.
package struct Box: Sendable, Hashable {
  /// What is chosen on an axis (`RequestSpace.Axis`), in the order of the axes.
  struct Choice: Sendable, Hashable {
    var axis: Int
    var positions: BitSet
  }

  private(set) var choices: [Choice] = []
  /// Facts that hold.
  var held = BitSet()
  /// Facts that do not hold.
  var denied = BitSet()

  init() {}

  init(_ axis: RequestSpace.Axis, _ positions: BitSet) {
    choices = [Choice(axis: axis.rawValue, positions: positions)]
  }

  /// The positions chosen on an axis; nil where it is free.
  func positions(_ axis: Int) -> BitSet? {
    for choice in choices where choice.axis == axis { return choice.positions }
    return nil
  }

  mutating func choose(_ axis: Int, _ positions: BitSet) {
    let place = choices.firstIndex { $0.axis >= axis } ?? choices.count
    if place < choices.count, choices[place].axis == axis {
      choices[place].positions = positions
    } else {
      choices.insert(Choice(axis: axis, positions: positions), at: place)
    }
  }

  /// The requests in both boxes; nil where there are none.
  func intersection(_ other: Box) -> Box? {
    guard meets(other) else { return nil }
    var result = self
    for choice in other.choices {
      let both = positions(choice.axis)?.intersection(choice.positions) ?? choice.positions
      result.choose(choice.axis, both)
    }
    if !other.held.isEmpty { result.held.formUnion(other.held) }
    if !other.denied.isEmpty { result.denied.formUnion(other.denied) }
    return result
  }

  /// True where a request is in both boxes.
  func meets(_ other: Box) -> Bool {
    var mine = choices.startIndex
    for choice in other.choices {
      while mine < choices.endIndex, choices[mine].axis < choice.axis { mine += 1 }
      guard mine < choices.endIndex else { break }
      if choices[mine].axis == choice.axis,
        !choices[mine].positions.intersects(choice.positions)
      {
        return false
      }
    }
    return (held.isEmpty || !held.intersects(other.denied))
      && (denied.isEmpty || !denied.intersects(other.held))
  }
}

extension RequestSpace {
  /// Holds a fact, and with it all that it implies; nil where one of them is denied.
  func holding(_ variable: Int, _ box: Box) -> Box? {
    var box = box
    box.held.formUnion(implied[variable])
    return box.held.intersects(box.denied) ? nil : box
  }

  /// Denies a fact, and with it all that implies it; nil where one of them is held.
  func denying(_ variable: Int, _ box: Box) -> Box? {
    var box = box
    box.denied.formUnion(implying[variable])
    return box.held.intersects(box.denied) ? nil : box
  }

  /// Disjoint boxes that together are what the first has and the second lacks, those that take the
  /// fewest facts to reach first.
  func difference(_ whole: Box, _ hole: Box) -> [Box] {
    var pieces: [Box] = []
    var rest = whole
    for variable in hole.held.subtracting(whole.held).members {
      if let piece = denying(variable, rest) { pieces.append(piece) }
      guard let next = holding(variable, rest) else { return pieces }
      rest = next
    }
    for choice in hole.choices {
      let before = rest.positions(choice.axis) ?? all(choice.axis)
      let outside = before.subtracting(choice.positions)
      guard !outside.isEmpty else { continue }
      var piece = rest
      piece.choose(choice.axis, outside)
      pieces.append(piece)
      let inside = before.intersection(choice.positions)
      guard !inside.isEmpty else { return pieces }
      rest.choose(choice.axis, inside)
    }
    for variable in hole.denied.subtracting(rest.denied).members {
      if let piece = holding(variable, rest) { pieces.append(piece) }
      guard let next = denying(variable, rest) else { return pieces }
      rest = next
    }
    return pieces
  }
}
