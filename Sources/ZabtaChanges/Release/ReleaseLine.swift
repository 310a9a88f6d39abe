/// The line that a release writes into the policy.
package enum ReleaseLine {
  /// For instance `Release 2026-09-01 effective 2026-10-01: We keep transaction records for ten
  /// years.`.
  package static func text(_ plan: ReleaseDecision.Plan) -> String {
    text(date: plan.date.text, effective: plan.effective?.text, note: plan.note)
  }

  static func text(date: String, effective: String?, note: String) -> String {
    "Release \(date)\(effective.map { " effective \($0)" } ?? ""): \(note)"
  }

  /// The source with the line at the top of its list of releases.
  ///
  /// Where there is no list yet, it begins after the definitions and contacts of the front matter.
  package static func insert(_ plan: ReleaseDecision.Plan, into source: [UInt8]) -> [UInt8] {
    let lines = Lines(source)
    let line = Array(text(plan).utf8) + lines.lineBreak
    let front = 0..<lines.endOfFront
    if let first = front.first(where: { lines.starts($0, with: "Release ") }) {
      return lines.inserting(line, before: first)
    }
    let anchor = front.last {
      lines.starts($0, with: "Define ") || lines.starts($0, with: "Contact ")
    }
    let last = anchor ?? front.last { !lines.isEmpty($0) }
    guard let last else { return line + lines.lineBreak + source }
    // The group goes on to its empty line.
    var next = last + 1
    while next < lines.endOfFront, !lines.isEmpty(next) { next += 1 }
    return lines.inserting(lines.lineBreak + line, before: next)
  }

  /// The words for the notice: the lawyer's, or what a release without them says.
  static func note(_ given: String?, changes: EditionChanges?, isFirst: Bool) -> String {
    let words = words(given ?? "")
    if !words.isEmpty { return words }
    if isFirst { return "First edition." }
    return changes?.changes.first?.summary.split(separator: "*").joined() ?? "New edition."
  }

  /// Words on one line: single spaces, and no characters that control anything.
  package static func words(_ text: String) -> String {
    let cleaned = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control ? " " : scalar
    }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: cleaned)
    return String(words).split(separator: " ").joined(separator: " ")
  }

  /// The lines of a source, by their offsets.
  private struct Lines {
    let source: [UInt8]
    private var starts: [Int] = [0]
    /// The line break that the source uses.
    let lineBreak: [UInt8]
    /// The first line of the first section, or the number of lines.
    private(set) var endOfFront = 0

    init(_ source: [UInt8]) {
      self.source = source
      for (offset, byte) in source.enumerated() where byte == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
      let isWindows = source.firstIndex(of: UInt8(ascii: "\n")).map {
        $0 > 0 && source[$0 - 1] == UInt8(ascii: "\r")
      }
      lineBreak = isWindows == true ? [0x0D, 0x0A] : [0x0A]
      endOfFront =
        starts.indices.first { starts($0, with: "Section ") || starts($0, with: "Subsection ") }
        ?? starts.count
    }

    private func bytes(_ line: Int) -> ArraySlice<UInt8> {
      source[starts[line]..<(line + 1 < starts.count ? starts[line + 1] : source.count)]
    }

    func starts(_ line: Int, with prefix: String) -> Bool { bytes(line).starts(with: prefix.utf8) }

    func isEmpty(_ line: Int) -> Bool {
      bytes(line).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    }

    func inserting(_ text: [UInt8], before line: Int) -> [UInt8] {
      let offset = line < starts.count ? starts[line] : source.count
      let needsBreak = offset > 0 && source[offset - 1] != UInt8(ascii: "\n")
      return Array(source[..<offset]) + (needsBreak ? lineBreak : []) + text
        + Array(source[offset...])
    }
  }
}
