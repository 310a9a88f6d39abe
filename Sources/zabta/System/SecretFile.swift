#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that its owner alone may read.
enum SecretFile {
  /// Creates it whole; false where something has its name.
  ///
  /// It is written beside its place, never readable for others, and gets its name when the disk has it:
  /// a killed process leaves no half of a key under it. The folder must be held (``FolderLock``).
  static func create(_ bytes: [UInt8], at path: String) throws(MachineError) -> Bool {
    let beside = Beside.unfinished.name(of: path)
    // What a killed run left, or somebody put there: this run writes into a file of its own.
    try Disk.remove(beside)
    do throws(MachineError) {
      try Disk.create(beside, bytes, isSecret: true)
      let isNew = try Disk.name(beside, path)
      try Disk.remove(beside)
      return isNew
    } catch {
      try? Disk.remove(beside)
      throw error
    }
  }
}
