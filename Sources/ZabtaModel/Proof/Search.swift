package import ZabtaRuntime

/// What a search of the request space found.
package enum Proof: Sendable, Hashable {
  /// There is no such request.
  case none
  /// Here is one.
  case witness(Request)
  /// The search was given up before it was decided; nothing may be concluded.
  case undecided
}

extension RequestSpace {
  /// How many boxes a search may look at.
  package static let usualBudget = 4_000

  /// A request that a permit permits and none of the forbids forbids.
  package func request(
    permittedBy permit: Norm, notForbiddenBy forbids: [Norm], budget: Int = usualBudget
  ) -> Proof {
    guard let region = boxes(of: permit) else { return .undecided }
    return search(region, outside: holes(forbids), budget: budget)
  }

  /// The boxes of several norms; nil where one has too many.
  package func boxes(of norms: [Norm]) -> [Box]? {
    var all: [Box] = []
    for norm in norms {
      guard let boxes = boxes(of: norm) else { return nil }
      all += boxes
    }
    return all
  }

  /// The requests of one region that are in the other as well.
  package func intersection(_ one: [Box], _ other: [Box]) -> [Box] {
    one.flatMap { box in other.compactMap { box.intersection($0) } }
  }

  /// A request of the region that none of the holes holds.
  ///
  /// A hole that could not be listed (nil) leaves the absence of one undecided.
  package func search(_ region: [Box], outside holes: [Box]?, budget: Int = usualBudget) -> Proof {
    guard let holes else { return .undecided }
    var search = Search(space: self, budget: budget)
    for box in region {
      if let free = search.run(box, holes), let request = request(in: free) {
        return .witness(request)
      }
      if search.budget <= 0 { return .undecided }
    }
    return .none
  }

  /// True where the holes cover the region, false where a request is left, nil where it is undecided.
  ///
  /// Quicker than ``search(_:outside:budget:)``, for it puts no request into words.
  package func isEmpty(_ region: [Box], outside holes: [Box], budget: Int = usualBudget) -> Bool? {
    var search = Search(space: self, budget: budget)
    for box in region {
      if search.run(box, holes) != nil { return false }
      if search.budget <= 0 { return nil }
    }
    return true
  }

  private func holes(_ forbids: [Norm]) -> [Box]? { boxes(of: forbids) }
}

/// A search, depth first: what is left of a box outside one hole is searched outside the next.
///
/// A free request is usually found on the first path down; only where there is none are all
/// pieces looked at, and the budget bounds that.
private struct Search {
  let space: RequestSpace
  var budget: Int

  /// A box that meets no hole and holds something that can be asked for.
  mutating func run(_ box: Box, _ holes: [Box]) -> Box? {
    let near = holes.filter { $0.meets(box) }
    // An explicit stack: the depth is the number of holes, which a policy chooses.
    var open = [(box: box, next: 0)]
    while let (box, start) = open.popLast() {
      budget -= 1
      guard budget > 0 else { return nil }
      guard let hole = near[start...].firstIndex(where: { $0.meets(box) }) else {
        if space.isAskable(box) { return box }
        continue
      }
      for piece in space.difference(box, near[hole]).reversed() { open.append((piece, hole + 1)) }
    }
    return nil
  }
}
