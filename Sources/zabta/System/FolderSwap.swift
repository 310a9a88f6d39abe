#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces a whole folder: its files are written beside it, then the two change places.
///
/// A process that is killed leaves the old folder or the new one. What an earlier killed process
/// left beside is cleared at the next start.
enum FolderSwap {
  /// Puts a folder with these files (paths relative to it) at `path`.
  static func replace(
    _ path: String, with files: [(path: String, bytes: [UInt8])]
  ) throws(MachineError) {
    let (above, name) = split(path)
    let beside = "\(above)/.\(name).new"
    let old = "\(above)/.\(name).old"
    try recover(path)
    do throws(MachineError) {
      try FileTree.makeFolder(beside)
      var folders: Set<String> = [""]
      for file in files {
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        if folders.insert(folder).inserted { try FileTree.makeFolder(beside + "/" + folder) }
        try FileTree.writeNew(file.bytes, to: beside + "/" + file.path)
      }
      if FileTree.exists(path) {
        guard rename(path, old) == 0 else { throw MachineError("cannot replace", path) }
      }
      guard rename(beside, path) == 0 else {
        let code = errno
        _ = rename(old, path)
        throw MachineError("cannot write", path, code: code)
      }
    } catch {
      try? FileTree.remove(beside)
      throw error
    }
    try FileTree.remove(old)
  }

  /// Finishes what a killed process began: the old folder comes back where the new one had not yet
  /// taken its place; leftovers go.
  static func recover(_ path: String) throws(MachineError) {
    let (above, name) = split(path)
    let old = "\(above)/.\(name).old"
    if FileTree.exists(old), !FileTree.exists(path) {
      guard rename(old, path) == 0 else { throw MachineError("cannot restore", path) }
    }
    try FileTree.remove(old)
    try FileTree.remove("\(above)/.\(name).new")
  }

  private static func split(_ path: String) -> (above: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    let name = parts.last.map(String.init) ?? path
    let above = parts.dropLast().joined(separator: "/")
    if path.hasPrefix("/") { return ("/" + above, name) }
    return (above.isEmpty ? "." : above, name)
  }
}
