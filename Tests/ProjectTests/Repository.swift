import Foundation
import Testing
import ZabtaChanges
import ZabtaCompiler
import ZabtaSyntax

/// The repository that these tests stand in, found from this file's own place.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The published policies, with their templates and ledgers.
  static let compilation = Result { Compiler.compile(try project()) }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The names in a folder, sorted.
  static func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).sorted()
  }

  /// The paths of all files under a folder, relative to it, sorted.
  static func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { path in
        var isFolder: ObjCBool = false
        let full = root.appending(path: folder).appending(path: path).path
        return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      .sorted()
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The project as the tool reads it from this folder.
  static func project() throws -> Project {
    var project = Project()
    for name in try names("policies") {
      let path = "policies/\(name)"
      if name.hasSuffix(".zabta") {
        project.sources.append(SourceText(path: path, bytes: try bytes(path)))
      } else if name.hasSuffix(Project.ledgerSuffix) {
        project.ledgers[path] = try bytes(path)
      }
    }
    for name in Project.templateNames where exists("templates/\(name)") {
      project.templates[name] = SourceText(
        path: "templates/\(name)", bytes: try bytes("templates/\(name)"))
    }
    return project
  }

  /// A published policy with all that comes of it.
  static func policy(_ id: String) throws -> CompiledPolicy {
    let compilation = try compilation.get()
    return try #require(
      compilation.policies.first { $0.id == id },
      "\(id): \(compilation.diagnostics.filter { $0.severity == .error }.map(\.summary))")
  }
}

/// The ids of the published policies, and the names of their sources.
let policyIDs = ["buy-inverter.privacy", "pumppos.privacy"]
