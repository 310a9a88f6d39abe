import Testing
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// `Check:` sentences: what holds is silent, what does not is told with its sentence.
struct CheckSentenceTests {
  private let rules = """
    Rule staff: Customer-service may view contact-information and payment-data.
    Accounting may view transaction-records but not support-history unless required-for-task.

    Rule couriers: We may share phone with logistics-partner only for delivery.

    Rule sales: We must keep transaction-records for 7 years.
    We must resolve access typically within 30 days.
    We must protect personal-data by encryption and firewall.

    Rule delivery: We may use email for delivery.

    Rule no-sale: We never sell personal-data.

    """

  private func failures(_ check: String) throws -> [Diagnostic] {
    let policy = try shopPolicy(rules + "\nCheck:\n" + check)
    return NormChecks.run(policy, ruleset: try Ruleset(policy.content(edition: 1)))
      .filter { $0.id.hasPrefix("check") }
  }

  @Test(
    "checks that hold",
    arguments: [
      "Customer-service may view phone and email.",
      "Customer-service may not view issue-description.",
      "Accounting may view issue-description if required-for-task.",
      "Accounting may view issue-description only if required-for-task.",
      "Accounting may not view issue-description, citing staff.",
      "Accounting may not view issue-description unless required-for-task.",
      "We may share phone with logistics-partner only for delivery.",
      "We may not share phone with logistics-partner for analytics, citing couriers.",
      "We may keep transaction-records for 7 years.",
      "We may not keep transaction-records for 8 years, citing sales.",
      "We may not delete purchase-history, citing sales.",
      "We must keep transaction-records for 7 years.",
      "We must resolve access typically within 30 days, citing sales.",
      "We must protect email by firewall.",
      "We never sell email.",
      "Accounting never view payment-method.",
    ])
  func holds(_ check: String) throws {
    #expect(try failures(check).map(\.summary) == [])
  }

  @Test(
    "checks that fail",
    arguments: [
      (
        "Customer-service may not view payment-method, citing staff.",
        "a check fails: customer-service may not view payment-method"
      ),
      (
        "Customer-service may view issue-description.",
        "a check fails: customer-service may view issue-description"
      ),
      (
        "We may not share email with logistics-partner, citing couriers.",
        "a check fails: this is denied because nothing permits it, not by the clause couriers"
      ),
      (
        "We may not keep transaction-records for 7 years.",
        "a check fails: we may not keep transaction-records for 7 years"
      ),
      (
        "We must resolve access within 30 days.",
        "a check fails: the clause sales has another deadline than this"
      ),
      (
        "We must keep transaction-records for 8 years.",
        "a check fails: the clause sales has another period than this"
      ),
      (
        "We must protect email by staff-training.",
        "a check fails: the clause sales does not say \"by staff-training\""
      ),
      (
        "We must resolve objection within 30 days.",
        "a check fails: no rule says that we must resolve objection"
      ),
      (
        "Accounting never view issue-description.",
        "a check fails: accounting may not view issue-description if required-for-task"
      ),
    ])
  func fails(_ check: String, _ summary: String) throws {
    #expect(try failures(check).map(\.summary) == [summary])
  }

  @Test("the permitting sentence is shown, with how it reaches the word")
  func chain() throws {
    let found = try failures("Customer-service may not view payment-method.")
    #expect(
      found.first?.also.map(\.label) == ["permits it: payment-data includes payment-method"])
    #expect(
      found.first?.fixes.map(\.title) == [
        "but not payment-method",
        "if this is meant, change the check; the notice will say \"less protection\"",
      ])
  }
}
