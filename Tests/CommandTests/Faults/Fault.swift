import Foundation
import Testing

/// A fault at one call that changes the disk: the process is killed there, or the call fails.
struct Fault: CustomStringConvertible {
  enum How: String, CaseIterable {
    /// Killed before the call.
    case kill
    /// Killed in the middle of a write; elsewhere as `kill`.
    case half
    /// The disk fails once.
    case broken
    /// A signal interrupts the call.
    case interrupted
    /// The disk is full from here on: what needs space fails.
    case full
    /// The disk takes nothing from here on.
    case readOnly
    /// The process is stopped, and goes on when it is told to.
    case stop
  }

  var how: How
  /// The number of the call, from 1.
  var at: Int
  /// Calls on paths under this folder are counted.
  var folder: String
  /// The calls that read are counted in place of those that write.
  var reads = false
  /// The disk cannot exchange two folders.
  var isPlain = false

  var description: String { "\(how) at \(at)\(isPlain ? ", without exchange" : "")" }

  /// What the process gets to know of it.
  func environment(log: String) -> [String: String] {
    var values = ProcessInfo.processInfo.environment
    values["LD_PRELOAD"] = Self.preloaded
    values["FAULT_ROOT"] = folder
    values["FAULT_AT"] = "\(at)"
    values["FAULT_LOG"] = log
    if reads { values["FAULT_READS"] = "1" }
    if isPlain { values["FAULT_PLAIN"] = "1" }
    switch how {
    case .kill, .half, .stop: values["FAULT_HOW"] = how.rawValue
    case .broken: values["FAULT_HOW"] = "\(EIO)"
    case .interrupted: values["FAULT_HOW"] = "\(EINTR)"
    case .full:
      values["FAULT_HOW"] = "\(ENOSPC)"
      values["FAULT_FROM"] = "full"
    case .readOnly:
      values["FAULT_HOW"] = "\(EROFS)"
      values["FAULT_FROM"] = "1"
    }
    return values
  }

  /// Tests/faults.c, compiled once a run; Swift's own toolchain brings the compiler.
  private static let preloaded: String = {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "faults.c").path(percentEncoded: false)
    let target = FileManager.default.temporaryDirectory
      .appending(path: "zabta-faults-\(ProcessInfo.processInfo.processIdentifier).so")
      .path(percentEncoded: false)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      "compiler=$(command -v clang || command -v cc) && exec $compiler -shared -fPIC -O1 -o \"$0\" \"$1\"",
      target, source,
    ]
    try? process.run()
    process.waitUntilExit()
    precondition(process.terminationStatus == 0, "Tests/faults.c does not compile")
    return target
  }()
}

/// A small project in a folder of its own, whose whole state can be read and put back.
final class FaultyProject {
  let root: String
  private let log: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "zabta-faults-\(UUID())").path(percentEncoded: false)
    root = folder
    log = folder + ".log"
    _ = try Tool.run(["new", folder])
    try edit("policy.zabta", as: "second.zabta", "example.privacy", "second.privacy")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
    try? FileManager.default.removeItem(atPath: log)
  }

  /// Writes an edited copy of a source, or the source itself.
  func edit(_ file: String, as copy: String? = nil, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(root)/policies/\(file)", encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8)
      .write(to: URL(filePath: "\(root)/policies/\(copy ?? file)"))
  }

  /// Every file, by its path; folders end in a stroke.
  typealias State = [String: Data]

  /// What stands under a folder of the project, hidden files too.
  func state(_ folder: String = "") throws -> State {
    var state: State = [:]
    let top = root + (folder.isEmpty ? "" : "/" + folder)
    for path in FileManager.default.enumerator(atPath: top)?.compactMap({ $0 as? String }) ?? [] {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(top)/\(path)", isDirectory: &isFolder)
      if isFolder.boolValue {
        state[path + "/"] = Data()
      } else {
        state[path] = try Data(contentsOf: URL(filePath: "\(top)/\(path)"))
      }
    }
    return state
  }

  /// Makes the project what it was.
  func restore(_ state: State) throws {
    try? FileManager.default.removeItem(atPath: root)
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (path, bytes) in state.sorted(by: { $0.key < $1.key }) {
      if path.hasSuffix("/") {
        try FileManager.default.createDirectory(
          atPath: "\(root)/\(path)", withIntermediateDirectories: true)
      } else {
        try bytes.write(to: URL(filePath: "\(root)/\(path)"))
      }
    }
  }

  func run(_ arguments: [String]) throws -> Tool.Run {
    try Tool.run(arguments + ["--root", root])
  }

  /// Runs the tool with a fault; `met` is the call that it struck, nil where the run ended before.
  ///
  /// `new` takes the folder as its argument, all others as `--root`.
  func run(
    _ arguments: [String], _ fault: Fault, isRootGiven: Bool = true
  ) throws -> (status: Int32, met: String?) {
    let process = try start(arguments + (isRootGiven ? ["--root"] : []) + [root], fault)
    process.waitUntilExit()
    return (process.terminationStatus, metCall())
  }

  /// Starts the tool with a fault, or without one.
  func start(_ arguments: [String], _ fault: Fault? = nil) throws -> Process {
    try? FileManager.default.removeItem(atPath: log)
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = arguments
    if let fault { process.environment = fault.environment(log: log) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The call that a fault has struck by now.
  func metCall() -> String? {
    try? String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").first.map(String.init)
  }
}

extension FaultyProject.State {
  /// What is there for whoever passes hidden names over.
  var visible: Self {
    filter { path, _ in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
  }

  /// Nothing that only a killed run leaves.
  var hasLeftovers: Bool { visible.count != count }

  /// The part in one folder.
  func part(_ folder: String) -> Self { filter { $0.key.hasPrefix(folder + "/") } }
}
