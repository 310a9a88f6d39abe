/// What was read of a sentence before it broke.
struct SentenceDraft {
  var mode: ModeTree?
  var verbs: [VerbTree] = []
  var object: ObjectTree?
  /// Where its last whole part ends.
  var readUpper: Int?

  /// What the verb is done to, for messages.
  var wantedObject: String {
    switch verbs.first?.verb {
    case .send: "a message"
    case .set: "a cookie"
    case .answer, .resolve: "a request"
    case .announce: "an event"
    case .penalise: "people"
    default: "data"
    }
  }
}

extension Verb {
  /// "selling", for sentences about the act.
  package var gerund: String {
    switch self {
    case .use, .share, .store, .delete, .anonymise, .archive, .announce, .penalise, .resolve,
      .trade:
      String(rawValue.dropLast()) + "ing"
    case .set: "setting"
    case .transfer: "transferring"
    default: rawValue + "ing"
    }
  }
}
