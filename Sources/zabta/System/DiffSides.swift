import ArgumentParser
import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaRuntime
import ZabtaSyntax

/// Reads what the user calls a side of a comparison.
struct DiffSides {
  var root: RootOption

  /// The side, or a message and status 2 where nothing has that name.
  func side(_ text: String) throws -> Diffing.Side {
    if text.hasPrefix("git:") {
      let revision = String(text.dropFirst(4))
      return .project(try GitRevision(revision, root: root).read(), name: text)
    }
    if let number = Int(text) {
      try refuseFolder(text, "edition \(number)")
      return .edition(number)
    }
    if let date = ReleaseDate(text) {
      try refuseFolder(text, "a date")
      return .date(date)
    }
    if text == "." { return try project(root, name: text) }
    if FileTree.isFolder(text) { return try folder(text) }
    guard FileTree.exists(text) else { throw notFound(text) }
    return try file(text)
  }

  /// A name that means two things is asked back, not guessed.
  private func refuseFolder(_ text: String, _ meaning: String) throws {
    guard FileTree.isFolder(text) else { return }
    throw wrongUse("\"\(text)\" is \(meaning) and a folder too. Write ./\(text) for the folder")
  }

  private func notFound(_ text: String) -> ExitCode {
    let looksLikeDate =
      text.utf8.count > 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
    return wrongUse(
      looksLikeDate
        ? "there is no date \(text). Write a day as 2026-03-14 or a month as 2026-03"
        : "there is no file or folder \(text). A side is an edition's number, a date, a folder, "
          + "git:REV or a bundle.json")
  }

  // MARK: - Folders and files

  private func folder(_ path: String) throws -> Diffing.Side {
    if FileTree.isFolder(path + "/policies") {
      var other = RootOption()
      other.root = path
      return try project(other, name: path)
    }
    if FileTree.exists(path + "/bundle.json") { return try file(path + "/bundle.json") }
    // The output as a whole: a folder for each policy.
    var contents: [BundleContent] = []
    for name in try FileTree.list(path, suffix: "bundle.json") {
      let parts = name.split(separator: "/")
      guard parts.count == 2, parts[1] == "bundle.json" else { continue }
      contents.append(try content(path + "/" + name))
    }
    guard !contents.isEmpty else {
      throw wrongUse("the folder \(path) has neither policies/ nor a bundle.json")
    }
    return .bundles(contents, name: path)
  }

  private func project(_ root: RootOption, name: String) throws -> Diffing.Side {
    .project(try ProjectFolder(root: root).read(), name: name)
  }

  private func file(_ path: String) throws -> Diffing.Side {
    guard path.hasSuffix(".json") || path.hasSuffix(".zb") else {
      throw wrongUse("\(path) is no bundle.json; other files are not compared")
    }
    return .bundles([try content(path)], name: path)
  }

  private func content(_ path: String) throws -> BundleContent {
    guard let bytes = try FileTree.read(path) else { throw notFound(path) }
    let editions: EditionSet
    do {
      editions = try FlatFile.editions(bytes)
    } catch {
      Console.message("zabta: \(path) is no bundle that can be used: \(error)")
      throw ExitCode(1)
    }
    guard editions.rulesets.count == 1 else {
      throw wrongUse(
        "\(path) holds \(editions.rulesets.count) editions. Name the bundle.json of one of them")
    }
    return editions.earliest.content
  }

  private func wrongUse(_ message: String) -> ExitCode {
    Console.message("zabta: \(message)")
    return ExitCode(2)
  }
}
