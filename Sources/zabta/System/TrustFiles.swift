import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

/// The files of trust, and how their faults are told.
enum TrustFiles {
  /// The most bytes of a key, a list of keys, a signature or a mark.
  static let longest = 1 << 20

  static func read(_ path: String) throws -> [UInt8] {
    guard let bytes = try FileTree.read(path, atMost: longest, onlyFiles: true) else {
      throw MachineError("there is no file \(path)")
    }
    return bytes
  }

  /// Writes a file anew from what stands in it, while its folder is held: two signers at once do not
  /// lose each other's signatures.
  static func update(_ path: String, _ change: ([UInt8]?) throws -> [UInt8]) throws {
    let folder = Beside.split(path).above
    try FolderLock.holding(folder, for: .writing) {
      let bytes = try change(try FileTree.read(path, atMost: longest, onlyFiles: true))
      try Signals.held { try SourceFiles.replace(path, with: bytes) }
      try Disk.sync(folder)
    }
  }

  /// Reads what a file holds; whatever is wrong with it is told with its path.
  static func read<Value>(
    _ path: String, _ value: ([UInt8]) throws(TrustError) -> Value
  ) throws -> Value {
    let bytes = try read(path)
    return try TrustError.naming(path) { () throws(TrustError) in try value(bytes) }
  }

  /// Beside the folder, which the next build replaces whole.
  static func signature(of folder: String) throws -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    // A folder that is called by a dot has its name in another folder.
    if [".", ".."].contains(Beside.split(folder).name) {
      folder = FileTree.realPath(folder) ?? folder
    }
    if FileTree.exists(folder), !FileTree.isFolder(folder) {
      throw MachineError("\(folder) is a file: name the policy's folder, which holds the bundles")
    }
    return folder + ".sig.json"
  }

  /// A day or instant of an option as an instant; a day begins at midnight in the offset (minutes).
  static func instant(_ text: String, _ option: String, offset: Int) throws -> Moment {
    guard let moment = Moment(text) else {
      Console.message(
        "zabta: \(option) \(text) is no day. Write it as 2027-06-30, or 2027-06-30T00:00:00Z.")
      throw ExitCode(2)
    }
    guard case .day = moment else { return moment }
    return .instant(seconds: moment.start(inOffset: offset), offset: offset)
  }

  /// The bundles of a folder; of a signed one no more bytes than were signed.
  static func bundles(in folder: String, signed: Manifest? = nil) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in Manifest.names {
      let path = folder + "/" + name
      guard let signed else {
        files[name] = try FileTree.read(path, atMost: Manifest.fileLimit, onlyFiles: true)
        continue
      }
      guard let length = signed.files[name]?.length else {
        guard !FileTree.exists(path) else {
          throw TrustError(.files, "nobody signed for the file \(path)")
        }
        continue
      }
      if let size = FileTree.size(path), size > length {
        throw TrustError(.tooLong, "\(path) has \(size) bytes, and \(length) were signed")
      }
      files[name] = try FileTree.read(path, atMost: length, onlyFiles: true)
    }
    return files
  }

  /// Makes sure that flat files say what the JSON beside them says, digest and all.
  static func agree(_ files: [String: [UInt8]], in folder: String) throws(TrustError) {
    do throws(JSONError) {
      try FlatFile.compare(files)
    } catch {
      throw TrustError(.mixed, "\(folder)/\(error)")
    }
  }

  /// Tells why something is not trusted, and ends with status 1.
  static func refusing(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as TrustError {
      Console.message("zabta: not trusted (\(error.kind.rawValue)): \(error.reason)")
      throw ExitCode(1)
    }
  }
}
