import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

/// The sources of a project as they stood at a revision, read through git itself.
///
/// Neither the ledgers nor the templates of that time are needed: revisions are compared as they
/// would be printed today.
struct GitRevision {
  private let revision: String
  private let root: RootOption

  init(_ revision: String, root: RootOption) throws {
    guard !revision.isEmpty, !revision.hasPrefix("-"), !revision.contains(":") else {
      throw Self.wrongUse("\"git:\(revision)\" names no revision. Write git:HEAD~1, for instance")
    }
    self.revision = revision
    self.root = root
  }

  func read() throws -> Project {
    let git = Git(folder: root.root)
    guard try git.run(["rev-parse", "--git-dir"], quietly: true) != nil else {
      throw Self.wrongUse("the folder \(root.root) does not stand in a git repository")
    }
    // The tree, under its own name: no later question can read the revision as anything else.
    let found = try git.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{tree}"],
      quietly: true)
    // "^HEAD" would be a revision turned round.
    guard let found, found.first != UInt8(ascii: "^") else {
      let isShallow = try git.run(["rev-parse", "--is-shallow-repository"], quietly: true)
      throw Self.wrongUse(
        "there is no revision \(revision) in this git repository"
          + (isShallow.map { text($0) } == "true"
            ? ". It holds a part of the history only: git fetch --unshallow brings the rest" : ""))
    }
    let tree = text(found)

    // From the root's folder down: "./" and "policies" are relative to where git is started.
    let listing = try required(git, ["ls-tree", "-r", "-z", "--name-only", tree, "--", "policies"])
    let names = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var project = Project()
    for name in names.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    where name.hasSuffix(".zabta") {
      let bytes = try required(git, ["cat-file", "blob", "\(tree):./\(name)"])
      project.sources.append(SourceText(path: name, bytes: bytes))
    }
    guard !project.sources.isEmpty else {
      throw Self.wrongUse(
        "at the revision \(revision) there is no folder policies/ with sources in it under \(root.root)"
      )
    }
    return project
  }

  /// What git prints; status 2 below its own message where it fails.
  private func required(_ git: Git, _ arguments: [String]) throws -> [UInt8] {
    guard let output = try git.run(arguments, quietly: false) else {
      throw Self.wrongUse("git cannot read the revision \(revision)")
    }
    return output
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)
  }

  private static func wrongUse(_ message: String) -> ExitCode {
    Console.message("zabta: \(message)")
    return ExitCode(2)
  }
}
