import Foundation
import Testing

/// The ledger as its users meet it: through the commands, and through git.
@Suite struct LedgerCommandTests {
  private let policy = "pumppos.privacy"
  private let source = "policies/pumppos.zabta"
  private let ledger = "policies/pumppos.privacy.ledger.jsonl"

  /// Runs git in a project, apart from whatever its user has set.
  @discardableResult
  private func git(_ project: ProjectCopy, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", project.root, "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Runs a line that a message printed, in the project's folder.
  private func shell(_ project: ProjectCopy, _ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "cd \"$0\" && \(line)", project.root]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// The first line of a message that holds these words, without what numbers it.
  private func command(_ words: String, in messages: String) throws -> String {
    let line = try #require(
      messages.split(separator: "\n").first { $0.contains(words) }, "\(messages)")
    return line.drop { $0 == " " || $0 == "." || $0.isNumber }.trimmingCharacters(
      in: .whitespaces)
  }

  private func write(_ project: ProjectCopy, _ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: project.root + "/" + path))
  }

  /// A project of which two branches each released an edition of their own.
  private func twoBranches() throws -> ProjectCopy {
    let project = try ProjectCopy()
    try git(project, "init", "-q", "-b", "main")
    try git(project, "add", "-A")
    try git(project, "commit", "-qm", "First edition")
    try git(project, "checkout", "-qb", "other")
    try project.replace(source, "is secure in every case", "is secure every time")
    #expect(
      try project.run("release", policy, "--date", "2026-12-02", "--note", "Theirs.").status == 0)
    try git(project, "commit", "-qam", "Theirs")
    try git(project, "checkout", "-q", "main")
    try project.replace(source, "keep them running and make", "keep them running, and make")
    #expect(
      try project.run("release", policy, "--date", "2026-12-01", "--note", "Ours.").status == 0)
    try git(project, "commit", "-qam", "Ours")
    return project
  }

  /// Leaves in the policy both texts and of the Release lines those with these words.
  private func finishMerge(_ project: ProjectCopy, keeping note: String) throws {
    let lines = try project.read(source).split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { line in
      let isMark = ["<<<<<<<", "=======", ">>>>>>>"].contains { line.hasPrefix($0) }
      let isOther =
        line.hasPrefix("Release 2026-12") && !line.contains(note)
      return !isMark && !isOther
    }
    try write(project, source, kept.joined(separator: "\n"))
  }

  /// What stands after the way out was followed: both changes, one after the other.
  private func expectBothEditions(_ project: ProjectCopy, _ first: String) throws {
    #expect(try project.run("check").status == 0)
    #expect(try project.run("check", "--release-needed").status == 1)
    #expect(
      try project.run("release", policy, "--date", "2026-12-03", "--note", "Both.").status == 0)
    #expect(try project.run("check", "--release-needed").status == 0)
    #expect(try project.run("build").status == 0)
    let text = try project.read(source)
    #expect(text.contains("is secure every time") && text.contains("keep them running, and make"))
    #expect(try project.read("output/\(policy)/notices/2.md").contains(first))
    #expect(try project.read("output/\(policy)/notices/3.md").contains("Both."))
  }

  @Test(arguments: [true, false]) func anUnfinishedMergeHasAWayOut(_ oursWins: Bool) throws {
    let project = try twoBranches()
    #expect(try git(project, "merge", "-q", "other") == 1)
    let run = try project.run("check")
    #expect(run.status == 1)
    #expect(run.errors.contains("\n1 error"), "\(run.errors)")
    #expect(run.errors.contains("two branches both released an edition of pumppos.privacy"))
    // Nothing is published or recorded meanwhile.
    #expect(try project.run("build").status == 1)
    #expect(try project.run("release", policy, "--date", "2026-12-09").status == 1)
    #expect(!project.exists("output"))

    var take = try command("git checkout --ours", in: run.errors)
    if !oursWins { take = take.replacing("--ours", with: "--theirs") }
    #expect(try shell(project, take.replacing(project.root + "/", with: "")) == 0)
    // One step later, the text is what is left to do.
    let next = try project.run("check")
    #expect(next.errors.contains("nobody finished the merge") && next.errors.contains("\n1 error"))
    try finishMerge(project, keeping: oursWins ? "Ours." : "Theirs.")
    try expectBothEditions(project, oursWins ? "Ours." : "Theirs.")
  }

  /// A merge driver that keeps the lines of both sides raises no conflict.
  @Test(arguments: [true, false]) func aUnionOfTwoBranchesHasAWayOut(_ oursWins: Bool) throws {
    let project = try twoBranches()
    try write(project, ".gitattributes", "*.jsonl merge=union\n*.zabta merge=union\n")
    #expect(try git(project, "merge", "-q", "other") == 0)
    let run = try project.run("check")
    #expect(run.status == 1)
    #expect(run.errors.contains("\n1 error"), "\(run.errors)")
    #expect(run.errors.contains("two branches both released edition 2 of pumppos.privacy"))
    #expect(run.errors.contains(": Ours.") && run.errors.contains(": Theirs."))

    let lines = run.errors.split(separator: "\n")
    let gone = oursWins ? "Theirs." : "Ours."
    let place = try #require(lines.firstIndex { $0.hasSuffix(": \(gone)") })
    let sed = lines[place - 1].trimmingCharacters(in: .whitespaces)
    #expect(sed.hasPrefix("sed -i "))
    #expect(try shell(project, sed) == 0)
    // The Release line of the edition that is gone is named as well.
    let next = try project.run("check")
    #expect(next.status == 1 && next.errors.contains("the ledger holds no such edition"))
    try finishMerge(project, keeping: oursWins ? "Ours." : "Theirs.")
    try expectBothEditions(project, oursWins ? "Ours." : "Theirs.")
  }

  @Test func whatIsLostIsNamedAndComesBack() throws {
    let project = try ProjectCopy()
    try git(project, "init", "-q", "-b", "main")
    try git(project, "add", "-A")
    try git(project, "commit", "-qm", "First edition")
    let good = try project.read(ledger)
    func expectNamed(_ words: String) throws {
      let run = try project.run("check")
      #expect(run.status == 1)
      #expect(run.errors.contains(words), "\(words) in \(run.errors.suffix(600))")
      #expect(try project.run("build").status == 1)
      #expect(
        try shell(project, "git restore --source HEAD -- policies/pumppos.privacy.ledger.jsonl")
          == 0)
      #expect(try project.read(ledger) == good)
    }
    try FileManager.default.removeItem(atPath: project.root + "/" + ledger)
    try expectNamed("the policy lists a release, and the ledger \(ledger) is missing or empty")
    try write(project, ledger, "")
    try expectNamed("is missing or empty")
    try write(project, ledger, String(good.dropLast(100)))
    try expectNamed("where edition 1 stands, is not an edition")
    try write(project, ledger, String(good.dropLast()))
    try expectNamed("the end of the file was cut off")
    try write(project, ledger, good.replacing("\n", with: "\r\n"))
    try expectNamed("another line break")
    try write(project, ledger, good.replacing("\"format\":1", with: "\"format\":2"))
    try expectNamed("use a newer zabta")

    try project.replace(source, "Release 2026-03: First edition.", "Release 2026-03: New words.")
    let told = try project.run("check")
    #expect(told.status == 1)
    #expect(
      told.errors.contains("write the line as it was recorded: Release 2026-03: First edition."))
    try project.replace(source, "Release 2026-03: New words.\n", "")
    let lost = try project.run("check")
    #expect(lost.errors.contains("put the line back into the front matter"))
  }

  @Test func aLedgerOfNoPolicyIsNamed() throws {
    let project = try ProjectCopy()
    try write(project, "policies/gone.privacy.ledger.jsonl", "")
    let run = try project.run("check")
    #expect(run.status == 0)
    #expect(run.errors.contains("there is no policy gone.privacy beside this ledger"))
    #expect(run.errors.contains("policies/gone.privacy.ledger.jsonl:1"))
  }

  @Test func whatNeedsAReleaseIsListed() throws {
    let project = try ProjectCopy()
    #expect(try project.run("check", "--release-needed").status == 0)
    try project.replace(source, "is secure in every case", "is secure every time")
    try project.replace(source, "Urdu: ہم ڈیٹا اس لیے", "Urdu: ہم آپ کا ڈیٹا اس لیے")
    #expect(try project.run("check").status == 0)
    let run = try project.run("check", "--release-needed")
    #expect(run.status == 1)
    #expect(
      run.errors.contains("not released since edition 1 (2026-03): wording: "), "\(run.errors)")
    #expect(run.errors.contains("Urdu only"))
    #expect(run.errors.contains("zabta release pumppos.privacy --date"))
    let json = try project.run("check", "--release-needed", "--format", "json")
    #expect(json.status == 1 && json.output.contains("\"release-needed\""))
    let sarif = try project.run("check", "--release-needed", "--format", "sarif")
    #expect(sarif.status == 1 && sarif.output.contains("\"release-needed\""))
    let github = try project.run("check", "--release-needed", "--format", "github")
    #expect(github.status == 1)
    #expect(github.output.contains("::error file=policies/pumppos.zabta,line="))
    // Another policy's file alone is fine.
    #expect(
      try project.run("check", "--release-needed", project.root + "/policies/buy-inverter.zabta")
        .status == 0)
    let build = try project.run("build")
    #expect(build.status == 0)
    #expect(build.errors.contains("pumppos.privacy is printed as \"Draft, not released\""))
    #expect(build.errors.contains("wording: no-certainty"), "\(build.errors)")
  }

  @Test func aReleaseTellsWhatItRecorded() throws {
    let project = try ProjectCopy()
    try project.replace(source, "is secure in every case", "is secure every time")
    let run = try project.run(
      "release", policy, "--date", "2026-12-01", "--effective", "2027-01", "--note",
      "Two\nlines  and\tsome tabs.", "--approved-by", " A. Counsel ")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix(
        "pumppos.privacy: edition 2 recorded, dated 2026-12-01, in force from 2027-01\n"))
    for words in [
      "Note: Two lines and some tabs.", "Approved by: A. Counsel", "Class: wording only",
      "wording in no-certainty", "zabta build", "Commit \(ledger) and \(source)",
    ] { #expect(run.output.contains(words), "\(words) in \(run.output)") }
    let line = try #require(try project.read(ledger).split(separator: "\n").last)
    #expect(line.hasPrefix(#"{"approvedBy":"A. Counsel","classes":["wording"],"#))
    #expect(line.contains(#""effective":"2027-01""#))
    #expect(try project.run("check", "--release-needed").status == 0)
    // It comes into force in January: nothing that holds it does sooner.
    try project.replace(source, "is secure every time", "is always secure")
    let early = try project.run("release", policy, "--date", "2026-12-15")
    #expect(early.status == 1 && early.errors.contains("2027-01 or a later day as --effective"))
    let twice = try project.run("release", policy, "--date", "2026-12-01")
    #expect(twice.status == 1 && twice.errors.contains("is not after"))
  }

  /// Words that a Release line cannot hold are refused, and nothing is written.
  @Test func aNoteThatCannotBeWrittenChangesNothing() throws {
    let project = try ProjectCopy()
    try project.replace(source, "is secure in every case", "is secure every time")
    let before = try (project.read(source), project.read(ledger))
    let names = [
      "\u{202E}": "direction mark U+202E", "\u{7}": "control character U+0007",
      "\u{200B}": "invisible character U+200B", "\u{9B}": "control character U+009B",
    ]
    for (character, name) in names {
      for option in ["--note", "--approved-by"] {
        let run = try project.run(
          "release", policy, "--date", "2026-12-01", option, "A. \(character)Counsel")
        #expect(run.status == 1 && run.errors.contains("words of \(option) stands the \(name)"))
        #expect(!run.errors.contains(character))
        #expect(try (project.read(source), project.read(ledger)) == before)
      }
    }
    for note in ["a \u{202E} b", "a\u{0}b\u{200B}"] {
      let run = try? project.run("release", policy, "--date", "2026-12-01", "--note", note)
      if run?.status == 0 { continue }
      #expect(try (project.read(source), project.read(ledger)) == before)
    }
    for note in ["{data} [a](b) *x* // y", "Release 2026-01: x", "Urdu: الف", "Section a: b"] {
      let copy = try ProjectCopy()
      try copy.replace(source, "is secure in every case", "is secure every time")
      let run = try copy.run("release", policy, "--date", "2026-12-01", "--note", note)
      if run.status == 0 {
        #expect(try copy.run("check").status == 0, "\(note)")
        #expect(try copy.run("build").status == 0, "\(note)")
      } else {
        #expect(try copy.read(ledger) == before.1)
      }
    }
  }

  /// Past pages are what they were; a new theme is that of the current edition alone.
  @Test func aNewThemeTouchesOnlyTheCurrentEdition() throws {
    let project = try ProjectCopy()
    try project.replace(source, "is secure in every case", "is secure every time")
    #expect(try project.run("release", policy, "--date", "2026-12-01").status == 0)
    #expect(try project.run("build").status == 0)
    let folder = "output/\(policy)"
    let files = try FileManager.default.subpathsOfDirectory(atPath: project.root + "/" + folder)
      .filter { $0.contains(".") }
    let before = try Dictionary(
      uniqueKeysWithValues: files.map { ($0, try project.read(folder + "/" + $0)) })
    #expect(files.contains("editions/1/index.html") && files.contains("notices/2.html"))
    // What stands there is what the ledger keeps.
    let entry = try #require(try project.read(ledger).split(separator: "\n").first)
    let kept = try #require(
      try JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [String: Any])
    let published = try #require(kept["published"] as? [[String: String]])
    for file in published where !(file["path"] ?? "").hasPrefix("notices/") {
      let path = file["path"] ?? ""
      #expect(before["editions/1/" + path] == file["text"], "\(path)")
    }

    let theme = try project.read("templates/theme.css")
    try write(project, "templates/theme.css", theme + "\nbody { color: rebeccapurple }\n")
    try project.replace("templates/page.html", "<main", "<main data-theme=\"new\"")
    #expect(try project.run("check", "--release-needed").status == 0)
    #expect(try project.run("build").status == 0)
    let changed = try files.filter { try project.read(folder + "/" + $0) != before[$0] }.sorted()
    #expect(changed == ["index.html", "ur/index.html"])
  }

  /// A rule of the policy's own promises days.
  @Test func promisedDaysHoldAReleaseBack() throws {
    let project = try ProjectCopy()
    let shop = "buy-inverter.privacy"
    let file = "policies/buy-inverter.zabta"
    let rule = "by last-updated, homepage-notice and email-notice"
    try project.replace(file, rule, rule + " 30 days ahead")
    let promise = try project.run("release", shop, "--date", "2026-12-01")
    #expect(promise.status == 0, "\(promise.errors)")
    // The promise falls together with the change that it is about: it still counts.
    try project.replace(file, rule + " 30 days ahead", rule)
    try project.replace(
      file, "We must keep transaction-records for 7 years",
      "We must keep transaction-records for 10 years")
    let late = try project.run("release", shop, "--date", "2027-01-15")
    #expect(late.status == 1)
    #expect(
      late.errors.contains("clause changes as edition 2 stands promises notice 30 days ahead"))
    #expect(late.errors.contains("--effective 2027-02-14"))
    #expect(
      try project.run("release", shop, "--date", "2027-01-15", "--effective", "2027-02-13").status
        == 1)
    let told = try project.run("release", shop, "--date", "2027-01-15", "--effective", "2027-02-14")
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("Class: material"))
    #expect(told.output.contains("the clause changes makes you announce it"))
    // What is not material is not held back, but comes with what it stands on.
    try project.replace(file, "You trust us with your name", "You give us your name")
    #expect(try project.run("release", shop, "--date", "2027-01-20").status == 1)
    #expect(
      try project.run("release", shop, "--date", "2027-01-20", "--effective", "2027-02-14").status
        == 0)
    #expect(try project.run("check", "--release-needed").status == 0)
  }
}
