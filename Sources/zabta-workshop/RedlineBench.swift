import ZabtaChanges
import ZabtaCompiler
import ZabtaFuzz

/// Times the comparison of texts of 5,000 words, reading included.
enum RedlineBench {
  struct Case {
    var name: String
    var old: String
    var new: String
    var goal: Duration?
  }

  static func run(_ row: (String, Duration?, Duration) -> Void) throws {
    for sample in cases() {
      let (old, new) = (Array(sample.old.utf8), Array(sample.new.utf8))
      var failure: (any Error)?
      let time = Timing.median(of: 11) {
        do {
          let before = try PlainTextEdition.read(old, named: "text", as: .markdown)
          let after = try PlainTextEdition.read(new, named: "text", as: .markdown)
          return Differ.compare(old: before, new: after).redlines.count
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      row("redline, \(sample.name)", sample.goal, time)
    }
  }

  /// A text with something of everything that the reader of Markdown knows.
  static let markdown = """
    ---
    title: Privacy
    effective: 2026-01-01
    ---

    # Privacy policy

    We keep *your* data **safe**, see [our terms](https://example.com/terms "Terms").

    Data we keep
    ------------

    1. Your name and `email`
    2. What you buy
       - on the site
       - by phone

    | Data | Period |
    | --- | :-: |
    | Orders | 7 years |

    > We never sell it. <b>Never</b> &amp; nowhere.<br>So there.

    ~~~
    code
    ~~~

    <!-- a note -->
    ## 3. حقوق {#rights}

    آپ کا ڈیٹا آپ کا ہے۔

    [1]: https://example.com
    """

  static func cases() -> [Case] {
    var random = Damage(seed: 11)
    let words = (0..<900).map { word($0) }
    func text(_ count: Int, from words: [String]) -> [String] {
      // Common words are common: the first of the list come most often.
      (0..<count).map { _ in
        words[
          min(random.below(words.count), min(random.below(words.count), random.below(words.count)))]
      }
    }
    func paragraphs(_ words: [String], of length: Int) -> [String] {
      stride(from: 0, to: words.count, by: length).map {
        words[$0..<min($0 + length, words.count)].joined(separator: " ") + "."
      }
    }
    func page(_ paragraphs: [String]) -> String {
      paragraphs.enumerated().map { $0 % 8 == 0 ? "## Part \($0 / 8)\n\n\($1)" : $1 }
        .joined(separator: "\n\n")
    }
    let old = text(5000, from: words)
    var edited = old
    for _ in 0..<250 {
      let place = random.below(edited.count)
      switch random.below(3) {
      case 0: edited.remove(at: place)
      case 1: edited.insert("new\(random.below(50))", at: place)
      default: edited[place] = "other\(random.below(50))"
      }
    }
    let foreign = text(5000, from: words.map { $0 + "x" })
    let shuffled = text(5000, from: words)
    let two = ["data", "rights"]
    let many = (0..<5000).map { "Paragraph \($0) says \(word($0)) and \(word($0 * 7)) about data." }
    var moved = many
    for place in moved.indices.reversed() { moved.swapAt(place, random.below(place + 1)) }
    let goal = Duration.milliseconds(10)
    return [
      Case(
        name: "5,000 words edited in 250 places", old: page(paragraphs(old, of: 80)),
        new: page(paragraphs(edited, of: 80)), goal: goal),
      Case(
        name: "the same in one paragraph", old: old.joined(separator: " "),
        new: edited.joined(separator: " "), goal: goal),
      Case(
        name: "5,000 words against 5,000 others", old: page(paragraphs(old, of: 80)),
        new: page(paragraphs(foreign, of: 80)), goal: goal),
      Case(
        name: "5,000 words against the same vocabulary at random, one paragraph",
        old: old.joined(separator: " "), new: shuffled.joined(separator: " "), goal: goal),
      Case(
        name: "5,000 words that are one of two, against others, one paragraph",
        old: text(5000, from: two).joined(separator: " "),
        new: text(5000, from: two).joined(separator: " "), goal: goal),
      Case(
        name: "5,000 words in paragraphs that are all alike",
        old: Array(repeating: "we keep your data safe", count: 1000).joined(separator: "\n\n"),
        new: Array(repeating: "we keep all data safe", count: 1000).joined(separator: "\n\n"),
        goal: goal),
      Case(
        name: "5,000 paragraphs (45,000 words) in another order", old: page(many), new: page(moved),
        goal: nil),
    ]
  }

  /// A word of its own for each number.
  private static func word(_ number: Int) -> String {
    let syllables = ["ra", "to", "mi", "ke", "lu", "sen", "par", "dol", "vi", "no"]
    var (rest, word) = (number, "")
    repeat {
      word += syllables[rest % syllables.count]
      rest /= syllables.count
    } while rest > 0
    return word
  }
}
