/// The words of a text, counted, for telling how alike two texts are.
struct WordBag {
  /// How often each word stands in the text, by its number, ascending.
  private(set) var words: [(number: Int, count: Int)] = []
  /// How many words there are.
  private(set) var total = 0

  /// Counts words; signs are none.
  init(_ texts: [String], _ numbers: inout WordNumbers) {
    var found: [Int] = []
    for text in texts {
      let tokens = Tokens(text)
      for token in tokens.indices {
        let word = tokens.word(token)
        guard let first = word.first, first >= 0x80 || WordBag.isWordly(first) else { continue }
        found.append(numbers.number(word))
      }
    }
    found.sort()
    total = found.count
    for number in found {
      if let last = words.last, last.number == number {
        words[words.count - 1].count += 1
      } else {
        words.append((number, 1))
      }
    }
  }

  private static func isWordly(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// How many of both texts' words are shared, from 0 to 1.
  func likeness(_ other: WordBag) -> Double {
    guard total > 0, other.total > 0 else { return 0 }
    var (x, y, shared) = (0, 0, 0)
    while x < words.count, y < other.words.count {
      if words[x].number < other.words[y].number {
        x += 1
      } else if words[x].number > other.words[y].number {
        y += 1
      } else {
        shared += min(words[x].count, other.words[y].count)
        x += 1
        y += 1
      }
    }
    return Double(2 * shared) / Double(total + other.total)
  }
}

/// Finds the texts that are like a text without comparing it with all of them.
///
/// A text that is alike shares rare words. So the rarest words of a text lead to its candidates, and
/// only those that share the most of them are compared: the work grows with the number of texts and
/// not with its square.
struct LikenessIndex {
  /// How many of a text's rarest words are followed.
  static let rareWords = 8
  /// How many texts with a word are looked at, the nearest first.
  static let reach = 24
  /// How many candidates are compared word by word.
  static let candidates = 8

  private let bags: [WordBag]
  /// The texts that have a word: `texts[starts[word]..<starts[word + 1]]`, ascending.
  private var starts: [Int]
  private var texts: [Int]

  init(_ bags: [WordBag], wordCount: Int) {
    self.bags = bags
    starts = Array(repeating: 0, count: wordCount + 1)
    for bag in bags { for word in bag.words { starts[word.number + 1] += 1 } }
    for word in 0..<wordCount { starts[word + 1] += starts[word] }
    texts = Array(repeating: 0, count: starts[wordCount])
    var next = starts
    for (text, bag) in bags.enumerated() {
      for word in bag.words {
        texts[next[word.number]] = text
        next[word.number] += 1
      }
    }
  }

  /// The texts most like this one, those of equal likeness nearest to a position first.
  func like(_ bag: WordBag, near position: Int, atLeast threshold: Double) -> [(
    text: Int, likeness: Double
  )] {
    let known = bag.words.map(\.number).filter { $0 + 1 < starts.count && frequency($0) > 0 }
    let rarest = known.sorted { (frequency($0), $0) < (frequency($1), $1) }
      .prefix(LikenessIndex.rareWords)
    var found: [Int] = []
    for word in rarest { found += nearest(word, to: position) }
    found.sort()
    var votes: [(text: Int, votes: Int)] = []
    for text in found {
      if let last = votes.last, last.text == text {
        votes[votes.count - 1].votes += 1
      } else {
        votes.append((text, 1))
      }
    }
    votes.sort {
      ($1.votes, abs($0.text - position), $0.text) < ($0.votes, abs($1.text - position), $1.text)
    }
    return votes.prefix(LikenessIndex.candidates)
      .map { ($0.text, bags[$0.text].likeness(bag)) }
      .filter { $0.1 >= threshold }
      .sorted {
        ($1.1, abs($0.0 - position), $0.0) < ($0.1, abs($1.0 - position), $1.0)
      }
  }

  private func frequency(_ word: Int) -> Int { starts[word + 1] - starts[word] }

  private func nearest(_ word: Int, to position: Int) -> ArraySlice<Int> {
    let range = starts[word]..<starts[word + 1]
    guard range.count > LikenessIndex.reach else { return texts[range] }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if texts[middle] < position { low = middle + 1 } else { high = middle }
    }
    let first = min(
      max(low - LikenessIndex.reach / 2, range.lowerBound), range.upperBound - LikenessIndex.reach)
    return texts[first..<first + LikenessIndex.reach]
  }
}

/// Pairs texts by likeness, the likest first; each text once.
enum LikenessPairs {
  /// The pairs, by the order of the new texts.
  static func pairs(
    old: [WordBag], new: [WordBag], wordCount: Int, atLeast threshold: Double
  ) -> [(old: Int, new: Int)] {
    guard !old.isEmpty, !new.isEmpty else { return [] }
    let index = LikenessIndex(old, wordCount: wordCount)
    var found: [(likeness: Double, distance: Int, old: Int, new: Int)] = []
    for (place, bag) in new.enumerated() {
      let position = new.count > 1 ? place * (old.count - 1) / (new.count - 1) : 0
      for candidate in index.like(bag, near: position, atLeast: threshold) {
        found.append((candidate.likeness, abs(candidate.text - position), candidate.text, place))
      }
    }
    found.sort {
      ($1.likeness, $0.distance, $0.new, $0.old) < ($0.likeness, $1.distance, $1.new, $1.old)
    }
    var takenOld: Set<Int> = []
    var takenNew: Set<Int> = []
    var pairs: [(old: Int, new: Int)] = []
    for pair in found where !takenOld.contains(pair.old) && !takenNew.contains(pair.new) {
      takenOld.insert(pair.old)
      takenNew.insert(pair.new)
      pairs.append((pair.old, pair.new))
    }
    return pairs.sorted { $0.new < $1.new }
  }
}
