import ZabtaPages
import ZabtaRuntime

/// What a notice says in sentences of its own.
extension Notice {
  /// Lesser changes beyond so many sentences are counted and not told at the top.
  private static let mostSentences = 12

  /// What changes for the reader, the weightiest first.
  var leadSentences: [String] {
    guard let changes else { return ["This is the first edition."] }
    var sentences: [String] = []
    var untold = 0
    for change in changes.changes {
      for sentence in Notice.sentences(change) where !sentences.contains(sentence) {
        if sentences.count < Notice.mostSentences || change.isMaterial {
          sentences.append(sentence)
        } else {
          untold += 1
        }
      }
    }
    if untold > 0 {
      sentences.append(
        untold == 1 ? "One more change is told below." : "\(untold) more changes are told below.")
    }
    if sentences.isEmpty, !changes.redlines.isEmpty { return ["Some of the wording changed."] }
    return sentences.isEmpty ? ["No rule and no wording changed."] : sentences
  }

  /// A title such as "Wording, Urdu only." says too little where nothing stands above it.
  private static func sentences(_ change: Change) -> [String] {
    if !change.effects.isEmpty { return change.effects.map(\.sentence) }
    guard change.class == .wording, case .text(let languages) = change.subject else {
      return [change.summary]
    }
    return switch languages {
    case ["en"]: ["Some of the English wording changed."]
    case ["ur"]: ["Some of the Urdu wording changed."]
    default: ["Some of the wording changed."]
    }
  }

  /// When it takes effect.
  var effect: String {
    let words = DateWords.words(effective ?? date, in: .english)
    return ReleaseDate(effective ?? date)?.isMonth == true
      ? "This edition is in force from the first day of \(words)."
      : "This edition is in force from \(words)."
  }

  /// What a reader can do, the way to the publisher left out.
  var whatYouCanDo: [String] {
    var sentences: [String] = []
    if !facts.rights.isEmpty {
      let labels = facts.rights.map { $0.labels["en"] ?? $0.name }
      let rights = Notice.list(labels)
      sentences.append(
        isMaterial
          ? "If you do not agree with a change, you can use your rights: \(rights)."
          : "Your rights are these: \(rights).")
      if let heading = facts.rightsPlace?.heading["en"] {
        sentences.append("The policy tells under “\(heading)” how to use them.")
      }
    } else if isMaterial {
      sentences.append("If you do not agree with a change, tell us.")
    }
    return sentences
  }

  /// What the policy promised for a change such as this one, in its own words.
  var promises: [String] {
    guard isMaterial else { return [] }
    return facts.announcements.compactMap { $0.sentence["en"] }
      .map { "For a change like this the policy promises: “\($0)”" }
  }

  /// "For questions, write to", before the address.
  var questions: String? {
    switch facts.contact?.medium {
    case .mail: "For questions, write to "
    case .phone: "For questions, call "
    case .web: "For questions, go to "
    case .text, nil: nil
    }
  }

  /// All of it as lines: when it takes effect, and what a reader can do.
  var closing: [String] {
    var lines = [effect] + promises + whatYouCanDo
    if let questions, let contact = facts.contact { lines.append("\(questions)\(contact.value).") }
    if let address = facts.address {
      lines.append("The whole policy: \(address.of("index.html"))")
    }
    return lines
  }

  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
