/// A value of a JSON text (RFC 8259), as far as this project uses JSON.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A whole number that fits a machine word.
  case int(Int)
  /// Any other number, as it was written. No format here has one; it is kept to be told of.
  case decimal(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What a reader of messages calls the value.
  var noun: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .int: "a whole number"
    case .decimal: "a number that is not whole, or too large"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place, for instance `norms[3].when[0]`; empty for the whole text.
  package var path: String
  /// What is wrong there.
  package var reason: String

  /// Creates an error.
  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The place and the reason, on one line.
  package var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
