import Foundation
import Testing

/// Stale Urdu as a lawyer and a translator meet it.
@Suite struct StaleUrduTests {
  private func released() throws -> ProjectCopy {
    let project = try ProjectCopy()
    #expect(try project.run("check", "--release-needed").status == 0)
    return project
  }

  @Test func nothingIsStaleAfterARelease() throws {
    let run = try released().run("report", "--stale")
    #expect(run.status == 0 && run.output == "nothing is stale\n")
  }

  @Test func aParagraphIsNamedUntilItFollowsOrIsConfirmed() throws {
    let project = try released()
    let policy = "policies/pumppos.zabta"
    try project.replace(policy, "keep them running and make\nthem better", "and keep them running")
    let check = try project.run("check")
    #expect(check.status == 0)
    #expect(check.errors.contains("and its Urdu did not"))
    #expect(
      check.errors.contains("the English of paragraph 1 of What we collect changed since edition"))
    #expect(
      check.errors.contains("Now: The point of collecting data is to provide the Services, and"))

    let report = try project.run("report", "--stale")
    #expect(report.status == 0)
    #expect(
      report.output.contains("was:  The point of collecting data is to provide the Services, keep"))
    #expect(report.output.contains("Urdu: ہم ڈیٹا اس لیے جمع کرتے ہیں"))
    let json = try project.run("report", "--stale", "--format", "json").output
    #expect(json.contains(#""place":"paragraph 1 of What we collect""#))
    #expect(json.contains(#""file":"policies/pumppos.zabta""#))

    let copy = try project.read(policy)
    try project.replace(policy, "انہیں چلاتے رہیں اور بہتر بنائیں۔", "اور انہیں چلاتے رہیں۔")
    #expect(try project.run("report", "--stale").output == "nothing is stale\n")
    try Data(copy.utf8).write(to: URL(filePath: project.root + "/" + policy))

    let release = try project.run("release", "pumppos.privacy", "--date", "2027-01-01")
    #expect(release.status == 0)
    #expect(release.output.contains("it stays named until it follows (1 text)"))
    #expect(release.output.contains("paragraph 1 of What we collect"))
    // A release forgets nothing; only the word of the next one does, or other Urdu.
    let after = try project.run("report", "--stale").output
    #expect(after.contains("was:  The point of collecting data is to provide the Services, keep"))
    #expect(try project.run("check").errors.contains("and its Urdu did not"))
    let left = try project.read(policy)
    try project.replace(policy, "انہیں چلاتے رہیں اور بہتر بنائیں۔", "اور انہیں چلاتے رہیں۔")
    #expect(try project.run("report", "--stale").output == "nothing is stale\n")
    try Data(left.utf8).write(to: URL(filePath: project.root + "/" + policy))

    try project.replace(policy, "is secure in every case", "is secure every time")
    let holds = try project.run(
      "release", "pumppos.privacy", "--date", "2027-02-01", "--urdu-holds")
    #expect(holds.status == 0, "\(holds)")
    #expect(holds.output.contains("Urdu that holds, as you say"))
    #expect(holds.output.contains("- paragraph 1 of What we collect"))
    #expect(try project.run("report", "--stale").output == "nothing is stale\n")
    #expect(!(try project.run("check").errors.contains("and its Urdu did not")))
    let ledger = try project.read("policies/pumppos.privacy.ledger.jsonl")
    #expect(ledger.components(separatedBy: #","urduHolds":true}"#).count == 2)

    // The next change of the English opens it again; a confirmation of nothing is refused.
    let confirmed = try project.read(policy)
    try project.replace(policy, "and keep them running", "and to keep them running")
    #expect(
      try project.run("report", "--stale").output.contains("in edition 3 (2027-02-01)"))
    try Data(confirmed.utf8).write(to: URL(filePath: project.root + "/" + policy))
    try project.replace(policy, "انہیں چلاتے رہیں اور بہتر بنائیں۔", "انہیں چلاتے رہیں۔")
    let nothing = try project.run(
      "release", "pumppos.privacy", "--date", "2027-03-01", "--urdu-holds")
    #expect(nothing.status == 1 && nothing.errors.contains("no Urdu was left behind"), "\(nothing)")
  }

  @Test func headingsLabelsAndDefinitions() throws {
    let project = try released()
    let policy = "policies/pumppos.zabta"
    try project.replace(policy, "Section using: How we use it", "Section using: What we do with it")
    try project.replace(
      policy, "the mobile applications and the website", "the applications and the website")
    let report = try project.run("report", "--stale").output
    #expect(report.contains("the heading of section using, policies/pumppos.zabta:"))
    #expect(report.contains("the definition of Services"))
    #expect(report.components(separatedBy: "Urdu: ").count == 3)
  }

  /// What rules fill in follows in both languages.
  @Test func valuesMakeNothingStale() throws {
    let project = try FaultyProject()
    try project.edit(
      "policy.zabta", "We keep your {order-details} {period}.",
      "We keep your {order-details} {period}.\n\nUrdu: ہم آپ کی {آرڈر کی تفصیلات} {مدت} رکھتے ہیں۔")
    let release = ["release", "example.privacy", "--date", "2026-01-01"]
    try #require(try project.run(release).status == 0)
    try project.edit("policy.zabta", "for 3 years", "for 4 years")
    try project.edit("policy.zabta", "privacy@example.com", "help@example.com")
    try #require(try project.run(["check", "--release-needed"]).status == 1)
    #expect(try project.run(["report", "--stale"]).output == "nothing is stale\n")
    // The label is a text of its own; the paragraphs that show it are not.
    try project.edit(
      "vocabulary.zabta", "order-details: order details", "order-details: your order")
    let report = try project.run(["report", "--stale"]).output
    #expect(report.contains("the label of data order-details, policies/vocabulary.zabta:"))
    #expect(report.components(separatedBy: "Urdu: ").count == 2)
    // Another slot in the English alone is another sentence.
    try project.edit(
      "policy.zabta", "We keep your {order-details} {period}.", "We keep it {period}.")
    #expect(try project.run(["report", "--stale"]).output.contains("now:  We keep it {period}."))
  }
}
