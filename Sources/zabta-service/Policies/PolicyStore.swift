/// Where the rules come from.
///
/// A store may change its policies at any time; whoever is answering goes on with what it was given.
protocol PolicyStore: Sendable {
  /// The ids of the policies, sorted.
  var ids: [String] { get }
  /// A policy by its id.
  func policy(_ id: String) -> LoadedPolicy?
  /// The id of the policy that answers where a path names none.
  var defaultID: String? { get }
}

extension PolicyStore {
  /// The policy that answers where a path names none.
  var defaultPolicy: LoadedPolicy? { defaultID.flatMap(policy) }
}

/// Policies that never change.
struct FixedPolicies: PolicyStore {
  private let policies: [String: LoadedPolicy]
  let defaultID: String?

  /// Holds policies; a single one is the default.
  init(_ policies: [LoadedPolicy], defaultPolicy: String? = nil) {
    self.policies = Dictionary(
      policies.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    defaultID = defaultPolicy ?? (policies.count == 1 ? policies.first?.id : nil)
  }

  var ids: [String] { policies.keys.sorted() }

  func policy(_ id: String) -> LoadedPolicy? { policies[id] }
}
