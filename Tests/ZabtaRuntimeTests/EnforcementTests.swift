import Foundation
import Testing
import ZabtaRuntime

/// The example service of the documentation: it compiles, and it changes over at midnight.
@Suite struct EnforcementTests {
  @Test func itChangesOverAtMidnight() throws {
    func edition(_ number: Int, from day: String, purpose: String) throws -> Ruleset {
      var content = Shop.content([permit(.use, data("email"), .among(.purpose, [purpose]))])
      content.edition = number
      content.effective = Day(day)
      return try Ruleset(content)
    }
    let service = Enforcement(
      editions: try EditionSet([
        edition(1, from: "2026-03-01", purpose: "ads"),
        edition(2, from: "2026-07-01", purpose: "delivery"),
      ]))
    guard case .instant(let midnight, _) = moment("2026-07-01T00:00:00+05:00") else { return }
    #expect(service.mayUse("email", for: "ads", at: midnight - 1))
    #expect(!service.mayUse("email", for: "delivery", at: midnight - 1))
    #expect(!service.mayUse("email", for: "ads", at: midnight))
    #expect(service.mayUse("email", for: "delivery", at: midnight))
    #expect(service.answersHoldUntil(midnight - 1) == midnight)
    #expect(service.answersHoldUntil(midnight) == nil)
  }

  @Test func theDocumentationShowsThisVeryService() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let code = try String(contentsOf: tests.appending(path: "Enforcement.swift"), encoding: .utf8)
    let docs = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/operating.md")
    #expect(try String(contentsOf: docs, encoding: .utf8).contains("```swift\n\(code)```\n"))
  }
}
