import ZabtaRuntime

/// Facts of a policy that are no rules: who is covered, when days begin, how to reach the publisher.
enum FactChanges {
  static func find(_ old: EditionSnapshot, _ new: EditionSnapshot) -> [Change] {
    var changes: [Change] = []
    let before = Set(old.content.people)
    let after = Set(new.content.people)
    if before != after {
      let isLess = !before.subtracting(after).isEmpty
      changes.append(
        Change(
          class: isLess ? .lessProtection : .moreProtection, subject: .fact,
          summary: isLess
            ? "This policy no longer covers everybody whom it covered."
            : "This policy covers more people.", clauses: []))
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
    let contacts = Dictionary(
      old.front.map { ($0.id, $0.printed["en"] ?? []) }, uniquingKeysWith: { first, _ in first })
    for part in new.front where part.id.utf8.starts(with: "contact-".utf8) {
      guard let earlier = contacts[part.id], earlier != part.printed["en"] ?? [] else { continue }
      changes.append(
        Change(
          class: .other, subject: .fact, summary: "How to reach us changed.", clauses: [part.id],
          was: earlier,
          now: [
            Redline(
              old: earlier.joined(separator: "\n"),
              new: (part.printed["en"] ?? []).joined(separator: "\n"))
          ]))
    }
    return changes
  }
}
