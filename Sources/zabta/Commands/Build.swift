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

      The policies' folders are written beside their places and put there whole; a build that fails \
      leaves the old ones.
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
    let project = try ProjectFolder(root: root).read(finishing: !check)
    Console.progress("compiling")
    let compilation = Compiler.compile(project)
    Messages.show(compilation.diagnostics, sources: compilation.sources)
    try Messages.failOnErrors(compilation.diagnostics)
    for id in policy where !compilation.policies.contains(where: { $0.id == id }) {
      Console.message("zabta: there is no policy \(id)")
      throw ExitCode(2)
    }
    warnOfDrafts(compilation)
    let target = output ?? root.path("output")
    let wanted = compilation.policies.filter { policy.isEmpty || policy.contains($0.id) }
    if check {
      try compare(wanted, with: target)
    } else {
      try write(wanted, to: target)
    }
  }

  private func compare(_ wanted: [CompiledPolicy], with target: String) throws {
    let compare = { try wanted.map { try differs($0, from: target) } }
    let differ =
      FileTree.isFolder(target)
      ? try FolderLock.holding(target, for: .reading, compare) : try compare()
    if differ.contains(true) {
      Console.message("\(target) differs from what the sources say. Run: zabta build")
      throw ExitCode(1)
    }
  }

  private func write(_ wanted: [CompiledPolicy], to target: String) throws {
    let made = try Disk.makeFolder(target)
    do {
      try FolderLock.holding(target, for: .writing) {
        try Signals.held { try FolderSwap.clear(target) }
        let changed = try wanted.filter { try differs($0, from: target) }
        Console.progress("writing \(target)")
        try Signals.held {
          try FolderSwap.replace(
            changed.map { built in
              FolderSwap.Folder(
                path: target + "/" + built.id, files: built.files.map { ($0.path, $0.bytes) })
            })
        }
      }
    } catch {
      Disk.removeEmpty(made)
      throw error
    }
    Console.endProgress()
  }

  /// Tells what writing would change.
  private func differs(_ built: CompiledPolicy, from target: String) throws -> Bool {
    let changes = try changes(of: built, in: target + "/" + built.id)
    Console.message(
      "\(built.id): \(changes.isEmpty ? "unchanged" : changes.joined(separator: ", "))")
    return !changes.isEmpty
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
