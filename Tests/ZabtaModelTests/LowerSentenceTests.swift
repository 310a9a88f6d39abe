import Testing
import ZabtaModel
import ZabtaRuntime

/// Each form of sentence and the norms it becomes.
struct LowerSentenceTests {
  /// Lowers a rule of its own and compares the norms, one a line.
  private func check(_ sentence: String, _ expected: String) throws {
    let policy = try shopPolicy("Rule r:\n" + sentence)
    let lines = policy.norms.filter { $0.clause == "r" }.map(\.text).joined(separator: "\n")
    #expect(lines == expected, "\(sentence)\n\(lines)")
  }

  @Test("a permission")
  func permits() throws {
    try check(
      "We may use email and phone for delivery.",
      """
      permit we use email phone, purpose delivery
      """)
    try check(
      "We may share phone with logistics-partner for delivery, under protection-contract.",
      """
      permit we share phone, recipient logistics-partner, purpose delivery, obliges protection-contract
      """)
    try check(
      "We may use email for delivery if required-for-task and court-order.",
      """
      permit we use email, purpose delivery, if required-for-task, if court-order
      """)
    try check(
      "We may use email for delivery if required-for-task or consent to marketing.",
      """
      permit we use email, purpose delivery, if required-for-task or consent marketing
      """)
    try check(
      "We may collect email through purchase for delivery.",
      """
      permit we collect email, touchpoint purchase, purpose delivery
      permit we store email, touchpoint purchase ?, purpose delivery ? (collect)
      """)
    try check(
      "Customer-service may view email.",
      """
      permit customer-service view email
      """)
    try check(
      "We may send special-offer to people with consent to marketing or targeting.",
      """
      permit we send special-offer, person visitor customer ?, consent marketing targeting
      """)
    try check(
      "We may set essential-cookie even without consent.",
      """
      permit we set essential-cookie
      """)
    try check(
      "We may delete inactive-account after 3 years of inactivity.",
      """
      permit we delete inactive-account, 3 year after last-activity
      """)
  }

  @Test("exceptions")
  func unless() throws {
    try check(
      "We may use email for delivery unless legal-hold.",
      """
      permit we use email, purpose delivery, not legal-hold
      forbid we use email, purpose delivery, if legal-hold (unless)
      """)
    try check(
      "We may use email for delivery unless legal-hold and court-order.",
      """
      permit we use email, purpose delivery, not legal-hold or not court-order
      forbid we use email, purpose delivery, if legal-hold, if court-order (unless)
      """)
    try check(
      "We may use email for delivery unless legal-hold or court-order.",
      """
      permit we use email, purpose delivery, not legal-hold, not court-order
      forbid we use email, purpose delivery, if legal-hold or if court-order (unless)
      """)
    try check(
      "We may not store calculator-data unless submitted-for-consultation.",
      """
      permit we store calculator-data, if submitted-for-consultation (unless)
      forbid we store calculator-data, not submitted-for-consultation
      """)
    try check(
      "We may not use email for delivery unless legal-hold and court-order.",
      """
      permit we use email, purpose delivery, if legal-hold, if court-order (unless)
      forbid we use email, purpose delivery, not legal-hold or not court-order
      """)
  }

  @Test("only")
  func only() throws {
    try check(
      "We may use personal-data for service-improvement only in aggregate form.",
      """
      permit we use personal-data, purpose service-improvement, form aggregate
      forbid we use personal-data, purpose service-improvement, form not aggregate ? (only)
      """)
    try check(
      "We may share phone with logistics-partner only for delivery, under protection-contract.",
      """
      permit we share phone, recipient logistics-partner, purpose delivery, obliges protection-contract
      forbid we share phone, recipient logistics-partner, purpose not delivery ? (only)
      """)
    try check(
      "We may share phone only with logistics-partner only for delivery.",
      """
      permit we share phone, recipient logistics-partner, purpose delivery
      forbid we share phone, recipient not logistics-partner ?, purpose delivery (only)
      forbid we share phone, recipient logistics-partner, purpose not delivery ? (only)
      """)
    try check(
      "Only accounting may view payment-data.",
      """
      permit accounting view payment-data
      forbid anybody but accounting view payment-data (only)
      """)
    try check(
      "We may share only phone with logistics-partner.",
      """
      permit we share phone, recipient logistics-partner
      forbid we share all but phone, recipient logistics-partner (only)
      """)
    try check(
      "We may transfer personal-data to PK only under safeguards.",
      """
      permit we transfer personal-data, region PK, if safeguards, obliges safeguards
      forbid we transfer personal-data, region PK, not safeguards (only)
      """)
    try check(
      "We may collect installation-media through support only if provided-by-person.",
      """
      permit we collect installation-media, touchpoint support, if provided-by-person
      forbid we collect installation-media, touchpoint support, not provided-by-person (only)
      permit we store installation-media, touchpoint support ?, if provided-by-person (collect)
      forbid we store installation-media, touchpoint support, not provided-by-person (collect)
      """)
    try check(
      "We may collect email only through purchase.",
      """
      permit we collect email, touchpoint purchase
      forbid we collect email, touchpoint not purchase ? (only)
      permit we store email, touchpoint purchase ? (collect)
      forbid we store email, touchpoint not purchase (collect)
      """)
  }

  @Test("prohibitions and but not")
  func prohibitions() throws {
    try check(
      "We never sell, rent or trade personal-data.",
      """
      forbid we sell personal-data
      forbid we rent personal-data
      forbid we trade personal-data
      """)
    try check(
      "We never collect personal-data from people under 18.",
      """
      forbid we collect personal-data, person visitor customer ?, under 18
      forbid we store personal-data, person visitor customer ?, under 18 (collect)
      """)
    try check(
      "We may not send marketing-message to people after marketing-opt-out.",
      """
      forbid we send marketing-message, person visitor customer ?, after marketing-opt-out marketing-opt-out-request
      """)
    try check(
      "Customer-service may view contact-information but not payment-data.",
      """
      permit customer-service view contact-information
      forbid customer-service view payment-data
      """)
    try check(
      "Accounting may view transaction-records but not support-history unless required-for-task.",
      """
      permit accounting view transaction-records
      permit accounting view support-history, if required-for-task (unless)
      forbid accounting view support-history, not required-for-task
      """)
    try check(
      "We may share contact-information with logistics-partner but not email.",
      """
      permit we share contact-information, recipient logistics-partner
      forbid we share email, recipient logistics-partner
      """)
  }

  @Test("duties")
  func duties() throws {
    try check(
      "We must protect personal-data by encryption and firewall.",
      """
      duty we protect personal-data, by encryption firewall
      permit we protect personal-data, by encryption firewall
      """)
    try check(
      "We must announce material-change by homepage-notice, 30 days ahead.",
      """
      duty we announce material-change, 30 day ahead, by homepage-notice
      permit we announce material-change, by homepage-notice
      """)
    try check(
      "We must answer inquiry within 72 hours.",
      """
      duty we answer inquiry, within 72 hour
      permit we answer inquiry
      """)
    try check(
      "We must delete personal-data from people under 18 promptly, unless legal-hold.",
      """
      duty we delete personal-data, person visitor customer ?, under 18, not legal-hold, promptly
      permit we delete personal-data, person visitor customer ?, under 18, not legal-hold
      """)
  }

  @Test("keeping")
  func keeping() throws {
    try check(
      "We may keep email for 2 years.",
      """
      permit we store email, not over 2 year (keep)
      forbid we store email, over 2 year (ceiling)
      permit we delete email, over 2 year (expiry)
      duty we delete email, over 2 year (expiry)
      """)
    try check(
      "We must keep transaction-records for 7 years because of tax-law.",
      """
      permit we store transaction-records, not over 7 year, because tax-law (keep)
      forbid we store transaction-records, over 7 year, because tax-law (ceiling)
      permit we delete transaction-records, over 7 year, because tax-law (expiry)
      duty we delete transaction-records, over 7 year, because tax-law (expiry)
      duty we keep transaction-records, period 7 year, because tax-law (floor)
      forbid we delete transaction-records, not over 7 year, because tax-law (floor)
      """)
    try check(
      "We must keep warranty-information until 1 year after warranty-end.",
      """
      permit we store warranty-information, not over 1 year of warranty-end (keep)
      forbid we store warranty-information, over 1 year of warranty-end (ceiling)
      permit we delete warranty-information, over 1 year of warranty-end (expiry)
      duty we delete warranty-information, over 1 year of warranty-end (expiry)
      duty we keep warranty-information, period 1 year of warranty-end (floor)
      forbid we delete warranty-information, not over 1 year of warranty-end (floor)
      """)
    try check(
      "We may keep email until unsubscribe or deletion-request.",
      """
      permit we store email, not over unsubscribe / deletion deletion-request erasure erasure-request (keep)
      forbid we store email, over unsubscribe / deletion deletion-request erasure erasure-request (ceiling)
      permit we delete email, over unsubscribe / deletion deletion-request erasure erasure-request (expiry)
      duty we delete email, over unsubscribe / deletion deletion-request erasure erasure-request (expiry)
      """)
    try check(
      "We may keep email until unsubscribe and warranty-end.",
      """
      permit we store email, not over unsubscribe + warranty-end (keep)
      forbid we store email, over unsubscribe + warranty-end (ceiling)
      permit we delete email, over unsubscribe + warranty-end (expiry)
      duty we delete email, over unsubscribe + warranty-end (expiry)
      """)
    try check(
      "We may keep email for 2 years then anonymise.",
      """
      permit we store email, not over 2 year, then anonymise (keep)
      forbid we store email, over 2 year, then anonymise (ceiling)
      permit we anonymise email, over 2 year, then anonymise (expiry)
      duty we anonymise email, over 2 year, then anonymise (expiry)
      """)
    try check(
      "We may keep website-analytics indefinitely in anonymised form.",
      """
      permit we store website-analytics, form anonymised (keep)
      """)
    try check(
      "We must keep email while legal-hold.",
      """
      permit we store email, if legal-hold (keep)
      duty we keep email, if legal-hold (floor)
      forbid we delete email, if legal-hold (floor)
      """)
    try check(
      "We may keep email while relevant-to-relationship.",
      """
      permit we store email, vague relevant-to-relationship (keep)
      """)
    try check(
      "We may not keep email for 5 years.",
      """
      forbid we store email, over 5 year (ceiling)
      """)
  }

  @Test("rights")
  func rights() throws {
    try check(
      "People have the right to access by privacy-email, typically within 30 days.",
      """
      permit people request access, by privacy-email
      duty we resolve access, typically within 30 day, by privacy-email (right)
      permit we resolve access, by privacy-email (right)
      """)
    try check(
      "People have the right to deletion of personal-data except transaction-records, unless legal-hold.",
      """
      permit people request deletion, not legal-hold
      duty we resolve deletion, not legal-hold (right)
      permit we resolve deletion, not legal-hold (right)
      permit we delete personal-data except transaction-records, after deletion deletion-request erasure erasure-request, not legal-hold (right)
      """)
    try check(
      "People in EU have the right to erasure.",
      """
      permit people request erasure, jurisdiction EU
      duty we resolve erasure, jurisdiction EU (right)
      permit we resolve erasure, jurisdiction EU (right)
      permit we delete personal-data, after erasure erasure-request, jurisdiction EU (right)
      """)
    try check(
      "People have the right to portability in structured form.",
      """
      permit people request portability
      duty we resolve portability, form structured (right)
      permit we resolve portability (right)
      """)
  }

  @Test("anyone and anywhere else")
  func elsewhere() throws {
    try check(
      "We may share email with anyone else only with consent to explicit-sharing. We may share phone with logistics-partner. We may share phone with acquirer.",
      """
      permit we share email, recipient not acquirer logistics-partner, consent explicit-sharing
      forbid we share email, recipient not acquirer logistics-partner, no consent explicit-sharing (only)
      permit we share phone, recipient logistics-partner
      permit we share phone, recipient acquirer
      """)
    try check(
      "We may transfer email to anywhere else only under safeguards. We may transfer email to PK and regional-data-centre.",
      """
      permit we transfer email, region not PK regional-data-centre, if safeguards, obliges safeguards
      forbid we transfer email, region not PK regional-data-centre, not safeguards (only)
      permit we transfer email, region PK regional-data-centre
      """)
  }
  @Test("whom \"even\" names is not somebody else")
  func evenNames() throws {
    try check(
      "We may share email with anyone else only with consent to explicit-sharing. We may share phone even with acquirer.",
      """
      permit we share email, recipient not acquirer, consent explicit-sharing
      forbid we share email, recipient not acquirer, no consent explicit-sharing (only)
      permit we share phone
      """)
  }
}
