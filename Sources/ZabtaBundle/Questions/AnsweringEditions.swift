package import ZabtaRuntime

/// Editions that are ready to answer, each question by the one in force at its moment.
package struct AnsweringEditions: Sendable {
  /// The rules.
  package let editions: EditionSet
  private let answers: [Int: AnswerJSON]
  private let noEdition: AnswerJSON

  /// What answers a question.
  package struct Chosen: Sendable {
    /// The rules; nil where no edition is in force.
    package var ruleset: Ruleset?
    /// How the answer is written.
    package var answers: AnswerJSON
    /// The moment, to be named because no edition was in force at it.
    package var unknown: [String]
  }

  /// Prepares the answers of every edition.
  package init(_ editions: EditionSet) {
    self.editions = editions
    answers = Dictionary(
      editions.rulesets.map { ($0.edition, AnswerJSON($0.content)) },
      uniquingKeysWith: { first, _ in first })
    noEdition = AnswerJSON(beforeEditionsOf: editions.earliest.policy)
  }

  /// The edition that answers a question: the one in force at the question's own moment, or at the
  /// given one where it names none.
  ///
  /// A question that is itself dated before the first edition looks back to a time for which there
  /// are no other rules: the first edition answers it, and the moment is named as unknown. So it is
  /// where `moment` is a clock that stands before the day of edition 1's release: then it is the clock
  /// that cannot be right, for the edition is here.
  package func edition(for own: Moment?, at moment: Moment, isClock: Bool) -> Chosen {
    if let place = editions.index(inForceAt: own ?? moment) {
      let ruleset = editions.rulesets[place]
      return Chosen(
        ruleset: ruleset, answers: answers[ruleset.edition] ?? noEdition, unknown: [])
    }
    let unknown = ["on: \(own ?? moment)"]
    guard
      own != nil && editions.index(inForceAt: moment) != nil || isClock && isBeforeItsTime(moment)
    else {
      return Chosen(ruleset: nil, answers: noEdition, unknown: unknown)
    }
    let earliest = editions.earliest
    return Chosen(
      ruleset: earliest, answers: answers[earliest.edition] ?? noEdition, unknown: unknown)
  }

  private func isBeforeItsTime(_ clock: Moment) -> Bool {
    let earliest = editions.earliest
    // An edition that follows another may well be known before its day, alone in its file.
    guard earliest.edition == 1, case .instant(let now, _) = clock, let date = earliest.date,
      let day = Day(date) ?? Day(date + "-01")
    else { return false }
    return now < day.number * 86_400 - earliest.timeZone * 60
  }
}
