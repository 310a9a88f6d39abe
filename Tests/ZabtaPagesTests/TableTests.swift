import Testing
import ZabtaModel
import ZabtaPages

/// The tables, as plain rows.
@Suite struct TableTests {
  private func rows(_ table: String, _ rules: String) throws -> [String] {
    let sections = """
      Section rules: Rules
      Urdu: قواعد

      Rule first: \(rules)

      {table of \(table)}
      """
    let clauses = ClauseTexts.of(try policy(words: words, sections))
    return clauses["first"]?.blocks["en"] ?? []
  }

  @Test func retention() throws {
    #expect(
      try rows(
        "retention",
        """
        We must keep records for 7 years because of tax-law.
        We may archive or delete history after 3 years of inactivity unless hold.
        """) == [
          "Transaction records | For 7 years | Tax law | –",
          "Support history | Archive or delete: after 3 years of inactivity | – | "
            + "Unless the law requires it",
        ])
  }

  @Test func access() throws {
    #expect(
      try rows("access", "Accounting may view records but not history unless task.") == [
        "Accounting | Transaction records | Support history unless the task at hand requires it"
      ])
  }

  @Test func sharing() throws {
    #expect(
      try rows(
        "sharing",
        """
        We may share name with courier only for delivery, under contract.
        We may share name with anyone else only with consent to marketing.
        We may not share personal-data for analytics after opt-out.
        We never sell records.
        """) == [
          "Delivery companies | Name | Only delivering your order | "
            + "Under a contract to protect the data",
          "Anyone else | Name | – | Only with your consent to marketing messages",
          "No one | Personal data | Analytics | After marketing opt-out",
          "No one | Sell: transaction records | – | –",
        ])
  }

  @Test func cookies() throws {
    #expect(
      try rows("cookies", "We may set targeting only with consent to marketing.") == [
        "Targeting cookies | Only with your consent to marketing messages"
      ])
  }
}
