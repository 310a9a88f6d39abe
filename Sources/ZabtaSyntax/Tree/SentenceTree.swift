/// A rule sentence as it stands: names are not resolved, kinds are not known.
package struct SentenceTree: Sendable {
  package var range: SourceRange
  package var subject: SubjectTree
  package var mode: ModeTree
  package var verbs: [VerbTree]
  package var object: ObjectTree
  package var tails: [TailTree]
  /// "but not payment-data unless …": the second half of "X may V D but not D₂ T".
  package var butNot: ButNotTree?
}

/// Who the sentence is about.
package struct SubjectTree: Sendable {
  package enum Who: Sendable {
    case we
    case people
    case names([Name])
  }

  package var who: Who
  /// The range of the *only* before it.
  package var only: SourceRange?
  package var qualifiers: [Qualifier]
  package var range: SourceRange
}

/// "in EU", "under 18" after a subject or after people.
package enum Qualifier: Sendable {
  case `in`([Name])
  case under(Quantity)
}

/// A number as it was written.
package struct Quantity: Sendable, Hashable {
  package var value: Int
  package var range: SourceRange

  package init(value: Int, range: SourceRange) {
    self.value = value
    self.range = range
  }
}

package struct ModeTree: Sendable {
  package enum Mode: Sendable, Hashable {
    case may, mayNot, must, mustNot, never
    /// "have the right to": the object is a list of requests.
    case right
  }

  package var mode: Mode
  package var range: SourceRange
}

package struct VerbTree: Sendable, Hashable {
  package var verb: Verb
  package var range: SourceRange
}

/// The twenty verbs.
package enum Verb: String, Sendable, Hashable, CaseIterable {
  case collect, use, share, sell, rent, trade, store, keep, view, transfer, delete, anonymise
  case archive, protect, send, set, answer, resolve, announce, penalise
}

/// What it is done to.
package struct ObjectTree: Sendable {
  package enum Thing: Sendable {
    case name(Name)
    /// "data of quotations": what another clause collects.
    case dataOf(Name)
    case people(SourceRange)
  }

  package var things: [Thing]
  package var except: [Name]
  /// The range of the *only* before it.
  package var only: SourceRange?
  package var range: SourceRange
}

package struct ButNotTree: Sendable {
  package var object: ObjectTree
  package var tails: [TailTree]
  package var range: SourceRange
}

/// A part of the sentence after its object; each begins with a word of its own.
package struct TailTree: Sendable {
  package enum Modifier: Sendable, Hashable {
    case only, even, typically
  }

  package enum Part: Sendable {
    case `for`([Name])
    case forSpan(SpanTree)
    case from([Name])
    case fromPeople
    case to([Name])
    case toPeople
    case toAnybody(else: Bool)
    case with([Name])
    case withAnybody(else: Bool)
    case withConsent([Name])
    case withoutConsent
    case `in`([Name], isForm: Bool)
    case underAge(Quantity)
    case under([Name])
    case `if`(TestsTree)
    case unless(TestsTree)
    case after(TestsTree)
    case afterSpan(SpanTree)
    case until(TestsTree)
    case untilSpan(SpanTree)
    case within(SpanTree)
    case `while`(Name)
    case of([Name], except: [Name])
    case through([Name])
    case by([Name])
    case because([Name])
    case then([VerbTree])
    case immediately, promptly, indefinitely
    case ahead(SpanTree)
    case citing(Name)
  }

  package var part: Part
  package var modifier: Modifier?
  package var modifierRange: SourceRange?
  /// The word that begins it, such as "for" or "with".
  package var keyword: SourceRange
  /// All of it, with its modifier.
  package var range: SourceRange
}

/// "3 years of inactivity", "1 year after warranty-end".
package struct SpanTree: Sendable {
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    case hour, day, week, month, year
  }

  package var count: Quantity
  package var unit: Unit
  /// The name after *of* or *after*.
  package var anchor: Name?
  package var range: SourceRange

  package init(count: Quantity, unit: Unit, anchor: Name?, range: SourceRange) {
    self.count = count
    self.unit = unit
    self.anchor = anchor
    self.range = range
  }
}

/// Tests joined by *and* or by *or*, never both.
package struct TestsTree: Sendable {
  package struct Item: Sendable {
    package var name: Name
    /// "consent to X".
    package var isConsent: Bool
  }

  package var items: [Item]
  /// True where they are joined by *or*.
  package var isAnyOf: Bool
  package var range: SourceRange
}
