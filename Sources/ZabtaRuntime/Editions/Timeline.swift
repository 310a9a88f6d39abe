/// Which of several things counts from when: the last one that has begun.
///
/// What begins no earlier than a later one begins never counts and is left out, so the starts rise
/// and are searched by halves.
struct Timeline: Sendable {
  private var starts: [Int] = []
  private var places: [Int] = []

  /// Takes the starts of the things, in the order in which a later one overrides an earlier.
  init(_ starts: [Int]) {
    for (place, start) in starts.enumerated() {
      while let last = self.starts.last, last >= start {
        self.starts.removeLast()
        places.removeLast()
      }
      self.starts.append(start)
      places.append(place)
    }
  }

  /// The place of the thing that counts at a moment; nil before the first.
  func place(at moment: Int) -> Int? {
    let begun = begun(at: moment)
    return begun > 0 ? places[begun - 1] : nil
  }

  /// The place of the thing that begins first; 0 where there is none.
  var first: Int { places.first ?? 0 }

  /// When the next thing begins.
  func next(after moment: Int) -> Int? {
    let begun = begun(at: moment)
    return begun < starts.count ? starts[begun] : nil
  }

  /// How many have begun.
  private func begun(at moment: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = low + (high - low) / 2
      if starts[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
