package import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

extension Urdu {
  /// A rule as a sentence: subject, object, what narrows it, verb, and clauses after the verb.
  ///
  /// A label does not tell its gender or number, so everybody but "we" stands in the dative
  /// («… کو … کی اجازت ہے»), where the verb agrees with neither.
  package func sentence(_ rule: RuleSentence) -> String {
    var text =
      if rule.mode.mode == .right {
        right(rule)
      } else {
        statement(rule)
      }
    if let butNot = rule.butNot {
      let tails = tails(butNot.tails, of: rule)
      text += "، لیکن "
      text += middle(butNot.object, tails, of: rule, joint: .or)
      text += isWe(rule) ? " نہیں" : " \(infinitives(rule)) کی اجازت نہیں"
      text += closing(tails)
    }
    return text + "۔"
  }

  package func exclusion(_ butNot: RuleSentence.ButNot, of rule: RuleSentence) -> String {
    let tails = tails(butNot.tails, of: rule)
    let before = tails.filter { $0.place != .afterVerb }.map(\.text).joined(separator: " ")
    return joined(object(butNot.object, .or, oblique: false), before) + closing(tails)
  }

  package func subject(_ subject: Subject) -> String {
    let only = subject.isOnly ? "صرف " : ""
    switch subject.who {
    case .we: return only + "ہم"
    case .people:
      guard subject.under != nil || !subject.places.isEmpty else { return only + "لوگ" }
      let obliquePeople = people([], age: subject.under?.value, places: subject.places)
      return only + obliquePeople.dropSuffix("لوگوں") + "لوگ"
    case .words(_, let names): return only + labels(names, .and)
    }
  }

  package func object(_ object: ObjectPhrase, _ joint: Joint, oblique isOblique: Bool) -> String {
    let only = object.isOnly ? "صرف " : ""
    if object.isPeople { return only + (isOblique ? "لوگوں" : "لوگ") }
    let named = things(object).map { thing in
      switch thing {
      case .word(let word): label(word, oblique: isOblique)
      case .dataOf(let clause): "“\(heading(ofClause: clause))” کے تحت درج سب کچھ"
      }
    }
    return only + list(named, joint) + exception(object.except)
  }

  private func right(_ rule: RuleSentence) -> String {
    let tails = tails(rule.tails, of: rule)
    let before = tails.filter { $0.place != .afterVerb }.map(\.text)
    let words =
      [obliqueSubject(rule.subject) + " کو"] + before + [
        object(rule.object, .and, oblique: true),
        rule.object.words.count > 1 ? "کے حقوق حاصل ہیں" : "کا حق حاصل ہے",
      ]
    return words.joined(separator: " ") + closing(tails)
  }

  private func statement(_ rule: RuleSentence) -> String {
    let tails = tails(rule.tails, of: rule)
    let middle = middle(rule.object, tails, of: rule, joint: rule.joint)
    let verbs = rule.verbs.map { UrduVerb($0.verb) }
    let opening: String
    let ending: String
    switch rule.mode.mode {
    case .must:
      opening =
        isWe(rule)
        ? "\(subject(rule.subject)) پر لازم ہے کہ" : "\(obliqueSubject(rule.subject)) پر لازم ہے کہ"
      ending = list(chain(verbs, \.withSubjunctive), .and)
    case .may where isWe(rule):
      opening = subject(rule.subject)
      ending = list(chain(verbs, \.withStem), .or) + " سکتے ہیں"
    case .mayNot where isWe(rule), .mustNot where isWe(rule):
      opening = subject(rule.subject)
      ending = negative(verbs, single: \.cannot, \.withStem, auxiliary: " سکتے ہیں")
    case .never where isWe(rule):
      opening = subject(rule.subject)
      ending = "کبھی " + negative(verbs, single: \.doesNot, \.withHabitual, auxiliary: " ہیں")
    case .may:
      opening = obliqueSubject(rule.subject) + " کو"
      ending = infinitives(rule) + " کی اجازت ہے"
    case .never:
      opening = obliqueSubject(rule.subject) + " کو"
      ending = infinitives(rule) + " کی اجازت کبھی نہیں"
    case .mayNot, .mustNot, .right:
      opening = obliqueSubject(rule.subject) + " کو"
      ending = infinitives(rule) + " کی اجازت نہیں"
    }
    return joined(opening, middle, ending) + closing(tails)
  }

  /// Object and tails before the verb.
  ///
  /// A genitive («ڈیٹا کی حفاظت») must not be torn apart.
  private func middle(
    _ object: ObjectPhrase, _ tails: [UrduTail], of rule: RuleSentence, joint: Joint
  ) -> String {
    let marker = rule.verbs.first.map { UrduVerb($0.verb).marker } ?? .direct
    var phrase = self.object(object, joint, oblique: marker != .direct)
    if object.isPeople { phrase = people([], rule.tails) }
    phrase = joined(phrase, marker.rawValue)
    let first = tails.filter { $0.place == .beforeObject }.map(\.text)
    let second = tails.filter { $0.place == .beforeVerb }.map(\.text)
    let words = marker.isGenitive ? first + second + [phrase] : first + [phrase] + second
    return words.joined(separator: " ")
  }

  private func closing(_ tails: [UrduTail]) -> String {
    tails.filter { $0.place == .afterVerb }.map { "، \($0.text)" }.joined()
  }

  private func isWe(_ rule: RuleSentence) -> Bool { rule.subject.who == .we }

  private func infinitives(_ rule: RuleSentence) -> String {
    list(chain(rule.verbs.map { UrduVerb($0.verb) }, \.withInfinitive), .or)
  }

  /// Verbs one after another; one that takes its object in another way gets it again.
  private func chain(_ verbs: [UrduVerb], _ form: (UrduVerb) -> String) -> [String] {
    verbs.map { verb in
      verb.marker == verbs.first?.marker ? form(verb) : "\(verb.marker.pronoun) \(form(verb))"
    }
  }

  /// «فروخت نہیں کرتے», but «نہ فروخت کرتے ہیں، نہ کرائے پر دیتے ہیں».
  private func negative(
    _ verbs: [UrduVerb], single: (UrduVerb) -> String, _ form: (UrduVerb) -> String,
    auxiliary: String
  ) -> String {
    if verbs.count == 1, let verb = verbs.first { return single(verb) }
    let forms = chain(verbs, form).map { "نہ \($0)\(auxiliary)" }
    return list(forms, .and)
  }

  private func obliqueSubject(_ subject: Subject) -> String {
    let only = subject.isOnly ? "صرف " : ""
    switch subject.who {
    case .we: return only + "ہم"
    case .people: return only + people([], age: subject.under?.value, places: subject.places)
    case .words(_, let names):
      return only + people(names, age: subject.under?.value, places: subject.places)
    }
  }
}

extension String {
  /// The text without a suffix that it ends in, compared by bytes.
  func dropSuffix(_ suffix: String) -> String {
    let bytes = Array(utf8)
    let end = Array(suffix.utf8)
    guard bytes.count >= end.count, bytes.suffix(end.count).elementsEqual(end) else { return self }
    return String(decoding: bytes.dropLast(end.count), as: UTF8.self)
  }
}
