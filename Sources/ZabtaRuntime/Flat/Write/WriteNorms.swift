/// What a norm's place among the candidates depends on.
struct NormSketch {
  /// The mask of its objects.
  let object: Int
  /// How many atoms the mask has.
  let atoms: Int
  let filter: Filter
  /// True where the filter tells all.
  let isExact: Bool
}

extension FlatWriter {
  /// Writes the norms with all that hangs on them.
  mutating func norms() throws(RulesetError) {
    let reasons = citations()
    let names = NameNumbers(self)
    for (index, norm) in content.norms.enumerated() {
      var writer = NormWriter(names: names, path: "norms[\(index)]")
      try writer.write(norm, reason: reasons[index], into: &self)
    }
    for (index, norm) in content.norms.enumerated() {
      if norm.isFloor { self[.floors].append(UInt32(index)) }
      if norm.actor == .we, norm.isAboutKeeping { self[.keeping].append(UInt32(index)) }
    }
  }

  /// Writes the citations in the order of the page; answers the place of each norm's.
  private mutating func citations() -> [UInt32] {
    struct Key: Comparable {
      let clause: Int
      let sentence: Int
      let effect: Int

      static func < (one: Key, other: Key) -> Bool {
        if one.clause != other.clause { return one.clause < other.clause }
        if one.sentence != other.sentence { return one.sentence < other.sentence }
        return one.effect < other.effect
      }
    }
    let ids = content.clauses.map(\.id)
    let order = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    let keys = content.norms.map { norm in
      Key(
        clause: order[norm.clause] ?? 0, sentence: norm.sentence,
        effect: norm.effect == .permit ? 0 : 1)
    }
    var reasons = Array(repeating: UInt32(0), count: keys.count)
    var last: Key?
    for index in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
      let key = keys[index]
      if key != last {
        let sentence = UInt64(bitPattern: Int64(key.sentence))
        self[.reasons] += [
          UInt32(key.clause), UInt32(key.effect), UInt32(truncatingIfNeeded: sentence),
          UInt32(truncatingIfNeeded: sentence >> 32),
        ]
        last = key
      }
      reasons[index] = count(.reasons) - 1
    }
    return reasons
  }
}

/// The numbers of names by their strings: of words within their kind, of events and circumstances.
struct NameNumbers {
  private var numbers: [[UInt32]]

  init(_ writer: FlatWriter) {
    let known = writer.strings.starts.count - 1
    let empty = Array(repeating: FlatFormat.none, count: known)
    numbers = Array(repeating: empty, count: Int(NameList.action))
    let words = writer[.words]
    for kind in Kind.allCases {
      let first = writer.firstWords[kind.ordinal]
      for place in 0..<writer.vocabulary.table(kind).names.count {
        numbers[kind.ordinal][Int(words[(first + place) * 10])] = UInt32(place)
      }
    }
    for number in 0..<Int(writer.count(.events)) {
      numbers[Int(NameList.event)][Int(writer[.events][number * 2])] = UInt32(number)
    }
    for number in 0..<Int(writer.count(.circumstances)) {
      numbers[Int(NameList.circumstance)][Int(writer[.circumstances][number * 2])] =
        UInt32(number)
    }
  }

  /// The number of a string in a list.
  func number(_ list: UInt32, _ string: UInt32) -> Int? {
    let list = numbers[Int(list)]
    guard Int(string) < list.count, list[Int(string)] != FlatFormat.none else { return nil }
    return Int(list[Int(string)])
  }
}

extension Norm {
  /// True of a duty of ours to keep.
  var isFloor: Bool {
    effect == .duty && action == .keep && origin == .floor && actor == .we
  }

  /// True of what the keeping of records is read from.
  fileprivate var isAboutKeeping: Bool {
    switch action {
    case .keep, .store, .delete, .anonymise, .archive: true
    default: false
    }
  }

  /// True of a forbid of every form but some: one that *only* shuts out.
  var shutsOutForms: Bool {
    effect == .forbid
      && when.contains { condition in
        condition.anyOf.contains { if case .notAmong(.form, _, _) = $0 { true } else { false } }
      }
  }
}
