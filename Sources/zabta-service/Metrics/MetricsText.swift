/// Writes metrics in the text format of Prometheus, version 0.0.4 (Prometheus documentation,
/// "Exposition formats").
struct MetricsText {
  /// The content type of the format.
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// The kinds of metric that are used.
  enum Kind: String { case counter, gauge, histogram }

  private(set) var text = ""
  private var name = ""

  /// Begins a metric; its samples follow.
  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// Adds a sample of the metric.
  mutating func sample(
    _ labels: [(name: String, value: String)], _ value: some CustomStringConvertible,
    suffix: String = ""
  ) {
    text += name + suffix
    if !labels.isEmpty {
      text += "{"
      text += labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }.joined(
        separator: ",")
      text += "}"
    }
    text += " \(value)\n"
  }

  /// Microseconds as seconds, without the noise of binary fractions.
  static func seconds(_ microseconds: Int) -> String {
    let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest > 0 else { return "\(whole)" }
    var fraction = String(String(1_000_000 + rest).dropFirst())
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(whole).\(fraction)"
  }

  private static func escaped(_ label: String) -> String {
    guard label.utf8.contains(where: { [0x22, 0x5C, 0x0A].contains($0) }) else { return label }
    var escaped = ""
    for scalar in label.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
