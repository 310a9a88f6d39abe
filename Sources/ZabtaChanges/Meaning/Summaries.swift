import ZabtaRuntime

/// One line about a changed rule, for the people whom it concerns.
struct Summaries {
  /// The recipients that a permitting sharing sentence of the old edition names, with their parts.
  private let knownRecipients: Set<String>
  private let newWords: [Kind: Set<String>]

  init(_ old: BundleContent, _ new: BundleContent) {
    let includes = Dictionary(
      old.words.filter { $0.kind == .recipient }.map { ($0.name, $0.includes) },
      uniquingKeysWith: { first, _ in first })
    var known: Set<String> = []
    var open = old.norms.filter { $0.effect == .permit && $0.action == .share }
      .flatMap { Summaries.words($0, .recipient) }
    while let next = open.popLast() {
      if known.insert(next).inserted { open += includes[next] ?? [] }
    }
    knownRecipients = known
    let before = Set(old.words.map { "\($0.kind.rawValue) \($0.name)" })
    newWords = Dictionary(
      grouping: new.words.filter { !before.contains("\($0.kind.rawValue) \($0.name)") }
    ) {
      $0.kind
    }.mapValues { Set($0.map(\.name)) }
  }

  /// What the effects say, in the words of the rule's verb where they are about that.
  func summary(
    _ old: StatedRule?, _ new: StatedRule?, _ class: Change.Class,
    _ found: [MeaningDifference.Found]
  ) -> String {
    let norms = (new ?? old)?.norms ?? []
    let main = norms.first { $0.origin == .plain || $0.origin == .keep } ?? norms.first
    guard let main else { return "A rule changed." }
    let isLess = `class` == .lessProtection
    guard isLess || `class` == .moreProtection else { return keeping(found) ?? other(main) }
    let deciding = found.filter { $0.effect.direction == (isLess ? .wider : .narrower) }
    if let text = promised(deciding, found, isLess) { return text }
    if let text = consent(old, new, isLess), deciding.contains(where: { $0.turned != nil }) {
      return text
    }
    let action = action(main, deciding)
    switch action {
    case .store, .keep:
      let isTime = deciding.contains { found in
        if case .record = found.effect.witness { true } else { false }
      }
      if !isTime || old == nil && keepsLonger(old, new) == nil {
        return isLess ? "We may keep more of your data." : "We keep less of your data."
      }
      return isLess
        ? "We keep some of your data longer." : "We keep some of your data for a shorter time."
    case .share: return sharing(new, isLess)
    case .collect:
      return isLess ? "We may collect more of your data." : "We collect less of your data."
    case .use: return isLess ? "We may use your data for more." : "We use your data for less."
    case .view:
      return isLess
        ? "More of our staff may see your data." : "Fewer of our staff may see your data."
    case .transfer:
      return isLess ? "Your data may go to more places." : "Your data may go to fewer places."
    case .sell, .rent, .trade:
      return isLess
        ? "We may sell, rent or trade your data." : "We sell, rent or trade less of your data."
    case .send: return isLess ? "We may send you more messages." : "We send you fewer messages."
    case .set: return isLess ? "We may set more cookies." : "We set fewer cookies."
    case .delete, .anonymise, .archive:
      return isLess
        ? "We delete less of your data, or later." : "We delete more of your data, or sooner."
    case .protect: return "We protect your data by \(isLess ? "fewer" : "more") means."
    case .answer, .resolve:
      if action == main.action, main.origin == .right || main.actor == .people { fallthrough }
      return isLess ? "We may take longer to answer you." : "We answer you sooner."
    case .request:
      if new == nil { return "You lose a right." }
      if old == nil { return "You have a new right." }
      return isLess ? "A right of yours becomes narrower." : "A right of yours becomes wider."
    case .announce:
      return isLess ? "We announce less, or in fewer ways." : "We announce more, or in more ways."
    case .penalise:
      return isLess
        ? "We no longer promise not to treat you worse." : "We promise not to treat you worse."
    }
  }

  /// What the summary is about: the rule's verb, unless what differs is about others alone.
  private func action(_ main: Norm, _ deciding: [MeaningDifference.Found]) -> Action {
    let turned = deciding.filter { $0.promise == nil }
    let apt = turned.isEmpty ? deciding : turned
    let families: [Set<Action>] = [
      [.store, .keep, .delete, .anonymise, .archive], [.request, .resolve, .answer],
      [.sell, .rent, .trade],
    ]
    let family = families.first { $0.contains(main.action) } ?? [main.action]
    guard let first = apt.first, !apt.contains(where: { family.contains($0.action) }) else {
      return main.action
    }
    return first.action
  }

  /// What promises alone make of a rule; nil where the verb says it.
  private func promised(
    _ deciding: [MeaningDifference.Found], _ found: [MeaningDifference.Found], _ isLess: Bool
  ) -> String? {
    guard let first = deciding.first, deciding.allSatisfy({ $0.promise != nil }) else { return nil }
    // Another one took its place.
    let isMoved = found.contains {
      $0.promise != nil && $0.effect.direction == (isLess ? .narrower : .wider)
    }
    switch first.promise {
    case .obligation:
      let much = isMoved ? "other terms" : isLess ? "less" : "more"
      return "Whoever receives your data is bound by \(much)."
    case .measure:
      return "We protect your data by \(isMoved ? "other" : isLess ? "fewer" : "more") means."
    case .duty where !first.action.isProtective:
      return isLess ? "We no longer have to do what we promised." : "We must now do something more."
    case .deadline where !first.action.isProtective:
      return isLess ? "We may do later what we promised." : "We do sooner what we promised."
    default: return nil
    }
  }

  /// A duty to keep that came or went.
  private func keeping(_ found: [MeaningDifference.Found]) -> String? {
    let duties = found.filter { $0.promise == .duty && $0.action == .keep }
    guard let duty = duties.first, duties.count == found.count else { return nil }
    return duty.effect.sentence
  }

  /// A consent that is asked for now, or no longer.
  private func consent(_ old: StatedRule?, _ new: StatedRule?, _ isLess: Bool) -> String? {
    guard let old, let new else { return nil }
    func asks(_ rule: StatedRule) -> Bool {
      rule.norms.contains { norm in
        norm.effect == .permit
          && norm.when.flatMap(\.anyOf).contains { fact in
            if case .consent(_, negated: false) = fact { return true }
            return false
          }
      }
    }
    switch (asks(old), asks(new)) {
    case (false, true) where !isLess: return "We now ask before we do this."
    case (true, false) where isLess: return "We no longer ask before we do this."
    default: return nil
    }
  }

  private func sharing(_ new: StatedRule?, _ isLess: Bool) -> String {
    guard isLess else { return "We share less of your data." }
    let named = (new?.norms ?? []).filter { $0.effect == .permit }
      .flatMap { Summaries.words($0, .recipient) }
    return named.contains { !knownRecipients.contains($0) }
      ? "Somebody new may receive your data." : "We may share more of your data."
  }

  private func keepsLonger(_ old: StatedRule?, _ new: StatedRule?) -> Bool? {
    guard let before = old?.norms.compactMap(\.period).first,
      let after = new?.norms.compactMap(\.period).first, before != after
    else { return nil }
    return Hours.of(after) ?? .max > Hours.of(before) ?? .max
  }

  private func other(_ norm: Norm) -> String {
    switch norm.action {
    case .store, .keep: "What we say about keeping your data changed."
    case .delete, .anonymise, .archive: "What we say about deleting your data changed."
    case .share: "What we say about sharing your data changed."
    case .request, .resolve, .answer: "What we say about your rights changed."
    default: "A rule changed; it takes nothing from you and gives you nothing."
    }
  }

  private static func words(_ norm: Norm, _ dimension: Dimension) -> [String] {
    norm.when.flatMap(\.anyOf).flatMap { fact -> [String] in
      if case .among(dimension, let names, _) = fact { return names }
      return []
    }
  }
}
