import Foundation
import Testing

/// `zabta diff` against anything: numbers, dates, folders, revisions and bundles.
@Suite struct DiffSideTests {
  /// Orders are kept 3 years in the first edition and 5 in the second, which is in force later.
  private func shop() throws -> SmallProject {
    let project = try SmallProject()
    try project.release("--date", "2026-03")
    try project.replace("for 3 years", "for 5 years")
    try project.release("--date", "2026-06-14", "--effective", "2026-07-01")
    #expect(try project.run("build").status == 0)
    return project
  }

  private func isTheChange(_ run: Tool.Run) -> Bool {
    run.status == 0 && run.output.contains("3 years") && run.output.contains("5 years")
  }

  private func refusal(_ project: SmallProject, _ old: String, _ new: String) throws -> String {
    let run = try project.run("diff", old, new)
    #expect(run.status == 2 && run.output.isEmpty, "\(old) \(new): \(run)")
    return run.errors
  }

  @Test func numbersAndDates() throws {
    let project = try shop()
    let numbers = try project.run("diff", "1", "2")
    #expect(isTheChange(numbers) && numbers.errors.isEmpty)
    for (old, new) in [("2026-03", "2026-06-14"), ("2026-06-13", "2027-01"), ("1", "2026-06-14")] {
      let dates = try project.run("diff", old, new)
      #expect(dates.output == numbers.output)
      #expect(
        dates.errors.contains(
          "\(new) means edition 2 of example.privacy, dated 2026-06-14, in force from 2026-07-01"))
    }
    #expect(
      try project.run("diff", "2026-03-31", "1").errors
        == "note: 2026-03-31 means edition 1 of example.privacy, dated 2026-03\n")
    #expect(try project.run("diff", "2026-06", "1").output == "Nothing changed.\n")

    try project.replace("for 5 years", "for 6 years")
    #expect(try project.run("diff", "2", ".").output.contains("6 years"))
    // Past editions do not depend on the sources as they stand.
    try project.replace("for 6 years", "for six sevenths of a year")
    #expect(try project.run("diff", "1", "2").output == numbers.output)
    let broken = try project.run("diff", "2", ".")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("the sources of . have errors"))
  }

  @Test func whatIsNoEdition() throws {
    let project = try shop()
    #expect(
      try refusal(project, "1", "7")
        == "zabta: there is no edition 7: example.privacy has editions 1 to 2\n")
    #expect(
      try refusal(project, "-1", ".").hasPrefix(
        "zabta: -1 is no side of a comparison. A side is an edition's number"))
    #expect(try refusal(project, "1", "-2").hasPrefix("zabta: -2 is no side"))
    #expect(try refusal(project, "2026", ".").contains("Write a date as 2026-03-14 or 2026-03"))
    #expect(try refusal(project, "0", "1").contains("The sources as they stand are \".\""))
    #expect(
      try refusal(project, "2026-02-28", "1")
        == "zabta: no edition was released by 2026-02-28: the first of example.privacy is dated "
        + "2026-03\n")
    #expect(try refusal(project, "2026-02-30", "1").contains("there is no date 2026-02-30"))
    #expect(try refusal(project, "1", "v2").contains("there is no file or folder v2"))
    let policy = try project.run("diff", "1", "2", "--policy", "nobody")
    #expect(policy.status == 2 && policy.errors.contains("nobody has no editions yet"))
    let other = try project.run("diff", ".", ".", "--policy", "nobody")
    #expect(other.status == 2 && other.errors.contains("there is no policy that both sides have"))
    #expect(other.errors.contains("The old side has example.privacy"))

    let path = project.root + "/policies/example.privacy.ledger.jsonl"
    let text = try project.read("policies/example.privacy.ledger.jsonl")
    try Data(text.replacing("First edition.", with: "Best edition.").utf8)
      .write(to: URL(filePath: path))
    #expect(try refusal(project, "1", "2").contains("edition 1 (2026-03) was altered"))
    try FileManager.default.removeItem(atPath: path)
    #expect(try refusal(project, "1", ".").contains("this project has no editions yet"))
  }

  @Test func ofSeveralPoliciesTheOnesThatHaveTheEdition() throws {
    let project = try ProjectCopy()
    try project.replace(
      "policies/pumppos.zabta", "is secure in every case", "is secure every time")
    let released = try project.run("release", "pumppos.privacy", "--date", "2027-01-05")
    try #require(released.status == 0, "\(released.errors)")
    let run = try project.run("diff", "1", "2")
    #expect(run.output.contains("+}") && !run.output.contains("== "))
    #expect(run.errors.contains("note: buy-inverter.privacy has no edition 2: it has edition 1"))
    #expect(run.errors.contains("buy-inverter.privacy stands on the old side alone"))
    let dates = try project.run("diff", "2026-12-01", ".")
    #expect(dates.output.contains("== buy-inverter.privacy\nNothing changed."))
    #expect(dates.output.contains("== pumppos.privacy\n"))
    #expect(dates.errors.contains("means edition 1 of pumppos.privacy, dated 2026-03\n"))
    let none = try project.run("diff", "3", ".")
    #expect(
      none.errors
        == "zabta: there is no edition 3: buy-inverter.privacy has edition 1; pumppos.privacy has "
        + "editions 1 to 2\n")
  }

  @Test func aFolderThatIsNamedLikeAnEditionIsAskedBack() throws {
    let project = try shop()
    let inside = try Folder()
    try inside.copy(project.root, to: "2")
    try inside.copy(project.root, to: "2026-03")
    for (name, meaning) in [("2", "edition 2"), ("2026-03", "a date")] {
      let run = try Tool.run(["diff", "1", name, "--root", project.root], in: inside.path)
      #expect(run.status == 2)
      #expect(run.errors.contains("\"\(name)\" is \(meaning) and a folder too. Write ./\(name)"))
      let folder = try Tool.run(
        ["diff", "1", "./\(name)", "--root", project.root], in: inside.path)
      #expect(isTheChange(folder))
    }
  }

  @Test func foldersAndBundles() throws {
    let project = try shop()
    let other = try Folder()
    try other.copy(project.root, to: "other")
    try project.replace("for 5 years", "for 8 years")
    // Neither side needs a project around it.
    let folders = try Tool.run(
      ["diff", other.path + "/other", project.root], in: other.path)
    #expect(folders.output.contains("8 years") && folders.errors.isEmpty)

    let past = project.output + "editions/1/bundle.json"
    let newest = project.output + "bundle.json"
    let bundles = try Tool.run(["diff", past, newest], in: other.path)
    #expect(isTheChange(bundles))
    #expect(bundles.errors.contains("example.privacy is compared by rule bundles"))
    // What changes is told as between the editions themselves, and the wording is marked.
    let editions = try project.run("diff", "1", "2", "--format", "json")
    let json = try Tool.run(["diff", past, newest, "--format", "json"])
    func summaries(_ run: Tool.Run) -> [String] {
      run.output.matches(of: /"class":"(less-protection|more-protection|other)"/)
        .map { String($0.1) }
    }
    #expect(!summaries(json).isEmpty && summaries(json) == summaries(editions))
    #expect(json.output.contains("order-records"))
    #expect(try Tool.run(["diff", newest, newest]).output == "Nothing changed.\n")
    for format in ["html", "markdown"] {
      #expect(try Tool.run(["diff", past, newest, "--format", format]).output.contains("5 years"))
    }

    // One kind against another: no title or contact is taken for gone.
    #expect(try project.run("diff", "2", newest).output == "Nothing changed.\n")
    #expect(try project.run("diff", newest, "2026-06-14").output == "Nothing changed.\n")
    #expect(isTheChange(try project.run("diff", "1", newest)))
    #expect(try project.run("diff", newest, ".").output.contains("8 years"))
    for folder in [project.output, project.root + "/output"] {
      #expect(isTheChange(try Tool.run(["diff", past, folder], in: other.path)))
    }
  }

  @Test func whatIsNoBundleOrFolder() throws {
    let project = try shop()
    let bundle = project.output + "bundle.json"
    #expect(
      try refusal(project, bundle, project.output + "bundle-set.json")
        .contains("holds 2 editions. Name the bundle.json of one of them"))
    #expect(
      try refusal(project, project.root + "/policies", ".")
        .contains("has neither policies/ nor a bundle.json"))
    #expect(
      try refusal(project, ".", project.root + "/policies/policy.zabta")
        .contains("is no bundle.json"))
    let damaged = project.root + "/damaged.json"
    let text = try project.read("output/example.privacy/bundle.json")
    try Data(text.replacing("\"P5Y\"", with: "\"P50Y\"").utf8).write(to: URL(filePath: damaged))
    let run = try Tool.run(["diff", bundle, damaged])
    #expect(run.status == 1 && run.errors.contains("the bundle was altered"))
    let foreign = project.root + "/foreign.json"
    try Data(
      text.replacing("\"policy\":\"example.privacy\"", with: "\"policy\":\"x\"").utf8
    ).write(to: URL(filePath: foreign))
    #expect(try Tool.run(["diff", bundle, foreign]).status == 1)
    let empty = try Folder()
    try FileManager.default.createDirectory(
      atPath: empty.path + "/policies", withIntermediateDirectories: true)
    #expect(
      try refusal(project, empty.path, ".").contains("has no policy: there is no file policies/"))
    #expect(try Tool.run(["diff", "1", "2", "--root", empty.path + "/nowhere"]).status == 3)
  }
}

/// `git:REV`, through a real git.
@Suite struct GitSideTests {
  /// A repository with the project in a subfolder, committed twice.
  private func repository() throws -> (folder: Folder, project: String) {
    let folder = try Folder()
    let project = folder.path + "/sub/shop"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/sub", withIntermediateDirectories: true)
    try git(folder.path, "init", "--quiet", "--initial-branch=main")
    try Data("nothing yet".utf8).write(to: URL(filePath: folder.path + "/README"))
    try commit(folder.path, "Begin")
    #expect(try Tool.run(["new", project]).status == 0)
    try commit(folder.path, "The policy")
    try git(folder.path, "tag", "first")
    try replace(project, "for 3 years", "for 5 years")
    try commit(folder.path, "Keep orders longer")
    return (folder, project)
  }

  @Test func revisionsOfASubfolder() throws {
    let (folder, project) = try repository()
    let run = try Tool.run(["diff", "git:first", "git:HEAD", "--root", project])
    #expect(run.output.contains("5 years") && run.errors.isEmpty)
    #expect(
      try Tool.run(["diff", "git:HEAD~1", "git:main", "--root", project]).output == run.output)
    // Started inside the folder, as people do.
    #expect(try Tool.run(["diff", "git:first", "."], in: project).output == run.output)
    try replace(project, "for 5 years", "for 6 years")
    #expect(
      try Tool.run(["diff", "git:HEAD", ".", "--root", project]).output.contains("6 years"))
    _ = folder
  }

  @Test func revisionsAgainstEditionsAndBundles() throws {
    let (folder, project) = try repository()
    #expect(
      try Tool.run(["release", "example.privacy", "--date", "2026-03", "--root", project])
        .status == 0)
    #expect(try Tool.run(["build", "--root", project]).status == 0)
    // The ledger does not stand in that revision, and need not.
    #expect(
      try Tool.run(["diff", "git:first", "1", "--root", project]).output.contains("5 years"))
    #expect(
      try Tool.run(["diff", "git:HEAD", "1", "--root", project]).output == "Nothing changed.\n")
    let bundle = project + "/output/example.privacy/bundle.json"
    #expect(
      try Tool.run(["diff", "git:first", bundle, "--root", project]).output.contains("5 years"))
    _ = folder
  }

  @Test func whatIsNoRevision() throws {
    let (folder, project) = try repository()
    func refusal(_ side: String) throws -> String {
      let run = try Tool.run(["diff", side, ".", "--root", project])
      #expect(run.status == 2 && run.output.isEmpty)
      return run.errors
    }
    #expect(
      try refusal("git:nowhere") == "zabta: there is no revision nowhere in this git repository\n")
    #expect(
      try refusal("git:HEAD~2").contains(
        "at the revision HEAD~2 there is no folder policies/ with sources in it"))
    for side in ["git:", "git:--all", "git:HEAD:policies", "git:-p"] {
      #expect(try refusal(side).contains("names no revision. Write git:HEAD~1"))
    }
    for side in ["git:HEAD --all", "git:first..HEAD", "git:^HEAD", "git:HEAD\n"] {
      #expect(try refusal(side).contains("there is no revision"))
    }
    try replace(project, "for 5 years", "for ever and a day")
    try commit(folder.path, "A mistake")
    try replace(project, "for ever and a day", "for 5 years")
    let broken = try Tool.run(["diff", "git:HEAD", ".", "--root", project])
    #expect(broken.status == 1 && broken.errors.contains("the sources of git:HEAD have errors"))

    let outside = try Folder()
    #expect(try Tool.run(["new", outside.path + "/shop"]).status == 0)
    let run = try Tool.run(["diff", "git:HEAD", ".", "--root", outside.path + "/shop"])
    #expect(run.status == 2 && run.errors.contains("does not stand in a git repository"))
  }

  @Test func aShallowCloneSaysSo() throws {
    let (folder, _) = try repository()
    let clone = try Folder()
    try git(clone.path, "clone", "--quiet", "--depth=1", "file://" + folder.path, "copy")
    let project = clone.path + "/copy/sub/shop"
    #expect(
      try Tool.run(["diff", "git:HEAD", ".", "--root", project]).output == "Nothing changed.\n")
    let run = try Tool.run(["diff", "git:HEAD~1", ".", "--root", project])
    #expect(run.status == 2 && run.errors.contains("git fetch --unshallow brings the rest"))
  }

  // MARK: - Repositories

  private func replace(_ project: String, _ old: String, _ new: String) throws {
    let file = URL(filePath: project + "/policies/policy.zabta")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }

  private func commit(_ folder: String, _ message: String) throws {
    try git(folder, "add", "--all")
    try git(
      folder, "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "-m",
      message)
  }

  private func git(_ folder: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }
}

/// An empty folder of its own, removed with the value.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")
      .path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func copy(_ source: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: path + "/" + name)
  }
}
