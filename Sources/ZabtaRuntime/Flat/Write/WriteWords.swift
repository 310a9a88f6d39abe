extension FlatWriter {
  /// Writes the words, what can happen, the circumstances and the people meant.
  mutating func words() throws(RulesetError) {
    var places: [Int] = []
    for kind in Kind.allCases {
      let table = vocabulary.table(kind)
      firstWords.append(places.count)
      self[.kinds] += [
        UInt32(places.count), UInt32(table.names.count), UInt32(table.count), 0,
      ]
      places += table.names.indices
    }
    let declared = Vocabulary.inTables(content, vocabulary)
    var index = 0
    for kind in Kind.allCases {
      let table = vocabulary.table(kind)
      let width = (table.count + 63) / 64
      for place in table.names.indices {
        let word = declared[index]
        let set = table.sets[place]
        let single = set.count == 1
        let flags = word?.isVague == true ? WordFlag.isVague : 0
        self[.words] += [
          strings.intern(table.names[place]), UInt32(kind.ordinal) | flags << 8,
          single ? UInt32(table.remainder(of: place)) : FlatFormat.none,
          single ? FlatFormat.none : masks.place(set, width: width),
          UInt32(table.remainder(of: place)), count(.includes),
          UInt32(word?.includes.count ?? 0), 0, 0, 0,
        ]
        for part in word?.includes ?? [] {
          guard let number = table.index[part] else { continue }
          self[.includes].append(UInt32(firstWords[kind.ordinal] + number))
        }
        index += 1
      }
    }
    for word in content.words {
      guard let place = vocabulary.table(word.kind).index[word.name] else { continue }
      self[.declared].append(UInt32(firstWords[word.kind.ordinal] + place))
    }
    for person in content.people { self[.people].append(strings.intern(person)) }
    for (number, name) in vocabulary.eventNames.enumerated() {
      self[.events] += [
        strings.intern(name), vocabulary.withdrawals.contains(number) ? 1 : 0,
      ]
    }
    for (number, name) in vocabulary.circumstanceNames.enumerated() {
      self[.circumstances] += [
        strings.intern(name),
        masks.place(BitSet(vocabulary.circumstanceGroups[number]), width: slots.circumstance),
      ]
    }
  }

  /// Writes the table by which names are found.
  mutating func hashNames() throws(RulesetError) {
    var entries: [(list: UInt32, name: UInt32, number: UInt32)] = []
    let wordCount = Int(count(.words))
    for index in 0..<wordCount {
      let place = index * FlatSection.words.stride / 4
      entries.append((self[.words][place + 1] & 0xFF, self[.words][place], UInt32(index)))
    }
    for index in 0..<Int(count(.events)) {
      entries.append((NameList.event, self[.events][index * 2], UInt32(index)))
    }
    for index in 0..<Int(count(.circumstances)) {
      entries.append((NameList.circumstance, self[.circumstances][index * 2], UInt32(index)))
    }
    for action in Action.allCases {
      entries.append((NameList.action, strings.intern(action.rawValue), UInt32(action.ordinal)))
    }
    var size = 64
    while size < entries.count * 2 { size *= 2 }
    // Another seed where names crowd: names that were made to do so cannot for every seed.
    for seed in UInt32(0)..<64 {
      if let table = hash(entries, size: size, seed: seed) {
        self.seed = seed
        self[.names] = table
        return
      }
    }
    throw RulesetError(path: "words", reason: "the names of the words cannot be told apart by hash")
  }

  private func hash(
    _ entries: [(list: UInt32, name: UInt32, number: UInt32)], size: Int, seed: UInt32
  ) -> [UInt32]? {
    var table = Array(repeating: UInt32(0), count: size * 4)
    for place in 0..<size { table[place * 4 + 1] = FlatFormat.none }
    for entry in entries {
      let hash = strings.withString(entry.name) {
        UInt32(truncatingIfNeeded: FlatHash.hash($0, list: entry.list, seed: seed))
      }
      var place = Int(hash) & (size - 1)
      var steps = 0
      while table[place * 4 + 1] != FlatFormat.none {
        steps += 1
        guard steps <= FlatFormat.probeLimit else { return nil }
        place = (place + 1) & (size - 1)
      }
      table[place * 4] = hash
      table[place * 4 + 1] = entry.list
      table[place * 4 + 2] = entry.name
      table[place * 4 + 3] = entry.number
    }
    return table
  }
}

extension Vocabulary {
  /// The declared words in the order of the tables; nil for places that nobody declared.
  static func inTables(_ content: BundleContent, _ vocabulary: Vocabulary) -> [Word?] {
    var firsts: [Int] = []
    var total = 0
    for table in vocabulary.tables {
      firsts.append(total)
      total += table.names.count
    }
    var words = [Word?](repeating: nil, count: total)
    for word in content.words {
      let ordinal = word.kind.ordinal
      guard let place = vocabulary.tables[ordinal].index[word.name] else { continue }
      words[firsts[ordinal] + place] = word
    }
    return words
  }
}
