import ZabtaPages

extension ParagraphRedline {
  /// A part of a paragraph's redline that is set in one language.
  struct Piece {
    var language: Language
    var redline: Redline
  }

  /// The paragraph in the languages that it is really written in.
  ///
  /// Where an Urdu page lacks a translation, it shows the English text: that reads from left to
  /// right. Where a text took the place of its translation, or the other way round, what is gone is
  /// one piece and what is new another.
  func pieces(in language: Language) -> [Piece] {
    guard language == .urdu else { return [Piece(language: language, redline: redline)] }
    let (old, new) = (redline.old, redline.new)
    let before = Self.language(of: old, among: language)
    let after = Self.language(of: new, among: language)
    guard !old.isEmpty, !new.isEmpty, before != after else {
      return [Piece(language: new.isEmpty ? before : after, redline: redline)]
    }
    return [
      Piece(language: before, redline: Redline(runs: redline.runs.filter { $0.kind != .inserted })),
      Piece(language: after, redline: Redline(runs: redline.runs.filter { $0.kind != .deleted })),
    ].map { Piece(language: $0.language, redline: $0.redline.whole) }
  }

  /// English where a text has Latin letters and none of the Urdu script.
  static func language(of text: String, among language: Language) -> Language {
    guard language == .urdu else { return language }
    var hasLatin = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: hasLatin = true
      case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFC: return language
      default: break
      }
    }
    return hasLatin ? .english : language
  }
}

extension Redline {
  /// The same with everything gone or new, as its one side is: no word of it stayed.
  fileprivate var whole: Redline {
    let kind: Run.Kind = runs.contains { $0.kind == .deleted } ? .deleted : .inserted
    return Redline(runs: runs.map { Run(kind, $0.text, isValue: $0.isValue) })
  }
}
