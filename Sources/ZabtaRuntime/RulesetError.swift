/// Why content cannot be made into a ruleset.
public struct RulesetError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place in the content, for instance `norms[3].when[0]`.
  public var path: String
  /// What is wrong there.
  public var reason: String

  /// Creates an error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The place and the reason, on one line.
  public var description: String { "\(path): \(reason)" }
}
