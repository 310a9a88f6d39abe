import ZabtaModel
import ZabtaRuntime

/// A small random policy as a lawyer could have typed it: words with groups of one to three parts,
/// which share parts, and sentences of every form.
struct RandomPolicy {
  /// The labels of the front matter: one word each.
  var vocabulary: [String]
  /// One sentence a clause, so that a citation tells the sentence.
  var sentences: [String]
  var timeZone: String
  var people = ["person-a", "person-b"]

  /// The file.
  var text: String {
    var lines = [
      "Policy test.privacy: A test", "Urdu: آزمائش", "Publisher test: Test", "Urdu: آزمائش",
      "People: \(people.joined(separator: ", "))", "Time zone: \(timeZone)", "",
    ]
    lines += vocabulary
    lines += ["", "", "Section all: All of it", "Urdu: سب کچھ", ""]
    for (index, sentence) in sentences.enumerated() {
      lines += ["Rule clause-\(index + 1): \(sentence)", ""]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  init(_ random: inout SplitMix64) {
    var words = RandomWords()
    vocabulary = words.declare(&random)
    timeZone = random.pick(["+05:00", "+00:00", "-03:30"]) ?? "+00:00"
    var writer = RandomSentences(words: words)
    let count = random.number(4...14)
    sentences = (0..<count).map { _ in writer.sentence(&random) }
  }

  /// A policy in which every construct of the language may come up.
  static func ofEveryConstruct(_ random: inout SplitMix64) -> RandomPolicy {
    var policy = RandomPolicy(&random)
    var words = RandomWords()
    policy.vocabulary = words.declare(&random, groupsOfAll: true)
    policy.people = random.pick(random.number(1...2), of: words.of("Person"))
    policy.timeZone =
      random.pick(["+05:00", "+00:00", "-03:30", "+14:00", "-12:00", "+05:45"]) ?? ""
    var writers = (RandomSentences(words: words), RandomConstructs(words: words))
    policy.sentences = []
    for index in 0..<random.number(4...14) {
      let sentence =
        random.oneIn(2) ? writers.0.sentence(&random) : writers.1.sentence(&random)
      if sentence.contains(" collect ") { writers.1.collecting.append("clause-\(index + 1)") }
      policy.sentences.append(sentence)
    }
    return policy
  }
}

/// The words of a random policy, by the label of their kind.
struct RandomWords {
  private(set) var names: [String: [String]] = [:]

  init() {}

  /// The words of a policy.
  init(_ lexicon: Lexicon) {
    for word in lexicon.words where word.vague == nil && word.name != "inactivity" {
      let kind = word.kind.rawValue
      names[kind.prefix(1).uppercased() + kind.dropFirst(), default: []].append(word.name)
    }
  }

  func of(_ kind: String) -> [String] { names[kind] ?? [] }

  /// Declares the words and returns their lines.
  ///
  /// Without `groupsOfAll`, places and measures are single words.
  mutating func declare(_ random: inout SplitMix64, groupsOfAll: Bool = false) -> [String] {
    var lines = ["Data personal-data: all data", "Urdu: سب ڈیٹا"]
    names["Data"] = ["personal-data"]
    let sizes = [
      ("Data", 3...6), ("Purpose", 2...4), ("Recipient", 3...5), ("Role", 1...3),
      ("Touchpoint", 2...3), ("Circumstance", 2...4), ("Event", 2...3), ("Consent", 1...3),
      ("Measure", 1...2), ("Message", 1...3), ("Cookie", 1...3), ("Request", 1...3),
      ("Person", 2...3), ("Channel", 1...2), ("Reason", 1...1), ("Place", 0...1),
    ]
    for (kind, range) in sizes {
      let leaves = random.number(range)
      var known = (0..<leaves).map { "\(kind.lowercased())-\(letter($0))" }
      let single = ["Channel", "Reason"] + (groupsOfAll ? [] : ["Place", "Measure"])
      let hasGroups = !single.contains(kind)
      // Codes of places need no declaration, but groups include what is declared.
      if groupsOfAll, kind == "Place" { known += ["PK", "US-CA", "DE"] }
      var includes: [String: [String]] = [:]
      for group in 0..<(hasGroups ? random.number(0...2) : 0) {
        let name = "\(kind.lowercased())-group-\(letter(group))"
        includes[name] = random.pick(random.number(1...3), of: known)
        known.append(name)
      }
      for name in known {
        lines.append(declaration(kind, name, lines.count, includes[name] ?? []))
      }
      names[kind, default: []] += known
    }
    add("Circumstance", "never-known", &lines, extra: "\nVague: Nobody can compute it.")
    add("Request", "erasure", &lines)
    add("Request", "deletion", &lines, includes: ["erasure"])
    add("Request", "consent-withdrawal", &lines)
    add("Event", "deletion-request", &lines)
    add("Event", "last-activity", &lines)
    add("Event", "inactivity", &lines)
    add("Form", "identified", &lines)
    add("Form", "anonymised", &lines)
    add("Form", "aggregate", &lines)
    add("Form", "nameless", &lines, includes: ["anonymised", "aggregate"])
    names["Circumstance"]?.removeAll { $0 == "never-known" }
    names["Event"]?.removeAll { $0 == "inactivity" }
    names["Place", default: []] += ["PK", "US", "US-CA", "EU", "DE"]
    return lines
  }

  private mutating func add(
    _ kind: String, _ name: String, _ lines: inout [String], includes: [String] = [],
    extra: String = ""
  ) {
    lines.append(declaration(kind, name, lines.count, includes) + extra)
    names[kind, default: []].append(name)
  }

  /// Three lines: the label in English and in Urdu (a number in Urdu letters), and the parts.
  private func declaration(_ kind: String, _ name: String, _ index: Int, _ parts: [String])
    -> String
  {
    let letters = Array("ابپتٹجچدڈر")
    let urdu = String(String(index).compactMap { $0.wholeNumberValue.map { letters[$0] } })
    let label = name.split(separator: "-").joined(separator: " ")
    var text = "\(kind) \(name): \(label)\nUrdu: لفظ \(urdu)"
    if !parts.isEmpty { text += "\nIncludes: \(parts.joined(separator: ", "))" }
    return text
  }

  private func letter(_ index: Int) -> String {
    String("abcdefgh".dropFirst(index).first ?? "z")
  }
}
