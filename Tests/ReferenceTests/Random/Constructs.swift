import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// The constructs of the language by name, to see that random policies leave none out.
enum Constructs {
  /// What must come up.
  static let all: Set<String> = {
    var all: Set = [
      "we", "people", "role", "recipient", "person", "only subject", "only object", "except",
      "data of", "but not", "subject in", "subject under", "several verbs", "only", "even",
      "typically", "with anyone", "anyone else", "anywhere", "anywhere else", "after a time alone",
    ]
    for verb in RandomConstructs.takingButNot { all.insert("\(verb): but not") }
    for row in RandomConstructs.table {
      for tail in row.tails { all.insert("\(row.verb) \(tail)") }
      for mode in RandomConstructs.modes { all.insert("\(row.verb): \(mode)") }
    }
    for tail in RandomConstructs.rightTails { all.insert("right \(tail)") }
    return all
  }()

  static func of(_ rule: RuleSentence) -> Set<String> {
    var seen: Set<String> = []
    switch rule.subject.who {
    case .we: seen.insert("we")
    case .people: seen.insert("people")
    case .words(let kind, _): seen.insert(kind.rawValue)
    }
    if rule.subject.isOnly { seen.insert("only subject") }
    if rule.object.isOnly { seen.insert("only object") }
    if !rule.object.except.isEmpty { seen.insert("except") }
    if !rule.object.dataOf.isEmpty { seen.insert("data of") }
    if rule.butNot != nil { seen.insert("but not") }
    if !rule.subject.places.isEmpty { seen.insert("subject in") }
    if rule.subject.under != nil { seen.insert("subject under") }
    if rule.verbs.count > 1 { seen.insert("several verbs") }
    let verbs = rule.mode.mode == .right ? ["right"] : rule.verbs.map(\.verb.rawValue)
    for verb in verbs {
      seen.insert("\(verb): \(name(rule.mode.mode))")
      if rule.butNot != nil { seen.insert("\(verb): but not") }
    }
    for tail in rule.tails {
      switch tail.modifier {
      case .only: seen.insert("only")
      case .even: seen.insert("even")
      case .typically: seen.insert("typically")
      case nil: break
      }
      switch tail.part {
      case .anyone: seen.insert("with anyone")
      case .anyoneElse: seen.insert("anyone else")
      case .anywhere: seen.insert("anywhere")
      case .anywhereElse: seen.insert("anywhere else")
      case .afterSpan(let span) where span.anchor == nil: seen.insert("after a time alone")
      default: break
      }
      for verb in verbs { seen.insert("\(verb) \(name(tail.part, verb))") }
    }
    return seen
  }

  private static func name(_ mode: ModeTree.Mode) -> String {
    switch mode {
    case .may: "may"
    case .mayNot: "may not"
    case .must: "must"
    case .mustNot: "must not"
    case .never: "never"
    case .right: "right"
    }
  }

  private static func name(_ part: Tail.Part, _ verb: String) -> String {
    switch part {
    case .purposes, .keepFor: "for"
    case .recipients: verb == "share" || verb == "set" ? "with" : "to"
    case .anyone, .anyoneElse: verb == "share" ? "with" : "to"
    case .people(let isFrom), .persons(_, let isFrom): isFrom ? "from" : "to"
    case .destinations, .anywhereElse, .anywhere: "to"
    case .touchpoints: "through"
    case .consent: "with consent"
    case .withoutConsent: "without consent"
    case .form: "form"
    case .places: "in"
    case .underAge: "under age"
    case .measures: "under"
    case .byMeasures, .byChannels: "by"
    case .if: "if"
    case .unless: "unless"
    case .after, .afterSpan: "after"
    case .untilTests, .untilSpan: "until"
    case .whileHolds: "while"
    case .indefinitely: "indefinitely"
    case .within: "within"
    case .immediately: "immediately"
    case .promptly: "promptly"
    case .ahead: "ahead"
    case .because: "because"
    case .then: "then"
    case .scope: "of"
    case .citing: "citing"
    }
  }
}
