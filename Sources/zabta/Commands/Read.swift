import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every rule as a plain sentence, with where it stands.",
    discussion: "Example: zabta read buy-inverter.privacy")

  @OptionGroup var root: RootOption
  @Argument(help: "The policy's id.")
  var policy: String

  func run() throws {
    let compilation = Compiler.compile(try ProjectFolder(root: root).read())
    let built = try compilation.find(policy)
    Console.result(Reading.sentences(of: built, sources: compilation.sources))
  }
}

extension Compilation {
  /// The policy of an id; shows the errors and ends where there is none to work with.
  func find(_ id: String) throws -> CompiledPolicy {
    let errors = diagnostics.filter { $0.severity == .error }
    Messages.show(errors, sources: sources)
    try Messages.failOnErrors(errors)
    if let built = policies.first(where: { $0.id == id }) { return built }
    let known = policies.map(\.id).joined(separator: ", ")
    Console.message("zabta: there is no policy \(id). The policies here: \(known)")
    throw ExitCode(2)
  }
}
