#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FlatMemory {
  /// The most bytes of a flat file: every place in it is a number of 32 bits.
  static let largest = Int(UInt32.max)

  #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
    /// Maps a file for reading: no byte of it is copied, and pages are read when they are looked at.
    ///
    /// A file that another process shortens or writes to while it is mapped is not what was checked any longer,
    /// so bundles are replaced by renaming a new file over the old one, as `zabta build` does it.
    ///
    /// - Throws: What stands in the way, in words; `path` of the error is the file's.
    static func map(_ path: String) throws(RulesetError) -> FlatMemory {
      func fault(_ reason: String) -> RulesetError { RulesetError(path: path, reason: reason) }
      guard !path.utf8.contains(0) else { throw fault("no file can have this name") }
      // Not blocking: a pipe without a writer would never open.
      let descriptor = again { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
      guard descriptor >= 0 else {
        throw fault(
          errno == ENOENT ? "there is no such file" : "the file cannot be read: \(lastError())")
      }
      defer { close(descriptor) }
      var info = stat()
      guard fstat(descriptor, &info) == 0 else {
        throw fault("the file cannot be read: \(lastError())")
      }
      switch info.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw fault("this is a folder, and a file is expected")
      default: throw fault("this is a device or a pipe, and a file is expected")
      }
      guard info.st_size > 0 else { throw fault("the file is empty") }
      guard info.st_size <= FlatMemory.largest, let size = Int(exactly: info.st_size) else {
        throw fault("the file is longer than \(FlatMemory.largest) bytes")
      }
      let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
      guard let start, start != UnsafeMutableRawPointer(bitPattern: -1) else {
        throw fault("the file cannot be mapped: \(lastError())")
      }
      return FlatMemory(UnsafeRawBufferPointer(start: start, count: size)) { bytes in
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
      }
    }

    private static func again(_ call: () -> Int32) -> Int32 {
      while true {
        let answer = call()
        guard answer < 0, errno == EINTR else { return answer }
      }
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }

  #else
    static func map(_ path: String) throws(RulesetError) -> FlatMemory {
      throw RulesetError(path: path, reason: "files cannot be mapped on this system")
    }
  #endif
}
