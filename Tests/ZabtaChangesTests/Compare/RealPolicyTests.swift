import Foundation
import Testing
import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// The five edits of the design, made to the reference policy.
@Suite struct RealPolicyTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "policies")

  private func read(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
  }

  private func compile(_ policy: String, _ vocabulary: String) throws -> EditionSnapshot {
    let texts = [
      SourceText(path: "vocabulary.zabta", text: vocabulary),
      SourceText(path: "buy-inverter.zabta", text: policy),
    ]
    let trees = texts.enumerated().map { Parser.parse($1, file: $0).tree }
    var resolved = try #require(Resolver.resolve(trees).policies.first)
    resolved.norms = Lowering.norms(of: resolved)
    return EditionSnapshot(
      policy: resolved, printed: ClauseTexts.of(resolved), content: resolved.content(edition: 0),
      source: Array(policy.utf8))
  }

  func diff(
    policy edits: [(String, String)] = [], vocabulary words: [(String, String)] = []
  ) throws -> EditionChanges {
    let policy = try read("buy-inverter.zabta")
    let vocabulary = try read("vocabulary.zabta")
    func apply(_ edits: [(String, String)], to text: String) throws -> String {
      try edits.reduce(text) { text, edit in
        let range = try #require(text.range(of: edit.0), "\(edit.0) is not there")
        return text.replacingCharacters(in: range, with: edit.1)
      }
    }
    return Differ.compare(
      old: try compile(policy, vocabulary),
      new: try compile(apply(edits, to: policy), apply(words, to: vocabulary)))
  }

  private func notice(_ changes: EditionChanges) -> String {
    var text = changes
    text.redlines = []
    return DiffOutput.render(text, as: .text, title: "")
  }

  @Test func sevenYearsBecomeTen() throws {
    let changes = try diff(policy: [
      ("keep transaction-records for 7 years", "keep transaction-records for 10 years")
    ])
    #expect(
      notice(changes) == """
        Less protection, material.
          We keep some of your data longer.
          For you: We now keep transaction records for 10 years; before, for 7 years.
          Why it matters: data is kept longer.
          Was: We must keep transaction records for 7 years because of accounting rules, tax law and other legal duties.
          Now: We must keep transaction records for {+10 years+} because of accounting rules, tax law and other legal duties.
          This also shows in: Your rights, Deletion.

        """)
  }

  @Test func aNewRecipient() throws {
    let changes = try diff(
      policy: [
        (
          "Rule card-gateways:",
          """
          Rule installers:
          We may share name, phone and delivery-address with installer only for installation,
          under protection-contract.

          **{recipients}** receive your {data}, for [the installation](installation) and for nothing
          else. A [contract](protection-contract) binds them to this.

          Rule card-gateways:
          """
        )
      ],
      vocabulary: [
        ("Includes: delivery\nPurpose", "Includes: delivery, installation\nPurpose"),
        (
          "Recipient logistics-partner:",
          """
          Purpose installation: installing what you bought
          Urdu: تنصیب
          Recipient installer: installers
          Urdu: تنصیب کرنے والے
          Recipient logistics-partner:
          """
        ),
      ])
    #expect(
      notice(changes) == """
        Less protection, material.
          Somebody new may receive your data.
          For you: We may now share delivery address, name and phone number with installers for installing what you bought. We may now use personal data for installing what you bought.
          Why it matters: a new recipient, or more for one.
          New: We may share name, phone number and delivery address with installers only for installing what you bought, under a contract to protect the data.
          With it: “fulfilling your orders” now includes installing what you bought.

        """)
  }

  @Test func performanceCookiesNeedConsent() throws {
    let changes = try diff(
      policy: [
        (
          "We may set performance-cookie.",
          "We may set performance-cookie only with consent to performance."
        )
      ],
      vocabulary: [
        (
          "Consent targeting:",
          """
          Consent performance: measuring how you use the site
          Urdu: کارکردگی کی کوکیز کی رضامندی
          Consent targeting:
          """
        )
      ])
    #expect(
      notice(changes) == """
        More protection.
          We now ask before we do this.
          For you: We may no longer set performance cookies without your consent to measuring how you use the site.
          Was: We may set performance cookies.
          Now: We may set performance cookies{+ only with your consent to measuring how you use the site+}.

        """)
  }

  @Test func anUrduHeading() throws {
    let changes = try diff(policy: [
      (
        "Section children: Children\nUrdu: بچے\n",
        "Section children: Children\nUrdu: بچوں کی رازداری\n"
      )
    ])
    #expect(notice(changes) == "Wording, Urdu only.\n  In: Children.\n")
  }

  @Test func aSectionMoves() throws {
    let policy = try read("buy-inverter.zabta")
    let children = try #require(policy.range(of: "Section children:"))
    let transfers = try #require(policy.range(of: "Section transfers:"))
    let retention = try #require(policy.range(of: "Section retention:"))
    let first = String(policy[children.lowerBound..<transfers.lowerBound])
    let second = String(policy[transfers.lowerBound..<retention.lowerBound])
    let changes = try diff(policy: [(first + second, second + first)])
    #expect(
      changes.changes.map(\.summary) == [
        "The section *Where your data is* moved. No wording and no rule changed."
      ], "\(changes)")
    #expect(!changes.redlines.contains { !$0.isOnlyMoved })
    #expect(notice(changes).utf8.starts(with: "moved: transfers, before children (".utf8))
  }

  @Test func theSameTwiceIsNoChangeAndQuick() throws {
    #expect(try diff().isEmpty)
  }
}
