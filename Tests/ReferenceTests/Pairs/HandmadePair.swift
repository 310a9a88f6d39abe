import Testing

/// A pair of small policies as a critical reader would try them, and what must be listed.
struct HandmadePair: CustomTestStringConvertible {
  var name: String
  /// Rule sentences of the earlier and of the later edition, one clause a line.
  var old: String
  var new: String
  /// Lines of the vocabulary that the later edition has in place of others.
  var words: [(was: String, now: String)] = []
  /// "wider share": every direction and action, and no other.
  var listed: Set<String>

  init(
    _ name: String, _ old: String, _ new: String, words: [(was: String, now: String)] = [],
    lists listed: Set<String>
  ) {
    self.name = name
    self.old = old
    self.new = new
    self.words = words
    self.listed = listed
  }

  var testDescription: String { name }

  /// Both editions, read; nil where they are no good Zabta.
  var pair: PolicyPair? {
    var vocabulary = Self.vocabulary
    for edit in words {
      guard let range = vocabulary.firstRange(of: edit.was) else { return nil }
      vocabulary.replaceSubrange(range, with: edit.now)
    }
    guard let old = Edition([Self.text(Self.vocabulary, old)]),
      let new = Edition([Self.text(vocabulary, new)])
    else { return nil }
    return PolicyPair(old: old, new: new, made: name, seed: 1, keepsMeaning: listed.isEmpty)
  }

  private static func text(_ vocabulary: String, _ rules: String) -> String {
    let clauses = rules.split(separator: "\n").enumerated().map { index, rule in
      "Rule clause-\(index + 1): \(rule)\n"
    }
    return """
      Policy test.privacy: A test
      Urdu: آزمائش
      Publisher test: Test
      Urdu: آزمائش
      People: customer, visitor

      \(vocabulary)

      Section all: All of it
      Urdu: سب کچھ

      \(clauses.joined(separator: "\n"))
      """
  }

  private static let vocabulary: String = {
    let words: [(kind: String, names: [String])] = [
      (
        "Data",
        ["personal-data", "contact: name, email, phone", "reachability: name, email, phone"]
      ),
      ("Data", ["name", "email", "phone", "payments"]),
      ("Purpose", ["orders: delivery, billing", "delivery", "billing", "analytics", "marketing"]),
      ("Recipient", ["carriers: courier, post", "courier", "post", "bank", "advertiser"]),
      ("Role", ["support-team: agent, supervisor", "agent", "supervisor", "accountant"]),
      ("Touchpoint", ["purchase", "signup"]),
      ("Circumstance", ["fraud-suspected", "disputed"]),
      ("Event", ["account-closure", "material-change"]),
      ("Consent", ["marketing", "profiling"]),
      ("Form", ["identified", "nameless: anonymised, aggregate", "anonymised", "aggregate"]),
      ("Measure", ["contract", "encryption"]),
      ("Message", ["newsletter"]), ("Cookie", ["tracker"]),
      ("Request", ["rights-request: access, deletion", "access", "deletion"]),
      ("Person", ["customer", "visitor"]),
    ]
    var lines: [String] = []
    for (kind, names) in words {
      for name in names {
        let parts = name.split(separator: ":")
        lines.append("\(kind) \(parts[0]): \(parts[0])\nUrdu: لفظ \(letters(lines.count))")
        if parts.count > 1 { lines.append("Includes:\(parts[1])") }
      }
    }
    return lines.joined(separator: "\n")
  }()

  private static func letters(_ number: Int) -> String {
    let letters = Array("ابپتٹجچدڈر")
    return String(String(number).compactMap { $0.wholeNumberValue.map { letters[$0] } })
  }
}
