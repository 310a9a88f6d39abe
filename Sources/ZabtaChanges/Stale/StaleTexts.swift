/// Where the English changed and the Urdu below it did not.
///
/// The Urdu itself tells which text is which: one that stands in both editions, above which another
/// English stands now, was left behind. No likeness is guessed, and a text that moved, or whose
/// clause has another name, is found by its Urdu.
package enum StaleTexts {
  /// The texts of the new edition whose Urdu translates the English of the old one.
  package static func find(_ old: EditionSnapshot, _ new: EditionSnapshot) -> [StaleText] {
    // An edition that is known by its bundle alone does not tell which text is whose.
    guard !old.translations.isEmpty else { return [] }
    var isTaken = [Bool](repeating: false, count: old.translations.count)
    var stale: [Int: StaleText] = [:]
    // What stands unchanged at the beginning and at the end, most of it, needs no closer look.
    let (front, back) = untouched(old.translations, new.translations)
    for index in 0..<front { isTaken[index] = true }
    for index in 0..<back { isTaken[old.translations.count - 1 - index] = true }
    var left = Array(front..<new.translations.count - back)
    for (isElsewhere, wording, withEnglish) in passes {
      var shelf = Shelf(wording, isElsewhere: isElsewhere, withEnglish: withEnglish)
      for (index, text) in old.translations.enumerated() where !isTaken[index] {
        shelf.add(text, index)
      }
      left.removeAll { index in
        let text = new.translations[index]
        guard let place = shelf.take(text, &isTaken) else { return false }
        stale[index] = compare(old.translations[place], text)
        return true
      }
    }
    return stale.keys.sorted().compactMap { stale[$0] }
  }

  /// What stands where it stood comes first, and what is the same in both languages before what is the
  /// same in Urdu alone.
  private static let passes: [(isElsewhere: Bool, wording: Shelf.Side, withEnglish: Bool)] = [
    (false, .shown, true), (false, .named, true), (false, .shown, false), (false, .named, false),
    (true, .shown, true), (true, .named, true), (true, .shown, false),
  ]

  /// How many texts are the same from the front, and from the back.
  private static func untouched(
    _ old: [TranslatedText], _ new: [TranslatedText]
  ) -> (front: Int, back: Int) {
    func isSame(_ one: TranslatedText, _ other: TranslatedText) -> Bool {
      one.kind == other.kind && one.id.utf8.elementsEqual(other.id.utf8)
        && one.english.isIdentical(to: other.english) && one.urdu.isIdentical(to: other.urdu)
    }
    let most = min(old.count, new.count)
    var front = 0
    while front < most, isSame(old[front], new[front]) { front += 1 }
    var back = 0
    while back < most - front, isSame(old[old.count - 1 - back], new[new.count - 1 - back]) {
      back += 1
    }
    return (front, back)
  }

  private static func compare(_ old: TranslatedText, _ new: TranslatedText) -> StaleText? {
    guard !old.english.isSame(as: new.english) else { return nil }
    return StaleText(
      id: new.id, place: new.place,
      english: Redline(old: old.english.shown, new: new.english.shown), urdu: new.urdu.shown)
  }
}

/// Texts of the old edition by what they say.
private struct Shelf {
  enum Side: Sendable {
    case shown, named

    func of(_ wording: TranslatedText.Wording) -> [UInt8] {
      switch self {
      case .shown: Array(wording.shown.utf8)
      case .named: Array(wording.named.utf8)
      }
    }
  }

  private struct Key: Hashable {
    var kind: TranslatedText.Kind
    /// Empty where the place does not matter.
    var id: String
    var english: [UInt8]
    var urdu: [UInt8]
  }

  private let side: Side
  private let isElsewhere: Bool
  private let withEnglish: Bool
  /// Indices in order, and how many of them are gone.
  private var places: [Key: (indices: [Int], gone: Int)] = [:]

  init(_ side: Side, isElsewhere: Bool, withEnglish: Bool) {
    self.side = side
    self.isElsewhere = isElsewhere
    self.withEnglish = withEnglish
  }

  private func key(_ text: TranslatedText) -> Key {
    Key(
      kind: text.kind, id: isElsewhere ? "" : text.id,
      english: withEnglish ? side.of(text.english) : [],
      urdu: side.of(text.urdu))
  }

  mutating func add(_ text: TranslatedText, _ index: Int) {
    places[key(text), default: ([], 0)].indices.append(index)
  }

  /// The first text of the old edition that is left for this one.
  mutating func take(_ text: TranslatedText, _ isTaken: inout [Bool]) -> Int? {
    let key = key(text)
    guard var place = places.removeValue(forKey: key) else { return nil }
    while place.gone < place.indices.count {
      let index = place.indices[place.gone]
      place.gone += 1
      guard !isTaken[index] else { continue }
      isTaken[index] = true
      places[key] = place
      return index
    }
    return nil
  }
}
