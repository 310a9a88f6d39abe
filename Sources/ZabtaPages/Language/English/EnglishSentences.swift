package import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

extension English {
  /// A rule as a sentence, its parts in the order in which they were written.
  package func sentence(_ rule: RuleSentence) -> String {
    var words = [subject(rule.subject)]
    let joint = rule.joint
    if rule.mode.mode == .right {
      words.append("have the right to")
    } else {
      words.append(mode(rule))
      words.append(list(rule.verbs.map(\.verb.rawValue), rule.mode.mode == .must ? .and : .or))
    }
    words.append(object(rule.object, joint, oblique: false))
    var text = words.joined(separator: " ")
    append(rule.tails, of: rule, to: &text)
    if let butNot = rule.butNot {
      text += " but not " + exclusion(butNot, of: rule)
    }
    return text.withCapital + "."
  }

  package func exclusion(_ butNot: RuleSentence.ButNot, of rule: RuleSentence) -> String {
    var text = object(butNot.object, .or, oblique: false)
    append(butNot.tails, of: rule, to: &text)
    return text
  }

  package func subject(_ subject: Subject) -> String {
    var words: [String] = subject.isOnly ? ["only"] : []
    switch subject.who {
    case .we: words.append("we")
    case .people: words.append("people")
    case .words(_, let names): words.append(labels(names, .and))
    }
    if let age = subject.under { words.append("under \(age.value)") }
    if !subject.places.isEmpty { words.append("in " + labels(subject.places, .and)) }
    return words.joined(separator: " ")
  }

  /// "we never sell", but "customer service may never view": a label does not tell its number.
  private func mode(_ rule: RuleSentence) -> String {
    switch rule.mode.mode {
    case .may: return "may"
    case .mayNot: return "may not"
    case .must: return "must"
    case .mustNot: return "must not"
    case .right: return ""
    case .never:
      if case .words = rule.subject.who { return "may never" }
      return "never"
    }
  }

  package func object(_ object: ObjectPhrase, _ joint: Joint, oblique: Bool) -> String {
    var text = object.isOnly ? "only " : ""
    if object.isPeople {
      text += "people"
    } else {
      let named = things(object).map { thing in
        switch thing {
        case .word(let word): label(word)
        case .dataOf(let clause): "all that stands under “\(heading(ofClause: clause))”"
        }
      }
      text += list(named, joint)
    }
    guard !object.except.isEmpty else { return text }
    return text + " except " + labels(object.except, .and)
  }

  private func append(_ tails: [Tail], of rule: RuleSentence, to text: inout String) {
    for (index, tail) in tails.enumerated() {
      let isAfterPeople = index > 0 && tails[index - 1].part.isPeople
      text += separator(before: tail, of: rule, in: text)
      text += words(tail, of: rule, isAfterPeople: isAfterPeople)
    }
  }

  /// A comma where the tail speaks of the whole sentence rather than of the words before it.
  private func separator(before tail: Tail, of rule: RuleSentence, in text: String) -> String {
    switch tail.part {
    case .measures: return tail.modifier == .only ? " " : ", "
    case .within, .promptly, .immediately: return rule.mode.mode == .right ? ", " : " "
    case .ahead, .then, .citing: return ", "
    case .unless: return text.hasWord("except") ? ", " : " "
    default: return " "
    }
  }

  package func condition(_ tail: Tail, of rule: RuleSentence) -> String {
    words(tail, of: rule, isAfterPeople: false)
  }

  private func words(_ tail: Tail, of rule: RuleSentence, isAfterPeople: Bool) -> String {
    let words = words(tail.part, of: rule, isAfterPeople: isAfterPeople)
    switch tail.modifier {
    case .only: return "only \(words)"
    case .even: return "even \(words)"
    case .typically: return "typically \(words)"
    case nil: return words
    }
  }

  private func words(_ part: Tail.Part, of rule: RuleSentence, isAfterPeople: Bool) -> String {
    let joint = rule.joint
    if let words = period(part) ?? deadline(part, isTypical: false) { return words }
    switch part {
    case .purposes(let names): return "for " + labels(names, joint)
    case .recipients(let names): return "\(rule.recipientWord) " + labels(names, joint)
    case .anyoneElse: return "\(rule.recipientWord) anyone else"
    case .anyone: return "\(rule.recipientWord) anyone"
    case .people(let isFrom): return isFrom ? "from people" : "to people"
    case .persons(let names, let isFrom): return (isFrom ? "from " : "to ") + labels(names, joint)
    case .destinations(let names): return "to " + labels(names, joint)
    case .anywhereElse: return "to anywhere else"
    case .anywhere: return "to anywhere"
    case .touchpoints(let names): return "through " + labels(names, joint)
    case .consent(let names): return "with your consent to " + labels(names, .or)
    case .withoutConsent: return "without your consent"
    case .form(let names): return "in " + labels(names, .or) + " form"
    case .places(let names): return "in " + labels(names, joint)
    case .underAge(let age):
      return (isAfterPeople ? "under " : "from people under ") + "\(age.value)"
    case .measures(let names): return "under " + labels(names, .and)
    case .byMeasures(let names): return "by " + labels(names, .and)
    case .byChannels(let channels):
      return "by " + list(channels.map(channel), rule.mode.mode == .must ? .and : .or)
    case .if(let tests): return "if " + circumstances(tests)
    case .unless(let tests): return "unless " + circumstances(tests)
    case .ahead(let time): return span(time.span.count, unit(time.span)) + " ahead"
    case .because(let names): return "because of " + labels(names, .and)
    case .then(let verbs): return "then " + list(verbs.map(\.verb.rawValue), .or) + " the data"
    case .scope(let names, let except):
      let scope = "of " + labels(names, .and)
      return except.isEmpty ? scope : scope + " except " + labels(except, .and)
    case .citing(let clause): return "citing \(clause.text)"
    case .after, .afterSpan, .keepFor, .untilTests, .untilSpan, .whileHolds, .indefinitely, .within,
      .immediately, .promptly:
      return ""
    }
  }

  /// Tests as clauses: "you submit it for a consultation or a court orders it".
  private func circumstances(_ tests: Tests) -> String {
    let clauses = tests.items.map { test in
      switch test {
      case .circumstance(let word): label(word.word)
      case .happening(let word): "there has been \(label(word.word))"
      case .consent(let word): "you consent to \(label(word.word))"
      }
    }
    return list(clauses, tests.isAnyOf ? .or : .and)
  }

  /// Tests as nouns: "the day you unsubscribe or the end of the warranty period".
  func happenings(_ tests: Tests) -> String {
    let nouns = tests.items.map { test in
      switch test {
      case .circumstance(let word), .happening(let word): label(word.word)
      case .consent(let word): "your consent to \(label(word.word))"
      }
    }
    return list(nouns, tests.isAnyOf ? .or : .and)
  }
}
