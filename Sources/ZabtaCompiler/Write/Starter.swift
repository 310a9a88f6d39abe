/// The small project that `zabta new` makes: one vocabulary, one policy, ready to build.
package enum Starter {
  /// All its files.
  package static var files: [(path: String, bytes: [UInt8])] {
    policies.map { ("policies/" + $0.path, $0.bytes) }
  }

  /// The files of its folder `policies/`, which is all that it has.
  package static var policies: [(path: String, bytes: [UInt8])] {
    [
      ("vocabulary.zabta", Array(vocabulary.utf8)),
      ("policy.zabta", Array(policy.utf8)),
    ]
  }

  private static let vocabulary = """
    Vocabulary common: Our words

    Note: Within its kind a word is declared once, with its label in English and in Urdu. The label
    is printed on the page; the word itself is what rules and services use.

    Person customer: customers
    Urdu: گاہک / گاہکوں

    Data personal-data: personal data
    Urdu: ذاتی ڈیٹا
    Data email: email address
    Urdu: ای میل پتہ / ای میل پتے
    Data order-details: order details
    Urdu: آرڈر کی تفصیلات

    Purpose delivery: delivering your order
    Urdu: سامان کی ترسیل

    Touchpoint order-form: the order form
    Urdu: آرڈر فارم

    Request deletion: deletion
    Urdu: ڈیٹا حذف کرنا / ڈیٹا حذف کرنے

    """

  private static let policy = """
    Policy example.privacy: Privacy policy
    Urdu: رازداری کی پالیسی

    Publisher example: Example Shop
    Urdu: نمونہ دکان
    Words from: common
    People: customer
    Prevailing: English

    Contact privacy-email: privacy@example.com
    Urdu: ہماری ای میل


    Section collection: What we collect
    Urdu: ہم کیا جمع کرتے ہیں

    Rule order-form: We may collect email and order-details through order-form.

    On [the order form](order-form) we take your {email} and your {order-details}.

    Rule orders: We may use email and order-details for delivery.

    We use them [to bring you what you ordered](delivery), that is your {email} and your
    {order-details}.

    Check:
    We may collect email through order-form.
    We may use email for delivery.


    Section sharing: Whom we give it to
    Urdu: ہم اسے کس کو دیتے ہیں

    Rule no-sale: We never sell personal-data.

    Check:
    We never sell email.


    Section keeping: How long we keep it
    Urdu: ہم اسے کب تک رکھتے ہیں

    Rule order-records: We must keep order-details for 3 years.

    We keep your {order-details} {period}.

    Rule deletion-right:
    People have the right to deletion of personal-data except order-details by privacy-email,
    within 30 days.

    You may ask us for [deletion](deletion) at {privacy-email}; we answer {deadline}. Your
    {order-details} stay {period of order-details}.

    Check:
    We may not delete order-details, citing order-records.
    People have the right to deletion within 30 days.

    """
}
