#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that stay where they are as long as somebody holds this: a mapped file, or a copy.
///
/// They begin at an address that is a multiple of 16 and never change, so whoever has checked them once
/// may read them through a plain pointer from any thread.
package final class FlatMemory: @unchecked Sendable {
  /// The alignment of the first byte.
  package static let alignment = 16

  /// The bytes; empty where there are none.
  package let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Takes over pages that were mapped.
  private init(mapped bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    isMapped = true
  }

  /// Makes memory for so many bytes and fills it once.
  package init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(count, 1), alignment: FlatMemory.alignment)
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    fill(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    bytes = UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    isMapped = false
  }

  /// Copies bytes.
  package convenience init(copying source: UnsafeRawBufferPointer) {
    self.init(count: source.count) { $0.copyMemory(from: source) }
  }

  /// Copies bytes.
  package convenience init(_ source: [UInt8]) {
    self.init(count: source.count) { memory in
      source.withUnsafeBytes { memory.copyMemory(from: $0) }
    }
  }

  /// The bytes as an array.
  package func copy() -> [UInt8] {
    // The memory would be given back as soon as nobody asks for it any longer.
    defer { withExtendedLifetime(self) {} }
    return Array(bytes)
  }

  deinit {
    guard isMapped else {
      bytes.deallocate()
      return
    }
    FlatMemory.unmap(bytes)
  }
}

extension FlatMemory {
  /// The most bytes of a flat file: every place in it is a number of 32 bits.
  package static let largest = Int(Int32.max) * 2

  #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
    /// Maps a file for reading: no byte of it is copied, and pages are read when they are looked at.
    ///
    /// A file that another process shortens or writes to while it is mapped is not what was checked any longer,
    /// so bundles are replaced by renaming a new file over the old one, as `zabta build` does it.
    ///
    /// - Throws: What stands in the way, in words; `path` of the error is the file's.
    package static func map(_ path: String) throws(RulesetError) -> FlatMemory {
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
      return FlatMemory(mapped: UnsafeRawBufferPointer(start: start, count: size))
    }

    private static func again(_ call: () -> Int32) -> Int32 {
      while true {
        let answer = call()
        guard answer < 0, errno == EINTR else { return answer }
      }
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }

    private static func unmap(_ bytes: UnsafeRawBufferPointer) {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
  #else
    package static func map(_ path: String) throws(RulesetError) -> FlatMemory {
      throw RulesetError(path: path, reason: "files cannot be mapped on this system")
    }

    private static func unmap(_ bytes: UnsafeRawBufferPointer) {}
  #endif
}
