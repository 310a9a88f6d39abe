package import ZabtaSyntax

/// What came of a project.
package struct Compilation: Sendable {
  /// The texts that messages point into.
  package var sources: [SourceText]
  /// In reading order.
  package var diagnostics: [Diagnostic]
  /// The policies, where there is no error; in the order of their files.
  package var policies: [CompiledPolicy] = []

  /// How many `.zabta` files were read.
  package var policyFileCount: Int { sources.count { $0.path.hasSuffix(".zabta") } }
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
