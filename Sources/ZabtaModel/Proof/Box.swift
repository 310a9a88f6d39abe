package import ZabtaRuntime

/// A set of requests: a choice of positions on some axes, and facts that hold or do not.
///
/// Axes without a choice are free. Most norms choose on two or three of ten, so boxes are small.
package struct Box: Sendable, Hashable {
  /// What is chosen on an axis (`RequestSpace.Axis`), in the order of the axes.
  package struct Choice: Sendable, Hashable {
    package var axis: Int
    package var positions: BitSet
  }

  package private(set) var choices: [Choice] = []
  /// Facts that hold.
  package internal(set) var held = BitSet()
  /// Facts that do not hold.
  package internal(set) var denied = BitSet()

  init() {}

  init(_ axis: RequestSpace.Axis, _ positions: BitSet) {
    choices = [Choice(axis: axis.rawValue, positions: positions)]
  }

  /// The positions chosen on an axis; nil where it is free.
  package func positions(_ axis: Int) -> BitSet? {
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

  /// Leaves an axis free.
  mutating func free(_ axis: Int) { choices.removeAll { $0.axis == axis } }

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
  package func meets(_ other: Box) -> Bool {
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
