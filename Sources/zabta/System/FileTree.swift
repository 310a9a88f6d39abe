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

/// Reading files: bounded, in one order on every machine.
enum FileTree {
  /// No file that the tool reads is larger; what is, is refused before it is read.
  static let largestFile = 64 << 20
  /// Directories are read to this depth.
  static let deepest = 16

  /// The bytes of a file; nil where there is none.
  ///
  /// `onlyFiles` refuses pipes and devices, which may give bytes without end or none for ever.
  static func read(
    _ path: String, atMost largest: Int = largestFile, onlyFiles: Bool = false
  ) throws(MachineError) -> [UInt8]? {
    // Opening a pipe would wait for its writer.
    let flags = O_RDONLY | O_CLOEXEC | (onlyFiles ? O_NONBLOCK : 0)
    let descriptor = Disk.again { open(path, flags) }
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
    guard !onlyFiles || info.st_mode & S_IFMT == S_IFREG else {
      throw MachineError("cannot read \(path): it is no file but a pipe or a device")
    }
    guard Int(info.st_size) <= largest else { throw tooLarge(path, largest) }
    return try readAll(descriptor, path, expecting: Int(info.st_size), atMost: largest)
  }

  /// All bytes that a descriptor gives.
  static func readAll(
    _ descriptor: Int32, _ path: String, expecting size: Int = 0, atMost largest: Int = largestFile
  ) throws(MachineError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(max(size, 0), largest) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw MachineError("cannot read", path)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      guard bytes.count <= largest else { throw tooLarge(path, largest) }
    }
  }

  private static func tooLarge(_ path: String, _ largest: Int) -> MachineError {
    MachineError("cannot read \(path): it is longer than \(largest) bytes")
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
    for name in try names(in: folder) where !name.hasPrefix(".") {
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

  /// The names in a folder, hidden ones too, in no order; none where there is no folder.
  static func names(in folder: String) throws(MachineError) -> [String] {
    var stream = opendir(folder)
    while stream == nil, errno == EINTR { stream = opendir(folder) }
    guard let stream else {
      if errno == ENOENT { return [] }
      throw MachineError("cannot read", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // Nothing tells the end from a failure but this.
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw MachineError("cannot read", folder) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  enum Kind {
    case folder
    /// A file, a link, or anything else that has no names in it.
    case other
  }

  /// What stands at a path, links not followed; nil where nothing does.
  static func kind(_ path: String) throws(MachineError) -> Kind? {
    var info = stat()
    guard lstat(path, &info) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw MachineError("cannot read", path)
    }
    return info.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }

  /// True where something stands.
  static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  /// How many bytes a file has; nil where there is none.
  static func size(_ path: String) -> Int? {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : nil
  }

  /// The path of a file or folder from the root on, without links and dots; nil where there is none.
  static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// True for a folder; a link to one counts.
  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }
}
