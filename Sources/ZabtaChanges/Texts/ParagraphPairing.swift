/// Which paragraph of a text is which of another.
///
/// Equal ones in their order first; between them the alike ones, in their order as well. What is
/// left over is new or gone here, and may have moved.
struct ParagraphPairing {
  /// Below this likeness two paragraphs are two, not one that was edited.
  static let alike = 0.35
  /// A paragraph that is this much alike elsewhere has moved.
  static let moved = 0.8
  /// How many words a paragraph needs to be told apart from others like it elsewhere.
  static let wordsToMove = 5
  /// How many comparisons of two paragraphs the tables of all gaps may cost together.
  private static let tables = 20_000

  /// Whole paragraphs by number: equal bytes, equal number.
  private var wholes = WordNumbers()
  private(set) var words = WordNumbers()
  private var bags: [Int: WordBag] = [:]
  private var texts: [String] = []
  private var spent = 0

  /// The number of a paragraph.
  mutating func number(_ text: String) -> Int {
    let number = wholes.number(Array(text.utf8)[...])
    if number == texts.count { texts.append(text) }
    return number
  }

  /// The words of the paragraph of a number.
  mutating func bag(_ number: Int) -> WordBag {
    if let known = bags[number] { return known }
    let bag = WordBag([texts[number]], &words)
    bags[number] = bag
    return bag
  }

  /// The pairs in their order, as places in both lists of numbers.
  mutating func pairs(_ old: [Int], _ new: [Int]) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var (x, y) = (0, 0)
    for match in TokenDiff.matches(old, new) + [.init(old: old.count, new: new.count, count: 0)] {
      pairs += gap(old, x..<match.old, new, y..<match.new)
      for offset in 0..<match.count { pairs.append((match.old + offset, match.new + offset)) }
      x = match.old + match.count
      y = match.new + match.count
    }
    return pairs
  }

  private mutating func gap(
    _ old: [Int], _ before: Range<Int>, _ new: [Int], _ after: Range<Int>
  ) -> [(old: Int, new: Int)] {
    guard !before.isEmpty, !after.isEmpty else { return [] }
    // One in the place of one is that one, edited, however little is left of it.
    if before.count == 1, after.count == 1 { return [(before.lowerBound, after.lowerBound)] }
    let olds = before.map { bag(old[$0]) }
    let news = after.map { bag(new[$0]) }
    let (cost, overflow) = olds.count.multipliedReportingOverflow(by: news.count)
    let isSmall = !overflow && cost <= 4_000 && spent + cost <= ParagraphPairing.tables
    if isSmall { spent += cost }
    let found =
      isSmall
      ? ParagraphPairing.best(olds, news) : ParagraphPairing.ascending(olds, news, words.count)
    return found.map { (before.lowerBound + $0.old, after.lowerBound + $0.new) }
  }

  /// The pairs that keep the order and are most alike together.
  private static func best(_ old: [WordBag], _ new: [WordBag]) -> [(old: Int, new: Int)] {
    let width = new.count + 1
    var sums = Array(repeating: 0.0, count: (old.count + 1) * width)
    var scores = Array(repeating: 0.0, count: old.count * new.count)
    for x in stride(from: old.count - 1, through: 0, by: -1) {
      for y in stride(from: new.count - 1, through: 0, by: -1) {
        let likeness = old[x].likeness(new[y])
        let score = likeness >= alike ? likeness : 0
        scores[x * new.count + y] = score
        let paired = score > 0 ? score + sums[(x + 1) * width + y + 1] : 0
        sums[x * width + y] = max(paired, sums[(x + 1) * width + y], sums[x * width + y + 1])
      }
    }
    var pairs: [(old: Int, new: Int)] = []
    var (x, y) = (0, 0)
    while x < old.count, y < new.count {
      let sum = sums[x * width + y]
      let score = scores[x * new.count + y]
      if score > 0, sum == score + sums[(x + 1) * width + y + 1] {
        pairs.append((x, y))
        x += 1
        y += 1
      } else if sum == sums[(x + 1) * width + y] {
        x += 1
      } else {
        y += 1
      }
    }
    return pairs
  }

  /// The same for gaps too large for a table: the likest pairs, of which those that keep the order.
  private static func ascending(
    _ old: [WordBag], _ new: [WordBag], _ wordCount: Int
  ) -> [(old: Int, new: Int)] {
    let pairs = LikenessPairs.pairs(old: old, new: new, wordCount: wordCount, atLeast: 0.5)
    let outOfOrder = ZabtaChanges.moved(pairs.map(\.old))
    return pairs.filter { !outOfOrder.contains($0.old) }
  }

  /// The paragraphs that left one place and came to another.
  mutating func moves(gone: [Int], come: [Int]) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var open: [Int: [Int]] = [:]
    for (place, number) in gone.enumerated().reversed() { open[number, default: []].append(place) }
    var isTaken = Array(repeating: false, count: gone.count)
    var left: [Int] = []
    for (place, number) in come.enumerated() {
      guard bag(number).total >= ParagraphPairing.wordsToMove else { continue }
      if let match = open[number]?.popLast() {
        pairs.append((match, place))
        isTaken[match] = true
      } else {
        left.append(place)
      }
    }
    let rest = gone.indices.filter {
      !isTaken[$0] && bag(gone[$0]).total >= ParagraphPairing.wordsToMove
    }
    let olds = rest.map { bag(gone[$0]) }
    let news = left.map { bag(come[$0]) }
    for pair in LikenessPairs.pairs(
      old: olds, new: news, wordCount: words.count, atLeast: ParagraphPairing.moved)
    {
      pairs.append((rest[pair.old], left[pair.new]))
    }
    return pairs.sorted { $0.new < $1.new }
  }
}
