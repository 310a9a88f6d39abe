/// A set of atoms in the pool of bits, for one slot.
///
/// It knows where the slot's words stand in a situation, so that the two are compared without a
/// look at the layout.
struct Mask: Sendable {
  let slot: Slot
  /// Where the slot begins in a situation.
  let start: Int
  /// How many words the slot has.
  let width: Int
  /// Where the set begins in the pool.
  let position: Int
}

/// A norm as numbers.
///
/// Masks are positions in the pool of bits; everything is a plain value, so a decision reads arrays
/// and counts no references.
struct CompiledNorm: Sendable {
  let effect: Norm.Effect
  let action: Action
  let origin: Norm.Origin
  /// The mask of the objects meant.
  let object: Mask
  /// The mask of the actors meant.
  let actor: Mask
  /// The conditions, all of which must hold.
  let clauses: Range<Int>
  /// The period, or -1.
  let period: Int
  /// The place of its citation in the table of reasons, which has the order of the page.
  let reason: Int
  /// True where the norm is about what the publisher does.
  let isOurs: Bool
  /// True of a forbid of every form but some: one that *only* shuts out.
  let shutsOutForms: Bool
}

/// A fact as numbers.
struct CompiledFact: Sendable {
  /// What is tested.
  enum Test: Sendable {
    /// The atoms at the mask's slot lie in it.
    case among(Mask, whenUnstated: Bool)
    /// One of the consents in the mask is given.
    case consent(Mask)
    case circumstance(Int)
    case ageUnder(Int)
    /// One of the events in a range of the list of event names happened, so long ago.
    case happened(Range<Int>, after: Span?)
    case over(period: Int)
  }

  let test: Test
  let isNegated: Bool
}

/// The norms of a ruleset, ready to be asked.
struct CompiledNorms: Sendable {
  let layout: Layout
  /// All masks, one after the other.
  let pool: [UInt64]
  /// For each slot and kind, where the masks of the kind's words begin in the pool.
  let wordMasks: [[Int]]
  /// The norms, in the order of the content.
  let norms: [CompiledNorm]
  /// The conditions: ranges of facts, one of which must hold.
  let clauses: [Range<Int>]
  let facts: [CompiledFact]
  /// The event names that facts list.
  let eventLists: [Int]
  let periods: [CompiledPeriod]
  /// The citations, in the order of the page, each once.
  let reasons: [Decision.Reason]
  /// By action: the forbids, the permits.
  let forbids: [[Int]]
  let permits: [[Int]]
  /// The duties to keep.
  let floors: [Int]
  /// What the publisher may or must do about keeping and disposing: all that speaks about records.
  let keeping: [Int]

  /// Where the mask of a word begins.
  func mask(_ slot: Slot, _ kind: Kind, _ word: Int) -> Int {
    wordMasks[slot.rawValue][kind.ordinal] + word * layout.widths[slot.rawValue]
  }
}

/// A period whose events are numbers.
struct CompiledPeriod: Sendable {
  struct End: Sendable {
    let span: Span?
    let since: [Int]
  }

  let ends: [[End]]
}

extension Action {
  /// The action's place among `allCases`.
  var ordinal: Int {
    switch self {
    case .collect: 0
    case .use: 1
    case .share: 2
    case .sell: 3
    case .rent: 4
    case .trade: 5
    case .store: 6
    case .keep: 7
    case .view: 8
    case .transfer: 9
    case .delete: 10
    case .anonymise: 11
    case .archive: 12
    case .protect: 13
    case .send: 14
    case .set: 15
    case .answer: 16
    case .resolve: 17
    case .announce: 18
    case .penalise: 19
    case .request: 20
    }
  }
}
