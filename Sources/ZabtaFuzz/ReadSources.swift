import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaPages
import ZabtaSyntax

/// One source: any bytes give a tree, messages in every form, and a layout that stays.
enum ReadSource {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    let text = SourceText(path: "policies/a.zabta", bytes: bytes)
    let parsed = Parser.parse(text, file: 0)
    render(parsed.diagnostics, [text])
    let laidOut = Formatter.format(parsed.tree)
    let again = Parser.parse(SourceText(path: text.path, bytes: laidOut), file: 0)
    guard Formatter.format(again.tree) == laidOut else {
      throw Finding("a layout that was laid out again is another")
    }
    let isRight = !parsed.diagnostics.contains { $0.severity == .error }
    if isRight, again.diagnostics.contains(where: { $0.severity == .error }) {
      throw Finding("the layout of a text without errors has errors")
    }
    return isRight
  }

  static func render(_ diagnostics: [Diagnostic], _ sources: [SourceText]) {
    // One form for each input, since writing takes longer than reading.
    var random = Damage(of: sources.last?.bytes ?? [])
    switch random.below(4) {
    case 0: _ = DiagnosticRenderer.text(diagnostics, sources: sources, color: true)
    case 1: _ = DiagnosticRenderer.json(diagnostics, sources: sources)
    case 2: _ = DiagnosticRenderer.sarif(diagnostics, sources: sources)
    default: _ = DiagnosticRenderer.github(diagnostics, sources: sources)
    }
  }
}

/// A whole project: the files stand one after the other, parted by lines that begin with `=== `.
enum ReadProject {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    var project = Project()
    let mark = Array("=== ".utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: mark) || project.sources.isEmpty {
        let path = "policies/\(project.sources.count).zabta"
        project.sources.append(SourceText(path: path, bytes: []))
        if line.starts(with: mark) { continue }
      }
      let last = project.sources.count - 1
      let text = project.sources[last]
      project.sources[last] = SourceText(
        path: text.path, bytes: text.bytes + line + [UInt8(ascii: "\n")])
    }
    guard project.sources.count <= 16 else { return false }
    let compilation = Compiler.compile(project)
    ReadSource.render(compilation.diagnostics, compilation.sources)
    _ = Fixing.apply(compilation.diagnostics, to: compilation.sources)
    for policy in compilation.policies {
      let written = BundleJSON.write(policy.content)
      guard let set = try? BundleSetJSON.read(written) else {
        throw Finding("the bundle of a policy without errors cannot be read")
      }
      var random = Damage(of: bytes)
      try Policy(set).ask(40, &random)
    }
    return !compilation.hasErrors
  }
}

/// The frame of a page.
enum ReadTemplate {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    let text = SourceText(path: "templates/page.html", bytes: bytes)
    let slots = PageWriter.slots
    let (template, diagnostics) = Template.parse(text, file: 0, slots: slots)
    ReadSource.render(diagnostics, [text])
    guard let template else {
      guard diagnostics.contains(where: { $0.severity == .error }) else {
        throw Finding("a template is refused without a word")
      }
      return false
    }
    let filled = Dictionary(
      slots.map { ($0, SlotContent.text("<&\"'")) }, uniquingKeysWith: { first, _ in first })
    guard (try? template.fill(filled, in: .english)) != nil else {
      throw Finding("a template has a slot that no page has")
    }
    return true
  }
}

/// The record of editions, as it is and with its chain of digests mended.
enum ReadLedger {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    if try look(bytes) { return true }
    return try look(LedgerSeal.mend(bytes))
  }

  private static func look(_ bytes: [UInt8]) throws(Finding) -> Bool {
    let (ledger, problems) = Ledger.parse(bytes, policy: "example.privacy")
    guard let last = ledger.entries.last else { return false }
    for entry in ledger.entries {
      for file in entry.published { _ = file.text }
      for file in entry.sources { _ = file.text }
    }
    if problems.isEmpty {
      let again = Ledger.parse(
        bytes + last.line() + [UInt8(ascii: "\n")], policy: "example.privacy")
      guard !again.problems.isEmpty else { throw Finding("an edition may stand twice") }
    }
    return problems.isEmpty
  }
}

/// Mends the digests of damaged ledgers.
enum LedgerSeal {
  static func mend(_ bytes: [UInt8]) -> [UInt8] {
    var previous: [UInt8]?
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return Array(
      lines.map { line -> [UInt8] in
        var line = Array(line)
        if let previous, let place = value(of: "previous", in: line) {
          line.replaceSubrange(place, with: previous)
        }
        guard let place = value(of: "digest", in: line) else { return line }
        // The digest is that of the line without the member.
        let name = Array(#""digest":""#.utf8)
        let whole = place.lowerBound - name.count..<min(line.count, place.upperBound + 2)
        let digest = Array(
          ContentDigest.of(Array(line[..<whole.lowerBound] + line[whole.upperBound...])).utf8)
        line.replaceSubrange(place, with: digest)
        previous = digest
        return line
      }.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Where the first text of that name stands, without its quotes.
  private static func value(of name: String, in line: [UInt8]) -> Range<Int>? {
    guard let start = line.firstRange(of: Array(",\"\(name)\":\"".utf8))?.upperBound,
      let end = line[start...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return start..<end
  }
}

/// Two published texts, parted by a line `=== `: the redline puts both together again.
enum ReadTexts {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    let mark = Array("\n=== \n".utf8)
    let cut = bytes.firstRange(of: mark) ?? bytes.endIndex..<bytes.endIndex
    let form: PlainTextEdition.Form = bytes.first == UInt8(ascii: " ") ? .text : .markdown
    guard
      let old = try? PlainTextEdition.read(
        Array(bytes[..<cut.lowerBound]), named: "text", as: form),
      let new = try? PlainTextEdition.read(Array(bytes[cut.upperBound...]), named: "text", as: form)
    else { return false }
    let changes = Differ.compare(old: old, new: new)
    let problems = RedlineCheck.problems(old, new, changes)
    guard problems.isEmpty else { throw Finding(problems.joined(separator: "; ")) }
    return true
  }
}
