/// For each string, the kinds of word that it names: bit 0 is the first of ``Kind``.
typealias KindsOfStrings = UnsafeMutableBufferPointer<UInt32>

extension FlatCheck {
  /// Checks words, what they include, people, events and circumstances.
  ///
  /// - Returns: What each string names; the caller gives it back.
  func words(_ atoms: AtomCounts) throws(RulesetError) -> KindsOfStrings {
    let kinds = KindsOfStrings.allocate(capacity: max(1, count(.strings)))
    kinds.initialize(repeating: 0)
    do throws(RulesetError) {
      try eachWord(atoms, kinds)
      try noCircles()
      try declared()
      try builtInPlaces()
      for index in 0..<count(.people) {
        let string = u32(view.people, index)
        guard isString(string), kinds[Int(string)] & Kind.person.bit != 0 else {
          throw fault(.people, index, "this is no person among the words")
        }
      }
      try events(kinds)
      try circumstances(kinds)
    } catch {
      kinds.deallocate()
      throw error
    }
    return kinds
  }

  private func eachWord(
    _ atoms: AtomCounts, _ kinds: KindsOfStrings
  ) throws(RulesetError) {
    var includes = 0
    for ordinal in 0..<FlatFormat.kindCount {
      let first = Int(u32(view.kinds, ordinal * 4))
      let words = first..<first + Int(u32(view.kinds, ordinal * 4 + 1))
      let count = atoms.counts[ordinal]
      for index in words {
        let word = view.word(index)
        func fault(_ reason: String) -> RulesetError { self.fault(.words, index, reason) }
        guard isString(word.name) else { throw fault("there is no string \(word.name)") }
        let bits = u32(word.at, 1)
        guard bits & 0xFF == UInt32(ordinal), bits >> 8 & ~WordFlag.isVague == 0 else {
          throw fault("its kind or its flags are not what they have to be")
        }
        guard kinds[Int(word.name)] & 1 << UInt32(ordinal) == 0 else {
          throw fault("another word of this kind has the same name")
        }
        kinds[Int(word.name)] |= 1 << UInt32(ordinal)
        guard word.rest < count else {
          throw fault("its atom \(word.rest) is beyond the \(count) atoms of its kind")
        }
        guard (word.atom == FlatFormat.none) != (word.mask == FlatFormat.none) else {
          throw fault("it has to have either one atom or a mask")
        }
        if word.mask == FlatFormat.none {
          guard Int(word.atom) == word.rest else { throw fault("its atom is not its own") }
        } else {
          try mask(word.mask, (count + 63) / 64, bits: count, .words, index)
          guard view.has(Int(word.mask), word.rest) else {
            throw fault("its own atom is not in its mask")
          }
        }
        guard word.includes.lowerBound == includes,
          word.includes.upperBound <= self.count(.includes)
        else { throw fault("what it includes does not follow that of the word before") }
        for place in word.includes {
          guard words.contains(Int(u32(view.includes, place))) else {
            throw self.fault(.includes, place, "it is no word of the kind that includes it")
          }
        }
        includes = word.includes.upperBound
        guard u32(word.at, 9) == 0 else { throw fault("its last number is not 0") }
      }
    }
    guard includes == count(.includes) else {
      throw fault(.includes, includes, "no word includes it")
    }
  }

  /// Checks that a mask lies in the pool and has no bits but those of so many atoms.
  @inline(__always)
  func mask(
    _ mask: UInt32, _ width: Int, bits: Int, _ section: FlatSection, _ index: Int
  ) throws(RulesetError) {
    guard Int(mask) + width <= count(.pool) else {
      throw fault(section, index, "a mask at \(mask), \(width) wide, is beyond the pool")
    }
    var place = bits / 64
    var allowed = (UInt64(1) << UInt64(bits % 64)) - 1
    while place < width {
      guard view.bits(Int(mask), place) & ~allowed == 0 else {
        throw fault(section, index, "its mask has bits beyond the \(bits) atoms that there are")
      }
      allowed = 0
      place += 1
    }
  }

  /// Words are taken away from what includes them until none is left, or only circles are.
  private func noCircles() throws(RulesetError) {
    let count = count(.words)
    guard count > 0 else { return }
    // How many words include each one, and the words that no other (left) includes.
    let waiting = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count * 2)
    waiting.initialize(repeating: 0)
    defer { waiting.deallocate() }
    for place in 0..<self.count(.includes) { waiting[Int(u32(view.includes, place))] += 1 }
    var ready = count
    for word in 0..<count where waiting[word] == 0 {
      waiting[ready] = UInt32(truncatingIfNeeded: word)
      ready += 1
    }
    var next = count
    while next < ready {
      for place in view.word(Int(waiting[next])).includes {
        let part = Int(u32(view.includes, place))
        waiting[part] -= 1
        if waiting[part] == 0 {
          waiting[ready] = UInt32(truncatingIfNeeded: part)
          ready += 1
        }
      }
      next += 1
    }
    guard ready == count * 2 else {
      for word in 0..<count where waiting[word] > 0 {
        throw fault(.words, word, "the word includes itself, at last")
      }
      return
    }
  }

  /// The declared words, each once: all but the places that need no declaration.
  private func declared() throws(RulesetError) {
    let words = count(.words)
    let seen = UnsafeMutableBufferPointer<Bool>.allocate(capacity: max(1, words))
    seen.initialize(repeating: false)
    defer { seen.deallocate() }
    let declared = view.u32s(.declared)
    for index in 0..<count(.declared) {
      let word = Int(u32(declared, index))
      guard word < words else { throw fault(.declared, index, "there is no word \(word)") }
      guard !seen[word] else { throw fault(.declared, index, "the word \(word) stands here twice") }
      seen[word] = true
    }
    for word in 0..<words where !seen[word] {
      let record = view.word(word)
      guard record.kind == Kind.place.ordinal, record.includes.isEmpty, !record.isVague else {
        throw fault(.words, word, "it is not among the declared words")
      }
    }
  }

  /// Countries and their union come first among the places, so that codes mean what ISO 3166 says.
  private func builtInPlaces() throws(RulesetError) {
    let first = Int(u32(view.kinds, Kind.place.ordinal * 4))
    let count = Int(u32(view.kinds, Kind.place.ordinal * 4 + 1))
    for (index, name) in (Places.countries + [Places.union]).enumerated() {
      guard index < count,
        withBytes(name, { isSame(view.bytes(view.word(first + index).name), $0) })
      else { throw fault(.words, first + index, "the place \(name) has to stand here") }
    }
  }

  private func events(_ kinds: KindsOfStrings) throws(RulesetError) {
    let named = Kind.event.bit | Kind.request.bit | Kind.touchpoint.bit
    for index in 0..<count(.events) {
      let string = u32(view.events, index * 2)
      guard isString(string) else { throw fault(.events, index, "there is no string \(string)") }
      guard u32(view.events, index * 2 + 1) <= 1 else {
        throw fault(.events, index, "its flag is neither 0 nor 1")
      }
      guard kinds[Int(string)] & named == 0 else { continue }
      // The making of a request is an event, and the last activity needs no declaration.
      guard ["-request", "last-activity"].contains(where: { view.string(string).hasSuffix($0) })
      else {
        throw fault(.events, index, "it is no event, request or touchpoint among the words")
      }
    }
  }

  private func circumstances(_ kinds: KindsOfStrings) throws(RulesetError) {
    let count = count(.circumstances)
    for index in 0..<count {
      let string = u32(view.circumstances, index * 2)
      guard isString(string),
        kinds[Int(string)] & (Kind.circumstance.bit | Kind.measure.bit) != 0
      else {
        throw fault(.circumstances, index, "it is no circumstance or measure among the words")
      }
      let mask = u32(view.circumstances, index * 2 + 1)
      try self.mask(mask, view.slots.circumstance, bits: count, .circumstances, index)
      guard view.has(Int(mask), index) else {
        throw fault(.circumstances, index, "it does not hold when it is told")
      }
    }
  }
}

extension Kind {
  /// The kind's bit among the kinds of a string.
  var bit: UInt32 { 1 << UInt32(ordinal) }
}
