import Foundation
import Testing

/// The documentation of the library compiles, and its links lead somewhere.
@Suite struct DocumentationTests {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let catalogue = root.appending(path: "Sources/ZabtaRuntime/ZabtaRuntime.docc")

  /// Where the module that these tests were built with stands.
  static var modules: URL {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "Modules")
  }

  static func articles() throws -> [(name: String, code: String)] {
    try FileManager.default.contentsOfDirectory(atPath: catalogue.path).sorted().map { name in
      let text = try String(contentsOf: catalogue.appending(path: name), encoding: .utf8)
      var (code, isCode) = ("", false)
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") {
          isCode = line == "```swift"
        } else if isCode, !line.hasPrefix("import ") {
          code += line + "\n"
        }
      }
      return (name, code)
    }
  }

  @Test func everyBlockOfCodeCompiles() throws {
    let articles = try Self.articles()
    #expect(articles.count >= 7)
    var source = "import ZabtaRuntime\n"
    for (number, article) in articles.enumerated() {
      // A page's blocks are one piece of code; what the pages call by name is given.
      source += """
        func article\(number)(
          rules: Ruleset, editions: EditionSet, request: Request, now: Moment, content: BundleContent
        ) throws {
        #sourceLocation(file: "\(article.name)", line: 1)
        do {
        \(article.code)
        }
        #sourceLocation()
        }

        """
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "zabta-docs-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "Articles.swift")
    try Data(source.utf8).write(to: file)
    let (status, output) = try Self.run(
      "swiftc", "-typecheck", "-suppress-warnings", "-swift-version", "6", "-I", Self.modules.path,
      file.path)
    #expect(status == 0, "\(output)")
  }

  @Test func everyLinkLeadsSomewhere() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "zabta-docc-\(ProcessInfo.processInfo.processIdentifier)")
    let graphs = folder.appending(path: "graphs")
    try FileManager.default.createDirectory(at: graphs, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let machine = try Self.run("swiftc", "-print-target-info").output
    let triple = try #require(
      machine.firstMatch(of: /"triple": "([^"]+)"/).map { String($0.output.1) })
    let extracted = try Self.run(
      "swift-symbolgraph-extract", "-module-name", "ZabtaRuntime", "-target", triple, "-I",
      Self.modules.path, "-output-dir", graphs.path, "-minimum-access-level", "public")
    #expect(extracted.status == 0, "\(extracted.output)")
    let converted = try Self.run(
      "docc", "convert", Self.catalogue.path, "--additional-symbol-graph-dir", graphs.path,
      "--output-dir", folder.appending(path: "site").path, "--warnings-as-errors")
    #expect(converted.status == 0, "\(converted.output)")
  }

  private static func run(_ command: String...) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
