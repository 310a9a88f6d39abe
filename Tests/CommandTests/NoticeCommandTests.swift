import Foundation
import Testing

/// Releases as a lawyer makes them, and the notices that come of them.
@Suite struct NoticeCommandTests {
  @Test func aMaterialChangeIsTold() throws {
    let project = try ProjectCopy()
    try project.replace(
      "policies/buy-inverter.zabta", "keep transaction-records for 7 years",
      "keep transaction-records for 10 years")
    let run = try project.run("release", "buy-inverter.privacy", "--date", "2098-12-31")
    #expect(run.status == 0)
    #expect(
      run.output.contains(
        "the clause changes makes you announce it by the last-updated date at the top of this page, a notice on our homepage and an email"
      ), "\(run.output)")
    let ledger = try project.read("policies/buy-inverter.privacy.ledger.jsonl")
    let edition = ledger.split(separator: "\n").count
    let folder = "output/buy-inverter.privacy"
    #expect(run.output.contains("notices/banner.html and notices/\(edition).eml"))

    #expect(try project.run("build").status == 0)
    // A banner is a piece of a page, without a heading of the first level.
    let reading = try project.run("check", "--output")
    #expect(reading.status == 0, "\(reading.errors)")
    for type in ["html", "md", "txt", "json", "eml"] {
      #expect(project.exists("\(folder)/notices/\(edition).\(type)"))
    }
    #expect(try project.read("\(folder)/notices/banner.html").hasPrefix("<aside"))
    #expect(try project.read("\(folder)/feed.xml").contains("(edition \(edition))"))
    #expect(!ledger.contains("feed.xml\",\"text"), "the feed is made anew, not kept")

    // The page marks what changed; the marks are no part of the content.
    let page = try project.read("\(folder)/index.html")
    #expect(page.contains("<li id=\"sales-records\" class=\"changed\">"))
    #expect(page.contains("for <ins>10 years</ins>"))
    #expect(page.contains("<a href=\"notices/\(edition).html\">What changed</a>"))
    #expect(try !project.read("\(folder)/index.md").contains("<ins>"))
    #expect(try project.run("check", "--release-needed").output.contains("buy-inverter") == false)

    // The next edition keeps this one's page as it was published, its marks and all.
    try project.replace(
      "policies/buy-inverter.zabta", "keep transaction-records for 10 years",
      "keep transaction-records for 9 years")
    #expect(
      try project.run("release", "buy-inverter.privacy", "--date", "2099-01-31").status == 0)
    #expect(try project.run("build").status == 0)
    let past = try project.read("\(folder)/editions/\(edition)/index.html")
    #expect(past.contains("for <ins>10 years</ins>"))
    #expect(past.contains("<a href=\"../../notices/\(edition).html\">What changed</a>"))
    #expect(try project.read("\(folder)/index.html").contains("for <ins>9 years</ins>"))
    // Nothing is due: people are better protected.
    #expect(try project.read("\(folder)/notices/\(edition + 1).json").contains("\"announceBy\":[]"))
    #expect(try project.read("\(folder)/notices/banner.html").contains("2099"))
  }
}
