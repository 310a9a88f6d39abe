#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps two runs of the tool from writing in one folder at once, and readers from seeing half of
/// what is written.
///
/// The lock is the kernel's and ends with the process, however that ends. It leaves nothing in the
/// folder and works in one that cannot be written.
enum FolderLock {
  enum Use {
    /// Any number of readers at once.
    case reading
    /// One writer, and no reader.
    case writing
  }

  /// How long a run waits for another; a release takes a fraction of a second.
  static let longestWait = 10_000
  private static let pause = 10

  /// Runs the body while the folder is held.
  static func holding<Result>(
    _ folder: String, for use: Use, _ body: () throws -> Result
  ) throws -> Result {
    let descriptor = Disk.again { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { throw MachineError("there is no folder \(folder)") }
      throw MachineError("cannot read", folder)
    }
    defer { close(descriptor) }
    try lock(descriptor, folder, use == .reading ? LOCK_SH : LOCK_EX)
    return try body()
  }

  private static func lock(
    _ descriptor: Int32, _ folder: String, _ kind: Int32
  ) throws(MachineError) {
    var waited = 0
    while Disk.again({ flock(descriptor, kind | LOCK_NB) }) != 0 {
      // A disk without locks (some network disks): a second run at the same moment is not kept out.
      guard errno == EWOULDBLOCK else { return }
      guard waited < longestWait else {
        throw MachineError(
          "another zabta has been at work in \(folder) for \(longestWait / 1000) seconds; wait for it"
            + " to end, then run this again")
      }
      Console.progress("waiting for another zabta in \(folder)")
      usleep(UInt32(pause * 1000))
      waited += pause
    }
  }
}
