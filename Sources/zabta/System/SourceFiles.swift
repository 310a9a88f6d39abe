import ZabtaChanges
import ZabtaCompiler

/// Replaces files of `policies/`; the folder must be held (``FolderLock``).
enum SourceFiles {
  /// Puts a file in place in one step: a killed process leaves the old one or the new one.
  static func replace(_ path: String, with bytes: [UInt8]) throws(MachineError) {
    let beside = Beside.unfinished.name(of: path)
    do throws(MachineError) {
      try Disk.create(beside, bytes, like: path, lasting: true)
      try Disk.move(beside, to: path)
    } catch {
      try? Disk.remove(beside)
      throw error
    }
  }

  /// Replaces a file outside a project, and holds its folder meanwhile.
  static func put(_ bytes: [UInt8], at path: String) throws {
    try FolderLock.holding(Beside.split(path).above, for: .writing) {
      try Signals.held { try replace(path, with: bytes) }
    }
  }

  /// A file as it is to be, and as the release read it; nil where it was not there.
  typealias Change = (path: String, bytes: [UInt8], before: [UInt8]?)

  /// Puts the two files of a release in place.
  ///
  /// The source waits beside its place, whole, before the ledger changes. From the one step in
  /// which the ledger changes the edition is recorded: whatever happens then, the next run finds the
  /// waiting source and puts it in its place (``finish(_:)``). Before it, nothing has happened.
  static func record(ledger: Change, source: Change) throws(MachineError) {
    let due = Beside.due.name(of: source.path)
    let next = Beside.unfinished.name(of: ledger.path)
    let folder = Beside.split(ledger.path).above
    do throws(MachineError) {
      guard ledger.bytes.count <= largestLedger else {
        throw MachineError(
          "cannot write \(ledger.path): it would be larger than \(largestLedger >> 20) MiB")
      }
      try Disk.create(due, source.bytes, like: source.path, lasting: true)
      try Disk.create(next, ledger.bytes, like: ledger.path, lasting: true)
      try Disk.sync(folder)
      // Locks do not keep an editor out.
      for file in [ledger, source] where try read(file.path) != file.before {
        throw MachineError("\(file.path) was changed in the meantime; run the release again")
      }
    } catch {
      try? Disk.remove(due)
      try? Disk.remove(next)
      throw error
    }
    var isExchanged = false
    var isRecorded = false
    do throws(MachineError) {
      if ledger.before != nil { isExchanged = try Disk.exchange(next, with: ledger.path) }
      if !isExchanged { try Disk.move(next, to: ledger.path) }
      isRecorded = true
      try Disk.sync(folder)
      try Disk.move(due, to: source.path)
    } catch {
      try? takeBack(ledger, due: due, next: next, isRecorded, isExchanged)
      throw error
    }
    do throws(MachineError) {
      try Disk.sync(folder)
    } catch {
      try? Disk.remove(next)
      throw error
    }
    try Disk.remove(next)
  }

  /// No ledger is larger.
  static let largestLedger = 256 << 20

  private static func read(_ path: String) throws(MachineError) -> [UInt8]? {
    try FileTree.read(path, atMost: largestLedger)
  }

  /// The old state again; where that fails too, the waiting source stays for the next run.
  private static func takeBack(
    _ ledger: Change, due: String, next: String, _ isRecorded: Bool, _ isExchanged: Bool
  ) throws(MachineError) {
    if isExchanged {
      guard try Disk.exchange(next, with: ledger.path) else { return }
    } else if isRecorded {
      if let before = ledger.before {
        try replace(ledger.path, with: before)
      } else {
        try Disk.remove(ledger.path)
      }
    }
    try Disk.remove(due)
    try Disk.remove(next)
  }

  /// Finishes or clears what killed runs left; gives the sources that were finished.
  static func finish(_ folder: String) throws(MachineError) -> [String] {
    var finished: [String] = []
    for (kind, path, place) in try Beside.leftovers(in: folder, deep: true) {
      if kind == .due, let source = try unfinished(due: path, place) {
        try replace(place, with: source)
        finished.append(place)
      }
      if kind != .former { try Disk.remove(path) }
    }
    return finished
  }

  /// The source as a release that was killed meant it; nil where there is nothing to finish.
  static func unfinished(due path: String, _ place: String) throws(MachineError) -> [UInt8]? {
    guard let due = try read(path), let source = try read(place) else { return nil }
    let folder = Beside.split(place).above
    var ledgers: [[UInt8]] = []
    for name in try FileTree.names(in: folder)
    where !name.hasPrefix(".") && name.hasSuffix(Project.ledgerSuffix) {
      if let bytes = try read(folder + "/" + name) { ledgers.append(bytes) }
    }
    return InterruptedRelease.finish(source: source, due: due, ledgers: ledgers)
  }
}
