import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

struct Report: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract:
      "Promises without rules, rules without tests, vague periods, reasons given; stale Urdu.",
    discussion: """
      Example: zabta report --format json
      Example: zabta report --stale

      --stale is the notice for translators: the Urdu that did not follow its English.
      """)

  @OptionGroup var root: RootOption
  @Option(help: "text or json.")
  var format: Format = .text
  @Flag(help: "The Urdu texts whose English changed, in any edition, and they did not.")
  var stale = false

  func run() throws {
    let compilation = Compiler.compile(try ProjectFolder(root: root).read())
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    Messages.show(errors, sources: compilation.sources)
    try Messages.failOnErrors(errors)
    if stale {
      Console.result(StaleUrdu.report(compilation, asJSON: format == .json))
      return
    }
    Console.result(Reporting.report(compilation, asJSON: format == .json))
  }
}
