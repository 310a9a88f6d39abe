import ZabtaBundle
import ZabtaRuntime

/// Editions that are ready to answer, each question by the one in force on its day.
struct LoadedEditions {
  let editions: EditionSet
  private let answering: AnsweringEditions
  private let on: Moment?
  /// Until when the rules may be answered from; nil where nobody signed them.
  let freshness: Freshness?

  /// Prepares the answers of every edition; without a day, each question is asked now.
  init(_ editions: EditionSet, on: Moment?, within freshness: Freshness? = nil) {
    self.freshness = freshness
    self.editions = editions
    self.on = on
    answering = AnsweringEditions(editions)
  }

  /// The day of `--on`, or this very moment: a process that reads for days changes over at midnight.
  var day: Moment {
    on ?? .instant(seconds: secondsNow(), offset: editions.earliest.content.timeZone)
  }

  /// That the rules are out of date at the moment, and whether a class of them goes on; nil while
  /// they are in date.
  func stale(_ ruleClass: RuleClass?, at moment: Moment) -> AnswerJSON.Stale? {
    AnswerJSON.Stale(freshness, ruleClass, at: moment)
  }

  /// What to tell before the first answer.
  var notes: [String] {
    var notes = [notInForce].compactMap { $0 }
    if let freshness, freshness.isStale(at: day) {
      let going = RuleClass.all.filter { freshness.standing(of: $0, at: day) == .goesOn }
      let names = going.map(\.name).joined(separator: ", ")
      notes.append(
        "these rules are out of date since \(freshness.expires); "
          + (names.isEmpty ? "everything is denied" : "answered all the same: \(names)"))
    }
    return notes
  }

  /// What to tell where no edition is in force on the day.
  private var notInForce: String? {
    let content = editions.earliest.content
    guard editions.index(inForceAt: day) == nil, let start = content.effective else { return nil }
    return
      "on \(day) no edition of \(content.policy) is in force; edition \(content.edition) is, from "
      + "\(start) on"
  }

  /// The edition that answers a question, and the day to be named because none was in force on it.
  func edition(
    for own: Moment?, on day: Moment
  ) -> (ruleset: Ruleset?, answers: AnswerJSON, unknown: [String]) {
    let chosen = answering.edition(for: own, at: day, isClock: on == nil)
    return (chosen.ruleset, chosen.answers, chosen.unknown)
  }

  /// Answers each line of standard input, in order.
  func answerLines(_ answer: ([UInt8], Moment) throws(JSONError) -> [UInt8]) throws {
    var reader = LineReader()
    while let line = try reader.next() {
      guard let line else {
        let reason = "the line is longer than \(LineReader.longest >> 20) MiB"
        emit(AnswerJSON.refusal(JSONError(path: "", reason: reason)))
        continue
      }
      // An empty line asks nothing, and answers keep the order of the questions.
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
      do throws(JSONError) {
        emit(try answer(line, day))
      } catch {
        emit(AnswerJSON.refusal(error))
      }
    }
  }

  private func emit(_ bytes: [UInt8]) {
    Console.write(bytes + [UInt8(ascii: "\n")], to: 1)
  }
}
