import ZabtaBundle
import ZabtaRuntime

/// What is counted of the service's work.
///
/// Everything that a label can hold is known before the first request, so that nobody who asks can
/// make the service remember more.
final class Metrics: Sendable {
  /// What is counted of one policy.
  final class OfPolicy: Sendable {
    let permitted = Counter()
    let denied = Counter()
    /// Denied because the rules were out of date.
    let outOfDate = Counter()
    let retentions = Retention.Status.allCases.map { ($0, Counter()) }
    /// Requests of people with a date that was promised, a date that is a target, and none.
    let promised = Counter()
    let typical = Counter()
    let undue = Counter()
    let searches = Sought.allCases.map { ($0, Counter()) }
  }

  /// What is counted of one endpoint: answers by the first digit of their status.
  final class OfEndpoint: Sendable {
    let answers = (0..<6).map { _ in Counter() }
    let durations = Histogram()
  }

  private let policies: [String: OfPolicy]
  private let endpoints: [String: OfEndpoint]
  /// The same by their paths, of which a policy's own and the plain one share a label.
  private let byPath: [String: OfEndpoint]
  /// Requests to paths where nothing is.
  private let elsewhere = OfEndpoint()
  /// The label of those.
  private static let other = "other"

  init(policies: [String], endpoints: [String]) {
    self.policies = Dictionary(
      policies.map { ($0, OfPolicy()) }, uniquingKeysWith: { first, _ in first })
    let labels = Dictionary(
      endpoints.map { (Metrics.label($0), OfEndpoint()) }, uniquingKeysWith: { first, _ in first })
    self.endpoints = labels
    byPath = Dictionary(
      endpoints.compactMap { path in labels[Metrics.label(path)].map { (path, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func decided(_ decided: Decided) {
    guard let counters = policies[decided.policy.id] else { return }
    if decided.decision.isPermitted { counters.permitted.add() } else { counters.denied.add() }
    if decided.isOutOfDate { counters.outOfDate.add() }
  }

  func asked(_ asked: Asked) {
    guard let counters = policies[asked.policy.id] else { return }
    switch asked.question {
    case .retention(_, let retention):
      counters.retentions.first { $0.0 == retention.status }?.1.add()
    case .deadline(_, let due):
      let counter = due.isTypical ? counters.typical : counters.promised
      (due.due == nil ? counters.undue : counter).add()
    case .search(let search, _, _):
      counters.searches.first { $0.0 == search.sought }?.1.add()
    }
  }

  func answered(_ answered: Answered) {
    let counters = answered.path.flatMap { byPath[$0] } ?? elsewhere
    counters.answers[min(max(answered.status / 100, 0), 5)].add()
    counters.durations.add(answered.duration)
  }

  /// One label for an endpoint, under its policy's path or without it.
  private static func label(_ path: String) -> String {
    let prefix = "/" + Endpoint.policyPart
    return path.hasPrefix(prefix + "/") ? String(path.dropFirst(prefix.count)) : path
  }

  private func writeQuestions(to text: inout MetricsText) {
    let policies = policies.sorted { $0.key < $1.key }
    text.family(
      "zabta_retentions_total", .counter, "Questions about records, by policy and answer.")
    for (policy, counters) in policies {
      for (status, counter) in counters.retentions {
        text.sample([("policy", policy), ("status", status.rawValue)], counter.value)
      }
    }
    text.family(
      "zabta_deadlines_total", .counter, "Questions about requests of people, by policy and answer."
    )
    for (policy, counters) in policies {
      text.sample([("policy", policy), ("due", "promised")], counters.promised.value)
      text.sample([("policy", policy), ("due", "typical")], counters.typical.value)
      text.sample([("policy", policy), ("due", "none")], counters.undue.value)
    }
    text.family("zabta_searches_total", .counter, "Searches, by policy and what was looked for.")
    for (policy, counters) in policies {
      for (sought, counter) in counters.searches {
        text.sample([("policy", policy), ("sought", sought.rawValue)], counter.value)
      }
    }
  }

  /// Adds everything that was counted.
  func write(to text: inout MetricsText) {
    text.family("zabta_decisions_total", .counter, "Decisions, by policy and answer.")
    for (policy, counters) in policies.sorted(by: { $0.key < $1.key }) {
      text.sample([("policy", policy), ("decision", "permit")], counters.permitted.value)
      text.sample([("policy", policy), ("decision", "deny")], counters.denied.value)
    }
    text.family(
      "zabta_decisions_out_of_date_total", .counter,
      "Decisions that were denied because the rules were out of date.")
    for (policy, counters) in policies.sorted(by: { $0.key < $1.key }) {
      text.sample([("policy", policy)], counters.outOfDate.value)
    }
    writeQuestions(to: &text)
    let all = endpoints.sorted { $0.key < $1.key } + [(Metrics.other, elsewhere)]
    text.family("zabta_http_requests_total", .counter, "Answers, by endpoint and class of status.")
    for (path, counters) in all {
      for (digit, counter) in counters.answers.enumerated() where counter.value > 0 {
        text.sample([("endpoint", path), ("status", "\(digit)xx")], counter.value)
      }
    }
    text.family(
      "zabta_http_request_duration_seconds", .histogram,
      "From the head of a request to its answer, by endpoint.")
    for (path, counters) in all {
      let (upTo, sum) = counters.durations.counts
      guard let count = upTo.last, count > 0 else { continue }
      for (bound, number) in zip(Histogram.bounds, upTo) {
        text.sample(
          [("endpoint", path), ("le", MetricsText.seconds(bound))], number, suffix: "_bucket")
      }
      text.sample([("endpoint", path), ("le", "+Inf")], count, suffix: "_bucket")
      text.sample([("endpoint", path)], MetricsText.seconds(sum), suffix: "_sum")
      text.sample([("endpoint", path)], count, suffix: "_count")
    }
  }
}
