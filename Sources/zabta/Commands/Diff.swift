import ArgumentParser
import ZabtaChanges
import ZabtaCompiler
import ZabtaSyntax

struct Diff: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, markdown
  }

  static let configuration = CommandConfiguration(
    abstract: "What changes between two editions, folders, git revisions, bundles or texts.",
    discussion: """
      Example: zabta diff 1 .
      Example: zabta diff 2026-03 2026-06-14
      Example: zabta diff git:HEAD . --policy buy-inverter.privacy --format markdown
      Example: zabta diff output/buy-inverter.privacy/editions/1/bundle.json output/buy-inverter.privacy/bundle.json

      A number is an edition of the ledger; a date is the edition that was the newest on that day; \
      git:REV is a revision; a path is a project's folder, an output folder or a bundle.json; . is \
      the project itself. A folder that is named like a number or a date is written ./2.
      Two texts that never saw Zabta (.md, .txt) are compared word by word: zabta diff OLD.md NEW.md
      """)

  @OptionGroup var root: RootOption
  @Argument(
    help:
      "The earlier side: an edition's number, a date, a folder, git:REV, a bundle.json or a text.")
  var old: String
  @Argument(help: "The later side.")
  var new: String
  @Option(help: "text, json, html or markdown.")
  var format: Format = .text
  @Option(help: "Compare this policy only.")
  var policy: String?

  /// What to say of a side that begins with a dash and so is taken for an option; nil for anything else.
  static func refusal(_ arguments: [String]) -> String? {
    guard arguments.first == "diff" else { return nil }
    let side = arguments.dropFirst().first { argument in
      argument.utf8.first == UInt8(ascii: "-")
        && argument.utf8.dropFirst().first.map { (0x30...0x39).contains($0) } == true
    }
    return side.map {
      "zabta: \($0) is no side of a comparison. A side is an edition's number (1, 2, …), a date, a "
        + "folder, git:REV, a bundle.json or a text; the sources as they stand are \".\". A file of "
        + "that name is written ./\($0)"
    }
  }

  func run() throws {
    if let texts = try DiffTexts(old, new) {
      return try show(Diffing.compare(texts.old, texts.new), style: Diffing.style(of: Project()))
    }
    let reader = DiffSides(root: root)
    let (before, after) = (try reader.side(old), try reader.side(new))
    // Two folders or bundles need no project around them.
    let needsLedgers = [before, after].contains { side in
      switch side {
      case .edition, .date: true
      default: false
      }
    }
    let project = needsLedgers ? try ProjectFolder(root: root).read() : Project()
    try show(
      Diffing.compare(before, after, in: project, only: policy), style: Diffing.style(of: project))
  }

  private func show(_ outcome: Diffing.Outcome, style: String) throws {
    switch outcome {
    case .errors(let diagnostics, let sources, let name):
      Messages.show(diagnostics.filter { $0.severity == .error }, sources: sources)
      Console.message("zabta: the sources of \(name) have errors, so they cannot be compared")
      throw ExitCode(1)
    case .refuse(let reason):
      Console.message("zabta: \(reason)")
      throw ExitCode(2)
    case .changes(let policies, let notes):
      for note in notes { Console.message("note: \(note)") }
      for compared in policies {
        if format == .text, policies.count > 1 { Console.result("== \(compared.policy)") }
        Console.result(
          DiffOutput.render(
            compared.changes, as: DiffOutput.Format(rawValue: format.rawValue) ?? .text,
            title: compared.title, colour: Console.colourOnOutput, style: style))
      }
    }
  }
}
