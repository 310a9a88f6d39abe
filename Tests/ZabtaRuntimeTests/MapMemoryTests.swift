import Foundation
import Testing
import ZabtaRuntime

/// A file is mapped as it is, and what is no file is refused in words.
@Suite struct MapMemoryTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.path(percentEncoded: false) + "/" + name }

  private func refusal(_ path: String) -> String? {
    do throws(RulesetError) {
      _ = try FlatMemory.map(path)
      return nil
    } catch {
      #expect(error.path == path)
      return error.reason
    }
  }

  @Test func theBytesAreThoseOfTheFile() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for count in [1, 7, 4095, 4096, 4097, 100_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      try Data(bytes).write(to: folder.appending(path: "some"))
      let memory = try FlatMemory.map(path("some"))
      defer { withExtendedLifetime(memory) {} }
      #expect(Array(memory.bytes) == bytes)
      // The name may go: the bytes stay.
      try FileManager.default.removeItem(atPath: path("some"))
      #expect(Array(memory.bytes) == bytes)
    }
  }

  @Test func whatIsNoFileIsRefused() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: "empty"))
    #expect(refusal(path("empty")) == "the file is empty")
    #expect(refusal(path("none")) == "there is no such file")
    #expect(refusal(path("")) == "this is a folder, and a file is expected")
    #expect(refusal(path("empty") + "/x")?.hasPrefix("the file cannot be read: ") == true)
    #expect(refusal(path("a\0b")) == "no file can have this name")
    #expect(refusal("/dev/null") == "this is a device or a pipe, and a file is expected")
    // Nobody writes to this pipe, and opening it must not wait.
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    #expect(refusal(path("pipe")) == "this is a device or a pipe, and a file is expected")
    // A file with holes takes no room on the disk.
    #expect(FileManager.default.createFile(atPath: path("long"), contents: nil))
    #expect(truncate(path("long"), 1 << 32) == 0)
    #expect(refusal(path("long")) == "the file is longer than \(FlatMemory.largest) bytes")
  }

  @Test func copiesAreAligned() {
    for count in [0, 1, 15, 16, 33] {
      let bytes = (0..<count).map { UInt8($0) }
      let memory = FlatMemory(bytes)
      defer { withExtendedLifetime(memory) {} }
      #expect(Array(memory.bytes) == bytes)
      #expect(Int(bitPattern: memory.bytes.baseAddress) % FlatMemory.alignment == 0)
    }
  }
}
