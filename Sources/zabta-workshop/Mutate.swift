import ArgumentParser
import ZabtaChanges
import ZabtaCompiler
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// The mutation measure of the language's reference: does every slip of the pen come to light?.
struct Mutate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Change each rule in small ways and see whether anything reports it.")

  @Option(help: "The project's folder.")
  var root = "."
  @Flag(help: "List the mutants that slip through.")
  var list = false
  @Option(help: "Exit 1 where more mutants than this slip through.")
  var most: Int?

  func run() throws {
    let project = try WorkshopFiles.project(root)
    let healthy = Compiler.compile(project)
    guard !healthy.hasErrors else {
      throw ValidationError("the policies have errors; mend them first")
    }
    var total = 0
    var slipped: [String] = []
    for built in healthy.policies {
      let source = project.sources[built.policy.file]
      let tree = Parser.parse(source, file: built.policy.file).tree
      let mutants = Mutants.of(tree, policy: built.policy)
      let missed = mutants.filter { !isNoticed($0, in: project, healthy, built) }
      print("\(built.policy.id): \(mutants.count) mutants, \(missed.count) slip through")
      total += mutants.count
      slipped += missed.map { "\(built.policy.id) \($0.name)" }
    }
    if list { for name in slipped { print("  \(name)") } }
    print("mutants: \(total), noticed: \(total - slipped.count), slip through: \(slipped.count)")
    if let most, slipped.count > most { throw ExitCode(1) }
  }

  /// Whether a message is new, or the page and the notice changed in step with the bundle.
  private func isNoticed(
    _ mutant: Mutant, in project: Project, _ healthy: Compilation, _ before: CompiledPolicy
  ) -> Bool {
    var changed = project
    changed.sources[mutant.file] = SourceText(
      path: project.sources[mutant.file].path, bytes: mutant.bytes)
    let compilation = Compiler.compile(changed)
    if compilation.hasErrors { return true }
    let known = Set(healthy.diagnostics.map { $0.id + $0.summary })
    if compilation.diagnostics.contains(where: { !known.contains($0.id + $0.summary) }) {
      return true
    }
    guard let after = compilation.policies.first(where: { $0.policy.id == before.policy.id }) else {
      return true
    }
    // A mutant that means the same is no mutant.
    if after.content.norms == before.content.norms { return true }
    return after.printedText != before.printedText
      && !Differ.compare(old: before.snapshot, new: after.snapshot).isEmpty
  }
}
