import ArgumentParser
import FoundationEssentials
import ZabtaCompiler
import ZabtaSyntax

/// Reads the project that is measured.
enum WorkshopFiles {
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  static func project(_ root: String) throws -> Project {
    var project = Project()
    let policies = root + "/policies"
    for name in try FileManager.default.contentsOfDirectory(atPath: policies).sorted() {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: policies + "/" + name)))
      let path = "policies/" + name
      if name.hasSuffix(".zabta") {
        project.sources.append(SourceText(path: path, bytes: bytes))
      } else if name.hasSuffix(Project.ledgerSuffix) {
        project.ledgers[path] = bytes
      }
    }
    for name in Project.templateNames {
      let path = root + "/templates/" + name
      guard let data = try? Data(contentsOf: URL(filePath: path)) else { continue }
      project.templates[name] = SourceText(path: "templates/" + name, bytes: [UInt8](data))
    }
    return project
  }
}
