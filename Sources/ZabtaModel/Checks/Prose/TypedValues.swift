import ZabtaRuntime
import ZabtaSyntax

/// A duration or an age that somebody typed into prose.
struct TypedValue {
  enum Measure: Equatable {
    /// "10 years"; the count is nil where it is no whole number, and so no rule's.
    case span(count: Int?, unit: Span.Unit)
    /// "30 working days": longer than 30 days, and no rule can say it.
    case workingDays(count: Int?)
    /// "under 18"
    case age(Int)
  }

  var measure: Measure
  /// The number with its unit; of an age, the number alone.
  var range: SourceRange
  /// With the words that the slot brings itself: "for 10 years".
  var replaced: SourceRange
  /// True where words go on that the slot would say as well: "1 year *after* the warranty ends".
  var goesOn: Bool
  var language: ProseLanguage
}

/// Finds what was typed by hand.
enum TypedValues {
  static func find(in passage: ProsePassage) -> [TypedValue] {
    var found: [TypedValue] = []
    for (index, word) in passage.words.enumerated() {
      if let unit = NumberWords.units[word.key] {
        if let value = span(unit, at: index, in: passage) ?? age(inYearsAt: index, in: passage) {
          found.append(value)
        }
      } else if let value = age(after: index, in: passage) {
        found.append(value)
      }
    }
    return found
  }

  /// "7 years" at its unit; nil for a rhythm ("every 7 days"), a past ("7 years ago") and an age.
  private static func span(_ unit: Span.Unit, at index: Int, in passage: ProsePassage)
    -> TypedValue?
  {
    let words = passage.words
    var last = index - 1
    var isWorking = false
    if last >= 0, fillers.contains(words[last].key) {
      isWorking = words[last].key != "calendar"
      last -= 1
    }
    guard last >= 0, !words[last].endsSentence else { return nil }
    guard !isAge(yearsAt: index, in: passage) else { return nil }
    guard let number = number(at: last, unit, in: passage) else { return nil }
    let first = number.first
    let before = first > 0 && !words[first - 1].endsSentence ? words[first - 1].key : WordKey()
    let after = next(index, in: passage)
    guard !rhythms.contains(before), !idioms.contains(after) else { return nil }

    var lower = first
    if passage.language == .english, prepositions.contains(before) { lower -= 1 }
    var upper = index
    if passage.language == .urdu { upper = postposition(after: index, in: passage) }
    return TypedValue(
      measure: isWorking
        ? .workingDays(count: number.value) : .span(count: number.value, unit: unit),
      range: passage.range(first, index), replaced: passage.range(lower, upper),
      // "a 7-year period" goes on as well.
      goesOn: continuations.contains(next(upper, in: passage)) || words[last].isHyphenated,
      language: passage.language)
  }

  /// The number before a unit.
  ///
  /// "a year" and "one day" are times only after a word such as "within".
  private static func number(
    at last: Int, _ unit: Span.Unit, in passage: ProsePassage
  ) -> NumberWords.Reading? {
    let words = passage.words
    let before = last > 0 && !words[last - 1].endsSentence ? words[last - 1].key : WordKey()
    if words[last].key == "a" || words[last].key == "an" {
      return prepositions.contains(before) && before != "in"
        ? NumberWords.Reading(first: last, value: 1) : nil
    }
    if words[last].key == "one", unit == .day, !prepositions.contains(before) { return nil }
    return NumberWords.number(endingAt: last, in: words)
  }

  /// "18 years old", "18 years of age", «18 سال سے کم عمر».
  private static func age(inYearsAt index: Int, in passage: ProsePassage) -> TypedValue? {
    guard isAge(yearsAt: index, in: passage),
      let number = NumberWords.number(endingAt: index - 1, in: passage.words),
      let value = number.value
    else { return nil }
    return typedAge(value, number.first, index - 1, in: passage)
  }

  private static func isAge(yearsAt index: Int, in passage: ProsePassage) -> Bool {
    guard NumberWords.units[passage.words[index].key] == .year else { return false }
    let words = passage.words
    if passage.follows(index + 1, "old") || passage.follows(index + 1, "olds") { return true }
    if passage.follows(index + 1, "of"), passage.follows(index + 2, "age") { return true }
    if passage.follows(index + 1, "سے"), index + 2 < words.count {
      return ["کم", "زیادہ", "چھوٹے", "بڑے"].contains(words[index + 2].key)
    }
    guard let number = NumberWords.number(endingAt: index - 1, in: words) else { return false }
    return isAgeWord(before: number.first, in: passage) && next(index, in: passage) != "after"
  }

  /// "under 18" and «18 سے کم عمر», where people are spoken of; `index` is the number.
  private static func age(after index: Int, in passage: ProsePassage) -> TypedValue? {
    let words = passage.words
    guard let number = NumberWords.number(endingAt: index, in: words), let value = number.value
    else { return nil }
    let first = number.first
    let after = next(index, in: passage)
    guard NumberWords.units[after] == nil, !fillers.contains(after),
      NumberWords.values[after] == nil
    else { return nil }
    let isUrdu = passage.follows(index + 1, "سے") && passage.follows(index + 2, "کم")
    guard isUrdu || isAgeWord(before: first, in: passage) else { return nil }
    guard speaksOfPeople(around: first, in: passage) else { return nil }
    return typedAge(value, first, index, in: passage)
  }

  private static func typedAge(
    _ value: Int, _ first: Int, _ last: Int, in passage: ProsePassage
  ) -> TypedValue {
    let range = passage.range(first, last)
    return TypedValue(
      measure: .age(value), range: range, replaced: range, goesOn: false,
      language: passage.language)
  }

  private static func isAgeWord(before first: Int, in passage: ProsePassage) -> Bool {
    let words = passage.words
    guard first > 0, !words[first - 1].endsSentence else { return false }
    let before = words[first - 1].key
    let earlier = first > 1 && !words[first - 2].endsSentence ? words[first - 2].key : WordKey()
    switch before {
    case "under", "below", "aged": return true
    case "than": return earlier == "younger" || earlier == "older"
    case "of": return earlier == "age"
    default: return false
    }
  }

  private static func speaksOfPeople(around index: Int, in passage: ProsePassage) -> Bool {
    let words = passage.words
    let lower = max(passage.sentenceStart(index), index - 12)
    let upper = min(words.count, index + 8)
    return lower < upper && words[lower..<upper].contains { people.contains($0.key) }
  }

  /// The word after, in the same sentence.
  private static func next(_ index: Int, in passage: ProsePassage) -> WordKey {
    let words = passage.words
    guard index + 1 < words.count, !words[index].endsSentence else { return WordKey() }
    return words[index + 1].key
  }

  /// «تک», «کے اندر»: the Urdu slot says them itself.
  private static func postposition(after index: Int, in passage: ProsePassage) -> Int {
    if passage.follows(index + 1, "تک") || passage.follows(index + 1, "میں") { return index + 1 }
    if passage.follows(index + 1, "کے"),
      passage.follows(index + 2, "اندر") || passage.follows(index + 2, "لیے")
    {
      return index + 2
    }
    return index
  }

  private static let fillers: Set<WordKey> = ["working", "business", "calendar"]
  private static let prepositions: Set<WordKey> = ["for", "within", "until", "after", "in"]
  private static let continuations: Set<WordKey> = ["after", "of", "from", "بعد"]
  private static let rhythms: Set<WordKey> = ["every", "each", "per", "last", "past", "ہر"]
  private static let idioms: Set<WordKey> = ["ago", "a", "per", "پہلے"]
  private static let people: Set<WordKey> = [
    "people", "person", "persons", "child", "children", "minor", "minors", "anyone", "anybody",
    "someone", "somebody", "everyone", "those", "user", "users", "customer", "customers",
    "visitor", "visitors", "adult", "adults", "parents", "young", "age", "aged", "younger",
    "older", "you", "nobody", "kids", "boys", "girls", "teenagers", "عمر", "بچے", "بچوں", "لوگ",
    "لوگوں", "افراد", "فرد",
  ]
}
