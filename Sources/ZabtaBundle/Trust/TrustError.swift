/// Why a bundle, a key or a list of keys is not trusted.
package struct TrustError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The threats, most by their names in The Update Framework (TUF 1.0.33, section 1.5.2).
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Arbitrary software: too few of the trusted keys signed it.
    case untrusted
    /// Rollback: an older edition than one that was seen.
    case rollback
    /// Indefinite freeze: it has expired.
    case frozen
    /// Mix and match: a file of another build.
    case mixed
    /// Endless data: longer than it says, or than anything may be.
    case tooLong = "too-long"
    /// Extraneous dependencies: a file that nobody signed for, or one that is missing.
    case files
    /// Wrong software: a bundle of another policy, or something else in its place.
    case foreign
    /// Two bundles that are said to be one edition.
    case equivocal
    /// It is not in the form that it has to be in.
    case unreadable
  }

  package var kind: Kind
  /// One line: what is wrong.
  package var reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  package var description: String { reason }

  /// Runs the work on a file, and puts the file's name before whatever is wrong with it.
  package static func naming<Result>(
    _ file: String, _ work: () throws(TrustError) -> Result
  ) throws(TrustError) -> Result {
    do throws(TrustError) {
      return try work()
    } catch {
      throw TrustError(error.kind, "\(file): \(error.reason)")
    }
  }
}
