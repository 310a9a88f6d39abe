/// What a change is to those who read a list of changes: a rule, or only words.
package enum ChangeKind: String, Sendable, Hashable, CaseIterable {
  case rule
  case wording
  /// The Urdu alone.
  case urduOnly = "urdu-only"
  case order

  package var words: String {
    switch self {
    case .rule: "rule change"
    case .wording: "wording"
    case .urduOnly: "Urdu only"
    case .order: "order"
    }
  }

  /// What a text that differs in these languages is.
  package static func text(in languages: some Sequence<String>) -> ChangeKind {
    languages.contains { $0 != "ur" } ? .wording : .urduOnly
  }
}

extension Change {
  package var kind: ChangeKind {
    switch self.class {
    case .lessProtection, .moreProtection, .other: .rule
    case .order: .order
    case .wording:
      if case .text(let languages) = subject { .text(in: languages) } else { .wording }
    }
  }

  /// For a list: "rule change, less protection, material".
  package var kindWords: String {
    switch self.class {
    case .lessProtection: "\(kind.words), less protection, material"
    case .moreProtection: "\(kind.words), more protection"
    case .other, .wording, .order: kind.words
    }
  }

  /// For a ledger: the class, Urdu apart from other words.
  package var recordedClass: String {
    kind == .urduOnly ? kind.rawValue : self.class.rawValue
  }
}

extension EditionChanges {
  /// The classes as a ledger keeps them, the weightiest first.
  package var recordedClasses: [String] {
    let found = Set(changes.map(\.recordedClass))
    let order = ["less-protection", "more-protection", "other", "wording", "urdu-only", "order"]
    return order.filter(found.contains)
  }

  /// What the changes are, one after the other, each with its clauses: texts that differ without a
  /// change of their own too.
  package var listed: [(kind: String, clauses: [String], summary: String)] {
    var list = changes.map { change in
      // "Wording, Urdu only." says what the kind says.
      let isTold = change.class == .wording && change.summary.hasPrefix("Wording")
      return (
        kind: change.kindWords, clauses: change.clauses, summary: isTold ? "" : change.summary
      )
    }
    var told = Set(changes.flatMap(\.clauses))
    for redline in redlines where told.insert(redline.clause).inserted {
      let languages = redlines.filter { $0.clause == redline.clause }.map(\.language)
      list.append((ChangeKind.text(in: languages).words, [redline.clause], ""))
    }
    return list
  }
}
