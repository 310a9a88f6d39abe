import ZabtaSyntax

/// What a tree says, without where it says it: two sources of one meaning have one shape.
enum Shape {
  static func of(_ tree: SourceTree) -> [String] {
    tree.paragraphs.map { of($0.content) }
  }

  /// Walks over any value of the tree; ranges are left out.
  static func of(_ value: Any) -> String {
    if value is SourceRange || value is SourceRange? || value is SourceText { return "" }
    if let name = value as? Name { return "'\(name.text)'" }
    if let string = value as? String { return "\"\(string)\"" }
    if value is Int || value is Bool { return "\(value)" }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .collection:
      return "[" + mirror.children.map { of($0.value) }.joined(separator: " ") + "]"
    case .optional: return mirror.children.first.map { of($0.value) } ?? "-"
    case .enum:
      guard let child = mirror.children.first else { return "\(value)" }
      return "\(child.label ?? "")(\(of(child.value)))"
    default:
      return "("
        + mirror.children.map { of($0.value) }.filter { !$0.isEmpty }
        .joined(separator: " ") + ")"
    }
  }
}
