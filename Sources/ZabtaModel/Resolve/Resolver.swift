package import ZabtaSyntax

/// What came of resolving a project.
package struct Resolution: Sendable {
  /// The policies, their norms still to be lowered, by the order of their files.
  package var policies: [Policy]
  package var diagnostics: [Diagnostic]
}

/// Trees in, policies out: every name gets its word, every slot what it prints.
package enum Resolver {
  /// Resolves all files of a project: vocabularies, policies and files of checks.
  package static func resolve(_ files: [SourceTree]) -> Resolution {
    var drafts = Drafts()
    var diagnostics: [Diagnostic] = []
    for file in files {
      var reader = DraftReader(file)
      reader.read()
      drafts.vocabularies += reader.drafts.vocabularies
      drafts.policies += reader.drafts.policies
      drafts.checks += reader.drafts.checks
      diagnostics += reader.diagnostics
    }
    diagnostics += ProjectNames.check(drafts)

    var told: Set<String> = []
    var seen: Set<String> = []
    var policies: [Policy] = []
    for draft in drafts.policies {
      var builder = PolicyBuilder(draft, drafts, told: told)
      policies.append(builder.build())
      // Two policies that share a vocabulary find the same mistake in it.
      diagnostics += builder.diagnostics.filter { message in
        seen.insert("\(message.id) \(message.at.range.file) \(message.at.range.lower)").inserted
          || message.at.range.file == draft.file
      }
      told.formUnion(draft.wordsFrom.map(\.text))
    }
    for vocabulary in drafts.vocabularies where !told.contains(vocabulary.name.text) {
      diagnostics += LexiconBuilder.check(vocabulary, among: drafts.vocabularies)
    }
    return Resolution(policies: policies, diagnostics: diagnostics)
  }
}

/// Names that must be unique in a project.
private enum ProjectNames {
  static func check(_ drafts: Drafts) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    unique(drafts.policies.map(\.id), "policy", &diagnostics)
    unique(drafts.vocabularies.map(\.name), "vocabulary", &diagnostics)
    let known = drafts.policies.map(\.id.text)
    for checks in drafts.checks where !known.contains(checks.policy.text) {
      let near = EditDistance.nearest(checks.policy.text, among: known)
      diagnostics.append(
        Diagnostic(
          "policy-unknown", .error, "there is no policy \"\(checks.policy.text)\" to check",
          at: Diagnostic.Mark(checks.policy.range),
          fixes: near.map {
            [Diagnostic.Fix($0, edits: [Diagnostic.Edit(checks.policy.range, $0)])]
          } ?? [Diagnostic.Fix("name a policy of this project: " + known.joined(separator: ", "))]))
    }
    return diagnostics
  }

  private static func unique(_ names: [Name], _ what: String, _ diagnostics: inout [Diagnostic]) {
    var seen: [String: Name] = [:]
    for name in names {
      if let first = seen[name.text] {
        diagnostics.append(
          Diagnostic(
            "name-twice", .error, "there are two of the \(what) \"\(name.text)\"",
            at: Diagnostic.Mark(name.range), also: [Diagnostic.Mark(first.range, "the other")],
            fixes: [Diagnostic.Fix("give one of them another name")]))
      } else {
        seen[name.text] = name
      }
    }
  }
}
