/// Where the English changed and the Urdu below it did not.
///
/// The Urdu itself tells which text is which: one that stands in two editions, above which another
/// English stands now, was left behind. No likeness is guessed, and a text that moved, or whose
/// clause has another name, is found by its Urdu.
package enum StaleTexts {
  /// The texts whose Urdu still is what it was in an edition in which its English said something else.
  ///
  /// A text is followed back to the edition that brought its Urdu: what it translates is the English of
  /// that edition. No release in between forgets that; only other Urdu, the old English, or the word
  /// of a release that the Urdu holds ends it. `past` comes newest first, and is read only as
  /// far back as a text can be followed.
  package static func find(
    _ texts: [TranslatedText], past: some Sequence<PastTexts>
  ) -> [StaleText] {
    var followed = texts.indices.map { Followed(index: $0, english: texts[$0].english) }
    var later = texts
    for edition in past {
      let links = links(edition.texts, later)
      followed = followed.map { text in
        text.goingBack(links, edition, to: texts[text.index])
      }
      later = edition.texts
      if edition.urduHolds || !followed.contains(where: { $0.place != nil }) { break }
    }
    return followed.compactMap { text in
      guard let since = text.since else { return nil }
      let now = texts[text.index]
      return StaleText(
        id: now.id, place: now.place, since: since,
        english: Redline(old: text.english.shown, new: now.english.shown), urdu: now.urdu.shown)
    }
  }

  /// For each of the later texts, the earlier one whose Urdu it has.
  private static func links(_ old: [TranslatedText], _ new: [TranslatedText]) -> [Int?] {
    var links = [Int?](repeating: nil, count: new.count)
    var isTaken = [Bool](repeating: false, count: old.count)
    // What stands unchanged at the beginning and at the end, most of it, needs no closer look.
    let (front, back) = untouched(old, new)
    for index in 0..<front {
      isTaken[index] = true
      links[index] = index
    }
    for index in 0..<back {
      isTaken[old.count - 1 - index] = true
      links[new.count - 1 - index] = old.count - 1 - index
    }
    var left = Array(front..<new.count - back)
    for (isElsewhere, wording, withEnglish) in passes {
      var shelf = Shelf(wording, isElsewhere: isElsewhere, withEnglish: withEnglish)
      for (index, text) in old.enumerated() where !isTaken[index] { shelf.add(text, index) }
      left.removeAll { index in
        guard let place = shelf.take(new[index], &isTaken) else { return false }
        links[index] = place
        return true
      }
    }
    return links
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
}

/// What a past edition holds for translators.
package struct PastTexts: Sendable {
  /// The edition's number.
  package var edition: Int
  package var texts: [TranslatedText]
  /// True where the release said that all its Urdu holds.
  package var urduHolds: Bool

  package init(edition: Int, texts: [TranslatedText], urduHolds: Bool = false) {
    self.edition = edition
    self.texts = texts
    self.urduHolds = urduHolds
  }
}

/// A text on its way back through the editions.
private struct Followed {
  /// Where it stands today.
  let index: Int
  /// Where it stands in the edition that was read last; nil where its Urdu did not stand yet.
  var place: Int?
  /// Its English there.
  var english: TranslatedText.Wording
  /// The newest edition with the English that the Urdu translates, where that is not today's.
  var since: Int?

  init(index: Int, english: TranslatedText.Wording) {
    self.index = index
    self.english = english
    place = index
  }

  /// The same text one edition earlier.
  func goingBack(_ links: [Int?], _ edition: PastTexts, to now: TranslatedText) -> Followed {
    var text = self
    text.place = place.flatMap { links[$0] }
    guard let place = text.place else { return text }
    let before = edition.texts[place].english
    // A step at a time: a word may have had another label in one edition, another name in the next.
    if !before.isSame(as: english) {
      text.since = before.isSame(as: now.english) ? nil : edition.edition
    }
    text.english = before
    return text
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
