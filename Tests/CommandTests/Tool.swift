import Foundation
import Testing

/// Runs the tool as a user does: a process with arguments, input, output and a status.
struct Tool {
  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The tool as the tests were built with.
  static let executable = URL(filePath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "zabta")

  static func run(
    _ arguments: [String], input: String = "", in folder: String? = nil
  ) throws -> Run {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let (inside, outside, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = inside
    process.standardOutput = outside
    process.standardError = errors
    try process.run()
    try inside.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try inside.fileHandleForWriting.close()
    let output = try outside.fileHandleForReading.readToEnd() ?? Data()
    let messages = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: messages, as: UTF8.self))
  }
}

/// A copy of the project's sources in a folder of its own, removed with the value.
final class ProjectCopy {
  let root: String

  init() throws {
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["policies", "templates"] {
      try FileManager.default.copyItem(
        at: repository.appending(path: name), to: folder.appending(path: name))
    }
    root = folder.path(percentEncoded: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func run(_ arguments: String..., input: String = "") throws -> Tool.Run {
    try Tool.run(arguments + ["--root", root], input: input)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: root + "/" + path)), as: UTF8.self)
  }

  func replace(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: root + "/" + path))
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }
}
