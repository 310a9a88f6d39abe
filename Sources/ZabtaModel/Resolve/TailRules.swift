import ZabtaRuntime
import ZabtaSyntax

/// Which tails each verb takes, and which it cannot do without: the table of the language.
enum TailRules {
  /// A tail as the table names it.
  enum Name: String, Hashable, CaseIterable {
    case `for`, from, to, with, withConsent, withoutConsent, place, form, underAge, underMeasure
    case `if`, unless, after, until, within, `while`, of, through, by, because, then, immediately
    case promptly, indefinitely, ahead, citing

    /// As it is written.
    var words: String {
      switch self {
      case .for: "for"
      case .from: "from"
      case .to: "to"
      case .with: "with"
      case .withConsent: "with consent to"
      case .withoutConsent: "without consent"
      case .place: "in (a place)"
      case .form: "in … form"
      case .underAge: "under (an age)"
      case .underMeasure: "under (a measure)"
      case .because: "because of"
      case .ahead: "… ahead"
      default: rawValue
      }
    }
  }

  /// The kind of thing that a verb is done to.
  static func objectKind(_ verb: Verb) -> Kind {
    switch verb {
    case .send: .message
    case .set: .cookie
    case .answer, .resolve: .request
    case .announce: .event
    case .penalise: .person
    default: .data
    }
  }

  private static func taken(by sentence: SentenceTree) -> [Name] {
    guard sentence.mode.mode != .right else {
      return [.of, .by, .place, .form, .within, .immediately, .promptly, .if, .unless]
    }
    // A tail must fit every verb of the sentence.
    let all = sentence.verbs.map { Set(taken(by: $0.verb)) }
    return taken(by: sentence.verbs.first?.verb ?? .use).filter { name in
      all.allSatisfy { $0.contains(name) }
    }
  }

  private static func taken(by verb: Verb) -> [Name] {
    switch verb {
    case .collect:
      return [.through, .for, .from, .underAge, .form, .place, .withConsent, .if, .unless, .after]
    case .use: return [.for, .form, .place, .withConsent, .if, .unless, .after, .because]
    case .share:
      return [.with, .for, .form, .underMeasure, .withConsent, .if, .unless, .after, .because]
    case .sell, .rent, .trade: return [.to, .for, .if, .unless]
    case .store: return [.through, .form, .if, .unless, .underMeasure, .after]
    case .view: return [.for, .if, .unless, .form]
    case .transfer: return [.to, .underMeasure, .if, .unless]
    case .keep: return [.for, .until, .while, .indefinitely, .form, .because, .if, .unless, .then]
    case .delete, .anonymise, .archive:
      return [
        .from, .underAge, .after, .within, .immediately, .promptly, .if, .unless, .because,
      ]
    case .protect: return [.by, .for]
    case .send: return [.to, .withConsent, .if, .unless, .after, .by]
    case .set: return [.with, .for, .withConsent, .withoutConsent, .if, .unless, .after]
    case .answer, .resolve: return [.within, .immediately, .promptly, .by, .place]
    case .announce: return [.by, .within, .ahead]
    case .penalise: return [.for, .place]
    }
  }

  static func name(_ part: TailTree.Part) -> Name {
    switch part {
    case .for, .forSpan: .for
    case .from, .fromPeople: .from
    case .to, .toPeople, .toAnybody: .to
    case .with, .withAnybody: .with
    case .withConsent: .withConsent
    case .withoutConsent: .withoutConsent
    case .in(_, let isForm): isForm ? .form : .place
    case .underAge: .underAge
    case .under: .underMeasure
    case .if: .if
    case .unless: .unless
    case .after, .afterSpan: .after
    case .until, .untilSpan: .until
    case .within: .within
    case .while: .while
    case .of: .of
    case .through: .through
    case .by: .by
    case .because: .because
    case .then: .then
    case .immediately: .immediately
    case .promptly: .promptly
    case .indefinitely: .indefinitely
    case .ahead: .ahead
    case .citing: .citing
    }
  }

  /// Reports tails that the verb does not take, that come twice, or that bear a wrong modifier.
  static func check(
    _ tails: [TailTree], of sentence: SentenceTree, isCheck: Bool, _ context: String,
    _ report: (Diagnostic) -> Void
  ) {
    let taken = taken(by: sentence)
    let verb =
      sentence.mode.mode == .right
      ? "have the right to" : sentence.verbs.first?.verb.rawValue ?? ""
    var seen: [Name: SourceRange] = [:]
    for tail in tails {
      let name = name(tail.part)
      var mistake: (id: String, summary: String, way: String)?
      if name == .citing, !isCheck {
        mistake = (
          "citing-outside-check", "\"citing\" belongs into a check",
          "remove it, or move the sentence below \"Check:\""
        )
      } else if name != .citing, !taken.contains(name) {
        let verb =
          sentence.verbs.first { !Self.taken(by: $0.verb).contains(name) }?.verb.rawValue ?? verb
        mistake = (
          "tail-not-taken", "\"\(verb)\" does not take \"\(name.words)\"",
          "it takes: " + taken.map(\.words).joined(separator: ", ")
        )
      } else if case .forSpan = tail.part, sentence.verbs.first?.verb != .keep {
        mistake = (
          "time-out-of-place", "\"\(verb)\" is for a purpose, not for a time",
          "write \"keep … for\" in a sentence of its own"
        )
      } else if case .for = tail.part, sentence.verbs.first?.verb == .keep {
        mistake = (
          "purpose-out-of-place", "\"keep … for\" wants a time, for instance \"for 7 years\"",
          "say why with \"because of\", or what it is used for in a sentence with \"use\""
        )
      } else if sentence.mode.mode == .never, name == .if {
        mistake = (
          "never-if", "\"never\" holds whatever else is the case, and \"if\" limits it",
          "write \"may not … if\""
        )
      } else if case .then(let verbs) = tail.part,
        let odd = verbs.first(where: { ![.delete, .anonymise, .archive].contains($0.verb) })
      {
        mistake = (
          "then-what",
          "\"then\" says how a record ends, and \"\(odd.verb.rawValue)\" does not end it",
          "write \"then delete\", \"then anonymise\" or \"then archive\""
        )
      } else if name == .indefinitely, seen[.for] != nil || seen[.until] != nil {
        mistake = (
          "two-times", "\"indefinitely\" has no end, and this sentence names one as well",
          "remove one of the two"
        )
      } else if seen[name] != nil, name != .if, name != .unless, name != .until, name != .after {
        mistake = (
          "tail-twice", "\"\(name.words)\" stands twice in one sentence",
          "join the two with \"and\", or write two sentences"
        )
      } else {
        mistake = modifierMistake(tail, name, sentence)
      }
      seen[name] = tail.range
      guard let mistake else { continue }
      report(
        Diagnostic(
          mistake.id, .error, mistake.summary, at: Diagnostic.Mark(tail.range),
          also: sentence.verbs.first.map { [Diagnostic.Mark($0.range, "the verb")] } ?? [],
          fixes: [Diagnostic.Fix(mistake.way)], context: context))
    }
  }

  private static func modifierMistake(
    _ tail: TailTree, _ name: Name, _ sentence: SentenceTree
  ) -> (id: String, summary: String, way: String)? {
    switch tail.modifier {
    case nil: return nil
    case .typically:
      return name == .within
        ? nil
        : (
          "typically-out-of-place", "\"typically\" belongs before \"within\"",
          "remove \"typically\""
        )
    case .even:
      return sentence.mode.mode == .may
        ? nil
        : (
          "even-out-of-place", "\"even\" belongs to a permission: \"may … even …\"",
          "remove \"even\""
        )
    case .only:
      return sentence.mode.mode == .may || sentence.mode.mode == .must
        ? nil
        : (
          "only-out-of-place", "\"only\" belongs to a permission: \"may … only …\"",
          "write \"may … only\", which forbids everything else"
        )
    }
  }

  /// Reports a tail without which the verb says nothing.
  static func checkRequired(
    _ sentence: SentenceTree, isCheck: Bool, _ context: String, _ report: (Diagnostic) -> Void
  ) {
    guard !isCheck, let verb = sentence.verbs.first else { return }
    let names = Set(sentence.tails.map { name($0.part) })
    let isPermit = [.may, .must].contains(sentence.mode.mode)
    let missing: String? =
      switch verb.verb {
      case .use where isPermit && !names.contains(.for): "\"use\" needs a purpose: for what?"
      case .share where isPermit && !names.contains(.with):
        "\"share\" needs a recipient: with whom?"
      case .transfer where isPermit && !names.contains(.to): "\"transfer\" needs a place: to where?"
      case .keep where names.isDisjoint(with: [.for, .until, .while, .indefinitely]):
        "\"keep\" needs a time: for how long?"
      case .protect where !names.contains(.by): "\"protect\" needs a measure: by what?"
      case .announce where !names.contains(.by): "\"announce\" needs a channel: by what?"
      default: nil
      }
    guard let missing else { return }
    let way: String =
      switch verb.verb {
      case .use: "add \"for\" and a purpose"
      case .share: "add \"with\" and a recipient, or \"with anyone\""
      case .transfer: "add \"to\" and a place, or \"to anywhere\""
      case .keep: "add \"for 7 years\", \"until …\", \"while …\" or \"indefinitely\""
      default: "add \"by\" and what it is done by"
      }
    report(
      Diagnostic(
        "tail-missing", .error, missing, at: Diagnostic.Mark(verb.range),
        fixes: [Diagnostic.Fix(way)], context: context))
  }
}
