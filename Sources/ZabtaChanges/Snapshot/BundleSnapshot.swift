package import ZabtaRuntime

extension EditionSnapshot {
  /// An edition as far as its rule bundle tells it: norms, words, and the texts of its clauses under
  /// their headings.
  ///
  /// A bundle lacks the title, the definitions, the contacts and the patterns of the prose. Two
  /// editions are compared alike only where both are told so.
  package init(bundle content: BundleContent) {
    var rules = content
    // The same rules are the same content, whenever they were released.
    rules.edition = 0
    rules.date = nil
    rules.effective = nil
    var sections: [SectionSnapshot] = []
    for clause in content.clauses {
      let snapshot = ClauseSnapshot(clause)
      if let last = sections.last, last.heading == clause.heading {
        sections[sections.count - 1].clauses.append(snapshot)
      } else {
        // A section's own clause comes first and has its name.
        sections.append(
          SectionSnapshot(id: clause.id, heading: clause.heading, clauses: [snapshot]))
      }
    }
    self.init(policy: content.policy, title: [:], sections: sections, content: rules)
  }
}

extension ClauseSnapshot {
  /// A clause as far as a bundle tells it.
  package init(_ clause: Clause) {
    self.init(
      id: clause.id,
      printed: clause.text.filter { !$0.value.isEmpty }
        .mapValues { $0.split(separator: "\n").map(String.init) },
      rules: clause.rules)
  }
}
