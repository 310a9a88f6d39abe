import Foundation
import Testing

/// A folder of its own with the bundle of a released policy in `out`, removed with the value.
final class TrustBench {
  let root: String
  var bundle: String { root + "/out" }

  init() throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "zabta-trust-\(UUID())")
    root = folder.path(percentEncoded: false)
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "out"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: repository.appending(path: "output/pumppos.privacy/bundle.json"),
      to: folder.appending(path: "out/bundle.json"))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Runs the tool; `@` stands for the folder.
  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> Tool.Run {
    try Tool.run(arguments.map(inFolder), input: input)
  }

  /// Starts the tool, and leaves its output alone.
  func start(_ arguments: String...) throws -> Process {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = arguments.map(inFolder)
    for stream in [\Process.standardOutput, \.standardError, \.standardInput] {
      process[keyPath: stream] = FileHandle.nullDevice
    }
    try process.run()
    return process
  }

  private func inFolder(_ argument: String) -> String {
    argument.replacing("@", with: root + "/")
  }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: root + "/" + path))
  }

  /// The hidden names in the folder.
  func hidden() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).filter { $0.hasPrefix(".") }
  }

  /// Two keys, and a list that asks for both.
  func trust() throws {
    for name in ["legal", "security"] { #expect(try run("keygen", "@\(name)").status == 0) }
    let list = try run(
      "trust", "pumppos.privacy", "--keys", "@legal.pub", "--keys", "@security.pub",
      "--threshold", "2", "--key", "@legal.key", "--key", "@security.key", "--output",
      "@trust.json")
    #expect(list.status == 0, "\(list.errors)")
  }

  /// Signs with both keys.
  func sign(_ options: String..., expires: String = "2027-06-30") throws {
    let arguments =
      ["sign", "@out", "--expires", expires] + options
      + ["--key", "@legal.key", "--key", "@security.key"]
    let signed = try Tool.run(arguments.map(inFolder))
    #expect(signed.status == 0, "\(signed.errors)")
  }
}
