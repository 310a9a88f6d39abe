#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that the service reads or keeps.
struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was not possible, for instance `cannot write /var/lib/zabta/x.kept: No space left on device`.
  var description: String

  init(_ description: String) { self.description = description }

  /// A call of the system that failed just now.
  init(_ what: String, _ path: String) {
    description = "\(what) \(path): \(String(cString: strerror(errno)))"
  }
}

/// Reading and replacing files, each within bounds and each as one step.
enum Place {
  /// The bytes of a file; nil where there is none.
  ///
  /// - Throws: Where it is no plain file (a pipe would never end), or longer than `limit` bytes.
  static func read(_ path: String, atMost limit: Int) throws(FileError) -> [UInt8]? {
    // Not waiting: opening a pipe would stop here until somebody writes.
    let descriptor = again { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError("cannot read", path)
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw FileError("cannot read", path) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw FileError("\(path) is no plain file")
    }
    guard info.st_size <= limit else {
      throw FileError("\(path) has \(info.st_size) bytes, and at most \(limit) are read")
    }
    // One byte more tells that the file grew meanwhile.
    var bytes = [UInt8](repeating: 0, count: Int(info.st_size) + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes[count...].withUnsafeMutableBytes { room in
        Int(again { Int32(clamping: Glibc.read(descriptor, room.baseAddress, room.count)) })
      }
      guard got >= 0 else { throw FileError("cannot read", path) }
      if got == 0 { break }
      count += got
    }
    guard count <= info.st_size else { throw FileError("\(path) grew while it was read") }
    return Array(bytes[..<count])
  }

  /// What changes whenever a file is replaced or written to; empty where there is none.
  static func mark(_ path: String) -> String {
    var info = stat()
    guard stat(path, &info) == 0 else { return "" }
    return "\(info.st_dev).\(info.st_ino).\(info.st_size).\(info.st_mtim.tv_sec)."
      + "\(info.st_mtim.tv_nsec).\(info.st_ctim.tv_sec).\(info.st_ctim.tv_nsec)"
  }

  /// True where something stands that is no folder.
  static func isFile(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT != S_IFDIR
  }

  /// Puts a file in place of another, and waits until the disk has it.
  ///
  /// Whoever is killed meanwhile leaves the former file whole, and one beside it that the next run
  /// overwrites.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let unfinished = path + ".new"
    let descriptor = again {
      open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { throw FileError("cannot write", unfinished) }
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes[...], to: descriptor, unfinished)
      guard again({ fsync(descriptor) }) == 0 else { throw FileError("cannot write", unfinished) }
    } catch {
      unlink(unfinished)
      throw error
    }
    guard again({ rename(unfinished, path) }) == 0 else { throw FileError("cannot write", path) }
    try sync(folder(of: path))
  }

  /// Writes all bytes to an open file.
  static func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String
  ) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("cannot write", path)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a folder that its owner alone may enter, where there is none.
  static func makeFolder(_ path: String) throws(FileError) {
    guard again({ mkdir(path, 0o700) }) != 0 else { return }
    var info = stat()
    guard errno == EEXIST, stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      throw FileError("cannot make the folder", path)
    }
  }

  /// Keeps a folder for this process alone until it ends.
  static func lock(_ folder: String) throws(FileError) {
    let path = folder + "/lock"
    let descriptor = again { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw FileError("cannot write", path) }
    guard again({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      close(descriptor)
      throw FileError(
        "another service uses the folder \(folder): give each its own with --state")
    }
  }

  private static func sync(_ folder: String) throws(FileError) {
    let descriptor = again { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw FileError("cannot write", folder) }
    defer { close(descriptor) }
    // Some disks have no such call for folders.
    guard again({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw FileError("cannot write", folder)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes a call again that a signal interrupted.
  private static func again(_ call: () -> Int32) -> Int32 {
    while true {
      let answer = call()
      guard answer < 0, errno == EINTR else { return answer }
    }
  }
}
