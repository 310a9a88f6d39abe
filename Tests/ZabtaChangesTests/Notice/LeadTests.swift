import Testing
import ZabtaChanges

/// What a notice says first.
@Suite struct LeadTests {
  private func change(
    _ class: Change.Class, _ sentences: [String], reason: MaterialReason? = nil
  ) -> Change {
    Change(
      class: `class`, subject: .rule, summary: "A summary.", clauses: ["sales-records"],
      effects: sentences.map {
        Effect(
          sentence: $0, direction: .wider, oldClauses: [], newClauses: ["sales-records"],
          witness: .duty)
      }, reason: reason)
  }

  private func notice(_ changes: [Change], note: String = "") -> Notice {
    var notice = sampleNotice(note: note)
    notice.changes = EditionChanges(policy: "sample.privacy", changes: changes, redlines: [])
    return notice
  }

  /// The lines of the lead in the plain text.
  private func lead(_ notice: Notice) -> [String] {
    notice.plainText.split(separator: "\n").filter { $0.hasPrefix("- ") }.map {
      String($0.dropFirst(2))
    }
  }

  @Test func effectsComeBeforeSummaries() {
    let told = notice([
      change(.lessProtection, ["One.", "Two."], reason: .longerKeeping),
      change(.moreProtection, ["Three.", "One."]), change(.other, []),
    ])
    #expect(lead(told) == ["One.", "Two.", "Three.", "A summary."])
    #expect(told.plainText.contains("  For you: One. Two.\n"))
    #expect(told.plainText.contains("  Why it matters: data is kept longer.\n"))
    #expect(
      String(decoding: told.json, as: UTF8.self).contains(
        #""lead":["One.","Two.","Three.","A summary."]"#))
  }

  @Test func cardsSayFirstWhatItMeansAndThenTheClass() throws {
    var (words, move) = (change(.wording, []), change(.order, []))
    words.summary = "Wording, Urdu only."
    move.summary = "A text moved."
    let told = notice([
      change(.lessProtection, ["One.", "Two."], reason: .longerKeeping), words, words, move,
    ])
    let mail = try ReadMail(told.mail)
    let page = try #require(mail.parts.last?.text).replacing(#/ style="[^"]*"/#, with: "")
    #expect(
      page.contains(
        """
        <h3 class="what">A summary.</h3>
        <p class="class">Less protection, material. This takes some protection away: data is kept longer.</p>
        <p><strong>For you:</strong></p>
        <ul>
        <li>One.</li>
        <li>Two.</li>
        </ul>
        """), "\(page)")
    #expect(
      page.contains(
        """
        <h3 class="what">Only words or places changed, and no rule.</h3>
        <ul>
        <li>Wording, Urdu only.</li>
        <li>Order. A text moved.</li>
        </ul>
        """), "\(page)")
  }

  @Test func nothingMaterialIsLeftOutOfALongLead() {
    let heavy = (1...20).map { "Heavy \($0)." }
    let told = notice([
      change(.lessProtection, heavy), change(.other, (1...3).map { "Light \($0)." }),
    ])
    #expect(lead(told) == heavy + ["3 more changes are told below."])
    let few = notice([change(.other, (1...13).map { "Light \($0)." })])
    #expect(lead(few).last == "One more change is told below.")
  }

  @Test func aNoteThatSaysNothingMoreIsLeftOut() {
    #expect(!notice([change(.other, ["One."])], note: "One.").plainText.contains("In the words of"))
    #expect(
      notice([change(.other, ["One."])], note: "We care.").plainText
        .contains("\nIn the words of Sample: We care.\n"))
  }
}
