import Foundation
import Testing
import ZabtaChanges
import ZabtaCompiler
import ZabtaRuntime
import ZabtaSyntax

/// Five edits of a lawyer, made in the real policy: what follows on the page, in the bundle and in
/// the notice, and that nothing else does.
@Suite struct EditTests {
  private let before: CompiledPolicy

  init() throws {
    before = try Edited([]).shop()
  }

  // MARK: - The edits

  @Test func sevenYearsBecomeTen() throws {
    let edited = try Edited([
      Edit("keep transaction-records for 7 years", "keep transaction-records for 10 years")
    ])
    let after = try edited.shop()
    #expect(pageChanges(after) == ["right-of-deletion", "sales-records"])
    let text = after.content.clauses.first { $0.id == "sales-records" }?.text["en"]
    #expect(
      text
        == "Transaction records: for 10 years, because of accounting rules, tax law and other legal duties."
    )
    #expect(english(after, "right-of-deletion").contains("transaction records (for 10 years)"))

    let (gone, come) = normChanges(after)
    #expect(Set((gone + come).map(\.clause)) == ["sales-records"])
    #expect(gone.count == come.count)
    #expect(come.contains { $0.effect == .permit && $0.action == .store })
    #expect(come.contains { $0.effect == .forbid && $0.action == .store })
    #expect(come.contains { $0.effect == .duty && $0.action == .keep })
    #expect(come.contains { $0.effect == .forbid && $0.action == .delete })

    let changes = try edited.changes()
    #expect(changes.changes.map(\.class) == [.lessProtection])
    #expect(changes.isMaterial)
    let change = try #require(changes.changes.first)
    #expect(change.summary == "We keep some of your data longer.")
    #expect(
      change.was == [
        "We must keep transaction records for 7 years because of accounting rules, tax law and other legal duties."
      ])
    #expect(
      change.now.map(\.new) == [
        "We must keep transaction records for 10 years because of accounting rules, tax law and other legal duties."
      ])
    #expect(
      change.now.map { $0.runs.filter { $0.kind == .inserted }.map(\.text) } == [["10 years"]])
    #expect(change.alsoShowsIn == ["Your rights, Deletion"])
  }

  @Test func aNewRecipient() throws {
    let edited = try Edited(Self.newRecipient)
    let after = try edited.shop()
    #expect(pageChanges(after) == ["installers", "sharing-table"])
    #expect(
      english(after, "installers")
        == "Installers receive your name, phone number and delivery address, for the installation and for nothing else. A contract binds them to this."
    )

    let (gone, come) = normChanges(after)
    #expect(Set(gone.map(\.clause)) == ["anyone-else"])
    #expect(Set(come.map(\.clause)) == ["anyone-else", "installers"])
    let installers = come.filter { $0.clause == "installers" }
    #expect(installers.map(\.effect) == [.permit, .forbid])
    #expect(installers.first?.obligations == ["protection-contract"])
    #expect(gone.count == 2)
    #expect(come.count == 4)

    let changes = try edited.changes()
    #expect(changes.changes.map(\.class) == [.lessProtection])
    #expect(changes.isMaterial)
    #expect(changes.changes.map(\.summary) == ["Somebody new may receive your data."])
    #expect(
      changes.changes.first?.now.map(\.new) == [
        "We may share name, phone number and delivery address with installers only for installing what you bought, under a contract to protect the data."
      ])

    // The group's purpose covers its new part.
    var request = Request(
      subject: .init(type: "organisation", id: "buy-inverter"), action: "use",
      resource: .init(type: "data", id: "email"))
    request.context.purpose = "installation"
    #expect(after.ruleset.decide(request).isPermitted)
    #expect(!before.ruleset.decide(request).isPermitted)
  }

  @Test func performanceCookiesNeedConsent() throws {
    let edited = try Edited(Self.askFirst)
    let after = try edited.shop()
    #expect(english(after, "performance-cookies").hasSuffix("only with your consent."))
    #expect(pageChanges(after).contains("performance-cookies"))

    let (gone, come) = normChanges(after)
    #expect(gone.map(\.clause) == ["performance-cookies"])
    #expect(come.map(\.clause) == ["performance-cookies", "performance-cookies"])
    #expect(come.map(\.effect) == [.permit, .forbid])

    let changes = try edited.changes()
    #expect(!changes.isMaterial)
    #expect(changes.classes.first == .moreProtection)
    let change = try #require(changes.changes.first)
    #expect(change.summary == "We now ask before we do this.")
    #expect(change.was == ["We may set performance cookies."])
    #expect(
      change.now.map(\.new) == [
        "We may set performance cookies only with your consent to measuring how you use the site."
      ])
  }

  /// Had the lawyer forgotten the prose, a note would say so.
  @Test func aConsentThatThePageKeepsSilentAbout() throws {
    let edited = try Edited(Array(Self.askFirst.prefix(2)))
    let notes = edited.compilation.diagnostics.map(\.summary)
    #expect(notes.contains("the rule says \"performance\", the page does not"), "\(notes)")
  }

  @Test func anUrduHeading() throws {
    let edited = try Edited([
      Edit(
        "Section children: Children\nUrdu: بچے\n",
        "Section children: Children\nUrdu: بچوں کی رازداری\n")
    ])
    let after = try edited.shop()
    #expect(before.content.norms == after.content.norms)
    #expect(pageChanges(after).isEmpty)
    #expect(
      after.content.clauses.first { $0.id == "children" }?.heading["ur"] == "بچوں کی رازداری")

    let changes = try edited.changes()
    #expect(changes.changes.map(\.class) == [.wording])
    #expect(changes.changes.map(\.subject) == [.text(languages: ["ur"])])
    #expect(!changes.isMaterial)
  }

  @Test func aSectionMoves() throws {
    let source = try Repository.text("policies/buy-inverter.zabta")
    let children = try #require(source.range(of: "Section children:")).lowerBound
    let transfers = try #require(source.range(of: "Section transfers:")).lowerBound
    let retention = try #require(source.range(of: "Section retention:")).lowerBound
    let (first, second) = (source[children..<transfers], source[transfers..<retention])
    let edited = try Edited([Edit(String(first + second), String(second + first))])
    let after = try edited.shop()
    #expect(Set(before.content.norms) == Set(after.content.norms))
    #expect(pageChanges(after).isEmpty)

    let changes = try edited.changes()
    #expect(
      changes.changes.map(\.summary) == [
        "The section *Where your data is* moved. No wording and no rule changed."
      ])
    #expect(changes.changes.map(\.class) == [.order])
    #expect(!changes.redlines.contains { !$0.isOnlyMoved })
    #expect(!changes.isMaterial)
    let told = DiffOutput.render(changes, as: .text, title: "Privacy policy")
    let lines = second.split(separator: "\n", omittingEmptySubsequences: false)
      .reversed().drop { $0.isEmpty }.count
    #expect(
      told.contains("moved: transfers, before children (\(lines) lines, identical)"), "\(told)")
  }

  // MARK: - What differs

  /// The clauses whose printed English differs, or that are new, sorted.
  private func pageChanges(_ after: CompiledPolicy) -> [String] {
    let ids = Set((before.content.clauses + after.content.clauses).map(\.id))
    return ids.filter { english(before, $0) != english(after, $0) }.sorted()
  }

  private func english(_ built: CompiledPolicy, _ clause: String) -> String {
    built.content.clauses.first { $0.id == clause }?.text["en"] ?? ""
  }

  /// The norms that are gone and those that are new.
  private func normChanges(_ after: CompiledPolicy) -> (gone: [Norm], come: [Norm]) {
    (
      before.content.norms.filter { !after.content.norms.contains($0) },
      after.content.norms.filter { !before.content.norms.contains($0) }
    )
  }

  // MARK: - Their text

  static let newRecipient = [
    Edit(
      in: "vocabulary.zabta", "Includes: delivery\nPurpose",
      "Includes: delivery, installation\nPurpose"),
    Edit(
      in: "vocabulary.zabta", "Recipient logistics-partner:",
      """
      Purpose installation: installing what you bought
      Urdu: تنصیب
      Recipient installer: installers
      Urdu: تنصیب کرنے والے
      Recipient logistics-partner:
      """),
    Edit(
      "Rule card-gateways:",
      """
      Rule installers:
      We may share name, phone and delivery-address with installer only for installation,
      under protection-contract.

      **{recipients}** receive your {data}, for [the installation](installation) and for nothing
      else. A [contract](protection-contract) binds them to this.

      Rule card-gateways:
      """),
    Edit(
      "We may not share email with advertising-partner.",
      """
      We may not share phone with installer for delivery, citing installers.
      We may not share email with advertising-partner.
      """),
  ]

  static let askFirst = [
    Edit(
      in: "vocabulary.zabta", "Consent targeting:",
      """
      Consent performance: measuring how you use the site
      Urdu: کارکردگی کی کوکیز
      Consent targeting:
      """),
    Edit(
      "We may set performance-cookie.",
      "We may set performance-cookie only with consent to performance."),
    Edit(
      "- **{cookies}** show us how visitors use the site.",
      "- **{cookies}** show us how visitors use the site, only [with your consent](performance)."),
    Edit(
      "We may set functional-cookie.\nWe may set targeting-cookie",
      """
      We may not set performance-cookie, citing performance-cookies.
      We may set functional-cookie.
      We may set targeting-cookie
      """),
  ]
}
