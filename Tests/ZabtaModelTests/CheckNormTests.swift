import Testing
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What the checks on norms say of small policies.
struct CheckNormTests {
  private func run(_ body: String) throws -> [Diagnostic] {
    let policy = try shopPolicy(body)
    return NormChecks.run(policy, ruleset: try Ruleset(policy.content(edition: 1)))
  }

  /// Severities and summaries, those of one id alone where one is given.
  private func summaries(_ body: String, _ id: String? = nil) throws -> [String] {
    try run(body).filter { id == nil || $0.id == id }.map {
      "\($0.severity.rawValue): \($0.summary)"
    }
  }

  @Test("people may delete what you must keep")
  func deletionAgainstKeeping() throws {
    let found = try run(
      """
      Rule first: People have the right to deletion of personal-data except transaction-records.
      We must keep transaction-records for 7 years.
      We must keep warranty-information until 1 year after warranty-end.
      """)
    #expect(found.map(\.summary) == ["people may delete what you must keep"])
    #expect(found.first?.at.label == "personal-data includes warranty-information")
    #expect(found.first?.also.map(\.label) == ["forbids deleting it until then"])
    #expect(
      found.first?.fixes.map(\.title) == ["except transaction-records and warranty-information"])
    #expect(found.first?.fixes.first?.edits.map(\.text) == [" and warranty-information"])
  }

  @Test("a keeping without end asks for unless")
  func deletionWhileHeld() throws {
    let open = """
      Rule first: We must delete email from people under 18, immediately.
      We must keep personal-data while legal-hold.
      """
    let found = try run(open)
    #expect(found.map(\.summary) == ["you must delete what you must keep"])
    #expect(found.first?.fixes.map(\.title) == ["unless legal-hold"])
    #expect(
      try summaries(open.replacing("immediately.", with: "immediately, unless legal-hold."))
        .isEmpty)
  }

  @Test("deleting after the floor is no conflict")
  func deletionAfterFloor() throws {
    let body = """
      Rule first: We must delete email after 8 years.
      We must keep email for 7 years.
      """
    #expect(try summaries(body, "deletion-against-keeping").isEmpty)
    #expect(
      try !summaries(body.replacing("8 years", with: "6 years"), "deletion-against-keeping")
        .isEmpty)
  }

  @Test("a permission that never works")
  func deadPermission() throws {
    let found = try run(
      """
      Rule no-sale: We never sell, rent or trade personal-data.

      Rule new-owner: We may sell email to acquirer.
      """)
    #expect(
      found.map(\.summary) == ["this permission never works: the clause no-sale forbids it"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.also.map(\.label) == ["forbids it: personal-data includes email"])
    #expect(
      try summaries(
        "Rule first: We never sell email.\nWe may sell phone to acquirer."
      ).isEmpty)
  }

  @Test("one word of a permission never works")
  func deadWord() throws {
    #expect(
      try summaries(
        """
        Rule first: We may use email and phone for delivery.
        We may not use phone for order-fulfilment.
        """) == ["error: this permission never works for \"phone\": the clause first forbids it"])
  }

  @Test("several prohibitions together")
  func deadTogether() throws {
    #expect(
      try summaries(
        """
        Rule first: We may use email for delivery.

        Rule second: We may not use email for delivery if legal-hold.

        Rule c: We may not use personal-data for order-fulfilment unless legal-hold.
        """, "permission-never-works")
        == ["error: this permission never works: the clauses second and c together forbid it"])
  }

  @Test("even")
  func even() throws {
    let rules = """
      Rule first: We may send transactional-message to people even after marketing-opt-out.

      Rule second: We may not send marketing-message to people after marketing-opt-out.
      """
    #expect(try summaries(rules, "even-is-broken").isEmpty)
    #expect(
      try summaries(rules.replacing("marketing-message", with: "delivery-update"), "even-is-broken")
        == ["error: this does stop the rule: the clause second makes it an exception"])
  }

  @Test("the same sentence twice")
  func twice() throws {
    #expect(
      try summaries(
        "Rule first: We may use email for delivery.\n\nRule second: We may use the email for delivery."
      )
        == ["warning: this is said twice: the clause first says it"])
  }

  @Test("a permission within a wider one")
  func contained() throws {
    #expect(
      try summaries(
        "Rule first: We may use contact-information for order-fulfilment.\n\nRule second: We may use email for delivery."
      )
        == ["note: the clause first permits this already"])
  }

  @Test("only against another permission")
  func only() throws {
    let body = """
      Rule first: We may share phone with logistics-partner only for delivery.

      Rule second: We may share phone with logistics-partner for delivery and analytics.
      """
    #expect(
      try summaries(body) == ["warning: part of this never works: the clause first says \"only\""])
    #expect(try summaries(body.replacing("logistics-partner for", with: "acquirer for")).isEmpty)
  }

  @Test("collected and never used")
  func unusedCollection() throws {
    let body = "Rule first: We may collect email and phone through purchase."
    #expect(
      try summaries(body)
        == ["warning: \"email\" and \"phone\" are collected, and no rule permits any use"])
    #expect(try summaries(body + "\nWe may use contact-information for delivery.").isEmpty)
  }

  @Test("what nobody can compute")
  func vague() throws {
    #expect(
      try summaries(
        """
        Rule first: We may keep support-communications while relevant-to-relationship.
        We must resolve access promptly.
        """) == [
          "note: nobody can compute \"relevant-to-relationship\": a person decides",
          "note: \"promptly\" names no day",
        ])
  }

  @Test("a word of the policy's own that nothing names")
  func unusedWord() throws {
    let words = "Purpose survey: surveys\nUrdu: جائزے\n"
    func summaries(_ body: String) throws -> [String] {
      let policy = try shopPolicy(body, words: words)
      return NormChecks.run(policy, ruleset: try Ruleset(policy.content(edition: 1))).map(\.summary)
    }
    #expect(
      try summaries("Rule first: We may use email for delivery.")
        == ["\"survey\" is declared and never used"])
    #expect(try summaries("Rule first: We may use email for survey.").isEmpty)
  }

  @Test("a list that names a word twice")
  func nameTwice() throws {
    let body = """
      Rule first: We may send billing-alert, system-update and billing-alert to people.
      We may not send marketing-message to people unless court-order or legal-hold.
      """
    #expect(
      try summaries(body, "word-named-twice") == [
        "warning: this list names \"billing-alert\" twice"
      ])
    #expect(
      try summaries(body.replacing(" and billing-alert", with: ""), "word-named-twice").isEmpty)
    #expect(
      try summaries(body.replacing("legal-hold", with: "court-order"), "word-named-twice").count
        == 2)
  }
}
