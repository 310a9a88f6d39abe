/// The words and phrases by which prose denies, restricts and promises.
enum ProsePhrases {
  /// What a prohibition is told with.
  static func denies(_ word: ProseWord, _ language: ProseLanguage) -> Bool {
    switch language {
    case .english: deniesInEnglish.contains(word.key)
    case .urdu: deniesInUrdu.contains(word.key)
    }
  }

  private static let deniesInEnglish: Set<WordKey> = [
    "never", "not", "no", "only", "unless", "without", "nor", "none", "cannot", "neither",
    "nothing", "nobody", "nowhere", "except", "exclusively", "solely", "alone", "don't", "doesn't",
    "won't", "can't", "isn't", "aren't", "mustn't", "shan't", "forbidden", "prohibited",
  ]
  private static let deniesInUrdu: Set<WordKey> = [
    "نہیں", "نہ", "کبھی", "صرف", "بغیر", "سوائے", "ہرگز", "منع", "ممنوع", "فقط", "محض", "بلا",
  ]

  /// What a bare permission is not told with.
  static func restricts(_ index: Int, in passage: ProsePassage) -> Bool {
    switch passage.language {
    case .english:
      // "not only … but" restricts nothing.
      if passage.words[index].key == "only" {
        return index == 0 || passage.words[index - 1].key != "not"
      }
      return passage.words[index].key == "never"
    case .urdu:
      if passage.words[index].key == "صرف" { return true }
      return passage.words[index].key == "کبھی" && passage.follows(index + 1, "نہیں")
    }
  }

  /// The last word of a promise that begins at an index: "we will never"; nil where none does.
  static func promise(at index: Int, in passage: ProsePassage) -> Int? {
    switch passage.language {
    case .english: englishPromise(at: index, in: passage)
    case .urdu: urduPromise(at: index, in: passage)
    }
  }

  private static func englishPromise(at index: Int, in passage: ProsePassage) -> Int? {
    let key = passage.words[index].key
    if key == "only" {
      // "only with your consent"
      guard passage.follows(index + 1, "with"), passage.follows(index + 2, "your") else {
        return nil
      }
      let last = index + 3
      return agreements.contains { passage.follows(last, $0) } ? last : nil
    }
    if key == "will" || key == "shall" || key == "is" || key == "are" {
      // "is never sold", "will not be shared"
      var at = index + 1
      guard passage.follows(at, "never") || passage.follows(at, "not") else { return nil }
      at += passage.follows(at + 1, "be") ? 2 : 1
      return at < passage.words.count && handlings.contains(passage.words[at].key) ? at : nil
    }
    guard key == "we" || key == "we'll", index + 1 < passage.words.count,
      !passage.words[index].endsSentence
    else { return nil }
    let at = index + 1
    let first = passage.words[at].key
    if key == "we'll" || first == "will" || first == "shall" {
      let next = key == "we'll" ? at : at + 1
      guard next < passage.words.count, pledges.contains(passage.words[next].key) else {
        return nil
      }
      return declines(after: next, in: passage) ? nil : next
    }
    if first == "do" || first == "don't" || first == "won't" {
      let last = first == "do" ? at + 1 : at
      guard first != "do" || passage.follows(last, "not") else { return nil }
      return declines(after: last, in: passage) ? nil : last
    }
    guard first == "never" || first == "always" || first == "guarantee" || first == "promise" else {
      return nil
    }
    return declines(after: at, in: passage) ? nil : at
  }

  /// «کبھی نہیں», also with words of the verb between: «کبھی فروخت نہیں».
  private static func urduPromise(at index: Int, in passage: ProsePassage) -> Int? {
    let key = passage.words[index].key
    guard key == "کبھی" || key == "ہرگز" else { return nil }
    var at = index
    while at < index + 5, at + 1 < passage.words.count, !passage.words[at].endsSentence {
      at += 1
      if passage.words[at].key == "نہیں" || passage.words[at].key == "نہ" { return at }
    }
    return nil
  }

  /// "We do not control these sites" is no promise; it says what is not ours to do.
  private static func declines(after index: Int, in passage: ProsePassage) -> Bool {
    guard index + 1 < passage.words.count, !passage.words[index].endsSentence else { return false }
    return disclaimers.contains(passage.words[index + 1].key)
  }

  private static let agreements: [WordKey] = ["consent", "permission", "agreement", "explicit"]
  private static let pledges: Set<WordKey> = ["never", "not", "always", "only"]
  private static let handlings: Set<WordKey> = [
    "sold", "shared", "stored", "kept", "collected", "used", "rented", "traded", "disclosed",
    "given", "passed", "transferred", "sell", "share", "store", "keep", "collect", "use", "rent",
    "trade", "disclose", "give", "pass", "transfer", "read", "tracked", "track",
  ]
  private static let disclaimers: Set<WordKey> = [
    "know", "mean", "control", "own", "guarantee", "warrant", "endorse", "recommend", "accept",
    "operate", "claim", "monitor", "cover", "represent", "think", "believe", "apply", "choose",
    "see", "run", "assume",
  ]
}
