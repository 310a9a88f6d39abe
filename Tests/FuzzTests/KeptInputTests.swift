import Foundation
import Testing
import ZabtaBundle
import ZabtaFuzz

/// Inputs that are kept: those that fuzzing starts from, and those that once came out wrong.
@Suite struct KeptInputTests {
  /// The folder of kept inputs, found from this file's own place.
  static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz")

  static let surroundings = Surroundings(
    bundles: ["buy-inverter.privacy", "pumppos.privacy"].compactMap { policy in
      let path = folder.appending(path: "../../output/\(policy)/bundle-set.json")
      return try? [UInt8](Data(contentsOf: path))
    })

  /// The kept inputs of a reader, by name.
  static func inputs(_ kind: String, _ target: FuzzTarget) throws -> [(name: String, [UInt8])] {
    let files = folder.appending(path: "\(kind)/\(target.rawValue)")
    guard FileManager.default.fileExists(atPath: files.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: files.path).sorted().map { name in
      (name, [UInt8](try Data(contentsOf: files.appending(path: name))))
    }
  }

  /// What fuzzing starts from has to get past the first look, or nothing behind it is ever reached.
  @Test(arguments: FuzzTarget.allCases)
  func seedsAreAccepted(_ target: FuzzTarget) throws {
    let seeds = try Self.inputs("seeds", target)
    #expect(!seeds.isEmpty)
    for (name, bytes) in seeds {
      #expect(try target.run(bytes, in: Self.surroundings), "\(target.rawValue)/\(name)")
    }
  }

  /// What once crashed, hung or came out wrong.
  @Test(arguments: FuzzTarget.allCases)
  func whatWasFoundStaysMended(_ target: FuzzTarget) throws {
    for (name, bytes) in try Self.inputs("found", target) {
      #expect(throws: Never.self, "\(target.rawValue)/\(name)") {
        _ = try target.run(bytes, in: Self.surroundings)
      }
    }
  }

  /// A little damage of every seed; `bin/fuzz` does more of it.
  @Test(arguments: FuzzTarget.allCases)
  func damagedSeedsDoNoHarm(_ target: FuzzTarget) throws {
    var random = Damage(seed: 4)
    let seeds = try Self.inputs("seeds", target).map(\.1)
    for seed in seeds {
      for _ in 0..<([.project, .flat].contains(target) ? 6 : 20) {
        let damaged = target.damage(seed, with: seeds, &random)
        #expect(throws: Never.self) { _ = try target.run(damaged, in: Self.surroundings) }
      }
    }
  }

  @Test func everyFolderIsOfAReader() throws {
    let known = Set(FuzzTarget.allCases.map(\.rawValue))
    for kind in ["seeds", "found"] {
      let path = Self.folder.appending(path: kind).path
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(names.filter { !known.contains($0) && $0 != "README.md" }.isEmpty)
    }
  }
}
