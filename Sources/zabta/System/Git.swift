#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs git in a folder.
struct Git {
  var folder: String

  /// What git prints; nil where it fails.
  ///
  /// Quietly: what git says about a failure is not shown.
  func run(_ arguments: [String], quietly: Bool) throws(MachineError) -> [UInt8]? {
    var pipe: [Int32] = [0, 0]
    guard Glibc.pipe(&pipe) == 0 else { throw MachineError("cannot start", "git") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
    posix_spawn_file_actions_addclose(&actions, pipe[0])
    posix_spawn_file_actions_addclose(&actions, pipe[1])
    if quietly { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }

    let words = ["git", "-C", folder] + arguments
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
    return status == 0 ? output : nil
  }
}
