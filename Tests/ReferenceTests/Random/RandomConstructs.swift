/// Sentences from the table of verbs and tails (§4), so that each construct of the language comes up:
/// every verb with every tail it takes, in every mode, by every kind of subject.
struct RandomConstructs {
  let words: RandomWords
  /// The clauses written so far that collect data, for "data of".
  var collecting: [String] = []

  /// The verbs and the tails that each takes; the first of a list is needed where it says so.
  static let table: [(verb: String, tails: [String], needs: String?)] = [
    (
      "collect",
      [
        "through", "for", "from", "under age", "form", "in", "with consent", "if", "unless",
        "after",
      ],
      nil
    ),
    ("use", ["for", "form", "in", "with consent", "if", "unless", "after", "because"], "for"),
    (
      "share",
      ["with", "for", "form", "under", "with consent", "if", "unless", "after", "because"], "with"
    ),
    ("sell", ["to", "for", "if", "unless"], nil),
    ("rent", ["to", "for", "if", "unless"], nil),
    ("trade", ["to", "for", "if", "unless"], nil),
    ("store", ["through", "form", "if", "unless", "under", "after"], nil),
    ("view", ["for", "if", "unless", "form"], nil),
    ("transfer", ["to", "under", "if", "unless"], "to"),
    (
      "keep", ["for", "until", "while", "indefinitely", "form", "because", "if", "unless", "then"],
      nil
    ),
    (
      "delete",
      [
        "from", "under age", "after", "within", "immediately", "promptly", "if", "unless",
        "because",
      ],
      nil
    ),
    (
      "anonymise",
      [
        "from", "under age", "after", "within", "immediately", "promptly", "if", "unless",
        "because",
      ],
      nil
    ),
    (
      "archive",
      [
        "from", "under age", "after", "within", "immediately", "promptly", "if", "unless",
        "because",
      ],
      nil
    ),
    ("protect", ["by", "for"], "by"),
    ("send", ["to", "with consent", "if", "unless", "after", "by"], nil),
    (
      "set",
      ["with", "for", "with consent", "without consent", "if", "unless", "after"], nil
    ),
    ("answer", ["within", "immediately", "promptly", "by", "in"], nil),
    ("resolve", ["within", "immediately", "promptly", "by", "in"], nil),
    ("announce", ["by", "within", "ahead"], "by"),
    ("penalise", ["for", "in"], nil),
  ]

  /// The tails of "have the right to".
  static let rightTails = [
    "of", "by", "in", "form", "within", "immediately", "promptly", "if", "unless",
  ]

  static let modes = ["may", "may not", "must not", "must", "never"]

  /// Verbs whose sentences may go on with "but not".
  static let takingButNot = ["view", "use", "store", "collect", "keep"]

  /// Verbs that stand together in one sentence.
  private static let joined = [
    ["sell", "rent"], ["sell", "rent", "trade"], ["answer", "resolve"], ["use", "view"],
    ["delete", "archive"], ["use", "share"], ["collect", "store"],
  ]

  func sentence(_ random: inout SplitMix64) -> String {
    if random.oneIn(10) { return right(&random) }
    var verbs = [random.pick(Self.table)?.verb ?? "use"]
    if random.oneIn(8), let several = random.pick(Self.joined) { verbs = several }
    let rows = Self.table.filter { row in verbs.contains(row.verb) }
    var tails = rows.first?.tails ?? []
    for row in rows { tails.removeAll { !row.tails.contains($0) } }
    let needs = rows.compactMap(\.needs).filter { tails.contains($0) }
    return sentence(verbs, tails, needs, &random)
  }

  private func sentence(
    _ verbs: [String], _ taken: [String], _ needs: [String], _ random: inout SplitMix64
  ) -> String {
    let mode = random.pick(["may", "may", "may"] + Self.modes) ?? "may"
    let isPermit = mode == "may" || mode == "must"
    let verb = verbs[0]
    var chosen = taken.filter { name in
      if name == "if" || name == "unless", mode == "never" { return false }
      if needs.contains(name) { return isPermit || random.oneIn(2) || verb == "protect" }
      return random.oneIn(taken.count > 5 ? 4 : 2)
    }
    if verb == "announce", !chosen.contains("by") { chosen.insert("by", at: 0) }
    if verb == "keep" { chosen = times(&random) + chosen.filter { Self.notTimes.contains($0) } }
    let firm = chosen.filter { $0 == "within" || $0 == "immediately" || $0 == "promptly" }
    if firm.count > 1 { chosen.removeAll { firm.dropFirst().contains($0) } }
    var texts = chosen.map { tail($0, verb, &random) }
    // A condition may stand twice.
    let again = verbs.count == 1 ? ["if", "unless", "after"] : []
    for name in again where taken.contains(name) && mode != "never" {
      if random.oneIn(14) { texts.append(tail(name, verb, &random)) }
    }
    modify(&texts, chosen, mode, &random)
    let isOnlySubject = mode == "may" && random.oneIn(12)
    let object = self.object(verb, mode, &random)
    var text =
      "\(isOnlySubject ? "only " : "")\(subject(verb, &random)) \(mode)"
      + " \(verbs.joined(separator: " and ")) \(object)"
    if !texts.isEmpty { text += " \(texts.joined(separator: " "))" }
    if mode == "may", Self.takingButNot.contains(verb), random.oneIn(3), !object.contains("only") {
      let unless = random.oneIn(2) ? " unless \(tests(&random))" : ""
      text += " but not \(list("Data", &random))\(unless)"
    }
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static let notTimes: Set = ["form", "because", "if", "unless", "then"]

  /// One time of keeping, or two ends of it.
  private func times(_ random: inout SplitMix64) -> [String] {
    switch random.number(0...7) {
    case 0: ["while"]
    case 1: ["indefinitely"]
    case 2, 3: ["until"]
    case 4: ["until", "until"]
    default: ["for"]
    }
  }

  /// *Only*, *even* and *typically* before a tail.
  private func modify(
    _ texts: inout [String], _ chosen: [String], _ mode: String, _ random: inout SplitMix64
  ) {
    for (index, name) in chosen.enumerated() {
      switch name {
      case "within": if random.oneIn(3) { texts[index] = "typically \(texts[index])" }
      case "through", "for", "from", "with", "to", "form", "under", "with consent", "in", "if",
        "after":
        let isTime = texts.contains { $0.contains(" days") || $0.contains(" years") }
        if mode == "may" || mode == "must", random.oneIn(4), !isTime {
          texts[index] = "only \(texts[index])"
        } else if mode == "may", random.oneIn(12), name == "if" || name == "after" {
          texts[index] = "even \(texts[index])"
        }
      default: break
      }
    }
  }

  private func subject(_ verb: String, _ random: inout SplitMix64) -> String {
    // Duties of disposal, promises and times of keeping are the publisher's.
    switch random.number(0...9) {
    case 0: return list("Role", &random)
    case 1: return list("Recipient", &random)
    case 2: return list("Person", &random)
    case 3:
      let place = random.oneIn(2) ? " in \(one("Place", &random))" : ""
      return "people\(place)" + (random.oneIn(3) ? " under \(random.number(13...18))" : "")
    default: return "we"
    }
  }

  private func object(_ verb: String, _ mode: String, _ random: inout SplitMix64) -> String {
    let kind: String
    switch verb {
    case "send": kind = "Message"
    case "set": kind = "Cookie"
    case "answer", "resolve": kind = "Request"
    case "announce": kind = "Event"
    case "penalise": return "people"
    default: kind = "Data"
    }
    let only = mode == "may" && random.oneIn(12) ? "only " : ""
    guard kind == "Data" else { return only + list(kind, &random) }
    switch random.number(0...7) {
    case 0: return "\(only)personal-data except \(list("Data", but: "personal-data", &random))"
    case 1: return only + (random.pick(collecting).map { "data of \($0)" } ?? "personal-data")
    default: return only + list("Data", &random)
    }
  }

  private func right(_ random: inout SplitMix64) -> String {
    var chosen = Self.rightTails.filter { _ in random.oneIn(4) }
    let firm = chosen.filter { $0 == "within" || $0 == "immediately" || $0 == "promptly" }
    if firm.count > 1 { chosen.removeAll { firm.dropFirst().contains($0) } }
    // "of DATA except …" stands before a time.
    let tails = chosen.map { name in
      let text = tail(name, "right", &random)
      return name == "within" && random.oneIn(3) ? "typically \(text)" : text
    }
    let place = random.oneIn(4) ? " in \(one("Place", &random))" : ""
    let age = random.oneIn(5) ? " under \(random.number(13...18))" : ""
    return "People\(place)\(age) have the right to \(list("Request", &random))"
      + tails.map { " \($0)" }.joined() + "."
  }

  // MARK: Tails

  private func tail(_ name: String, _ verb: String, _ random: inout SplitMix64) -> String {
    switch name {
    case "through": return "through \(list("Touchpoint", &random))"
    case "for":
      if verb == "keep" { return "for \(span(&random))\(anchor(&random))" }
      return "for \(list(verb == "penalise" ? "Request" : "Purpose", &random))"
    case "from": return "from \(random.oneIn(2) ? "people" : list("Person", &random))"
    case "under age": return "under \(random.number(13...18))"
    case "form": return "in \(list("Form", &random)) form"
    case "in": return "in \(list("Place", &random))"
    case "with consent": return "with consent to \(list("Consent", &random))"
    case "without consent": return "without consent"
    case "if", "unless": return "\(name) \(tests(&random))"
    case "after":
      if random.oneIn(2), verb != "set" {
        let anchor = random.oneIn(4) ? "" : " of \(happening(&random))"
        return "after \(span(&random))\(anchor)"
      }
      return "after \(happening(&random))"
    case "because": return "because of \(list("Reason", &random))"
    case "with":
      if verb == "set" { return "with \(list("Recipient", &random))" }
      return
        "with \(random.pick(["anyone", "anyone else"] + Array(repeating: list("Recipient", &random), count: 4)) ?? "")"
    case "under": return "under \(list("Measure", &random))"
    case "to":
      switch verb {
      case "transfer":
        return
          "to \(random.pick(["anywhere", "anywhere else"] + Array(repeating: list("Place", &random), count: 4)) ?? "")"
      case "send": return "to \(random.oneIn(2) ? "people" : list("Person", &random))"
      default: return "to \(random.oneIn(5) ? "anyone" : list("Recipient", &random))"
      }
    case "until":
      switch random.number(0...3) {
      case 0: return "until \(span(&random)) after \(happening(&random))"
      case 1: return "until \(happening(&random)) or \(happening(&random))"
      case 2: return "until \(happening(&random)) and \(happening(&random))"
      default: return "until \(happening(&random))"
      }
    case "while": return "while \(random.oneIn(5) ? "never-known" : one("Circumstance", &random))"
    case "then":
      return
        "then \(random.pick(["delete", "archive", "anonymise", "archive or delete"]) ?? "delete")"
    case "within":
      let hours = random.oneIn(3) ? "\(random.number(5...80)) hours" : span(&random)
      return "within \(hours)"
        + (random.oneIn(3) && verb != "right" ? " of \(happening(&random))" : "")
    case "by": return "by \(list(verb == "protect" ? "Measure" : "Channel", &random))"
    case "of":
      let except = random.oneIn(2) ? " except \(list("Data", but: "personal-data", &random))" : ""
      return except.isEmpty ? "of \(list("Data", &random))" : "of personal-data\(except)"
    case "ahead": return "\(random.number(5...60)) days ahead"
    default: return name  // immediately, promptly, indefinitely
    }
  }

  private func anchor(_ random: inout SplitMix64) -> String {
    random.oneIn(3) ? " after \(happening(&random))" : ""
  }

  /// Something that can be dated: an event, a request that was made, a touchpoint that was passed.
  private func happening(_ random: inout SplitMix64) -> String {
    if random.oneIn(8) { return "inactivity" }
    return one(random.pick(["Event", "Event", "Request", "Touchpoint"]) ?? "Event", &random)
  }

  private func tests(_ random: inout SplitMix64) -> String {
    let count = random.pick([1, 1, 1, 2, 3]) ?? 1
    let joint = random.oneIn(2) ? " and " : " or "
    return (0..<count).map { _ -> String in
      switch random.number(0...6) {
      case 0: "consent to \(one("Consent", &random))"
      case 1, 2: happening(&random)
      default: one("Circumstance", &random)
      }
    }.joined(separator: joint)
  }

  private func span(_ random: inout SplitMix64) -> String {
    let unit = random.pick(["hour", "day", "week", "month", "month", "year", "year"]) ?? "year"
    let count = unit == "hour" ? random.number(1...100) : random.number(1...14)
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }

  private func one(_ kind: String, _ random: inout SplitMix64) -> String {
    random.pick(words.of(kind)) ?? "nothing"
  }

  private func list(
    _ kind: String, but excluded: String? = nil, _ random: inout SplitMix64
  ) -> String {
    let known = words.of(kind).filter { $0 != excluded }
    let names = random.pick(random.pick([1, 1, 1, 2, 3]) ?? 1, of: known)
    guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }
}
