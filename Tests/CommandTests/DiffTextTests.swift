import Foundation
import Testing

@Suite struct DiffTextTests {
  @Test func twoTextsNeedNoProject() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path(percentEncoded: false)
    try Data("# P\n\nWe keep it for 7 years.".utf8).write(to: folder.appending(path: "old.md"))
    try Data("# P\n\nWe keep it for 10 years.".utf8).write(to: folder.appending(path: "new.md"))
    let told = try Tool.run(["diff", "old.md", "new.md"], in: path)
    #expect(told.status == 0)
    #expect(told.output.contains("for [-7-]{+10+} years"), "\(told)")
    let page = try Tool.run(["diff", "old.md", "new.md", "--format", "html"], in: path)
    #expect(
      page.output.contains("<del>7</del><ins>10</ins>") && page.output.contains(".comparison"))
    // Another encoding is no text to guess at.
    let latin: [UInt8] = Array("# P\n\nCaf".utf8) + [0xE9, 0x0A]
    try Data(latin).write(to: folder.appending(path: "latin.md"))
    let refused = try Tool.run(["diff", "latin.md", "new.md"], in: path)
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(
      refused.errors.contains("latin.md is not UTF-8: line 3, byte 4 of the line is E9"),
      "\(refused)")
    #expect(refused.errors.contains("Save the text as UTF-8"))
    let missing = try Tool.run(["diff", "old.md", "none.md"], in: path)
    #expect(missing.status == 2 && missing.errors.contains("there is no file none.md"))
    let mixed = try Tool.run(["diff", "old.md", "1"], in: path)
    #expect(mixed.status == 2 && mixed.errors.contains("can be compared with a text"))
  }
}
