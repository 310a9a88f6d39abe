import ZabtaRuntime
import ZabtaSyntax

/// Keeping is storing with a time: a floor, a ceiling, and what is due when the time is over.
extension SentenceLowering {
  mutating func lowerKeeping(
    _ phrase: ObjectPhrase, _ parts: SentenceParts, mode: ModeTree.Mode
  ) {
    switch mode {
    case .may, .right: allowKeeping(phrase, parts)
    case .must:
      allowKeeping(phrase, parts, isDuty: true)
      obligeKeeping(phrase, parts)
    case .mayNot, .mustNot, .never: refuseKeeping(phrase, parts)
    }
  }

  /// "may keep D for P": permit(store, not over P), forbid(store, over P), and the disposal.
  private mutating func allowKeeping(
    _ phrase: ObjectPhrase, _ parts: SentenceParts, isDuty: Bool = false
  ) {
    let object = object(phrase)
    add(
      .permit, .store, object, parts.permitted + parts.inside, parts, origin: .keep,
      period: parts.period, vague: parts.vagueWhile)
    addOnlyForbids(.store, phrase, parts)
    if !isDuty {
      for exception in parts.unless {
        add(
          .forbid, .store, object, parts.stated + exception.conditions, parts, origin: .unless)
      }
    }
    guard let period = parts.period, !period.ends.isEmpty else { return }
    let ended = parts.stated + [Condition(.over(period))]
    add(.forbid, .store, object, ended, parts, origin: .ceiling, period: period)
    let disposals = parts.afterwards.compactMap { Action(rawValue: $0.rawValue) }
    for action in disposals.isEmpty ? [.delete] : disposals {
      add(.permit, action, object, ended, parts, origin: .expiry, period: period)
    }
    // Where *then* names two verbs, either will do: the duty names the first and lists them all.
    add(.duty, disposals.first ?? .delete, object, ended, parts, origin: .expiry, period: period)
  }

  /// "must keep D for P" adds the floor: a duty to keep, and no deleting until then.
  private mutating func obligeKeeping(_ phrase: ObjectPhrase, _ parts: SentenceParts) {
    let object = object(phrase)
    // A circumstance that nobody can compute binds once a person has told that it holds.
    let told = parts.vagueWhile.map { Condition(.circumstance($0)) }
    add(
      .duty, .keep, object, parts.permitted + told, parts, origin: .floor, period: parts.period)
    add(
      .forbid, .delete, object, parts.permitted + told + parts.inside, parts, origin: .floor,
      period: parts.period)
  }

  /// "may not keep D for P" is a ceiling; without a time that ends, a forbid of storing.
  private mutating func refuseKeeping(_ phrase: ObjectPhrase, _ parts: SentenceParts) {
    let object = object(phrase)
    for exception in parts.unless {
      add(
        .permit, .store, object, parts.stated + exception.conditions, parts, origin: .unless)
    }
    if let period = parts.period {
      // "never keep D indefinitely" asks for an end; it forbids no day in particular.
      guard !period.ends.isEmpty else { return }
      add(
        .forbid, .store, object, parts.permitted + [Condition(.over(period))], parts,
        origin: .ceiling, period: period)
    } else {
      let told = parts.vagueWhile.map { Condition(.circumstance($0)) }
      add(.forbid, .store, object, parts.permitted + told, parts)
    }
  }
}

extension SentenceParts {
  /// That the time of keeping is not over.
  fileprivate var inside: [Condition] {
    guard let period, !period.ends.isEmpty else { return [] }
    return [Condition(.over(period, negated: true))]
  }
}
