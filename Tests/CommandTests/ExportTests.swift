import Foundation
import Testing

/// What `zabta export` writes and says.
///
/// `Tests/Export` asks what it answers.
@Suite struct ExportTests {
  private let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-export-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false))
  }

  @Test func anArchiveAndAFolderHoldTheSame() throws {
    try withFolder { folder in
      let bundle = [
        "export", "--to", "opa", "--bundle", repository + "output/pumppos.privacy", "--output",
      ]
      let archived = try Tool.run(bundle + [folder + "/p.tar.gz"])
      #expect(archived.status == 0, "\(archived.errors)")
      #expect(archived.output.contains("zabta/pumppos.privacy/decision"))
      #expect(try Tool.run(bundle + [folder + "/p"]).status == 0)
      let archive = try Data(contentsOf: URL(filePath: folder + "/p.tar.gz"))
      for name in [".manifest", "zabta/pumppos.privacy/answer.rego"] {
        let file = try Data(contentsOf: URL(filePath: folder + "/p/" + name))
        #expect(archive.range(of: file) != nil, "\(name)")
      }
      #expect(FileManager.default.fileExists(atPath: folder + "/p/data.json"))
    }
  }

  @Test func whatIsNoBundleIsSaid() throws {
    let missing = try Tool.run([
      "export", "--to", "opa", "--bundle", "/nowhere", "--output", "/tmp/x.tar.gz",
    ])
    #expect(missing.status == 3)
    #expect(missing.errors.contains("there is no file /nowhere"))
    let format = try Tool.run(["export", "--to", "xacml", "--bundle", "/nowhere", "--output", "x"])
    #expect(format.status == 2)
  }
}
