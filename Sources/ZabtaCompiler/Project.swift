package import ZabtaSyntax

/// What a compilation starts from: texts, as somebody else has read them.
///
/// The compiler does no I/O.
package struct Project: Sendable {
  /// The `.zabta` files, in the order of their paths.
  package var sources: [SourceText] = []
  /// The templates by file name; one that is missing is the tool's own.
  package var templates: [String: SourceText] = [:]
  /// The ledgers by path, each beside its policy's source.
  package var ledgers: [String: [UInt8]] = [:]

  package init() {}

  /// The file names of the templates that a project may bring.
  package static let templateNames = ["notice.html", "page.html", "theme.css"]
  /// How the names of ledgers end.
  package static let ledgerSuffix = ".ledger.jsonl"
}
