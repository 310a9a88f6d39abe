import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

struct Report: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract: "Promises without rules, rules without tests, vague periods, reasons given.",
    discussion: "Example: zabta report --format json")

  @OptionGroup var root: RootOption
  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    let compilation = Compiler.compile(try ProjectFolder(root: root).read())
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    Messages.show(errors, sources: compilation.sources)
    try Messages.failOnErrors(errors)
    Console.result(Reporting.report(compilation, asJSON: format == .json))
  }
}
