/// What a question tells beside its words: consents and circumstances that hold, times, what happened.
struct Known: Sendable {
  /// Something that happened.
  struct Event: Sendable {
    let event: UInt32
    let moment: Moment?
    /// True of a withdrawal of consent.
    let endsConsent: Bool
  }

  /// The consents that hold, by their place among the consents.
  var consents = SmallSet()
  /// The circumstances that hold, with the groups that hold through them.
  var circumstances = SmallSet()
  /// The person's age in whole years.
  var age: Int?
  /// When the record was made.
  var created: Moment?
  /// The moment asked about.
  var on: Moment?
  /// What happened.
  var events: [Event] = []

  /// True where consent given at a moment holds: by the moment asked about, and not withdrawn since.
  func holds(_ granted: Moment?, _ calendar: Calendar) -> Bool {
    if let granted, let on, !calendar.isNotAfter(granted, on) { return false }
    return events.allSatisfy { event in
      guard event.endsConsent else { return true }
      if let withdrawn = event.moment, let on, !calendar.isNotAfter(withdrawn, on) { return true }
      // A withdrawal without a date ends consent for good, and a consent without a date may be older.
      guard let granted, let withdrawn = event.moment else { return false }
      return !calendar.isNotAfter(granted, withdrawn)
    }
  }
}

/// A set of small numbers of which the first 64 take no memory of their own.
struct SmallSet: Sendable, Hashable {
  /// The numbers below 64.
  private(set) var first: UInt64 = 0
  /// The others, 64 a word.
  private(set) var rest: [UInt64] = []

  /// Adds a number (not negative).
  mutating func insert(_ number: Int) {
    guard number >= 64 else {
      first |= 1 << UInt64(number)
      return
    }
    let place = number / 64 - 1
    while rest.count <= place { rest.append(0) }
    rest[place] |= 1 << UInt64(number % 64)
  }

  /// True where the number (not negative) is a member.
  @inline(__always)
  func contains(_ number: Int) -> Bool {
    let bits = word(number &>> 6)
    return bits &>> UInt64(number & 63) & 1 != 0
  }

  /// The bits of 64 numbers.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    if index == 0 { return first }
    return index <= rest.count ? rest[index - 1] : 0
  }

  /// Adds the members of a mask.
  mutating func formUnion(_ view: FlatView, mask: Int, width: Int) {
    for offset in 0..<width {
      let bits = view.bits(mask, offset)
      guard bits != 0 else { continue }
      if offset == 0 {
        first |= bits
      } else {
        while rest.count < offset { rest.append(0) }
        rest[offset - 1] |= bits
      }
    }
  }

  /// True where a mask and the set share a member.
  @inline(__always)
  func intersects(_ view: UnsafePointer<FlatView>, mask: Int, width: Int) -> Bool {
    var offset = 0
    while offset < width {
      if view.pointee.bits(mask, offset) & word(offset) != 0 { return true }
      offset += 1
    }
    return false
  }
}
