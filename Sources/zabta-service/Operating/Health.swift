import Hummingbird
import Synchronization
import ZabtaBundle
import ZabtaRuntime

/// How the service stands, for those who run it.
struct Standing: Sendable {
  var policies: WatchedPolicies
  var metrics: Metrics
  var log: DecisionLog?
  /// True from the moment on in which the service was told to end.
  var leaving: Leaving
  /// Where everybody may read the metrics.
  var hasOpenMetrics = false

  /// `/health`, `/ready` and `/metrics`.
  var endpoints: [Endpoint] {
    [
      Endpoint(method: .get, path: "/health", isOpen: true) { _ throws(Refusal) in
        .json(JSONWriter.write(.object(["status": .string("ok")])))
      },
      Endpoint(method: .get, path: "/ready", isOpen: true) { call throws(Refusal) in
        readiness(at: call.now)
      },
      Endpoint(method: .get, path: "/metrics", isOpen: hasOpenMetrics) { call throws(Refusal) in
        Reply(contentType: MetricsText.contentType, body: Array(text(at: call.now).utf8))
      },
    ]
  }

  // MARK: Ready

  /// 200 where every policy has rules that are in date; 503 with the reasons otherwise.
  private func readiness(at now: Int) -> Reply {
    let each = policies.slots.map { ($0, reason($0, at: now)) }
    let isReady = !leaving.isTrue && each.allSatisfy { $0.1 == nil }
    var answer: [String: JSONValue] = [
      "ready": .bool(isReady),
      "policies": .array(each.map { standing($0.0, reason: $0.1, at: now) }),
    ]
    if leaving.isTrue { answer["reason"] = .string("the service is ending") }
    var reply = Reply.json(JSONWriter.write(.object(answer)))
    if !isReady { reply.status = .serviceUnavailable }
    return reply
  }

  /// Why a policy cannot be asked.
  private func reason(_ slot: PolicySlot, at now: Int) -> String? {
    guard let policy = slot.policy else {
      return slot.status.fault ?? "no rules were loaded yet"
    }
    guard policy.isStale(at: now), let freshness = policy.freshness else { return nil }
    return "the rules are out of date since \(freshness.expires)"
  }

  private func standing(_ slot: PolicySlot, reason: String?, at now: Int) -> JSONValue {
    let (status, policy) = (slot.status, slot.policy)
    var members: [String: JSONValue] = [
      "policy": .string(slot.id), "ready": .bool(reason == nil),
      "edition": status.edition.map { .int($0) } ?? .null,
      "stale": .bool(policy?.isStale(at: now) ?? false),
      "expires": (policy?.freshness?.expires).map { .string($0.description) } ?? .null,
    ]
    if let reason { members["reason"] = .string(reason) }
    if let origin = status.origin { members["from"] = .string(origin.rawValue) }
    if let fault = status.fault { members["fault"] = .string(fault) }
    return .object(members)
  }

  // MARK: Metrics

  private func text(at now: Int) -> String {
    var text = MetricsText()
    metrics.write(to: &text)
    func gauge(
      _ name: String, _ help: String, _ kind: MetricsText.Kind = .gauge,
      _ value: (PolicySlot) -> Int?
    ) {
      text.family(name, kind, help)
      for slot in policies.slots {
        if let value = value(slot) { text.sample([("policy", slot.id)], value) }
      }
    }
    gauge("zabta_bundle_edition", "The newest edition of the build that answers.") {
      $0.status.edition
    }
    gauge("zabta_bundle_expires_timestamp_seconds", "When the rules are out of date.") {
      guard case .instant(let seconds, _)? = $0.policy?.freshness?.expires else { return nil }
      return seconds
    }
    gauge("zabta_bundle_stale", "1 where the rules are out of date, or there are none.") {
      $0.policy.map { $0.isStale(at: now) ? 1 : 0 } ?? 1
    }
    gauge("zabta_bundle_up_to_date", "1 where the newest build of the source answers.") {
      $0.status.fault == nil && $0.status.origin == .source ? 1 : 0
    }
    gauge("zabta_bundle_last_success_timestamp_seconds", "The last look that found all in order.") {
      $0.status.lastGood
    }
    gauge("zabta_bundle_loads_total", "Builds that were taken.", .counter) { $0.status.loads }
    text.family("zabta_bundle_failures_total", .counter, "Looks that found no build to take.")
    for slot in policies.slots {
      let status = slot.status
      text.sample([("policy", slot.id), ("reason", "unreachable")], status.unreachable)
      text.sample([("policy", slot.id), ("reason", "refused")], status.refused)
    }
    if let log {
      text.family("zabta_decision_log_lines_total", .counter, "Lines of the decision log.")
      text.sample([("result", "written")], log.written.value)
      text.sample([("result", "dropped")], log.dropped.value)
      text.sample([("result", "failed")], log.failed.value)
    }
    return text.text
  }
}

/// Tells everybody that the service was told to end.
final class Leaving: Sendable {
  private let flag = Atomic(false)

  var isTrue: Bool { flag.load(ordering: .relaxed) }

  func begin() { flag.store(true, ordering: .relaxed) }
}
