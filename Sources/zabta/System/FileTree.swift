import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The machine failed: disk, permissions, a path that is something else.
///
/// Exit status 3.
struct MachineError: Error, CustomStringConvertible {
  var description: String

  init(_ doing: String, _ path: String, code: Int32 = errno) {
    description = "\(doing) \(path): \(String(cString: strerror(code)))"
  }

  init(_ description: String) {
    self.description = description
  }
}

/// Reading and writing files: bounded, beside and renamed, in one order on every machine.
enum FileTree {
  /// No file that the tool reads is larger; what is, is refused before it is read.
  static let largestFile = 64 << 20
  /// Directories are read to this depth.
  static let deepest = 16

  /// The bytes of a file; nil where there is none.
  static func read(_ path: String) throws(MachineError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw MachineError("cannot read", path)
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw MachineError("cannot read", path) }
    guard info.st_mode & S_IFMT != S_IFDIR else {
      throw MachineError("cannot read \(path): it is a folder")
    }
    return try readAll(descriptor, path, expecting: Int(info.st_size))
  }

  /// All bytes that a descriptor gives, at most ``largestFile``.
  static func readAll(
    _ descriptor: Int32, _ path: String, expecting size: Int = 0
  ) throws(MachineError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(max(size, 0), largestFile) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw MachineError("cannot read", path)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= largestFile else {
        throw MachineError("cannot read \(path): it is larger than \(largestFile >> 20) MiB")
      }
    }
  }

  /// The paths of the files under a folder whose names end so, relative to the folder, sorted by
  /// their bytes.
  ///
  /// Hidden files and folders are passed over.
  static func list(_ folder: String, suffix: String = "") throws(MachineError) -> [String] {
    var found: [String] = []
    try list(folder, prefix: "", suffix: suffix, depth: 0, into: &found)
    return found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private static func list(
    _ folder: String, prefix: String, suffix: String, depth: Int, into found: inout [String]
  ) throws(MachineError) {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return }
      throw MachineError("cannot read", folder)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder + "/" + name
      if isFolder(path) {
        guard depth < deepest else {
          throw MachineError("\(path): folders are read \(deepest) deep at the most")
        }
        try list(path, prefix: prefix + name + "/", suffix: suffix, depth: depth + 1, into: &found)
      } else if name.hasSuffix(suffix) {
        found.append(prefix + name)
      }
    }
  }

  /// True for a folder; a link to one counts.
  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// True where something is there.
  static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  /// Writes a file beside its place and renames it there: a killed process leaves the old or the new.
  static func write(_ bytes: [UInt8], to path: String) throws(MachineError) {
    let beside = path + ".new-\(getpid())"
    do throws(MachineError) {
      try writeNew(bytes, to: beside)
      guard rename(beside, path) == 0 else { throw MachineError("cannot write", path) }
    } catch {
      unlink(beside)
      throw error
    }
  }

  /// Writes a file that is not there yet, down to the disk.
  static func writeNew(_ bytes: [UInt8], to path: String) throws(MachineError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw MachineError("cannot write", path) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw MachineError("cannot write", path)
      }
      done += count
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(MachineError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      if mkdir(made, 0o755) != 0, errno != EEXIST || !isFolder(made) {
        throw MachineError("cannot make the folder", made, code: errno == EEXIST ? ENOTDIR : errno)
      }
      made += "/"
    }
  }

  /// Removes a file or a folder with all it holds; what is not there is no error.
  static func remove(_ path: String) throws(MachineError) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    if info.st_mode & S_IFMT == S_IFDIR {
      guard let stream = opendir(path) else { throw MachineError("cannot remove", path) }
      var names: [String] = []
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { names.append(name) }
      }
      closedir(stream)
      for name in names { try remove(path + "/" + name) }
      guard rmdir(path) == 0 else { throw MachineError("cannot remove", path) }
    } else if unlink(path) != 0 {
      throw MachineError("cannot remove", path)
    }
  }
}
