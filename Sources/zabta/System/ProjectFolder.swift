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

  /// Every source, template and ledger, in one order on every machine.
  func read() throws(MachineError) -> Project {
    let policies = root.path("policies")
    guard FileTree.isFolder(policies) else {
      throw MachineError(
        "there is no folder \(policies). Start in a project's folder, name it with --root, or make"
          + " one with: zabta new DIR")
    }
    var project = Project()
    for name in try FileTree.list(policies, suffix: ".zabta") {
      if let bytes = try FileTree.read(policies + "/" + name) {
        project.sources.append(SourceText(path: "policies/" + name, bytes: bytes))
      }
    }
    for name in try FileTree.list(policies, suffix: Project.ledgerSuffix) {
      if let bytes = try FileTree.read(policies + "/" + name) {
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
