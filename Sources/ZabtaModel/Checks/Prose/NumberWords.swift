import ZabtaRuntime

/// The words by which prose tells numbers and units of time, in English and in Urdu.
///
/// Numbers are those that policies tell in words. «اسی» is left out: it is eighty, but far more often
/// "this very", as in «اسی دن».
enum NumberWords {
  /// Numbers that one word tells.
  static let values: [WordKey: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100,
    "ایک": 1, "دو": 2, "تین": 3, "چار": 4, "پانچ": 5, "چھ": 6, "چھے": 6, "سات": 7, "آٹھ": 8,
    "نو": 9, "دس": 10, "گیارہ": 11, "بارہ": 12, "تیرہ": 13, "چودہ": 14, "پندرہ": 15, "سولہ": 16,
    "سترہ": 17, "اٹھارہ": 18, "انیس": 19, "بیس": 20, "اکیس": 21, "چوبیس": 24, "پچیس": 25,
    "تیس": 30, "چالیس": 40, "پینتالیس": 45, "اڑتالیس": 48, "پچاس": 50, "ساٹھ": 60, "ستر": 70,
    "بہتر": 72, "نوے": 90, "سو": 100,
  ]

  /// Units, in every form that stands after a number.
  static let units: [WordKey: Span.Unit] = [
    "hour": .hour, "hours": .hour, "day": .day, "days": .day, "week": .week, "weeks": .week,
    "month": .month, "months": .month, "year": .year, "years": .year,
    "گھنٹا": .hour, "گھنٹہ": .hour, "گھنٹے": .hour, "گھنٹوں": .hour, "دن": .day, "دنوں": .day,
    "ہفتہ": .week, "ہفتے": .week, "ہفتوں": .week, "ماہ": .month, "مہینہ": .month, "مہینا": .month,
    "مہینے": .month, "مہینوں": .month, "سال": .year, "سالوں": .year, "برس": .year,
  ]

  /// A number and the word it begins with.
  ///
  /// The value is nil where it is no whole number.
  struct Reading {
    var first: Int
    var value: Int?
  }

  /// The number that ends at a word: "7", "seven", "twenty-one", "seven (7)".
  static func number(endingAt index: Int, in words: [ProseWord]) -> Reading? {
    guard words.indices.contains(index), isNumber(words[index]) else { return nil }
    let value = value(words[index])
    let alone = Reading(first: index, value: value)
    let before = index - 1
    guard before >= 0, !words[before].endsSentence, let earlier = self.value(words[before]),
      let value
    else { return alone }
    // "seven (7)"
    if earlier == value { return Reading(first: before, value: value) }
    guard !words[index].isNumeric, !words[before].isNumeric else { return alone }
    if earlier >= 20, earlier < 100, earlier % 10 == 0, value < 10 {
      return Reading(first: before, value: earlier + value)
    }
    if earlier < 10, value == 100 { return Reading(first: before, value: earlier * 100) }
    return alone
  }

  /// True of digits and of the words above.
  static func isNumber(_ word: ProseWord) -> Bool {
    word.isNumeric || values[word.key] != nil
  }

  private static func value(_ word: ProseWord) -> Int? {
    word.isNumeric ? word.digits : values[word.key]
  }
}
