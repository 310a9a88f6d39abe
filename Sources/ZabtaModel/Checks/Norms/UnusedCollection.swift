import ZabtaRuntime
import ZabtaSyntax

/// Data that may be collected and that no sentence lets anybody use.
///
/// "Collect for P" does not permit "use for P". Data that nobody may use should not be asked for.
///
/// Failing: "We may collect phone through purchase." alone.
/// Passing: the same beside "We may use contact-information for delivery."
enum UnusedCollection {
  static func run(_ context: NormContext) -> [Diagnostic] {
    guard let collecting = context.actions[.collect] else { return [] }
    let using = context.actions[.use]
    let used = using?.permits.reduce(into: BitSet()) {
      $0.formUnion(using?.objects[$1] ?? BitSet())
    }
    var found: [Diagnostic] = []
    for index in collecting.permits {
      let permit = collecting.norms[index]
      guard !permit.object.isComplement, let sentence = context.sentence(permit) else { continue }
      let table = context.ruleset.atoms(.data)
      let idle = permit.object.names.filter { name in
        guard let atoms = table.atoms(of: name) else { return false }
        return !atoms.intersects(used ?? BitSet())
      }
      guard let first = idle.first else { continue }
      let range =
        sentence.object.words.first { context.lexicon[$0.word].name == first }?.range
        ?? sentence.object.range
      found.append(
        Diagnostic(
          "collected-never-used", .warning,
          "\(idle.map { "\"\($0)\"" }.listed) \(idle.count == 1 ? "is" : "are") collected, and no rule permits any use",
          at: .init(range),
          explanation: [
            "To collect data for a purpose does not permit its use; that is a sentence of its own."
          ],
          fixes: [.init("add \"We may use \(idle.listed) for …\", or do not collect it")],
          context: "clause \(permit.clause)"))
    }
    return found.uniqued()
  }
}
