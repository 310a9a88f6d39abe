import Synchronization
import ZabtaRuntime

/// The place of one policy, which its keeper fills and requests read.
final class PolicySlot: Sendable {
  /// The policy's id.
  let id: String
  private let current = ThreadReaders<LoadedPolicy?>(nil)
  private let told = Mutex(PolicyStatus())

  init(_ id: String) { self.id = id }

  /// What answers now; nil until the first build is there.
  var policy: LoadedPolicy? { current.value }

  /// What is known of the source.
  var status: PolicyStatus { told.withLock { $0 } }

  /// Lets another build answer; whoever is answering goes on with the one it has.
  func swap(_ policy: LoadedPolicy) { current.replace(with: policy) }

  /// Notes what was learned of the source.
  func note(_ change: (inout PolicyStatus) -> Void) { told.withLock { change(&$0) } }
}

/// How a policy stands with its source.
struct PolicyStatus: Sendable, Hashable {
  /// Where the rules that answer came from.
  enum Origin: String, Sendable { case source, kept }

  /// The newest edition of the build that answers; nil where there is none.
  var edition: Int?
  var origin: Origin?
  /// How often another build was taken.
  var loads = 0
  /// How often the source could not be reached or read.
  var unreachable = 0
  /// How often a build was there and was refused.
  var refused = 0
  /// The last look that found everything in order, in seconds since 1970-01-01T00:00:00Z.
  var lastGood: Int?
  /// Why the newest build is not the one that answers; nil where it is.
  var fault: String?
}

/// Policies that are swapped while requests go on.
struct WatchedPolicies: PolicyStore {
  let slots: [PolicySlot]
  private let byID: [String: PolicySlot]
  let defaultID: String?

  /// Holds policies; a single one is the default.
  init(_ slots: [PolicySlot], defaultPolicy: String? = nil) {
    self.slots = slots.sorted { $0.id < $1.id }
    byID = Dictionary(slots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    defaultID = defaultPolicy ?? (slots.count == 1 ? slots.first?.id : nil)
  }

  var ids: [String] { slots.map(\.id) }

  func policy(_ id: String) -> LoadedPolicy? { byID[id]?.policy }
}
