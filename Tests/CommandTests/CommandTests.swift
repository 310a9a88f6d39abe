import Foundation
import Testing

/// The commands that people and scripts rely on: what they print, write and answer as a status.
@Suite struct CommandTests {
  @Test func buildWritesOnceAndChecks() throws {
    let project = try ProjectCopy()
    #expect(try project.run("build", "--check").status == 1)
    #expect(!project.exists("output"))
    #expect(try project.run("build").status == 0)
    for file in ["index.html", "index.md", "ur/index.html", "ur/index.md", "bundle.json"] {
      #expect(project.exists("output/pumppos.privacy/\(file)"))
    }
    #expect(try project.run("build").errors.contains("pumppos.privacy: unchanged"))
    #expect(try project.run("build", "--check").status == 0)
    #expect(try project.run("check", "--output").status == 0)
    // The edition's number and day are outside the digest; the JSON beside it tells.
    let flat = URL(filePath: project.root + "/output/pumppos.privacy/bundle.zb")
    let whole = try Data(contentsOf: flat)
    for place in [56, 64] {
      var altered = whole
      altered[place] ^= 2
      try altered.write(to: flat)
      let read = try project.run("check", "--output")
      #expect(read.status == 1)
      #expect(
        read.errors.contains(
          "output/pumppos.privacy/bundle.zb: it does not say what bundle.json says"))
    }
    try whole.write(to: flat)
    #expect(try project.run("check", "--output").status == 0)
    try project.replace("output/pumppos.privacy/index.html", "<h1", "<h2")
    #expect(try project.run("build", "--check").status == 1)
    #expect(try project.run("check", "--output").status == 1)
    #expect(try project.run("build", "--policy", "nobody").status == 2)
  }

  @Test func aMistakeStopsTheBuildAndNothingIsWritten() throws {
    let project = try ProjectCopy()
    try project.replace(
      "policies/pumppos.zabta", "We never sell personal-data.", "We never sell persnal-data.")
    let run = try project.run("build")
    #expect(run.status == 1)
    #expect(
      run.errors.contains("\"persnal-data\" is not in the vocabularies common and fuel-station"))
    #expect(!project.exists("output"))
    #expect(try project.run("check", "--format", "json").output.contains("\"word-unknown\""))
    #expect(
      try project.run("check", "--format", "github").output.contains(
        "::error file=policies/pumppos.zabta"))
    #expect(try project.run("check", "--fix").status == 0)
    #expect(try project.read("policies/pumppos.zabta").contains("We never sell personal-data."))
  }

  @Test func aReleaseIsRecordedOnceAndDated() throws {
    let project = try ProjectCopy()
    try? FileManager.default.removeItem(
      atPath: project.root + "/policies/pumppos.privacy.ledger.jsonl")
    let source = try project.read("policies/pumppos.zabta")
    let bare = source.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("Release ") }.joined(separator: "\n")
    try Data(bare.utf8).write(to: URL(filePath: project.root + "/policies/pumppos.zabta"))

    #expect(try project.run("check", "--release-needed").status == 1)
    #expect(try project.run("release", "pumppos.privacy", "--date", "2026-03").status == 0)
    #expect(try project.run("release", "pumppos.privacy", "--date", "2026-04").status == 1)
    #expect(try project.run("release", "nobody", "--date", "2026-04").status == 2)
    #expect(try project.run("build").status == 0)
    let page = try project.read("output/pumppos.privacy/index.html")
    #expect(page.contains("<time datetime=\"2026-03\">March 2026</time>"))
    #expect(page.contains("<time datetime=\"2026-03\">مارچ 2026</time>"))
    #expect(try project.read("output/pumppos.privacy/ur/index.html").contains("آخری اپڈیٹ"))

    try project.replace("policies/pumppos.zabta", "is secure in every case", "is secure every time")
    #expect(try project.run("build").errors.contains("Draft"))
    #expect(try project.read("output/pumppos.privacy/index.html").contains("Draft, not released"))
    #expect(project.exists("output/pumppos.privacy/editions/1/index.html"))
    let early = try project.run("release", "pumppos.privacy", "--date", "2026-01-01")
    #expect(early.status == 1 && early.errors.contains("is not after"))
    #expect(try project.run("release", "pumppos.privacy", "--date", "2026-04-02").status == 0)
    #expect(try project.run("build").status == 0)
    #expect(try project.read("output/pumppos.privacy/notices/2.md").contains("Wording"))
    try project.replace("policies/pumppos.zabta", "is secure every time", "is always secure")
    #expect(try project.run("release", "pumppos.privacy", "--date", "2026-05-02").status == 0)
    #expect(try project.run("build").status == 0)
    #expect(
      try project.read("output/pumppos.privacy/index.html").contains("\"editions/2/index.html\""))
    // A past page reaches the ones before it from where it stands now.
    #expect(
      try project.read("output/pumppos.privacy/editions/2/index.html")
        .contains("\"../../editions/1/index.html\""))
    #expect(
      try project.run("diff", "1", "2", "--policy", "pumppos.privacy").output.contains("Wording"))
  }

  @Test func anAlteredLedgerIsNamed() throws {
    let project = try ProjectCopy()
    try project.replace("policies/pumppos.privacy.ledger.jsonl", "First edition.", "Best edition.")
    let run = try project.run("check")
    #expect(run.status == 1)
    #expect(run.errors.contains("edition 1"))
  }

  @Test func questionsGetAnswersLineByLine() throws {
    let project = try ProjectCopy()
    #expect(try project.run("build").status == 0)
    let bundle = project.root + "/output/buy-inverter.privacy/bundle.json"
    let request = """
      {"subject":{"type":"role","id":"accounting"},"action":{"name":"view"},\
      "resource":{"type":"data","id":"purchase-history"}}
      """
    let run = try Tool.run(
      ["decide", "--bundle", bundle], input: "\(request)\n{broken\n\n\(request)\n")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("\"decision\":true") && lines[0].contains("staff-access"))
    #expect(lines[1].contains("\"error\""))
    #expect(lines[2] == lines[0])
    let kept = try Tool.run(
      ["retain", "--bundle", bundle, "--on", "2026-11-21"],
      input: #"{"record":"transaction-records","created":"2019-11-22"}"#)
    #expect(kept.output.contains(#""status":"keep","until":"2026-11-22""#))
    #expect(try Tool.run(["retain", "--bundle", bundle, "--on", "2026-02-30"]).status == 2)
    #expect(try Tool.run(["decide", "--bundle", "/nowhere.json"]).status == 3)
    #expect(try Tool.run(["decide"]).status == 2)
  }

  @Test func sentencesAreAnswered() throws {
    let project = try ProjectCopy()
    let yes = try project.run(
      "ask", "buy-inverter.privacy", "We may share phone with logistics-partner for delivery.")
    #expect(
      yes.status == 0 && yes.output.hasPrefix("yes") && yes.output.contains("delivery-companies"))
    let no = try project.run(
      "ask", "buy-inverter.privacy", "We may share phone with logistics-partner for analytics.")
    #expect(no.status == 1 && no.output.hasPrefix("no") && no.output.contains("delivery-companies"))
    let who = try project.run("ask", "buy-inverter.privacy", "Who may view phone?")
    #expect(who.output.contains("Customer service") && !who.output.contains("Accounting"))
    let what = try project.run("ask", "buy-inverter.privacy", "What may data-broker receive?")
    #expect(what.output.contains("anyone-else") && !what.output.contains("delivery-companies"))
    let when = try project.run("ask", "buy-inverter.privacy", "When may we set targeting-cookie?")
    #expect(when.output.contains("targeting-cookies"))
    #expect(try project.run("ask", "buy-inverter.privacy", "Who knows?").status == 2)
    // A word that the policy lacks is no denial: it is told, with the nearest ones.
    for question in [
      "We may share phne with logistics-partner.", "Who may view phne?",
      "When may we share phne with logistics-partner?",
    ] {
      let misspelt = try project.run("ask", "buy-inverter.privacy", question)
      #expect(misspelt.status == 2 && misspelt.output.isEmpty, "\(misspelt.output)")
      #expect(misspelt.errors.contains("\"phne\" is not declared in this policy"))
      #expect(misspelt.errors.contains("Did you mean \"phone\""))
    }
  }

  @Test func aNewProjectBuilds() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-new-\(UUID())")
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try Tool.run(["new", folder]).status == 0)
    #expect(try Tool.run(["build", "--root", folder]).status == 0)
    #expect(try Tool.run(["check", "--root", folder]).errors == "no errors in 2 files\n")
    #expect(try Tool.run(["new", folder]).status == 2)
    #expect(try Tool.run(["format", "--check", "--root", folder]).status == 0)
  }

  @Test(arguments: [
    "build", "check", "ask", "decide", "retain", "deadline", "diff", "release", "read", "report",
    "format", "new",
  ])
  func everyCommandHelpsWithAnExample(command: String) throws {
    let help = try Tool.run([command, "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("Example:"))
  }

  @Test func readAndReport() throws {
    let project = try ProjectCopy()
    let read = try project.run("read", "pumppos.privacy")
    #expect(read.output.contains("We never sell personal data.") && read.output.contains("no-sale"))
    #expect(try project.run("report").output.contains("What nobody can compute"))
    #expect(try project.run("report", "--format", "json").output.hasPrefix("["))
  }
}
