#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileTree {
  /// Writes a file that its owner alone may read, and that was not there before.
  static func writeSecret(_ bytes: [UInt8], to path: String) throws(MachineError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw MachineError("cannot write", path) }
    defer { close(descriptor) }
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else {
      let code = errno
      unlink(path)
      throw MachineError("cannot write", path, code: code)
    }
  }

  /// How many bytes a file has; nil where there is none.
  static func size(_ path: String) -> Int? {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : nil
  }
}
