import ZabtaRuntime
import ZabtaSyntax

/// A permission that a prohibition forbids whatever else may be the case.
///
/// A prohibition wins over a permission, so such a sentence promises a freedom that nobody has. It is
/// proved over all conditions; a permission that works for one person in one case is left alone.
///
/// Failing: "We may sell email to acquirer." beside "We never sell personal-data."
/// Passing: "We may share email with acquirer." beside the same.
enum DeadPermission {
  static func run(_ context: NormContext) -> [Diagnostic] {
    let floors = context.floors
    var found: [Diagnostic] = []
    for action in Action.allCases {
      guard let norms = context.actions[action], !norms.forbids.isEmpty else { continue }
      for index in norms.permits where isStated(norms.norms[index], context) {
        found += check(index, norms, floors, context)
      }
    }
    return found
  }

  /// Permits that a sentence states; those that follow from duties, rights and collecting have
  /// checks of their own.
  private static func isStated(_ norm: Norm, _ context: NormContext) -> Bool {
    guard [.plain, .unless, .keep].contains(norm.origin), let sentence = context.sentence(norm)
    else { return false }
    switch sentence.mode.mode {
    case .must: return norm.action == .store
    case .right: return false
    default: return true
    }
  }

  private static func check(
    _ index: Int, _ norms: ActionNorms, _ floors: BitSet, _ context: NormContext
  ) -> [Diagnostic] {
    let permit = norms.norms[index]
    let against = norms.hardForbids(meeting: norms.objects[index], floors: floors)
    guard !against.isEmpty, let region = norms.boxes(index),
      let holes = norms.boxes(of: against, meeting: region), !holes.isEmpty
    else { return [] }
    if norms.space.isEmpty(region, outside: holes) == true, !region.isEmpty {
      return [message(permit, word: nil, region, against, norms, context)]
    }
    guard permit.object.names.count > 1, !permit.object.isComplement else { return [] }
    return permit.object.names.compactMap { name in
      var narrowed = permit
      narrowed.object = Object(
        kind: permit.object.kind, names: [name], except: permit.object.except)
      guard let region = norms.space.boxes(of: narrowed), !region.isEmpty,
        norms.space.isEmpty(region, outside: holes) == true
      else { return nil }
      return message(permit, word: name, region, against, norms, context)
    }
  }

  private static func message(
    _ permit: Norm, word: String?, _ region: [Box], _ against: [Int], _ norms: ActionNorms,
    _ context: NormContext
  ) -> Diagnostic {
    let guilty = guilty(region, against, norms)
    let clauses = guilty.map { norms.norms[$0].clause }.uniqued()
    let sentence = context.sentence(permit)
    let object = word ?? permit.object.names.first ?? ""
    let refs = sentence?.objectRefs(of: permit.object.kind) ?? []
    let ref = word.flatMap { word in refs.first { context.lexicon[$0.word].name == word } }
    let range = ref?.range ?? sentence?.range ?? permit.fallback
    let what =
      word.map { "this permission never works for \"\($0)\"" } ?? "this permission never works"
    let summary =
      clauses.count == 1
      ? "\(what): \(context.title(clauses[0])) forbids it"
      : "\(what): the clauses \(clauses.listed) together forbid it"
    var explanation = ["A prohibition wins over a permission."]
    if [.sell, .rent, .trade].contains(permit.action) {
      explanation.append(
        "To hand over data with the business, write \"may share … with\" and name who receives it.")
    }
    let fix =
      word.map { "take \"\($0)\" out of this sentence" }
      ?? "take this sentence out"
    return Diagnostic(
      "permission-never-works", .error, summary, at: .init(range),
      also: guilty.compactMap {
        context.mark(norms.norms[$0].place, object, kind: permit.object.kind, saying: "forbids it")
      }.uniqued(),
      explanation: explanation,
      fixes: [
        .init(
          "\(fix), or say in \(clauses.first.map { context.title($0) } ?? "the other") what is excepted"
        )
      ],
      context: "clause \(permit.clause)")
  }

  /// The forbid that covers the region alone, or all that meet it.
  private static func guilty(_ region: [Box], _ against: [Int], _ norms: ActionNorms) -> [Int] {
    let near = against.filter { index in
      norms.boxes(index)?.contains { box in region.contains { box.meets($0) } } ?? false
    }
    let alone = near.first {
      norms.boxes(of: [$0], meeting: region).flatMap { norms.space.isEmpty(region, outside: $0) }
        == true
    }
    return alone.map { [$0] } ?? near
  }
}

extension Norm {
  /// Where a message goes when its sentence cannot be found, which a resolved policy rules out.
  var fallback: SourceRange { SourceRange(file: 0, 0, 0) }
}

extension Array where Element: Hashable {
  /// The elements, each once, in order.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Array where Element == String {
  /// "a", "a and b", "a, b and c".
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
