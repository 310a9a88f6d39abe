import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The sources of a project as they stood at a revision, read through git itself.
struct GitRevision {
  private let revision: String
  private let root: RootOption

  init(_ revision: String, root: RootOption) throws {
    guard !revision.isEmpty, !revision.hasPrefix("-"), !revision.contains(":") else {
      Console.message(
        "zabta: \"git:\(revision)\" names no revision. Write git:HEAD~1, for instance.")
      throw ExitCode(2)
    }
    self.revision = revision
    self.root = root
  }

  func read() throws -> Project {
    // "./" is relative to the folder that git is started in.
    let listing = try git(["ls-tree", "-r", "-z", "--name-only", revision, "--", "policies"])
    let names = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var project = Project()
    for name in names.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    where name.hasSuffix(".zabta") {
      let bytes = try git(["show", "\(revision):./\(name)"])
      project.sources.append(SourceText(path: name, bytes: bytes))
    }
    return project
  }

  /// What git prints; its own message and status 2 where it fails.
  private func git(_ arguments: [String]) throws -> [UInt8] {
    var pipe: [Int32] = [0, 0]
    guard Glibc.pipe(&pipe) == 0 else { throw MachineError("cannot start", "git") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
    posix_spawn_file_actions_addclose(&actions, pipe[0])
    posix_spawn_file_actions_addclose(&actions, pipe[1])

    let words = ["git", "-C", root.root] + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let started = posix_spawnp(&process, "git", &actions, nil, &pointers, environ)
    close(pipe[1])
    defer { close(pipe[0]) }
    guard started == 0 else { throw MachineError("cannot start", "git", code: started) }
    let output = try FileTree.readAll(pipe[0], "git")
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw ExitCode(2) }
    return output
  }
}
