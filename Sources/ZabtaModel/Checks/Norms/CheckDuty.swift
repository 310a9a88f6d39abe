import ZabtaRuntime
import ZabtaSyntax

/// Checks of duties and rights: such a duty exists, and what the check says of it is so.
///
/// What the check leaves out may be as it likes. Where several duties have a deadline, the nearest
/// word counts, as for a service that asks.
enum CheckDuty {
  static func run(
    _ check: CheckSentence, _ context: NormContext, _ lowering: LoweringContext
  ) -> Diagnostic? {
    let sentence = check.sentence
    let isRight = sentence.mode.mode == .right
    let actions: [Action] =
      isRight ? [.resolve] : sentence.verbs.compactMap { Action(rawValue: $0.verb.rawValue) }
    let parts = SentenceParts(
      sentence.tails, subject: sentence.subject, verb: sentence.verbs.first?.verb,
      mode: sentence.mode.mode, in: lowering)
    for action in actions {
      for ref in sentence.object.words {
        let name = lowering.name(ref)
        if isRight, duties(.request, .permit, name, check, context).isEmpty {
          return missing(check, ref, "people have no right to \(name)")
        }
        let found = duties(action, .duty, name, check, context)
        if found.isEmpty {
          return missing(check, ref, "no rule says that we must \(action.rawValue) \(name)")
        }
        if let problem = compare(parts, nearest(found, name, parts, context), check, context) {
          return problem
        }
      }
    }
    return nil
  }

  /// The norms of an effect whose object holds the word, for the check's actor and place.
  private static func duties(
    _ action: Action, _ effect: Norm.Effect, _ name: String, _ check: CheckSentence,
    _ context: NormContext
  ) -> [Norm] {
    guard let norms = context.actions[action],
      let atoms = context.ruleset.atoms(action.objectKind).atoms(of: name)
    else { return [] }
    let places =
      check.sentence.tails.flatMap { tail -> [Ref] in
        if case .places(let refs) = tail.part { refs } else { [] }
      } + check.sentence.subject.places
    let table = context.ruleset.atoms(.place)
    let stated = places.reduce(into: BitSet()) {
      $0.formUnion(table.atoms(of: context.lexicon[$1.word].name) ?? BitSet())
    }
    return norms.norms.indices.filter { index in
      norms.norms[index].effect == effect && norms.norms[index].origin != .expiry
        && atoms.isSubset(of: norms.objects[index])
        && norms.norms[index].when.flatMap(\.anyOf).allSatisfy { fact in
          guard case .among(.jurisdiction, let names, _) = fact else { return true }
          let own = names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }
          return !stated.isEmpty && stated.isSubset(of: own)
        }
    }.map { norms.norms[$0] }
  }

  private static func nearest(
    _ duties: [Norm], _ name: String, _ parts: SentenceParts, _ context: NormContext
  ) -> [Norm] {
    guard parts.deadline != nil else { return duties }
    let timed = duties.filter { $0.deadline != nil }
    guard let kind = timed.first?.object.kind else { return duties }
    let above = context.ruleset.atoms(kind).ancestors(of: name)
    func distance(_ norm: Norm) -> Int {
      above.filter { norm.object.names.contains($0.name) }.map(\.steps).min() ?? .max
    }
    let least = timed.map { distance($0) }.min()
    return timed.filter { distance($0) == least }
  }

  private static func compare(
    _ parts: SentenceParts, _ duties: [Norm], _ check: CheckSentence, _ context: NormContext
  ) -> Diagnostic? {
    if let deadline = parts.deadline, !duties.contains(where: { $0.deadline == deadline }) {
      return differs(check, duties, "has another deadline than this", context)
    }
    if let period = parts.period, !duties.contains(where: { $0.period == period }) {
      return differs(check, duties, "has another period than this", context)
    }
    if let notice = parts.notice, !duties.contains(where: { $0.notice == notice }) {
      return differs(check, duties, "gives another notice than this", context)
    }
    let channels = parts.channels.filter { name in !duties.contains { $0.channels.contains(name) } }
    if let channel = channels.first {
      return differs(check, duties, "does not say \"by \(channel)\"", context)
    }
    let measures = parts.measures.filter { name in !duties.contains { $0.measures.contains(name) } }
    if let measure = measures.first {
      return differs(check, duties, "does not say \"by \(measure)\"", context)
    }
    if let cited = check.cited, !duties.contains(where: { $0.clause == cited.clause }) {
      return differs(
        check, duties, "is the one that says it, not the clause \(cited.clause)", context)
    }
    return nil
  }

  private static func differs(
    _ check: CheckSentence, _ duties: [Norm], _ how: String, _ context: NormContext
  ) -> Diagnostic {
    let clause = duties.first.map { context.title($0.clause) } ?? "the rule"
    return Diagnostic(
      "check-fails", .error, "a check fails: \(clause) \(how)", at: .init(check.sentence.range),
      also: duties.compactMap { context.sentence($0).map { .init($0.range, "the rule") } }
        .uniqued(),
      fixes: [.init("bring the rule and the check together")], context: check.context)
  }

  private static func missing(
    _ check: CheckSentence, _ ref: Ref, _ what: String
  ) -> Diagnostic {
    Diagnostic(
      "check-fails", .error, "a check fails: \(what)", at: .init(check.sentence.range),
      also: [.init(ref.range)], fixes: [.init("add the rule, or take the check out")],
      context: check.context)
  }
}
