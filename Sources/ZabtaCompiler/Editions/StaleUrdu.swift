import ZabtaBundle
import ZabtaChanges
import ZabtaModel
package import ZabtaSyntax

/// Urdu that did not follow its English, in whichever edition it was left behind: for `check`, `release` and
/// translators.
package enum StaleUrdu {
  /// A warning at each such Urdu text; one that two policies share is named once.
  package static func messages(_ compilation: Compilation) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return compilation.policies.flatMap { built in
      found(built).texts.filter { seen.insert($0.urdu).inserted }.map { stale, range in
        Diagnostic(
          "urdu-stale", .warning,
          "the English of \(stale.place) changed since \(edition(stale, built)), and its Urdu did not",
          at: Diagnostic.Mark(range, "still as it was"),
          explanation: ["Was: \(stale.english.old)", "Now: \(stale.english.new)"],
          fixes: [
            Diagnostic.Fix(
              "let a translator put the Urdu right. Where all of it still holds, say so with the next "
                + "release: zabta release \(built.id) --urdu-holds …")
          ], context: "policy \(built.id)")
      }
    }
  }

  /// What a release says of the Urdu that it leaves as it was.
  static func left(_ stale: [StaleText], holds: Bool) -> [String] {
    guard !stale.isEmpty else { return [] }
    let texts = stale.count == 1 ? "1 text" : "\(stale.count) texts"
    let what =
      holds
      ? "Urdu that holds, as you say, though the English changed"
      : "Urdu left as it was, though the English changed; it stays named until it follows"
    return ["  \(what) (\(texts)):"]
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

  /// The stale texts of a policy, each with the place of its Urdu, and the editions not read.
  private static func found(
    _ built: CompiledPolicy
  ) -> (texts: [(stale: StaleText, urdu: SourceRange)], unread: [LedgerEntry]) {
    let (stale, unread) = texts(built)
    guard !stale.isEmpty else { return ([], unread) }
    // Which text it is: its place names it within what has its id.
    let places = Dictionary(
      TranslatedText.all(in: built.policy).map { ([$0.text.id, $0.text.place], $0.urdu) },
      uniquingKeysWith: { first, _ in first })
    let found = stale.compactMap { stale in places[[stale.id, stale.place]].map { (stale, $0) } }
    return (found, unread)
  }

  /// The stale texts of a policy, and the editions that this tool cannot read, newest first: they are
  /// known by their bundles alone, which do not tell what translates what.
  ///
  /// Editions are read from the newest back, and only parsed and resolved. `build` asks nothing of
  /// this; `check` and `release` take the time that reading the ledger again costs them anyway.
  static func texts(_ built: CompiledPolicy) -> (stale: [StaleText], unread: [LedgerEntry]) {
    var unread: [LedgerEntry] = []
    var entries = built.ledger.entries.reversed().makeIterator()
    let past = AnyIterator { () -> PastTexts? in
      while let entry = entries.next() {
        if let texts = Editions.translations(of: entry) {
          return PastTexts(edition: entry.edition, texts: texts, urduHolds: entry.urduHolds)
        }
        unread.append(entry)
      }
      return nil
    }
    let stale = StaleTexts.find(built.snapshot.translations, past: past)
    return (stale, unread)
  }

  private static func edition(_ stale: StaleText, _ built: CompiledPolicy) -> String {
    built.ledger.entries.first { $0.edition == stale.since }?.name ?? "edition \(stale.since)"
  }

  private static func text(_ built: CompiledPolicy, _ sources: [SourceText]) -> String? {
    let (found, unread) = found(built)
    var lines = unread.map {
      "\(built.id): this zabta cannot read the sources of \($0.name), so it cannot say which Urdu "
        + "was left behind there"
    }
    if !found.isEmpty { lines.append("\(built.id): Urdu that did not follow its English") }
    for (stale, range) in found {
      let source = sources[range.file]
      lines += [
        "", "  \(stale.place), \(source.path):\(line(range, source))",
        "    was:  \(stale.english.old)", "          in \(edition(stale, built))",
        "    now:  \(stale.english.new)", "    Urdu: \(stale.urdu)",
      ]
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func json(_ built: CompiledPolicy, _ sources: [SourceText]) -> JSONValue {
    let (found, unread) = found(built)
    return .object([
      "policy": .string(built.id), "known": .bool(unread.isEmpty),
      "unread": .array(unread.map { .int($0.edition) }),
      "stale": .array(
        found.map { stale, range in
          .object([
            "id": .string(stale.id), "place": .string(stale.place), "since": .int(stale.since),
            "was": .string(stale.english.old), "now": .string(stale.english.new),
            "urdu": .string(stale.urdu), "file": .string(sources[range.file].path),
            "line": .int(line(range, sources[range.file])),
          ])
        }),
    ])
  }

  private static func line(_ range: SourceRange, _ source: SourceText) -> Int {
    LineIndex(source).line(of: range.lower) + 1
  }
}
