/// Reads the details one after the other: what a norm lists by name or number.
struct DetailCursor {
  let check: FlatCheck
  let words: KindsOfStrings
  private let details: UnsafePointer<UInt32>
  private let strings: UInt32
  let count: Int
  /// Where the next detail stands.
  var place = 0
  /// The norm that they belong to.
  var norm = 0

  init(_ check: FlatCheck, _ words: KindsOfStrings) {
    self.check = check
    self.words = words
    details = check.view.details
    strings = UInt32(truncatingIfNeeded: check.count(.strings) - 1)
    count = check.count(.details)
  }

  // Apart, so that honest files do not run past what only the others need.
  @inline(never)
  private func fault(_ reason: String) -> RulesetError { check.fault(.norms, norm, reason) }

  @inline(__always)
  mutating func next() throws(RulesetError) -> UInt32 {
    guard place < count else { throw fault("its details end too early") }
    defer { place &+= 1 }
    return u32(details, place)
  }

  /// A list's items; the list begins at ``place``, which then stands after it.
  @inline(__always)
  mutating func list() throws(RulesetError) -> UnsafeBufferPointer<UInt32> {
    let count = Int(try next())
    guard count <= min(self.count &- place, ContentCheck.nameLimit) else { throw tooLong(count) }
    defer { place &+= count }
    return UnsafeBufferPointer(start: details + place, count: count)
  }

  @inline(never)
  private func tooLong(_ count: Int) -> RulesetError {
    count > self.count - place
      ? fault("a list of its details is too long")
      : fault("there are more than \(ContentCheck.nameLimit) names in a list")
  }

  /// A list of names, of one of some kinds; of any string where all bits are given.
  @inline(__always)
  mutating func names(_ kinds: UInt32, orNone: Bool = true) throws(RulesetError) {
    let items = try list()
    guard orNone || !items.isEmpty else { throw fault("a list of its details is empty") }
    for item in items {
      let string = UInt32(littleEndian: item)
      guard string < strings, kinds == .max || words[Int(string)] & kinds != 0 else {
        throw nameFault(string)
      }
    }
  }

  @inline(never)
  private func nameFault(_ string: UInt32) -> RulesetError {
    string < strings
      ? fault("\"\(check.view.string(string))\" is no word of the kind that is meant")
      : fault("there is no string \(string)")
  }

  mutating func numbers(below limit: Int, orNone: Bool = true) throws(RulesetError) {
    let items = try list()
    guard orNone || !items.isEmpty else { throw fault("a list of its details is empty") }
    for item in items {
      let number = UInt32(littleEndian: item)
      guard number < limit else { throw fault("there is no number \(number) in what it lists") }
    }
  }

  /// A list of any strings.
  ///
  /// - Throws: The fault of a string that there is not, as `fault` has it.
  mutating func strings(_ fault: (String) -> RulesetError) throws(RulesetError) {
    for item in try list() {
      let string = UInt32(littleEndian: item)
      guard string < strings else { throw fault("there is no string \(string)") }
    }
  }
}
