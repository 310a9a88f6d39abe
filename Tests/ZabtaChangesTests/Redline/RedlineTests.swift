import Testing
import ZabtaChanges

/// A generator that repeats: the same seed, the same texts.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct RedlineTests {
  private func check(
    _ old: String, _ new: String, _ expected: String, quantities: Bool = false,
    at location: SourceLocation = #_sourceLocation
  ) {
    let redline = Redline(old: old, new: new, joiningQuantities: quantities)
    #expect(redline.markdownLike == expected, sourceLocation: location)
    reconstruct(redline, old, new, at: location)
  }

  private func reconstruct(
    _ redline: Redline, _ old: String, _ new: String, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(redline.old.utf8.elementsEqual(old.utf8), sourceLocation: location)
    #expect(redline.new.utf8.elementsEqual(new.utf8), sourceLocation: location)
    for (left, right) in zip(redline.runs, redline.runs.dropFirst()) {
      #expect(left.kind != right.kind, sourceLocation: location)
      #expect(!(left.kind == .inserted && right.kind == .deleted), sourceLocation: location)
    }
  }

  @Test func wordsNotLetters() {
    check("for 7 years, because", "for 10 years, because", "for [-7-]{+10+} years, because")
    check("We keep it.", "We keep it.", "We keep it.")
    check("", "New.", "{+New.+}")
    check("Old.", "", "[-Old.-]")
    check("a  b", "a b", "a[-  -]{+ +}b")
  }

  @Test func quantitiesChangeAsOne() {
    check(
      "records for 7 years because", "records for 10 years because",
      "records for [-7 years-]{+10 years+} because", quantities: true)
  }

  @Test func anInsertionStandsAlone() {
    check(
      "We may set performance cookies.",
      "We may set performance cookies only with your consent to measuring how you use the site.",
      "We may set performance cookies{+ only with your consent to measuring how you use the site+}."
    )
  }

  @Test func urduByItsWords() {
    check("بچے", "بچوں کی رازداری", "[-بچے-]{+بچوں کی رازداری+}")
    check(
      "ہم آپ کا ڈیٹا رکھتے ہیں۔", "ہم آپ کا ریکارڈ رکھتے ہیں۔",
      "ہم آپ کا [-ڈیٹا-]{+ریکارڈ+} رکھتے ہیں۔")
    // Zer is part of its word, the full stop is not.
    check("جوابِ شکایت۔", "جواب شکایت۔", "[-جوابِ-]{+جواب+} شکایت۔")
  }

  @Test func canonicallyEqualTextsStillDiffer() {
    check("caf\u{E9}", "cafe\u{301}", "[-caf\u{E9}-]{+cafe\u{301}+}")
  }

  @Test func randomTextsComeBackFromTheirRedline() {
    var dice = Dice(7)
    let words = [
      "we", "may", "keep", "your", "data", "7", "years", ",", ".", "ڈیٹا", "آپ", "\n", "é", "",
    ]
    for round in 0..<400 {
      let old = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
        words.randomElement(using: &dice) ?? ""
      }
      var new = old
      for _ in 0..<Int.random(in: 0...8, using: &dice) {
        let place = Int.random(in: 0...new.count, using: &dice)
        if Bool.random(using: &dice) || new.isEmpty || place == new.count {
          new.insert(words.randomElement(using: &dice) ?? "", at: place)
        } else {
          new.remove(at: place)
        }
      }
      let (a, b) = (old.joined(separator: " "), new.joined(separator: round % 5 == 0 ? "  " : " "))
      reconstruct(Redline(old: a, new: b, joiningQuantities: round % 2 == 0), a, b)
    }
  }

  @Test func textsWithoutLikenessAreBounded() {
    let old = (0..<20_000).map { "a\($0 % 977)" }.joined(separator: " ")
    let new = (0..<20_000).map { "b\($0 % 991)" }.joined(separator: " ")
    reconstruct(Redline(old: old, new: new), old, new)
    var dice = Dice(3)
    let shuffled = old.split(separator: " ").shuffled(using: &dice).joined(separator: " ")
    let start = ContinuousClock.now
    reconstruct(Redline(old: old, new: shuffled), old, shuffled)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}

extension Redline {
  /// A form that shows every run, for the expectations of tests.
  var markdownLike: String {
    runs.map { run in
      switch run.kind {
      case .same: run.text
      case .deleted: "[-\(run.text)-]"
      case .inserted: "{+\(run.text)+}"
      }
    }.joined()
  }
}
