package import ZabtaModel
import ZabtaSyntax

/// A tail in Urdu, and its place: most stand before the verb, clauses come after it.
struct UrduTail {
  enum Place {
    /// Before the object: «18 سال سے کم عمر لوگوں سے متعلق».
    case beforeObject
    case beforeVerb
    /// After the verb and a comma.
    case afterVerb
  }

  var text: String
  var place: Place
}

extension Urdu {
  /// The tails of a sentence, in the order in which they were written.
  func tails(_ tails: [Tail], of rule: RuleSentence) -> [UrduTail] {
    let peopleIndex = tails.firstIndex { $0.part.isPeople }
    return tails.enumerated().compactMap { index, tail in
      // "people under 18 in EU" is one phrase; its parts go with the people.
      switch tail.part {
      case .underAge, .places:
        if rule.object.isPeople || peopleIndex != nil { return nil }
      default: break
      }
      let qualifiers = index == peopleIndex ? tails : []
      guard var tail = self.tail(tail, qualifiers: qualifiers, of: rule) else { return nil }
      tail.text = tail.text
      return tail
    }
  }

  package func condition(_ tail: Tail, of rule: RuleSentence) -> String {
    self.tail(tail, qualifiers: [], of: rule)?.text ?? ""
  }

  private func tail(_ tail: Tail, qualifiers: [Tail], of rule: RuleSentence) -> UrduTail? {
    switch tail.part {
    case .if(let tests):
      let opening =
        switch tail.modifier {
        case .only: "صرف اس صورت میں کہ"
        case .even: "اس صورت میں بھی کہ"
        case .typically, nil: "بشرطیکہ"
        }
      return UrduTail(text: "\(opening) \(circumstances(tests))", place: .afterVerb)
    case .unless(let tests):
      return UrduTail(text: "سوائے اس کے کہ \(circumstances(tests))", place: .afterVerb)
    case .whileHolds:
      let text = period(tail.part) ?? ""
      return UrduTail(text: tail.modifier == .only ? "صرف \(text)" : text, place: .afterVerb)
    case .then(let verbs):
      let phrases = verbs.map { UrduVerb($0.verb).withSubjunctive }
      return UrduTail(text: "پھر اسے \(list(phrases, .or))", place: .afterVerb)
    case .citing(let clause):
      return UrduTail(text: "بحوالہ \(clause.text)", place: .afterVerb)
    default:
      break
    }
    guard var text = phrase(tail.part, qualifiers: qualifiers, of: rule) else { return nil }
    switch tail.modifier {
    case .only: text = "صرف \(text)"
    case .even: text = "\(text) بھی"
    case .typically: text = "عموماً \(text)"
    case nil: break
    }
    return UrduTail(text: text, place: place(of: tail, in: rule))
  }

  private func place(of tail: Tail, in rule: RuleSentence) -> UrduTail.Place {
    switch tail.part {
    case .measures: tail.modifier == .only ? .beforeVerb : .afterVerb
    case .within, .promptly, .immediately: rule.mode.mode == .right ? .afterVerb : .beforeVerb
    case .people, .persons: rule.removes ? .beforeObject : .beforeVerb
    case .underAge, .because: .beforeObject
    default: .beforeVerb
    }
  }

  /// A tail as a phrase with its postposition.
  private func phrase(_ part: Tail.Part, qualifiers: [Tail], of rule: RuleSentence) -> String? {
    let joint = rule.joint
    if let words = period(part) ?? deadline(part, isTypical: false) { return words }
    let verb = rule.verbs.first?.verb
    switch part {
    case .purposes(let names):
      return obliques(names, joint) + (verb == .penalise ? " پر" : " کے لیے")
    case .recipients(let names): return obliques(names, joint) + (verb == .set ? " کے ساتھ" : " کو")
    case .anyoneElse: return "کسی اور کو"
    case .anyone: return rule.isNegative ? "کسی کو" : "کسی کو بھی"
    case .people(let isFrom): return people([], qualifiers) + postposition(isFrom, rule)
    case .persons(let names, let isFrom):
      return people(names, qualifiers) + postposition(isFrom, rule)
    case .destinations(let names): return obliques(names, joint) + " میں"
    case .anywhereElse: return "کہیں اور"
    case .anywhere: return rule.isNegative ? "کہیں" : "کہیں بھی"
    case .touchpoints(let names): return obliques(names, joint) + " کے ذریعے"
    case .consent(let names): return obliques(names, .or) + " کے لیے آپ کی رضامندی سے"
    case .withoutConsent: return "آپ کی رضامندی کے بغیر"
    case .form(let names): return obliques(names, .or) + " شکل میں"
    case .places(let names): return obliques(names, joint) + " میں"
    case .underAge(let age): return "\(age.value) سال سے کم عمر لوگوں" + postposition(true, rule)
    case .measures(let names): return obliques(names, .and) + " کے تحت"
    case .byMeasures(let names): return obliques(names, .and) + " کے ذریعے"
    case .byChannels(let channels):
      return list(channels.map(channel), rule.mode.mode == .must ? .and : .or) + " کے ذریعے"
    case .ahead(let time): return "\(obliqueSpan(time)) پہلے"
    case .because(let names): return obliques(names, .and) + " کی بنا پر"
    case .scope(let names, let except):
      return obliques(names, .and) + " کے بارے میں" + exception(except)
    default: return nil
    }
  }

  /// What is asked or taken of people; what is deleted is *about* them.
  private func postposition(_ isFrom: Bool, _ rule: RuleSentence) -> String {
    guard isFrom else { return " کو" }
    return rule.removes ? " سے متعلق" : " سے"
  }

  /// People, oblique, with their age and place: «یورپی یونین میں رہنے والے 18 سال سے کم عمر لوگوں».
  func people(_ names: [Ref], _ qualifiers: [Tail]) -> String {
    var age: Int?
    var places: [Ref] = []
    for tail in qualifiers {
      switch tail.part {
      case .underAge(let quantity): age = quantity.value
      case .places(let found): places += found
      default: break
      }
    }
    return people(names, age: age, places: places)
  }

  func people(_ names: [Ref], age: Int?, places: [Ref]) -> String {
    joined(
      places.isEmpty ? "" : obliques(places, .and) + " میں رہنے والے",
      age.map { "\($0) سال سے کم عمر" } ?? "",
      names.isEmpty ? "لوگوں" : obliques(names, .and))
  }

  /// « (سوائے لین دین کے ریکارڈ کے)».
  func exception(_ words: [Ref]) -> String {
    words.isEmpty ? "" : " (سوائے \(obliques(words, .and)) کے)"
  }

  func obliques(_ words: [Ref], _ joint: Joint) -> String {
    list(words.map(oblique), joint)
  }

  private func circumstances(_ tests: Tests) -> String {
    let clauses = tests.items.map { test in
      switch test {
      case .circumstance(let word): label(word.word, oblique: false)
      case .happening(let word): "\(oblique(word)) کی نوبت آ چکی ہو"
      case .consent(let word): "\(oblique(word)) کے لیے آپ کی رضامندی ہو"
      }
    }
    return list(clauses, tests.isAnyOf ? .or : .and)
  }

  /// Tests as nouns, oblique.
  func happenings(_ tests: Tests) -> String {
    let nouns = tests.items.map { test in
      switch test {
      case .circumstance(let word), .happening(let word): oblique(word)
      case .consent(let word): "\(oblique(word)) کے لیے آپ کی رضامندی"
      }
    }
    return list(nouns, tests.isAnyOf ? .or : .and)
  }
}

extension RuleSentence {
  /// True where data goes away.
  var removes: Bool {
    switch verbs.first?.verb {
    case .delete, .anonymise, .archive: true
    default: false
    }
  }
}
