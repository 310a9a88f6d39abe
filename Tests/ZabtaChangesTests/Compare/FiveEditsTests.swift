import Testing
import ZabtaChanges
import ZabtaRuntime

/// The five edits of the design, on a small policy.
@Suite struct FiveEditsTests {
  private func diff(_ change: (inout EditionSnapshot) -> Void) -> (EditionChanges, String) {
    let old = sampleEdition()
    var new = old
    change(&new)
    let changes = Differ.compare(old: old, new: new)
    return (changes, DiffOutput.render(changes, as: .text, title: "Privacy policy"))
  }

  @Test func theSampleHoldsTogether() throws {
    _ = try Ruleset(sampleEdition().content)
  }

  @Test func nothingChangesNothing() {
    let (changes, text) = diff { _ in }
    #expect(changes.isEmpty)
    #expect(text == "Nothing changed.\n")
  }

  @Test func sevenYearsBecomeTen() {
    let (changes, text) = diff { edition in
      edition.content.norms = norms(years: 10)
      edition.edit("sales-records") {
        $0.rules = [["en": keepSentence(10)]]
        $0.printed = ["en": ["Transaction records: for 10 years."]]
      }
      edition.edit("right-of-deletion") {
        $0.printed = ["en": ["Deletion. Transaction records stay (for 10 years)."]]
      }
    }
    #expect(
      text == """
        Less protection, material.
          We keep some of your data longer.
          For you: We now keep transaction records for 10 years; before, for 7 years.
          Why it matters: data is kept longer.
          Was: We must keep transaction records for 7 years because of tax law.
          Now: We must keep transaction records for {+10 years+} because of tax law.
          This also shows in: Your rights, Deletion.

        Your rights (right-of-deletion):
          Deletion. Transaction records stay (for [-7-]{+10+} years).

        How long we keep your data (sales-records):
          Transaction records: for [-7-]{+10+} years.

        """)
    #expect(changes.changes.count == 1)
    #expect(changes.isMaterial)
    #expect(changes.changes.first?.witness != nil)
  }

  @Test func tenYearsBecomeSeven() {
    let new = sampleEdition()
    var old = new
    old.content.norms = norms(years: 10)
    old.edit("sales-records") { $0.rules = [["en": keepSentence(10)]] }
    let changes = Differ.compare(old: old, new: new)
    #expect(changes.changes.map(\.class) == [.moreProtection])
    #expect(
      changes.changes.map(\.summary) == ["We keep some of your data for a shorter time."])
  }

  @Test func aNewRecipient() {
    let sentence =
      "We may share name and phone number with installers only for installing what you bought."
    let (changes, text) = diff { edition in
      edition.content.words += [
        Word(kind: .purpose, name: "installation", labels: ["en": "installing what you bought"]),
        Word(kind: .recipient, name: "installer", labels: ["en": "installers"]),
      ]
      for index in edition.content.words.indices
      where edition.content.words[index].name == "order-fulfilment" {
        edition.content.words[index].includes.append("installation")
      }
      for index in edition.content.norms.indices {
        if edition.content.norms[index].clause == "anyone-else" {
          edition.content.norms[index].when[0] = Condition(
            .notAmong(.recipient, ["courier", "installer"], whenUnstated: false))
        }
      }
      edition.content.norms += [
        share(["name", "phone"], "installer", "installation", .permit, clause: "installers"),
        share(["name", "phone"], "installer", "installation", .forbid, clause: "installers"),
      ]
      edition.content.clauses.append(Clause(id: "installers"))
      edition.sections[1].clauses.insert(clause("installers", sentence), at: 1)
    }
    #expect(changes.changes.count == 1)
    #expect(
      text.utf8.starts(
        with: """
          Less protection, material.
            Somebody new may receive your data.
            For you: We may now share contact details with installers for installing what you bought. We may now use personal data for installing what you bought.
            Why it matters: a new recipient, or more for one.
            New: \(sentence)
            With it: “fulfilling your orders” now includes installing what you bought.
          """.utf8), "\(text)")
  }

  @Test func cookiesNeedConsent() {
    let (changes, text) = diff { edition in
      edition.content.words.append(Word(kind: .consent, name: "performance"))
      let cookie = Object(kind: .cookie, names: ["performance-cookie"])
      edition.content.norms[0].when = [Condition(.consent(["performance"]))]
      edition.content.norms.append(
        Norm(
          effect: .forbid, actor: .we, action: .set, object: cookie,
          when: [Condition(.consent(["performance"], negated: true))], origin: .only,
          clause: "performance-cookies"))
      edition.edit("performance-cookies") {
        $0.rules = [["en": "We may set performance cookies only with your consent to measuring."]]
        $0.printed = [
          "en": ["Performance cookies show us how visitors use the site, only with your consent."]
        ]
      }
    }
    #expect(!changes.isMaterial)
    #expect(
      text.utf8.starts(
        with: """
          More protection.
            We now ask before we do this.
            For you: We may no longer set performance cookies without your consent to performance.
            Was: We may set performance cookies.
            Now: We may set performance cookies{+ only with your consent to measuring+}.
          """.utf8), "\(text)")
    #expect(changes.changes.count == 1)
    #expect(
      DiffOutput.render(changes, as: .markdown, title: "x").contains(
        "cookies **only with your consent to measuring**."))
  }

  @Test func anUrduHeading() {
    let (changes, text) = diff { $0.sections[3].heading["ur"] = "بچوں کی رازداری" }
    #expect(changes.changes.map(\.class) == [.wording])
    #expect(!changes.isMaterial)
    #expect(
      text == """
        Wording, Urdu only.
          In: Children.

        Children, heading, ur:
          [-بچے-]{+بچوں کی رازداری+}

        """)
  }

  @Test func aSectionMoves() {
    let (changes, text) = diff { $0.sections.swapAt(3, 4) }
    #expect(text == "moved: transfers, before children (16 lines, identical)\n")
    #expect(
      changes.changes.map(\.summary) == [
        "The section *Where your data is* moved. No wording and no rule changed."
      ])
    #expect(!changes.redlines.contains { !$0.isOnlyMoved })
  }

  @Test func oneRuleInTwoSentencesIsNoChange() {
    let (changes, _) = diff { edition in
      edition.content.norms.removeAll { $0.clause == "orders" }
      for (index, names) in [["transaction-records"], ["contact-information"]].enumerated() {
        edition.content.norms.append(
          Norm(
            effect: .permit, actor: .we, action: .use, object: Object(kind: .data, names: names),
            when: [Condition(.among(.purpose, ["order-fulfilment"]))], clause: "orders",
            sentence: index))
      }
      edition.edit("orders") {
        $0.rules = [
          ["en": "We may use transaction records for fulfilling your orders."],
          ["en": "We may use contact details for fulfilling your orders."],
        ]
      }
    }
    #expect(changes.changes.isEmpty, "\(changes.changes)")
  }

  @Test func aGroupThatGrowsIsTold() {
    let (changes, _) = diff { edition in
      edition.content.words.append(Word(kind: .data, name: "cnic", labels: ["en": "CNIC number"]))
      for index in edition.content.words.indices
      where edition.content.words[index].name == "contact-information" {
        edition.content.words[index].includes.append("cnic")
      }
    }
    // No rule names the group: all of it was personal data before, and is.
    #expect(changes.changes.map(\.class) == [.other])
    #expect(
      changes.changes.map(\.summary) == ["“contact details” now includes CNIC number."])
  }

  @Test func aLostRightIsLessProtection() {
    let (changes, _) = diff { edition in
      edition.content.norms.removeAll { $0.clause == "right-of-deletion" }
      edition.edit("right-of-deletion") { $0.rules = [] }
    }
    #expect(changes.changes.map(\.class) == [.lessProtection])
    #expect(changes.changes.map(\.summary) == ["You lose a right."])
  }
}
