/// Sentences of every form, each verb with the tails that it takes (§4).
struct RandomSentences {
  let words: RandomWords

  mutating func sentence(_ random: inout SplitMix64) -> String {
    switch random.number(0...19) {
    case 0...2: return keep(&random)
    case 3: return right(&random)
    case 4: return resolve(&random)
    case 5: return disposal(&random)
    case 6: return butNot(&random)
    case 7: return onlyRole(&random)
    case 8: return send(&random)
    case 9: return setCookie(&random)
    case 10: return transfer(&random)
    case 11, 12: return share(&random)
    case 13: return random.oneIn(2) ? penalise(&random) : sell(&random)
    case 14: return random.oneIn(2) ? duty(&random) : announce(&random)
    case 15, 16: return collect(&random)
    case 17: return random.oneIn(2) ? view(&random) : store(&random)
    default: return use(&random)
    }
  }

  // MARK: Sentences about data

  private func collect(_ random: inout SplitMix64) -> String {
    let tails = tails(
      &random,
      [
        { "through \(list("Touchpoint", &$0))" }, { "for \(list("Purpose", &$0))" },
        { "from \(list("Person", &$0))" }, { "in \(one("Place", &$0))" },
        { "with consent to \(list("Consent", &$0))" }, { "under \($0.number(13...18))" },
      ])
    return modal("collect", tails, &random)
  }

  private func use(_ random: inout SplitMix64) -> String {
    var tails = tails(
      &random,
      [
        { "in \(one("Form", &$0)) form" }, { "with consent to \(list("Consent", &$0))" },
        { "in \(one("Place", &$0))" },
      ])
    tails.insert("for \(list("Purpose", &random))", at: 0)
    return modal("use", tails, &random)
  }

  private func share(_ random: inout SplitMix64) -> String {
    var tails = tails(
      &random,
      [
        { "for \(list("Purpose", &$0))" }, { "in \(one("Form", &$0)) form" },
        { "with consent to \(list("Consent", &$0))" }, { "under \(one("Measure", &$0))" },
      ])
    let whom = random.oneIn(5) ? "anyone else" : list("Recipient", &random)
    tails.insert("with \(whom)", at: 0)
    return modal("share", tails, &random)
  }

  private func sell(_ random: inout SplitMix64) -> String {
    let verb = random.pick(["sell", "rent", "trade"]) ?? "sell"
    let to = random.oneIn(2) ? " to \(list("Recipient", &random))" : ""
    let purpose = random.oneIn(2) ? " for \(list("Purpose", &random))" : ""
    let mode = random.pick(["may", "may not", "never"]) ?? "may"
    return "We \(mode) \(verb) \(object(&random))\(to)\(purpose)."
  }

  private func store(_ random: inout SplitMix64) -> String {
    let tails = tails(
      &random,
      [
        { "through \(list("Touchpoint", &$0))" }, { "in \(one("Form", &$0)) form" },
        { "under \(one("Measure", &$0))" },
      ])
    return modal("store", tails, &random)
  }

  private func view(_ random: inout SplitMix64) -> String {
    let tails = tails(
      &random, [{ "for \(list("Purpose", &$0))" }, { "in \(one("Form", &$0)) form" }])
    return modal("view", tails, &random, subject: capital(list("Role", &random)))
  }

  private func transfer(_ random: inout SplitMix64) -> String {
    let places = random.oneIn(3) ? "anywhere else" : list("Place", &random)
    let tails = ["to \(places)"] + tails(&random, [{ "under \(one("Measure", &$0))" }])
    return modal("transfer", tails, &random)
  }

  private func keep(_ random: inout SplitMix64) -> String {
    let isDuty = random.oneIn(3)
    let object = object(&random)
    let happening = one("Event", &random)
    let other = one(random.pick(["Event", "Request", "Touchpoint"]) ?? "Event", &random)
    var time =
      switch random.number(0...8) {
      case 0: "for \(span(&random)) after \(happening)"
      case 1: "until \(happening)"
      case 2: "until \(happening) or \(other)"
      case 3: "until \(happening) and \(other)"
      case 4: "until \(span(&random)) after \(happening)"
      case 5: "while \(one("Circumstance", &random))"
      case 6: isDuty ? "for \(span(&random))" : "while never-known"
      case 7: isDuty ? "for \(span(&random))" : "indefinitely"
      default: "for \(span(&random))"
      }
    if random.oneIn(4) {
      time += random.oneIn(2) ? " only" : ""
      time += " in \(one("Form", &random)) form"
    }
    if random.oneIn(5) { time += " \(random.oneIn(2) ? "if" : "unless") \(tests(&random))" }
    if random.oneIn(6), !time.contains("while"), !time.contains("indefinitely") {
      time += " then \(random.pick(["delete", "archive", "anonymise or delete"]) ?? "delete")"
    }
    return "We \(isDuty ? "must" : "may") keep \(object) \(time)."
  }

  private func disposal(_ random: inout SplitMix64) -> String {
    let verb = random.pick(["delete", "archive", "anonymise", "archive or delete"]) ?? "delete"
    let after =
      random.oneIn(2)
      ? "after \(span(&random)) of \(random.oneIn(2) ? "inactivity" : one("Event", &random))"
      : "after \(one("Event", &random))"
    var condition = ""
    if random.oneIn(4) {
      condition =
        random.oneIn(3) ? " if \(one("Circumstance", &random))" : " unless \(tests(&random))"
    }
    return "We \(random.oneIn(3) ? "must" : "may") \(verb) \(object(&random)) \(after)\(condition)."
  }

  private func duty(_ random: inout SplitMix64) -> String {
    switch random.number(0...1) {
    case 0: "We must protect \(object(&random)) by \(list("Measure", &random))."
    default:
      "We must delete \(object(&random)) from people under \(random.number(13...18)) promptly."
    }
  }

  private func butNot(_ random: inout SplitMix64) -> String {
    let unless = random.oneIn(2) ? " unless \(tests(&random))" : ""
    let role = capital(list("Role", &random))
    return "\(role) may view \(object(&random)) but not \(list("Data", &random))\(unless)."
  }

  private func onlyRole(_ random: inout SplitMix64) -> String {
    let tail = random.oneIn(3) ? " for \(list("Purpose", &random))" : ""
    return "Only \(list("Role", &random)) may view \(object(&random))\(tail)."
  }

  // MARK: Sentences about other things

  private func send(_ random: inout SplitMix64) -> String {
    var tails = tails(&random, [{ "with consent to \(list("Consent", &$0))" }])
    tails.insert("to \(random.oneIn(2) ? "people" : list("Person", &random))", at: 0)
    return modal("send", tails, &random, kind: "Message")
  }

  private func setCookie(_ random: inout SplitMix64) -> String {
    let tails = tails(
      &random,
      [
        { "for \(list("Purpose", &$0))" },
        { $0.oneIn(3) ? "without consent" : "with consent to \(list("Consent", &$0))" },
      ])
    return modal("set", tails, &random, kind: "Cookie")
  }

  private func penalise(_ random: inout SplitMix64) -> String {
    let place = random.oneIn(2) ? " in \(one("Place", &random))" : ""
    let purpose = random.oneIn(4) ? "" : " for \(list("Request", &random))"
    return "We never penalise people\(place)\(purpose)."
  }

  private func announce(_ random: inout SplitMix64) -> String {
    "We must announce \(list("Event", &random)) by \(list("Channel", &random))."
  }

  private func resolve(_ random: inout SplitMix64) -> String {
    let place = random.oneIn(4) ? " in \(one("Place", &random))" : ""
    let verb = random.oneIn(3) ? "answer" : "resolve"
    return "We must \(verb) \(list("Request", &random))\(deadline(&random))\(place)."
  }

  private func right(_ random: inout SplitMix64) -> String {
    let place = random.oneIn(3) ? " in \(one("Place", &random))" : ""
    let deadline = random.oneIn(2) ? self.deadline(&random) : ""
    let condition = random.oneIn(3) ? " \(self.condition(&random))" : ""
    if random.oneIn(2) {
      let except = random.oneIn(2) ? " except \(list("Data", &random))" : ""
      let right = random.oneIn(3) ? "erasure" : "deletion"
      return "People\(place) have the right to \(right) of personal-data\(except)"
        + "\(deadline)\(condition)."
    }
    let rights = words.of("Request").filter { $0 != "deletion" && $0 != "erasure" }
    let right = random.pick(rights) ?? "consent-withdrawal"
    return "People\(place) have the right to \(right)\(deadline)\(condition)."
  }

  // MARK: Parts

  private func modal(
    _ verb: String, _ tails: [String], _ random: inout SplitMix64, subject: String = "We",
    kind: String = "Data"
  ) -> String {
    let thing = kind == "Data" ? object(&random) : list(kind, &random)
    var tails = tails
    let mode = random.number(0...9)
    let isPlain = mode < 2
    if !isPlain, mode < 7 {
      // may, with modifiers: only or even before a tail, now and then two *only*.
      if !tails.isEmpty, random.oneIn(2) {
        let index = random.number(0...tails.count - 1)
        let isEven = random.oneIn(6) && !["with r", "to "].contains(where: tails[index].hasPrefix)
        tails[index] = "\(isEven ? "even" : "only") \(tails[index])"
        if random.oneIn(4), index + 1 < tails.count {
          tails[index + 1] = "only \(tails[index + 1])"
        }
      }
      if random.oneIn(3) { tails.append(condition(&random)) }
    }
    let end = tails.isEmpty ? "" : " " + tails.joined(separator: " ")
    switch mode {
    case 0, 1: return "\(subject) may \(verb) \(thing)\(end)."
    case 2...6:
      let only = random.oneIn(10) && !end.contains("only") ? "only " : ""
      return "\(subject) may \(verb) \(only)\(thing)\(end)."
    case 7, 8:
      let unless = random.oneIn(2) ? " unless \(tests(&random))" : ""
      return "\(subject) may not \(verb) \(thing)\(end)\(unless)."
    default: return "\(subject) never \(verb) \(thing)\(end)."
    }
  }

  /// Some of these tails, in their order.
  private func tails(
    _ random: inout SplitMix64, _ choices: [(inout SplitMix64) -> String]
  ) -> [String] {
    var tails: [String] = []
    for choice in choices where random.oneIn(3) { tails.append(choice(&random)) }
    return tails
  }

  private func object(_ random: inout SplitMix64) -> String {
    let except = random.oneIn(6) ? " except \(one("Data", &random))" : ""
    if !except.isEmpty { return "personal-data\(except)" }
    return list("Data", &random)
  }

  private func condition(_ random: inout SplitMix64) -> String {
    switch random.number(0...4) {
    case 0: "if \(tests(&random))"
    case 1: "after \(one("Event", &random))"
    case 2: "only if \(tests(&random))"
    default: "unless \(tests(&random))"
    }
  }

  private func tests(_ random: inout SplitMix64) -> String {
    let count = random.pick([1, 1, 1, 2, 3]) ?? 1
    let joint = random.oneIn(2) ? " and " : " or "
    return (0..<count).map { _ -> String in
      switch random.number(0...5) {
      case 0: "consent to \(one("Consent", &random))"
      case 1: one("Event", &random)
      default: one("Circumstance", &random)
      }
    }.joined(separator: joint)
  }

  private func deadline(_ random: inout SplitMix64) -> String {
    switch random.number(0...5) {
    case 0: " promptly"
    case 1: " immediately"
    case 2: ""
    case 3: " typically within \(span(&random))"
    default: " within \(random.oneIn(3) ? "\(random.number(5...80)) hours" : span(&random))"
    }
  }

  private func span(_ random: inout SplitMix64) -> String {
    let unit = random.pick(["day", "week", "month", "month", "year", "year"]) ?? "year"
    let count = random.number(1...14)
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }

  private func one(_ kind: String, _ random: inout SplitMix64) -> String {
    random.pick(words.of(kind)) ?? "nothing"
  }

  private func list(_ kind: String, _ random: inout SplitMix64) -> String {
    let names = random.pick(random.pick([1, 1, 1, 2, 3]) ?? 1, of: words.of(kind))
    guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }

  private func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
