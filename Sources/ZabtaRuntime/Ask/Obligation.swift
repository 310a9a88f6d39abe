/// A measure that a permission binds the recipient by.
public struct Obligation: Sendable, Hashable {
  /// The measure's name in the policy, for instance `protection-contract`.
  public var measure: String
  /// What the page calls it, by language code.
  public var labels: [String: String]
  /// The clauses that ask for it, in the order of the page.
  public var clauses: [String]
}

/// The obligations that permissions of one edition can carry.
///
/// It is made once for an edition and then tells of each decision what its measures are called and which
/// clauses ask for them.
public struct ObligationCatalogue: Sendable {
  /// Every obligation that some permission carries, by measure.
  ///
  /// A service checks at its start that it can honour them, rather than when a customer waits.
  public let all: [Obligation]

  private struct Sentence: Hashable {
    var clause: String
    var number: Int
  }

  private let bySentence: [Sentence: Set<String>]
  private let labels: [String: [String: String]]

  /// Gathers the obligations of an edition.
  public init(_ content: BundleContent) {
    var bySentence: [Sentence: Set<String>] = [:]
    var clauses: [String: Set<String>] = [:]
    for norm in content.norms where norm.effect == .permit && !norm.obligations.isEmpty {
      bySentence[Sentence(clause: norm.clause, number: norm.sentence), default: []]
        .formUnion(norm.obligations)
      for measure in norm.obligations { clauses[measure, default: []].insert(norm.clause) }
    }
    self.bySentence = bySentence
    let words = content.words.filter { $0.kind == .measure && clauses[$0.name] != nil }
    labels = Dictionary(
      words.map { ($0.name, $0.labels) }, uniquingKeysWith: { first, _ in first })
    all = words.sorted { $0.name.isBytewiseBefore($1.name) }.map { word in
      let asking = clauses[word.name] ?? []
      return Obligation(
        measure: word.name, labels: word.labels,
        clauses: content.clauses.map(\.id).filter { asking.contains($0) })
    }
  }

  /// The obligations of a decision by an edition's rules, in the order of ``Decision/obligations``.
  public func obligations(of decision: Decision) -> [Obligation] {
    decision.obligations.map { measure in
      var clauses: [String] = []
      for reason in decision.reasons where reason.effect == .permit {
        let sentence = Sentence(clause: reason.clause, number: reason.sentence)
        guard bySentence[sentence]?.contains(measure) == true, clauses.last != reason.clause else {
          continue
        }
        clauses.append(reason.clause)
      }
      return Obligation(measure: measure, labels: labels[measure] ?? [:], clauses: clauses)
    }
  }
}

extension Decision {
  /// The decision for a caller that can honour these measures and no others: a permission with an
  /// obligation that the caller cannot honour is a denial, and names it in ``lacking``.
  ///
  /// As the draft AuthZEN Profile for Obligations 1.0 has it ("Non-Compliance and Partial
  /// Compliance"), what can be honoured is carried out all the same: those measures stay in
  /// ``obligations``. Measures are compared by name: a part of a measure does not stand for the whole.
  public func enforced(honouring measures: some Collection<String>) -> Decision {
    guard isPermitted, !obligations.isEmpty else { return self }
    let honoured = obligations.filter { measure in
      measures.contains { $0.utf8.elementsEqual(measure.utf8) }
    }
    guard honoured.count < obligations.count else { return self }
    var decision = self
    decision.isPermitted = false
    decision.obligations = honoured
    decision.lacking = obligations.filter { !honoured.contains($0) }
    return decision
  }

  /// The decision for the caller whom a context describes: as it stands where the caller does not
  /// say what it can honour.
  public func enforced(for context: Context) -> Decision {
    context.honours.map { enforced(honouring: $0) } ?? self
  }
}
