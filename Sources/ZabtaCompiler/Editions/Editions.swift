import ZabtaBundle
package import ZabtaChanges
import ZabtaModel
import ZabtaPages
package import ZabtaRuntime
import ZabtaSyntax

/// Past editions, rebuilt from what the ledger keeps.
package enum Editions {
  /// The sources that a policy is built from: its own and its vocabularies.
  static func keptSources(of policy: Policy, in project: Project) -> [LedgerEntry.KeptFile] {
    let files = Set(policy.lexicon.words.map(\.range.file) + [policy.file])
    return project.sources.indices.filter(files.contains).map { index in
      let source = project.sources[index]
      return LedgerEntry.KeptFile(path: source.path, text: source.string(0, source.bytes.count))
    }
  }

  /// The edition as it is compared, as it was published.
  ///
  /// It is rebuilt from the kept sources. Where today's tool would print or rule something else
  /// than was published, the kept bundle says what that was. Nil where this tool can read neither.
  package static func snapshot(of entry: LedgerEntry) -> EditionSnapshot? {
    guard let rebuilt = rebuilt(entry) else {
      return published(entry).map { EditionSnapshot(bundle: $0) }
    }
    return Rebuilding(entry, rebuilt).isSame
      ? rebuilt : content(entry).map { rebuilt.overlaid(with: $0) } ?? rebuilt
  }

  /// The policy of a project as it is compared, whatever its ledger says.
  package static func snapshot(of policy: String, in project: Project) -> EditionSnapshot? {
    Compiler.compile(project, withLedgers: false).policies
      .first { $0.policy.id == policy }?.snapshot
  }

  /// What today's tool makes of the kept sources; nil where it cannot read them.
  ///
  /// The checks are not run: one that came later says nothing of an edition that was published.
  static func rebuilt(_ entry: LedgerEntry) -> EditionSnapshot? {
    guard let (resolved, sources) = resolved(entry) else { return nil }
    var policy = resolved
    policy.norms = Lowering.norms(of: policy)
    return Publishing.snapshot(of: policy, source: sources[policy.file])
  }

  /// What a translator works on in an edition; nil where this tool cannot read its sources.
  static func translations(of entry: LedgerEntry) -> [TranslatedText]? {
    resolved(entry).map { TranslatedText.all(in: $0.policy).map(\.text) }
  }

  private static func resolved(_ entry: LedgerEntry) -> (policy: Policy, sources: [SourceText])? {
    let sources = entry.sources.map { SourceText(path: $0.path, bytes: $0.bytes) }
    let parsed = sources.enumerated().map { Parser.parse($1, file: $0) }
    let resolution = Resolver.resolve(parsed.map(\.tree))
    let messages = parsed.flatMap(\.diagnostics) + resolution.diagnostics
    guard !messages.contains(where: { $0.severity == .error }),
      let policy = resolution.policies.first(where: { $0.id == entry.policy })
    else { return nil }
    return (policy, sources)
  }

  /// The rules and texts as they were published; nil where the ledger keeps no bundle that this tool
  /// reads.
  package static func published(_ entry: LedgerEntry) -> BundleContent? {
    guard let bytes = entry.published.first(where: { $0.path == "bundle.json" })?.bytes else {
      return nil
    }
    return try? BundleJSON.read(bytes)
  }

  /// The same without its number and dates, as editions are compared.
  private static func content(_ entry: LedgerEntry) -> BundleContent? {
    var content = published(entry)
    content?.edition = 0
    content?.date = nil
    content?.effective = nil
    return content
  }
}

/// What today's tool makes of an edition's sources, beside what was recorded.
struct Rebuilding {
  /// Another norm, or none.
  var hasOtherNorms: Bool
  /// Another printed word.
  var hasOtherProse: Bool
  /// Digests that are not the recorded ones, whether or not a norm or a word is another.
  var hasOtherDigests: Bool

  init(_ entry: LedgerEntry, _ rebuilt: EditionSnapshot) {
    let digest = ContentDigest(rebuilt)
    hasOtherProse = digest.prose != entry.proseDigest
    hasOtherDigests =
      hasOtherProse || digest.norms != entry.normsDigest || digest.content != entry.contentDigest
    hasOtherNorms =
      digest.norms != entry.normsDigest
      // Two bundles with one digest decide alike, however norms are digested here.
      && Editions.published(entry).map(BundleJSON.digest) != BundleJSON.digest(rebuilt.content)
  }

  var isSame: Bool { !hasOtherNorms && !hasOtherProse }

  /// For instance "its norms and its printed prose".
  var words: String {
    let parts = [hasOtherNorms ? "its norms" : nil, hasOtherProse ? "its printed prose" : nil]
      .compactMap { $0 }
    return parts.isEmpty ? "the digests of its norms" : parts.joined(separator: " and ")
  }

  /// The clauses that print or rule something else than was published.
  static func clauses(_ rebuilt: EditionSnapshot, _ published: BundleContent) -> [String] {
    let texts = Dictionary(
      published.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let norms = Set(published.norms)
    let changed = Set(rebuilt.content.norms.filter { !norms.contains($0) }.map(\.clause))
    return rebuilt.content.clauses.filter { clause in
      guard let before = texts[clause.id] else { return true }
      return before.text != clause.text || before.heading != clause.heading
        || changed.contains(clause.id)
    }.map(\.id)
  }
}

extension EditionSnapshot {
  /// The edition with the rules and texts of its bundle in place of what this tool makes of them.
  fileprivate func overlaid(with content: BundleContent) -> EditionSnapshot {
    let published = Dictionary(
      content.clauses.map { ($0.id, ClauseSnapshot($0)) }, uniquingKeysWith: { first, _ in first })
    var edition = self
    edition.content = content
    for section in edition.sections.indices {
      for index in edition.sections[section].clauses.indices {
        let clause = edition.sections[section].clauses[index]
        guard let kept = published[clause.id] else { continue }
        edition.sections[section].clauses[index].printed = kept.printed
        edition.sections[section].clauses[index].rules = kept.rules
        edition.sections[section].clauses[index].pattern = [:]
      }
    }
    return edition
  }
}
