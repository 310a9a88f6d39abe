package import ZabtaRuntime

extension Policy {
  /// The policy as a bundle says it.
  ///
  /// Texts and rule sentences are the compiler's to fill in.
  package func content(edition: Int) -> BundleContent {
    BundleContent(
      policy: id, publisher: publisher.id, edition: edition, timeZone: timeZone,
      people: people.map { lexicon[$0].name }, words: bundleWords, clauses: bundleClauses,
      norms: norms)
  }

  /// Every word, sorted by kind and name; all data that stands nowhere else is personal data.
  private var bundleWords: [Word] {
    var words: [Word] = []
    words.reserveCapacity(lexicon.words.count)
    for entry in lexicon.words {
      var includes = entry.includes.map { lexicon[$0].name }
      if entry.kind == .data, entry.name == "personal-data" {
        includes += lexicon.words.filter {
          $0.kind == .data && $0.parents.isEmpty && $0.name != entry.name
        }.map(\.name)
      }
      var labels = ["en": entry.english]
      if !entry.urdu.isEmpty { labels["ur"] = entry.urdu }
      words.append(
        Word(
          kind: entry.kind, name: entry.name, includes: Set(includes).sorted(), labels: labels,
          isVague: entry.vague != nil))
    }
    let byKind = Dictionary(grouping: words, by: \.kind)
    return Kind.allCases.sorted { $0.rawValue < $1.rawValue }.flatMap { kind in
      (byKind[kind] ?? []).sorted { $0.name < $1.name }
    }
  }

  /// The clauses that say something.
  private var bundleClauses: [Clause] {
    sections.flatMap { section in
      var heading = ["en": section.heading.english]
      if !section.heading.urdu.isEmpty { heading["ur"] = section.heading.urdu }
      return section.clauses.filter { !$0.rules.isEmpty || !$0.prose.isEmpty }
        .map { Clause(id: $0.id, heading: heading) }
    }
  }
}
