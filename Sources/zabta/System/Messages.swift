import ArgumentParser
import ZabtaSyntax

/// Shows diagnostics and decides the exit status.
enum Messages {
  /// Prints the messages to standard error, with a closing line that counts them.
  static func show(_ diagnostics: [Diagnostic], sources: [SourceText]) {
    Console.endProgress()
    guard !diagnostics.isEmpty else { return }
    Console.message(
      DiagnosticRenderer.text(diagnostics, sources: sources, color: Console.colourOnError))
    Console.message(count(diagnostics))
  }

  /// For instance "2 errors, 1 warning".
  static func count(_ diagnostics: [Diagnostic]) -> String {
    let parts = Diagnostic.Severity.allCases.compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return parts.joined(separator: ", ")
  }

  /// Ends with status 1 where there are errors.
  static func failOnErrors(_ diagnostics: [Diagnostic]) throws {
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
