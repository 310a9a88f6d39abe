/// What stands before the sections and binds all of them: who the publisher is, which text prevails,
/// what a term means, how to reach the publisher.
///
/// The English is compared: another translation of the same is wording.
enum FrontChanges {
  static func find(_ old: [ClauseSnapshot], _ new: [ClauseSnapshot]) -> [Change] {
    let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let present = Set(new.map(\.id))
    let pairs =
      new.map { (before[$0.id], $0 as ClauseSnapshot?) }
      + old.filter { !present.contains($0.id) }.map { ($0 as ClauseSnapshot?, nil) }
    return pairs.compactMap { old, new in
      let (was, now) = (text(old), text(new))
      guard let id = (new ?? old)?.id, !was.utf8.elementsEqual(now.utf8) else { return nil }
      guard let summary = summary(id, was, now) else { return nil }
      return Change(
        class: .other, subject: .fact, summary: summary, clauses: [id],
        was: was.isEmpty ? [] : [was],
        now: now.isEmpty ? [] : [Redline(old: was.isEmpty ? now : was, new: now)])
    }
  }

  private static func text(_ part: ClauseSnapshot?) -> String {
    (part?.printed["en"] ?? []).joined(separator: "\n")
  }

  /// One sentence; nil of what is no fact.
  private static func summary(_ id: String, _ was: String, _ now: String) -> String? {
    if id == "publisher" { return "The publisher is now named \(now); before, \(was)." }
    if id == "prevailing" {
      if now.isEmpty { return "No text prevails over the other now; before, the \(was) one did." }
      if was.isEmpty { return "The \(now) text prevails now; before, none did." }
      return "The \(now) text prevails now; before, the \(was) one."
    }
    if id.utf8.starts(with: "contact-".utf8) {
      // Contacts come and go with the sentences that print them.
      return was.isEmpty || now.isEmpty ? nil : "How to reach us changed."
    }
    guard id.utf8.starts(with: "term-".utf8) else { return nil }
    if was.isEmpty { return "We now say what “\(terms(now))” means." }
    if now.isEmpty { return "We no longer say what “\(terms(was))” means." }
    return "What “\(terms(now))” means changed."
  }

  /// The terms of a definition as it is printed: "we, us, our" of "we, us, our: Buy Inverter".
  private static func terms(_ definition: String) -> String {
    definition.split(separator: ":", maxSplits: 1).first.map(String.init) ?? definition
  }
}
