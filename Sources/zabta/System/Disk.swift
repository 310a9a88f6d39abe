#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Every change that the tool makes on a disk.
///
/// Each function is one step that is done or not done, or says in its comment what a killed process
/// leaves. Nothing else in the tool opens a file for writing.
enum Disk {
  /// Writes a new file; where one stands in its place, it is emptied first.
  ///
  /// A killed process leaves a part of it, so `path` is a name beside the real one (see ``Beside``).
  /// `like` names a file whose permissions the new one takes. `lasting` waits until the disk has it.
  /// A secret one is its owner's from the first moment, must be new, and lasts.
  static func create(
    _ path: String, _ bytes: [UInt8], like model: String? = nil, lasting: Bool = false,
    isSecret: Bool = false
  ) throws(MachineError) {
    let descriptor = again {
      open(
        path, O_WRONLY | O_CREAT | (isSecret ? O_EXCL : O_TRUNC) | O_NOFOLLOW | O_CLOEXEC,
        isSecret ? 0o600 : 0o644)
    }
    guard descriptor >= 0 else { throw MachineError("cannot write", path) }
    do throws(MachineError) {
      if let model { try takePermissions(of: model, descriptor, path) }
      try writeAll(bytes, descriptor, path)
      if lasting || isSecret, again({ fsync(descriptor) }) != 0 {
        throw MachineError("cannot write", path)
      }
    } catch {
      close(descriptor)
      throw error
    }
    // A network disk may only now say that it is full. An interrupted close has closed the file.
    guard close(descriptor) == 0 || errno == EINTR else { throw MachineError("cannot write", path) }
  }

  private static func takePermissions(
    of model: String, _ descriptor: Int32, _ path: String
  ) throws(MachineError) {
    var info = stat()
    guard stat(model, &info) == 0 else { return }
    guard again({ fchmod(descriptor, info.st_mode & 0o7777) }) == 0 else {
      throw MachineError("cannot write", path)
    }
  }

  private static func writeAll(
    _ bytes: [UInt8], _ descriptor: Int32, _ path: String
  ) throws(MachineError) {
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

  /// Gives a file or folder another name; what had that name is gone.
  static func move(_ path: String, to place: String) throws(MachineError) {
    guard again({ rename(path, place) }) == 0 else { throw MachineError("cannot write", place) }
  }

  /// Gives a file a second name that nothing has; false where something has it.
  static func name(_ path: String, _ place: String) throws(MachineError) -> Bool {
    guard again({ link(path, place) }) != 0 else { return true }
    if errno == EEXIST { return false }
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(errno) else {
      throw MachineError("cannot write", place)
    }
    // A disk without second names: an empty file takes the name first, which fails where it is taken.
    let descriptor = again { open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw MachineError("cannot write", place)
    }
    close(descriptor)
    try move(path, to: place)
    return true
  }

  /// Lets two files or folders change places in one step; false where the disk cannot do that.
  static func exchange(_ path: String, with place: String) throws(MachineError) -> Bool {
    guard let renameat2 = Self.renameat2 else { return false }
    let exchange: UInt32 = 2
    guard again({ renameat2(AT_FDCWD, path, AT_FDCWD, place, exchange) }) != 0 else { return true }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else {
      throw MachineError("cannot write", place)
    }
    return false
  }

  /// Linux alone has the call, and Swift's view of the C library passes it over.
  private static let renameat2: RenameAt2? = dlsym(nil, "renameat2").map {
    unsafeBitCast($0, to: RenameAt2.self)
  }
  private typealias RenameAt2 =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// Makes a folder and those above it; gives the ones that were not there, the topmost first.
  ///
  /// Where it fails, it has made none.
  @discardableResult
  static func makeFolder(_ path: String) throws(MachineError) -> [String] {
    var place = path.hasPrefix("/") ? "/" : ""
    var made: [String] = []
    for part in path.split(separator: "/") {
      place += part
      if again({ mkdir(place, 0o755) }) == 0 {
        made.append(place)
      } else {
        let code = errno
        guard code == EEXIST, FileTree.isFolder(place) else {
          removeEmpty(made)
          throw MachineError("cannot make the folder", place, code: code == EEXIST ? ENOTDIR : code)
        }
      }
      place += "/"
    }
    return made
  }

  /// Removes folders that ``makeFolder(_:)`` made, where nothing stands in them.
  static func removeEmpty(_ made: [String]) {
    for folder in made.reversed() { rmdir(folder) }
  }

  /// Removes a file or a folder with all it holds; what is not there is no error.
  ///
  /// A killed process leaves a part of a folder.
  static func remove(_ path: String) throws(MachineError) {
    switch try FileTree.kind(path) {
    case nil: return
    case .folder:
      for name in try FileTree.names(in: path) { try remove(path + "/" + name) }
      guard again({ rmdir(path) }) == 0 else { throw MachineError("cannot remove", path) }
    case .other:
      guard again({ unlink(path) }) == 0 else { throw MachineError("cannot remove", path) }
    }
  }

  /// Waits until the disk has the names in a folder.
  static func sync(_ folder: String) throws(MachineError) {
    let descriptor = again { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw MachineError("cannot write", folder) }
    defer { close(descriptor) }
    // Some disks have no such call for folders.
    guard again({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw MachineError("cannot write", folder)
    }
  }

  /// Makes a call again that a signal interrupted.
  static func again(_ call: () -> Int32) -> Int32 {
    while true {
      let answer = call()
      guard answer < 0, errno == EINTR else { return answer }
    }
  }
}
