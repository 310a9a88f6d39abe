import ZabtaRuntime

/// A service's one place for questions about personal data.
struct DeliveryDesk {
  /// The rules in use, exchanged when a new file comes.
  let live: LiveRules

  /// The measures that this service can honour.
  let honours: Set = ["protection-contract"]

  /// Opens the editions of a policy.
  init(opening path: String) throws(RulesetError) {
    live = LiveRules(try EditionSet(mapping: path))
  }

  /// Goes on with a newer file; questions that are under way finish with the old one.
  func exchange(for path: String) throws(RulesetError) {
    live.replace(with: try EditionSet(mapping: path))
  }

  /// One worker, on a thread of its own: it holds a reader, so that asking takes no lock.
  struct Worker: ~Copyable {
    let honours: Set<String>
    var reader: LiveRules.Reader

    /// Whether data may be given to a courier at a moment, with what has to be done for it.
    mutating func mayHandOver(_ data: String, to courier: String, at now: Moment) -> Decision {
      let honours = honours
      return reader.read { editions in
        var request = Request(
          subject: editions.earliest.publisher, action: "share",
          resource: Request.Entity(type: "data", id: data))
        request.context.recipient = courier
        request.context.purpose = "delivery"
        return editions.decide(request, on: now).enforced(honouring: honours)
      }
    }

    /// What must happen to a record that was made on a day.
    mutating func fate(of record: String, made: Day, at now: Moment) -> Retention {
      reader.read { editions in
        var question = RetentionQuestion(record: record, on: now)
        question.created = .day(made)
        return editions.retain(question)
      }
    }
  }

  /// A worker for one thread.
  func worker() -> Worker { Worker(honours: honours, reader: live.reader()) }
}
