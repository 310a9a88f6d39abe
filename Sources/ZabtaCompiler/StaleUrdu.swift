import ZabtaBundle
import ZabtaChanges
import ZabtaModel
package import ZabtaSyntax

/// Urdu that did not follow its English since the newest edition: for `check`, `release` and
/// translators.
package enum StaleUrdu {
  /// A warning at each such Urdu text; one that two policies share is named once.
  package static func messages(_ compilation: Compilation) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return compilation.policies.flatMap { built in
      found(built).filter { seen.insert($0.urdu).inserted }.map { stale, range in
        Diagnostic(
          "urdu-stale", .warning,
          "the English of \(stale.place) changed since \(edition(built)), and its Urdu did not",
          at: Diagnostic.Mark(range, "still as it was"),
          explanation: ["Was: \(stale.english.old)", "Now: \(stale.english.new)"],
          fixes: [
            Diagnostic.Fix(
              "let a translator put the Urdu right; if it still holds, leave it: the next release "
                + "confirms it.")
          ], context: "policy \(built.id)")
      }
    }
  }

  /// What a release says of the Urdu that it leaves as it was.
  static func confirmed(_ stale: [StaleText]) -> [String] {
    guard !stale.isEmpty else { return [] }
    let texts = stale.count == 1 ? "1 text" : "\(stale.count) texts"
    return ["  Urdu left as it was, though the English changed (\(texts)):"]
      + stale.flatMap { text in
        [
          "  - \(text.place)", "      was:  \(text.english.old)",
          "      now:  \(text.english.new)", "      Urdu: \(text.urdu)",
        ]
      }
  }

  /// The notice for translators.
  package static func report(_ compilation: Compilation, asJSON: Bool) -> String {
    if asJSON {
      let values = compilation.policies.map { json($0, compilation.sources) }
      return String(decoding: JSONWriter.write(.array(values)), as: UTF8.self)
    }
    let texts = compilation.policies.compactMap { text($0, compilation.sources) }
    return texts.isEmpty ? "nothing is stale" : texts.joined(separator: "\n\n")
  }

  /// The stale texts of a policy, each with the place of its Urdu.
  private static func found(
    _ built: CompiledPolicy
  ) -> [(stale: StaleText, urdu: SourceRange)] {
    guard let stale = built.unreleased?.stale, !stale.isEmpty else { return [] }
    // Which text it is: its place names it within what has its id.
    let places = Dictionary(
      TranslatedText.all(in: built.policy).map { ([$0.text.id, $0.text.place], $0.urdu) },
      uniquingKeysWith: { first, _ in first })
    return stale.compactMap { stale in places[[stale.id, stale.place]].map { (stale, $0) } }
  }

  /// True where the newest edition is known by its bundle alone, which does not tell what translates
  /// what.
  private static func isUnknown(_ built: CompiledPolicy) -> Bool {
    guard built.needsRelease, let newest = built.ledger.newest else { return false }
    return Editions.rebuilt(newest) == nil
  }

  private static func edition(_ built: CompiledPolicy) -> String {
    built.ledger.newest?.name ?? "the last release"
  }

  private static func text(_ built: CompiledPolicy, _ sources: [SourceText]) -> String? {
    if isUnknown(built) {
      return
        "\(built.id): this zabta cannot read the sources of \(edition(built)), so it cannot say "
        + "which Urdu is stale"
    }
    let found = found(built)
    guard !found.isEmpty else { return nil }
    var lines = ["\(built.id): Urdu that did not follow its English since \(edition(built))"]
    for (stale, range) in found {
      let source = sources[range.file]
      lines += [
        "", "  \(stale.place), \(source.path):\(line(range, source))",
        "    was:  \(stale.english.old)", "    now:  \(stale.english.new)",
        "    Urdu: \(stale.urdu)",
      ]
    }
    return lines.joined(separator: "\n")
  }

  private static func json(_ built: CompiledPolicy, _ sources: [SourceText]) -> JSONValue {
    var members: [String: JSONValue] = [
      "policy": .string(built.id), "known": .bool(!isUnknown(built)),
      "stale": .array(
        found(built).map { stale, range in
          .object([
            "id": .string(stale.id), "place": .string(stale.place),
            "was": .string(stale.english.old), "now": .string(stale.english.new),
            "urdu": .string(stale.urdu), "file": .string(sources[range.file].path),
            "line": .int(line(range, sources[range.file])),
          ])
        }),
    ]
    if let newest = built.ledger.newest {
      members["since"] = .object([
        "edition": .int(newest.edition), "date": .string(newest.date),
      ])
    }
    return .object(members)
  }

  private static func line(_ range: SourceRange, _ source: SourceText) -> Int {
    LineIndex(source).line(of: range.lower) + 1
  }
}
