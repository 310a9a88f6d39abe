import ZabtaRuntime

/// Facts of a policy that are no rules: who is covered, when days begin, who the publisher is.
enum FactChanges {
  static func find(_ old: EditionSnapshot, _ new: EditionSnapshot) -> [Change] {
    var changes: [Change] = []
    if Set(old.content.people) != Set(new.content.people) {
      changes.append(
        Change(
          class: .other, subject: .fact, summary: "This policy covers other people.", clauses: []))
    }
    if old.content.timeZone != new.content.timeZone {
      changes.append(
        Change(
          class: .other, subject: .fact,
          summary: "Days begin and end in another time zone.", clauses: []))
    }
    if old.content.publisher != new.content.publisher {
      changes.append(
        Change(
          class: .other, subject: .fact, summary: "This is the policy of another publisher.",
          clauses: []))
    }
    // A text that was only ever a text has nothing that stands for a fact.
    guard !old.isPlainText, !new.isPlainText else { return changes }
    return changes + FrontChanges.find(old.front, new.front)
  }

  /// The rights that people gain or lose because the policy covers others now.
  ///
  /// Answers what is left.
  static func take(
    from found: [MeaningDifference.Found], for changes: inout [Change]
  ) -> [MeaningDifference.Found] {
    guard
      let index = changes.firstIndex(where: {
        $0.subject == .fact && $0.summary == "This policy covers other people."
      })
    else { return found }
    let own = found.filter { $0.action == .request }
    let direction = Direction(own.map(\.effect))
    if let `class` = direction.class {
      changes[index].class = `class`
      changes[index].effects = own.map(\.effect)
      changes[index].witness = own.first?.turned.map {
        Witness.words($0.request, isPermitted: $0.isPermitted)
      }
      if direction.isLess {
        changes[index].summary = "This policy no longer covers everybody whom it covered."
        changes[index].reason = .coverage
      } else if direction.isMore {
        changes[index].summary = "This policy covers more people."
      }
    }
    return found.filter { $0.action != .request }
  }
}
