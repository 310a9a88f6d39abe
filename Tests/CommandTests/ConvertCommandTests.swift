import Foundation
import Testing

/// `convert`, and questions to flat files, as a service engineer uses them.
@Suite struct ConvertCommandTests {
  private let output = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "output/pumppos.privacy").path(percentEncoded: false)

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func thereAndBack() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let root = folder.path(percentEncoded: false)
    for name in ["bundle", "bundle-set"] {
      let json = try Data(contentsOf: URL(filePath: "\(output)/\(name).json"))
      try json.write(to: folder.appending(path: "\(name).json"))
      let there = try Tool.run(["convert", "\(root)/\(name).json"])
      #expect(there.status == 0, "\(there.errors)")
      #expect(there.output == "\(root)/\(name).zb\n")
      let flat = try Data(contentsOf: folder.appending(path: "\(name).zb"))
      #expect(try Data(contentsOf: URL(filePath: "\(output)/\(name).zb")) == flat)
      let back = try Tool.run(
        ["convert", "\(root)/\(name).zb", "--output", "\(root)/back.json"])
      #expect(back.status == 0, "\(back.errors)")
      #expect(try Data(contentsOf: folder.appending(path: "back.json")) == json)
    }
    // What was altered is told.
    var flat = try Data(contentsOf: folder.appending(path: "bundle.zb"))
    flat[25] ^= 1
    try flat.write(to: folder.appending(path: "bundle.zb"))
    let altered = try Tool.run(["convert", "\(root)/bundle.zb"])
    #expect(altered.status == 1)
    #expect(altered.errors.contains("header.digest: the rules do not have this digest"))
    try Data("no bundle".utf8).write(to: folder.appending(path: "notes.txt"))
    #expect(try Tool.run(["convert", "\(root)/notes.txt"]).status == 1)
    #expect(try Tool.run(["convert", "\(root)/none.zb"]).status == 3)
    try FileManager.default.copyItem(
      atPath: "\(output)/bundle.zb", toPath: "\(root)/other.bin")
    #expect(try Tool.run(["convert", "\(root)/other.bin"]).status == 2)
  }

  @Test func flatFilesAnswerAsJSONDoes() throws {
    let questions = """
      {"subject":{"type":"organisation","id":"pumppos"},"action":{"name":"store"},"resource":{"type":"data","id":"personal-data"}}
      {"subject":{"type":"organisation","id":"pumppos"},"action":{"name":"share"},"resource":{"type":"data","id":"name"}}

      """
    for name in ["bundle", "bundle-set"] {
      let json = try Tool.run(
        ["decide", "--bundle", "\(output)/\(name).json"], input: questions)
      let flat = try Tool.run(["decide", "--bundle", "\(output)/\(name).zb"], input: questions)
      #expect(flat.status == 0, "\(flat.errors)")
      #expect(flat.output == json.output)
      #expect(!flat.output.isEmpty)
    }
    let record = #"{"record":"transaction-records","created":"2019-11-22"}"#
    let request = #"{"request":"access","received":"2026-01-31"}"#
    for (command, line) in [("retain", record), ("deadline", request)] {
      let json = try Tool.run([command, "--bundle", "\(output)/bundle.json"], input: line)
      let flat = try Tool.run([command, "--bundle", "\(output)/bundle.zb"], input: line)
      #expect(flat.output == json.output)
    }
  }

  @Test func whatIsNoFlatFileIsTold() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "x.zb")
    for (bytes, words) in [
      (Data(), "x.zb: the file is empty"), (Data("zabta.zb".utf8), "the file ends after 8 bytes"),
    ] {
      try bytes.write(to: path)
      let run = try Tool.run(["decide", "--bundle", path.path(percentEncoded: false)])
      #expect(run.status == 1)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test func aFlatFileOfOtherRulesIsNotSigned() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let root = folder.path(percentEncoded: false)
    for name in ["bundle.json", "bundle.zb"] {
      try FileManager.default.copyItem(atPath: "\(output)/\(name)", toPath: "\(root)/\(name)")
    }
    let key = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")
      .path(percentEncoded: false)
    defer {
      for end in [".key", ".pub"] { try? FileManager.default.removeItem(atPath: key + end) }
    }
    #expect(try Tool.run(["keygen", key]).status == 0)
    let sign = [
      "sign", root, "--expires", "2027-06-30", "--key", key + ".key", "--output",
      root + "/../\(folder.lastPathComponent).sig.json",
    ]
    let signed = try Tool.run(sign)
    #expect(signed.status == 0, "\(signed.errors)")
    try? FileManager.default.removeItem(atPath: sign[7])
    try FileManager.default.removeItem(atPath: root + "/bundle.zb")
    try FileManager.default.copyItem(
      atPath: "\(output)/../buy-inverter.privacy/bundle.zb", toPath: root + "/bundle.zb")
    let refused = try Tool.run(sign)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("bundle.zb holds edition"), "\(refused.errors)")
  }
}
