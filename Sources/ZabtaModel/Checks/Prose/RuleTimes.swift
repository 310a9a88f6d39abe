import ZabtaRuntime
import ZabtaSyntax

/// A duration or an age that a rule says, and the slot that prints it.
struct RuleTime {
  enum Measure: Equatable {
    case span(Span)
    case age(Int)
  }

  var measure: Measure
  /// The slot; nil for "30 days ahead", which none prints.
  var slot: SlotValue?
  /// The words of the rule.
  var range: SourceRange
  /// The first word that the rule is about: what "of" in a slot names.
  var subject: WordID?
}

/// Reads the times of rules.
enum RuleTimes {
  static func read(_ rule: RuleSentence) -> [RuleTime] {
    var times: [RuleTime] = []
    if let under = rule.subject.under {
      times.append(RuleTime(measure: .age(under.value), slot: .age, range: under.range))
    }
    read(rule.tails, about: rule.object.words.first?.word, into: &times)
    if let butNot = rule.butNot {
      read(butNot.tails, about: butNot.object.words.first?.word, into: &times)
    }
    return times
  }

  private static func read(_ tails: [Tail], about subject: WordID?, into times: inout [RuleTime]) {
    for tail in tails {
      switch tail.part {
      case .keepFor(let span), .untilSpan(let span), .afterSpan(let span):
        times.append(
          RuleTime(measure: .span(span.span), slot: .period, range: span.range, subject: subject))
      case .within(let span):
        times.append(
          RuleTime(measure: .span(span.span), slot: .deadline, range: span.range, subject: subject))
      case .ahead(let span):
        times.append(RuleTime(measure: .span(span.span), range: span.range))
      case .underAge(let age):
        times.append(
          RuleTime(measure: .age(age.value), slot: .age, range: age.range, subject: subject))
      default:
        break
      }
    }
  }
}

extension RuleTime {
  /// Whether the page and the rule say the same.
  ///
  /// Twelve months are a year and seven days a week;
  /// a day is not 24 hours, since a deadline in days ends with a day.
  func agrees(with typed: TypedValue) -> Bool {
    switch (measure, typed.measure) {
    case (.age(let said), .age(let written)):
      return said == written
    case (.span(let said), .span(let count?, let unit)):
      let left = Self.reduced(said.count, said.unit)
      let right = Self.reduced(count, unit)
      return left == right
    default:
      return false
    }
  }

  /// True where both are ages or both are times.
  func isComparable(with typed: TypedValue) -> Bool {
    switch (measure, typed.measure) {
    case (.age, .age), (.span, .span), (.span, .workingDays): true
    default: false
    }
  }

  /// The rule's words: "7 years".
  var words: String {
    switch measure {
    case .age(let age): "\(age)"
    case .span(let span): "\(span.count) \(span.unit.rawValue)\(span.count == 1 ? "" : "s")"
    }
  }

  private static func reduced(_ count: Int, _ unit: Span.Unit) -> Span {
    let (months, tooMany) = count.multipliedReportingOverflow(by: 12)
    let (days, tooLong) = count.multipliedReportingOverflow(by: 7)
    return switch unit {
    case .year where !tooMany: Span(months, .month)
    case .week where !tooLong: Span(days, .day)
    default: Span(count, unit)
    }
  }
}
