import ZabtaCompiler
import ZabtaModel
import ZabtaSyntax

/// A policy of a given length: Buy Inverter's sections over and over, each copy with names of its own.
enum LargePolicy {
  static func make(words: Int, from project: Project, _ healthy: Compilation) -> Project {
    guard let longest = healthy.policies.max(by: {
      project.sources[$0.policy.file].bytes.count < project.sources[$1.policy.file].bytes.count
    }) else { return project }
    let source = project.sources[longest.policy.file]
    let text = source.string(0, source.bytes.count)
    guard let body = text.range(of: "\nSection ") else { return project }
    let front = String(text[..<body.lowerBound])
    let sections = String(text[body.lowerBound...])
    let names = longest.policy.sections.map(\.id) + longest.policy.clauses.map(\.id)
    var large = front
    var copy = 0
    while large.split(whereSeparator: \.isWhitespace).count < words {
      large += rename(sections, Set(names), copy: copy)
      copy += 1
    }
    var result = project
    result.sources = project.sources.enumerated().compactMap { index, other in
      if index == longest.policy.file { return SourceText(path: source.path, text: large) }
      // Other policies would be checked as well.
      return healthy.policies.contains { $0.policy.file == index } ? nil : other
    }
    result.ledgers = [:]
    return result
  }

  /// Gives every section and clause of a copy a name of its own, where it is declared and cited.
  private static func rename(_ text: String, _ names: Set<String>, copy: Int) -> String {
    guard copy > 0 else { return text }
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = String(line)
      for label in ["Section ", "Subsection ", "Rule ", "Text "] where line.hasPrefix(label) {
        if let colon = line.firstIndex(of: ":") { line.insert(contentsOf: "-\(copy)", at: colon) }
      }
      result += line + "\n"
    }
    for name in names {
      result = result.replacing("{see \(name)}", with: "{see \(name)-\(copy)}")
      result = result.replacing("citing \(name).", with: "citing \(name)-\(copy).")
      result = result.replacing("data of \(name),", with: "data of \(name)-\(copy),")
    }
    return result
  }
}

extension String {
  /// Where a piece of text first stands.
  fileprivate func range(of piece: String) -> Range<String.Index>? {
    ranges(of: piece).first
  }
}
