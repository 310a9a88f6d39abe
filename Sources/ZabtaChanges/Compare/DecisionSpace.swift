import ZabtaRuntime

/// The requests by whose answers two editions are compared.
///
/// The vocabulary is finite, so the space of requests falls into finitely many cells: all requests of
/// a cell are answered alike. For a changed norm, one request of every cell that it can touch is put
/// to both editions.
struct DecisionSpace {
  let old: Ruleset
  let new: Ruleset
  private let oldNorms: [Action: [Norm]]
  private let newNorms: [Action: [Norm]]

  /// Above so many cells for one norm only some are asked, evenly spread.
  static let most = 4_000

  init?(_ old: BundleContent, _ new: BundleContent) {
    do throws(RulesetError) {
      self.old = try Ruleset(old)
      self.new = try Ruleset(new)
    } catch {
      return nil
    }
    oldNorms = Dictionary(grouping: old.norms, by: \.action)
    newNorms = Dictionary(grouping: new.norms, by: \.action)
  }

  /// What came out for one changed rule.
  struct Finding {
    var direction = Direction()
    /// The first request that is permitted now and was not, or the other way round.
    var witness: Request?
    var witnessIsPermitted = false
    /// False where the cells were too many to ask about each.
    var isExhaustive = true
  }

  /// Compares the answers wherever one of the rule's norms can count.
  func compare(_ before: StatedRule?, _ after: StatedRule?) -> Finding {
    var finding = Finding()
    let same = (before?.meaning ?? []).intersection(after?.meaning ?? [])
    let changed = [before, after].compactMap(\.self).flatMap { rule in
      rule.norms.filter { $0.effect != .duty && !same.contains(Meaning.canonical($0)) }
    }
    let hasFloor = [before, after].compactMap(\.self).contains { rule in
      rule.norms.contains { $0.origin == .floor || $0.origin == .ceiling }
    }
    for norm in changed {
      let cells = Cells(
        norm, relatives: (oldNorms[norm.action] ?? []) + (newNorms[norm.action] ?? []), self)
      if !cells.isExhaustive { finding.isExhaustive = false }
      cells.walk { request in
        let was = old.decide(request)
        let now = new.decide(request)
        guard was.isPermitted != now.isPermitted else { return true }
        // An answer that another change turned is that change's witness.
        let isOurs =
          hasFloor
          || was.reasons.contains { $0.clause == before?.clause && $0.sentence == before?.sentence }
          || now.reasons.contains { $0.clause == after?.clause && $0.sentence == after?.sentence }
        guard isOurs else { return true }
        let direction = Direction.permission(
          grew: now.isPermitted, shrank: was.isPermitted, for: norm.action)
        if finding.witness == nil || direction.isLess && !finding.direction.isLess {
          finding.witness = request
          finding.witnessIsPermitted = now.isPermitted
        }
        finding.direction.add(direction)
        return !(finding.direction.isLess && finding.direction.isMore)
      }
    }
    return finding
  }
}
