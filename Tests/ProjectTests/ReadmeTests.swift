import Foundation
import Testing

/// What the README and the reference say of the project's shape is so.
@Suite struct ReadmeTests {
  /// A target of the package, as the manifest's text declares it.
  private struct Target {
    var name: String
    var isTest: Bool
    var arrows: Set<String>
  }

  private func targets() throws -> [Target] {
    let manifest = try Repository.text("Package.swift")
    let start = try #require(manifest.range(of: "\n  targets: ["))
    let end = try #require(
      manifest.range(of: "\n  ]\n)", range: start.upperBound..<manifest.endIndex))
    let body = String(manifest[start.upperBound..<end.lowerBound])
    return body.split(separator: /(?m)^ {4}(?=\.[a-zA-Z]+\()/).compactMap { part in
      guard let name = part.firstMatch(of: /name: "([^"]+)"/),
        let kind = part.firstMatch(of: /^\.(target|executableTarget|testTarget)\(/)
      else { return nil }
      var arrows: Set<String> = []
      if let list = part.firstMatch(of: /dependencies: \[(?:[^\]]|\n)*\]/) {
        var text = String(list.0)
        for product in text.matches(of: /\.product\(name: "[^"]+", package: "([^"]+)"\)/) {
          arrows.insert(String(product.1))
        }
        text.replace(/\.product\([^)]*\)/, with: "")
        arrows.formUnion(text.matches(of: /"([^"]+)"/).map { String($0.1) })
      }
      return Target(name: String(name.1), isTest: kind.1 == "testTarget", arrows: arrows)
    }
  }

  /// The rows of the README's table of rooms, from name to what it imports.
  private func rooms() throws -> [(name: String, imports: [String])] {
    let readme = try Repository.text("README.md")
    let table = try #require(readme.range(of: "| room | holds | imports |\n| --- | --- | --- |\n"))
    return readme[table.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }
      .map { row in
        let cells = row.dropFirst().dropLast().split(
          separator: "|", omittingEmptySubsequences: false
        ).map { $0.trimmingCharacters(in: .whitespaces) }
        let imports = (cells.last ?? "").split(separator: ", ").map(String.init)
        return (cells[0].replacing("`", with: ""), imports)
      }
  }

  @Test func theTableOfRoomsIsThePackage() throws {
    let targets = try targets().filter { !$0.isTest }
    let rooms = try rooms()
    #expect(rooms.map(\.name).sorted() == targets.map(\.name).sorted())
    var above: Set<String> = []
    for room in rooms {
      let target = try #require(targets.first { $0.name == room.name })
      var expected: Set<String> = []
      for name in room.imports {
        switch name {
        case "all above": expected.formUnion(above)
        case "libxml2": expected.insert("CLibXML2")
        case "Compiler": expected.formUnion(above.subtracting(["zabta"]))
        case let name where above.contains("Zabta" + name): expected.insert("Zabta" + name)
        default: expected.insert(name)
        }
      }
      #expect(target.arrows == expected, "\(room.name) imports other rooms than the table says")
      above.insert(room.name)
    }
  }

  /// A folder without a room, or the other way round, would be a room that nobody looks after.
  @Test func everyRoomIsAFolderOfSources() throws {
    let rooms = try rooms().map(\.name)
    let folders = try Repository.names("Sources").filter { $0 != "CLibXML2" }
    #expect(folders == rooms.sorted())
  }

  /// The arrows of the manifest are those that sources draw: no import goes another way.
  @Test func sourcesImportWhatTheirRoomMay() throws {
    let targets = try targets()
    let rooms = Set(targets.map(\.name) + ["CLibXML2"])
    for target in targets {
      let folder = (target.isTest ? "Tests/" : "Sources/") + target.name
      for file in try Repository.files(folder) where file.hasSuffix(".swift") {
        let text = try Repository.text("\(folder)/\(file)")
        for found in text.matches(of: /(?m)^(?:[@a-z]+(?:\([^)]*\))? )*import ([A-Za-z0-9_]+)/) {
          let name = String(found.1)
          guard rooms.contains(name) else { continue }
          #expect(target.arrows.contains(name), "\(folder)/\(file) imports \(name)")
        }
      }
    }
  }

  @Test func theTwoCommandsAreThere() throws {
    let readme = try Repository.text("README.md")
    for command in ["bin/zabta build", "bin/test"] {
      #expect(readme.contains(command))
      let path = String(command.prefix { $0 != " " })
      #expect(
        FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: path).path))
    }
  }

  @Test func everyLinkLeadsToAFile() throws {
    let documents =
      ["README.md", "CHANGELOG.md"]
      + (try Repository.names("docs").filter { $0.hasSuffix(".md") }.map { "docs/" + $0 })
    for document in documents {
      let folder = document.split(separator: "/").dropLast().joined(separator: "/")
      // Code shows links of the language, which lead to words.
      var text = try Repository.text(document)
      text.replace(/(?s)```.*?```/, with: "")
      text.replace(/`[^`\n]*`/, with: "")
      for link in text.matches(of: /\]\(([^)\s]+)\)/) {
        let target = link.1.prefix { $0 != "#" }
        guard !target.isEmpty, !target.contains(":") else { continue }
        let path = folder.isEmpty ? String(target) : "\(folder)/\(target)"
        #expect(Repository.exists(path), "\(document) links to \(target)")
      }
    }
  }
}
