import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

/// The folder with `policies/` and `templates/`, as an option of every command.
struct RootOption: ParsableArguments {
  @Option(name: .long, help: "The folder with policies/ and templates/.")
  var root = "."

  /// A path inside the folder.
  func path(_ relative: String) -> String {
    root == "." ? relative : root + "/" + relative
  }
}

/// Reads a project from its folder.
struct ProjectFolder {
  var root: RootOption

  private var policies: String { root.path("policies") }

  /// Every source, template and ledger, in one order on every machine.
  ///
  /// What a killed run left is finished first, on the disk where that can be written and `finishing`
  /// allows it, and in any case in what is read.
  func read(finishing: Bool = true) throws -> Project {
    try needPolicies()
    if finishing, try !Beside.leftovers(in: policies, deep: true).isEmpty {
      try? FolderLock.holding(policies, for: .writing) { try finish() }
    }
    return try FolderLock.holding(policies, for: .reading) { try readHeld() }
  }

  /// Runs the body, which changes sources, while no other zabta writes or reads them; gives it the
  /// project.
  func writing<Result>(_ body: (Project) throws -> Result) throws -> Result {
    try needPolicies()
    return try FolderLock.holding(policies, for: .writing) {
      try finish()
      return try body(try readHeld())
    }
  }

  private func needPolicies() throws(MachineError) {
    guard FileTree.isFolder(policies) else {
      throw MachineError(
        "there is no folder \(policies). Start in a project's folder, name it with --root, or make"
          + " one with: zabta new DIR")
    }
  }

  private func finish() throws {
    for path in try Signals.held({ try SourceFiles.finish(policies) }) {
      Console.message("\(path): a release that was interrupted is finished; its line is written")
    }
  }

  private func readHeld() throws(MachineError) -> Project {
    var project = Project()
    for name in try FileTree.list(policies, suffix: ".zabta") {
      let path = policies + "/" + name
      guard var bytes = try FileTree.read(path) else { continue }
      if let finished = try SourceFiles.unfinished(due: Beside.due.name(of: path), path) {
        bytes = finished
      }
      project.sources.append(SourceText(path: "policies/" + name, bytes: bytes))
    }
    for name in try FileTree.list(policies, suffix: Project.ledgerSuffix) {
      let path = policies + "/" + name
      if let bytes = try FileTree.read(path, atMost: SourceFiles.largestLedger) {
        project.ledgers["policies/" + name] = bytes
      }
    }
    for name in Project.templateNames {
      if let bytes = try FileTree.read(root.path("templates/" + name)) {
        project.templates[name] = SourceText(path: "templates/" + name, bytes: bytes)
      }
    }
    return project
  }
}
