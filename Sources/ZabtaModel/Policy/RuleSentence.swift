package import ZabtaRuntime
package import ZabtaSyntax

/// A rule sentence whose names are resolved: what is linearised, lowered and compared.
package struct RuleSentence: Sendable {
  package var range: SourceRange
  package var subject: Subject
  package var mode: ModeTree
  /// Empty for a right.
  package var verbs: [VerbTree]
  package var object: ObjectPhrase
  package var tails: [Tail]
  package var butNot: ButNot?

  package struct ButNot: Sendable {
    package var object: ObjectPhrase
    package var tails: [Tail]
    package var range: SourceRange
  }
}

/// Who the sentence is about.
package struct Subject: Sendable {
  package enum Who: Sendable, Hashable {
    case we
    case people
    /// Roles, recipients or persons: all of one kind.
    case words(Kind, [Ref])
  }

  package var who: Who
  package var isOnly: Bool
  /// For instance "in EU".
  package var places: [Ref]
  /// For instance "under 18".
  package var under: Quantity?
  package var range: SourceRange
}

/// A word where it is used.
package struct Ref: Sendable, Hashable {
  package var word: WordID
  package var range: SourceRange

  package init(_ word: WordID, _ range: SourceRange) {
    self.word = word
    self.range = range
  }
}

/// What it is done to.
package struct ObjectPhrase: Sendable {
  /// The kind that the verb takes.
  package var kind: Kind
  package var words: [Ref]
  /// Clauses after "data of"; the words they collect are in `words` as well.
  package var dataOf: [Name]
  package var except: [Ref]
  package var isOnly: Bool
  /// True for "people" (after `penalise`); `words` are then those of `People:`.
  package var isPeople: Bool
  package var range: SourceRange
}

/// A tail with its meaning.
package struct Tail: Sendable {
  package enum Part: Sendable {
    /// for: purposes (requests after `penalise`)
    case purposes([Ref])
    /// with, to (an acquirer): recipients
    case recipients([Ref])
    /// with anyone else
    case anyoneElse
    /// with anyone: whoever it is
    case anyone
    /// to people, from people
    case people(isFrom: Bool)
    /// to the customer, from visitors
    case persons([Ref], isFrom: Bool)
    /// to PK
    case destinations([Ref])
    case anywhereElse
    case anywhere
    /// delete … from a touchpoint-free source is persons; through: touchpoints
    case touchpoints([Ref])
    case consent([Ref])
    case withoutConsent
    case form([Ref])
    /// in EU
    case places([Ref])
    case underAge(Quantity)
    /// under protection-contract
    case measures([Ref])
    /// by encryption (protect): measures; by unsubscribe-link: channels, contacts
    case byMeasures([Ref])
    case byChannels([ChannelRef])
    case `if`(Tests)
    case unless(Tests)
    /// after E
    case after(Tests)
    case afterSpan(TimeSpan)
    case keepFor(TimeSpan)
    case untilTests(Tests)
    case untilSpan(TimeSpan)
    case whileHolds(Ref)
    case indefinitely
    case within(TimeSpan)
    case immediately, promptly
    case ahead(TimeSpan)
    case because([Ref])
    case then([VerbTree])
    /// of personal-data except …
    case scope([Ref], except: [Ref])
    case citing(Name)
  }

  package var part: Part
  package var modifier: TailTree.Modifier?
  package var keyword: SourceRange
  package var range: SourceRange
}

/// A channel word or a contact.
package enum ChannelRef: Sendable, Hashable {
  case channel(Ref)
  case contact(String, SourceRange)
}

/// A span of time with its anchor.
package struct TimeSpan: Sendable, Hashable {
  package var span: Span
  /// The event, request or touchpoint it counts from.
  package var anchor: Ref?
  package var range: SourceRange
}

/// Circumstances, events, requests, touchpoints or consents, joined by *and* or *or*.
package struct Tests: Sendable {
  package enum Item: Sendable, Hashable {
    case circumstance(Ref)
    /// An event, a request that was made, a touchpoint that was passed.
    case happening(Ref)
    case consent(Ref)
  }

  package var items: [Item]
  package var isAnyOf: Bool
  package var range: SourceRange
}
