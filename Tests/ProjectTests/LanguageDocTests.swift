import Foundation
import Testing
import ZabtaCompiler
@testable import ZabtaModel
import ZabtaRuntime
@testable import ZabtaSyntax

/// The reference of the language says what the compiler does.
@Suite struct LanguageDocTests {
  static let text = (try? Repository.text("docs/language.md")) ?? ""

  /// The blocks marked `zabta`, each with the line it stands on.
  static let examples: [(line: Int, text: String)] = {
    var examples: [(line: Int, text: String)] = []
    var current: (line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let open = current {
        if line == "```" {
          examples.append((open.line, open.lines.joined(separator: "\n") + "\n"))
          current = nil
        } else {
          current?.lines.append(line)
        }
      } else if line == "```zabta" {
        current = (index + 2, [])
      }
    }
    return examples
  }()

  // MARK: - Examples

  @Test func thereAreExamples() {
    #expect(Self.examples.count >= 8)
  }

  /// An example is a file of its own, or clauses: then it is put into a policy's section.
  @Test(arguments: examples.indices) func example(_ index: Int) throws {
    let (line, example) = Self.examples[index]
    var project = try Repository.project()
    if !example.hasPrefix("Checks for buy-inverter.privacy:") {
      project.sources.removeAll { !$0.path.hasSuffix("vocabulary.zabta") }
    }
    let isFile = ["Policy ", "Vocabulary ", "Checks for "].contains { example.hasPrefix($0) }
    let clauses = Self.frame + example
    project.sources.append(SourceText(path: "example.zabta", text: isFile ? example : clauses))
    let found = Compiler.compile(project, withLedgers: false).diagnostics
      .filter { $0.severity == .error || $0.id == "label-inside-prose" }
    #expect(found.map { "\($0.id): \($0.summary)" }.isEmpty, "docs/language.md:\(line)")
  }

  private static let frame = """
    Policy example.privacy: Privacy policy
    Urdu: رازداری کی پالیسی

    Publisher example: Example
    Urdu: مثال
    Words from: common, shop
    People: customer, visitor


    Section example: An example
    Urdu: ایک مثال


    """

  // MARK: - Tables

  @Test func theReservedWordsAreListed() throws {
    let line = try #require(
      Self.text.firstMatch(of: /none can be a name \((\d+)\):\n((?:`[^\n]*\n)+)/))
    let words = line.2.matches(of: /`([a-z]+)`/).map { String($0.1) }
    #expect(words == Parser.reservedWords)
    #expect(Int(line.1) == words.count)
  }

  @Test func everyVerbIsInTheTableWithItsTails() throws {
    let rows = try table("| verb | object | tails | needs |")
    let verbs = rows.flatMap { $0[0].components(separatedBy: ", ") }
    #expect(verbs.sorted() == (Verb.allCases.map(\.rawValue) + ["have the right to"]).sorted())
    for row in rows {
      for verb in row[0].components(separatedBy: ", ") {
        #expect(row[2] == (try tails(ofVerb: verb)), "the tails of \(verb)")
      }
    }
  }

  /// The tails that a verb takes, as the message about another tail names them.
  private func tails(ofVerb verb: String) throws -> String {
    let objects = [
      "send": "marketing-message", "set": "essential-cookie", "answer": "inquiry",
      "resolve": "access", "announce": "material-change", "penalise": "people",
    ]
    let odd = verb == "announce" ? "then delete" : "30 days ahead"
    let sentence =
      verb == "have the right to"
      ? "People have the right to access \(odd)."
      : "We may not \(verb) \(objects[verb] ?? "email") \(odd)."
    var project = try Repository.project()
    project.sources.removeAll { !$0.path.hasSuffix("vocabulary.zabta") }
    project.sources.append(
      SourceText(path: "example.zabta", text: Self.frame + "Rule odd: \(sentence)\n"))
    let found = Compiler.compile(project).diagnostics.first { $0.id == "tail-not-taken" }
    let way = try #require(found?.fixes.first?.title, "\(verb) takes everything")
    return way.replacing("it takes: ", with: "")
  }

  @Test func everyLabelIsNamed() {
    for label in LabelForm.all {
      if case .word = label.keyword { continue }
      let isNamed =
        Self.text.contains("`\(label.words)") || Self.text.contains("\(label.words), ")
        || Self.text.contains(", \(label.words).") || Self.text.contains("\n\(label.words)")
      #expect(isNamed, "the label \(label.words)")
    }
    let kinds = WordLabel.allCases.map(\.rawValue)
    let listed = Self.text.firstMatch(of: /Kinds \((\d+)\): ([^.]*)\./)
    #expect(listed.map { Int($0.1) } == kinds.count)
    let names = listed?.2.split { $0 == "," || $0.isWhitespace }.map(String.init)
    #expect(names == kinds)
  }

  @Test func everySlotHasItsUrdu() throws {
    let rows = try table("| English slot | Urdu slot |")
    var values: [String: String] = [:]
    for row in rows {
      let english = row[0].matches(of: /`\{([^}]*)\}`/).map { String($0.1) }
      let urdu = row[1].matches(of: /`\{([^}]*)\}`/).map { String($0.1) }
      #expect(english.count == urdu.count, "\(row)")
      for (english, urdu) in zip(english, urdu) { values[urdu] = english }
    }
    let plain = values.filter { !$0.value.contains(" ") }
    #expect(plain == UrduSlots.values.mapValues(\.rawValue))
    let tables = values.filter { $0.value.hasPrefix("table of ") }
    #expect(tables == UrduSlots.tables.mapValues { "table of \($0.rawValue)" })
  }

  @Test func theBoundsAreThoseOfTheParser() throws {
    let rows = try table("| bound | of |").compactMap { Int($0[0]) }
    #expect(
      rows == [
        Limits.fileBytes, Limits.lines, Limits.sentenceTokens, Limits.namesInList, Limits.number,
        Limits.nameBytes, Limits.proseNesting, Limits.slotBytes, Limits.targetBytes,
        Limits.labelBytes, Limits.messages,
      ])
  }

  // MARK: - Messages

  /// Every message is listed under its severity, and every one that is listed exists.
  @Test func theMessagesAreListed() throws {
    var listed: [String: Set<String>] = [:]
    var part = ""
    let section = try #require(Self.text.range(of: "\n## 15. Messages\n"))
    for line in Self.text[section.upperBound...].split(separator: "\n") {
      if line.hasPrefix("### ") { part = String(line.dropFirst(4)) }
      guard line.hasPrefix("| `"), let ids = line.split(separator: "|").first else { continue }
      for id in ids.matches(of: /`([a-z0-9-]+)`/) {
        listed[String(id.1), default: []].insert(String(part.prefix { $0 != " " }))
      }
    }
    let code = try Repository.files("Sources").filter { $0.hasSuffix(".swift") }
      .map { try Repository.text("Sources/\($0)") }.joined()
    let told = code.matches(of: /"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)",\s*\.(error|warning|note)\b/)
    #expect(told.count > 80)
    for message in told {
      let part =
        ["error": "Errors", "warning": "Warnings", "note": "Notes"][String(message.2)] ?? ""
      let isListed = listed[String(message.1)]?.contains(part) == true
      #expect(isListed, "docs/language.md lacks \(message.1) among the \(part)")
    }
    for id in listed.keys.sorted() {
      #expect(code.contains("\"\(id)\""), "no message is called \(id)")
    }
  }

  // MARK: - Reading the reference

  /// The rows of the table with this heading, as cells.
  private func table(_ heading: String) throws -> [[String]] {
    let start = try #require(Self.text.range(of: heading + "\n"), "there is no table \(heading)")
    return Self.text[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }.dropFirst()
      .map { row in
        row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
  }
}
