package import ZabtaRuntime

/// Answers that differ between two editions, as one sentence.
///
/// For instance "Customer service may now view payment method".
package struct Effect: Sendable, Hashable {
  /// What became of a permission, a period or a promise.
  package enum Direction: String, Sendable, Hashable, CaseIterable {
    /// More is permitted, data is kept longer, a promise is weaker: less protection.
    case wider
    /// The other way round: more protection.
    case narrower
    /// Neither: it is another one now.
    case moved
  }

  /// What shows that an answer differs.
  package enum Witness: Sendable, Hashable {
    /// A request that `decide` answers otherwise.
    case request(Request)
    /// A record that `retain` answers otherwise.
    case record(RetentionQuestion)
    /// A request of a person that is due on another day.
    case due(DeadlineQuestion)
    /// A duty that nobody asks about: it stands in the norms of one edition alone, or otherwise in both.
    case duty
  }

  /// The sentence, with its full stop.
  package var sentence: String
  package var direction: Direction
  /// The clauses that decide in the earlier edition; empty where none spoke of it.
  package var oldClauses: [String]
  /// The clauses that decide in the later edition.
  package var newClauses: [String]
  /// The kinds of person whom it concerns, as words of the vocabulary; empty for everybody.
  package var people: [String]
  package var witness: Witness

  package init(
    sentence: String, direction: Direction, oldClauses: [String], newClauses: [String],
    people: [String] = [], witness: Witness
  ) {
    self.sentence = sentence
    self.direction = direction
    self.oldClauses = oldClauses
    self.newClauses = newClauses
    self.people = people
    self.witness = witness
  }
}

/// Why a change is material: what it takes from people.
package enum MaterialReason: String, Sendable, Hashable, CaseIterable {
  case purpose, recipient, sale, transfer, collection, access, consent, message, cookie
  case longerKeeping = "longer-keeping"
  case lostRight = "lost-right"
  case slowerAnswer = "slower-answer"
  case weakerMeasure = "weaker-measure"
  case lessNotice = "less-notice"
  case coverage, permission

  /// As a reader is told it, for instance "a new or wider purpose".
  package var words: String {
    switch self {
    case .purpose: "a new or wider purpose"
    case .recipient: "a new recipient, or more for one"
    case .sale: "data is sold, rented or traded"
    case .transfer: "data goes to more places"
    case .collection: "more data is collected"
    case .access: "more of our staff may see data"
    case .consent: "consent is no longer asked for"
    case .message: "more messages"
    case .cookie: "more cookies"
    case .longerKeeping: "data is kept longer"
    case .lostRight: "a right is lost or narrower"
    case .slowerAnswer: "requests are answered later"
    case .weakerMeasure: "a measure of protection is weaker"
    case .lessNotice: "changes are announced less, or later"
    case .coverage: "the policy covers fewer people"
    case .permission: "more is permitted"
    }
  }
}
