import ArgumentParser
import ZabtaChanges
import ZabtaCompiler
import ZabtaPages
import ZabtaSyntax

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check everything, then write pages, notices and rule bundles.",
    discussion: """
      Example: zabta build --output public

      Each policy's folder is written beside its place and put there whole.
      """)

  @OptionGroup var root: RootOption
  @Option(help: "Where to write; output/ under the root by default.")
  var output: String?
  @Option(help: "Build this policy only; may be repeated.")
  var policy: [String] = []
  @Flag(help: "Write nothing; exit 1 where the output differs.")
  var check = false

  func run() throws {
    Console.progress("reading")
    let project = try ProjectFolder(root: root).read()
    Console.progress("compiling")
    let compilation = Compiler.compile(project)
    Messages.show(compilation.diagnostics, sources: compilation.sources)
    try Messages.failOnErrors(compilation.diagnostics)
    for id in policy where !compilation.policies.contains(where: { $0.id == id }) {
      Console.message("zabta: there is no policy \(id)")
      throw ExitCode(2)
    }
    let target = output ?? root.path("output")
    var differ = false
    warnOfDrafts(compilation)
    for built in compilation.policies where policy.isEmpty || policy.contains(built.id) {
      let folder = target + "/" + built.id
      let changes = try changes(of: built, in: folder)
      guard !changes.isEmpty else {
        Console.message("\(built.id): unchanged")
        continue
      }
      differ = true
      Console.message("\(built.id): " + changes.joined(separator: ", "))
      guard !check else { continue }
      Console.progress("writing \(folder)")
      try FileTree.makeFolder(target)
      try FolderSwap.replace(folder, with: built.files.map { ($0.path, $0.bytes) })
      Console.endProgress()
    }
    if check, differ {
      Console.message("\(target) differs from what the sources say. Run: zabta build")
      throw ExitCode(1)
    }
  }

  /// A page without a date is a draft, and whoever publishes it should know.
  private func warnOfDrafts(_ compilation: Compilation) {
    for built in compilation.policies where built.needsRelease {
      let draft = "warning: \(built.id) is printed as \"Draft, not released\""
      guard built.ledger.newest != nil else {
        Console.message("\(draft); it was never released")
        continue
      }
      Console.message("\(draft). To be released:")
      for message in ReleaseNeeded.messages(built, .warning) {
        Console.message("  \(([message.summary] + message.explanation).joined(separator: ". "))")
      }
    }
  }

  /// What writing would change, as words: "index.html written", "old.html removed".
  private func changes(of built: CompiledPolicy, in folder: String) throws -> [String] {
    if !check { try FolderSwap.recover(folder) }
    var changes: [String] = []
    let present = FileTree.isFolder(folder) ? try FileTree.list(folder) : []
    for file in built.files {
      let old = try FileTree.read(folder + "/" + file.path)
      if old == nil {
        changes.append("\(file.path) new")
      } else if old != file.bytes {
        changes.append("\(file.path) changed")
      }
    }
    let expected = Set(built.files.map(\.path))
    for path in present where !expected.contains(path) { changes.append("\(path) gone") }
    return changes
  }
}
