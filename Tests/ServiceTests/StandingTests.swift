import Foundation
import HTTPTypes
import Hummingbird
import Testing
import ZabtaBundle
import ZabtaRuntime

@testable import zabta_service

/// Health, readiness, metrics, and bundles for Open Policy Agents.
@Suite struct StandingTests {
  let slot = PolicySlot(Shop.id)
  let leaving = Leaving()
  let metrics = Metrics(
    policies: [Shop.id], endpoints: ["/{policy}/access/v1/evaluation", "/ready"])

  private var standing: Standing {
    Standing(policies: WatchedPolicies([slot]), metrics: metrics, leaving: leaving)
  }

  private func ask(
    _ path: String, at now: Int = 0, headers: HTTPFields = [:]
  ) throws -> Reply {
    var service = DecisionService(
      policies: WatchedPolicies([slot]), publicURL: "http://127.0.0.1")
    service.furtherEndpoints = standing.endpoints + OPABundles().endpoints
    let endpoint = try #require(service.endpoints.first { $0.path == path })
    var head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: path)
    head.headerFields = headers
    let call = Call(
      service: service, endpoint: endpoint, head: head, policyName: Shop.id, requestID: nil,
      body: [], now: now)
    do throws(Refusal) {
      return try endpoint.answer(call)
    } catch {
      return error.reply
    }
  }

  private func text(_ reply: Reply) -> String { String(decoding: reply.body, as: UTF8.self) }

  @Test func readyIsWhoHasRulesThatAreInDate() throws {
    #expect(try ask("/health").status == .ok)
    #expect(try ask("/ready").status == .serviceUnavailable)
    #expect(text(try ask("/ready")).contains("no rules were loaded yet"))
    slot.note { $0.fault = "the source cannot be read" }
    #expect(text(try ask("/ready")).contains("\"reason\":\"the source cannot be read\""))
    let end = try #require(Moment("2027-01-15T08:00:00Z"))
    slot.swap(LoadedPolicy(try Shop.set(3), freshness: Freshness(expires: end)))
    slot.note { status in
      status.edition = 3
      status.origin = .kept
    }
    let ready = try ask("/ready", at: 1_799_999_999)
    #expect(ready.status == .ok)
    #expect(
      text(ready) == """
        {"policies":[{"edition":3,"expires":"2027-01-15T08:00:00Z","fault":"the source cannot be read",\
        "from":"kept","policy":"shop.privacy","ready":true,"stale":false}],"ready":true}
        """)
    let late = try ask("/ready", at: 1_800_000_000)
    #expect(late.status == .serviceUnavailable)
    #expect(text(late).contains("out of date since 2027-01-15T08:00:00Z"))
    #expect(try ask("/health", at: 1_800_000_000).status == .ok)
    leaving.begin()
    let ending = try ask("/ready", at: 1_799_999_999)
    #expect(ending.status == .serviceUnavailable)
    #expect(text(ending).contains("the service is ending"))
  }

  @Test func metricsCountWhatHappened() throws {
    let policy = LoadedPolicy(try Shop.set(3))
    slot.swap(policy)
    slot.note { status in
      status.edition = 3
      status.loads = 2
      status.refused = 1
    }
    for data in ["phone", "phone", "address"] {
      let evaluation = Evaluation(Shop.question(data: data))
      metrics.decided(
        Decided(
          policy: policy, edition: 3, evaluation: evaluation,
          decision: policy.decide(evaluation, at: 0).0))
    }
    for (path, milliseconds) in [("/{policy}/access/v1/evaluation", 1), ("/ready", 3), (nil, 2000)]
    {
      metrics.answered(
        Answered(path: path, status: path == nil ? 404 : 200, duration: .milliseconds(milliseconds))
      )
    }
    for (status, due) in [(Retention.Status.keep, Moment("2026-12-01")), (.mayDispose, nil)] {
      for question in [
        Asked.Question.retention(
          RetentionQuestion(record: "phone", on: .day(Day(number: 0))),
          Retention(status: status, until: nil, clauses: [])),
        .deadline(
          DeadlineQuestion(request: "access", received: .day(Day(number: 0))),
          DueDate(due: due, isTypical: false, clauses: [])),
      ] {
        metrics.asked(Asked(policy: policy, edition: 3, question: question))
      }
    }
    let search = try Shop.search(.subject)
    metrics.asked(
      Asked(policy: policy, edition: 3, question: .search(search, found: 1, unknown: [])))
    let reply = try ask("/metrics")
    #expect(reply.contentType == "text/plain; version=0.0.4; charset=utf-8")
    let lines = Set(text(reply).split(separator: "\n").map(String.init))
    for line in [
      "zabta_decisions_total{policy=\"shop.privacy\",decision=\"permit\"} 2",
      "zabta_decisions_total{policy=\"shop.privacy\",decision=\"deny\"} 1",
      "zabta_retentions_total{policy=\"shop.privacy\",status=\"keep\"} 1",
      "zabta_retentions_total{policy=\"shop.privacy\",status=\"delete\"} 0",
      "zabta_retentions_total{policy=\"shop.privacy\",status=\"may-dispose\"} 1",
      "zabta_deadlines_total{policy=\"shop.privacy\",due=\"promised\"} 1",
      "zabta_deadlines_total{policy=\"shop.privacy\",due=\"none\"} 1",
      "zabta_searches_total{policy=\"shop.privacy\",sought=\"subject\"} 1",
      "zabta_searches_total{policy=\"shop.privacy\",sought=\"action\"} 0",
      "zabta_http_requests_total{endpoint=\"/access/v1/evaluation\",status=\"2xx\"} 1",
      "zabta_http_requests_total{endpoint=\"other\",status=\"4xx\"} 1",
      "zabta_http_request_duration_seconds_bucket{endpoint=\"/access/v1/evaluation\",le=\"0.0005\"} 0",
      "zabta_http_request_duration_seconds_bucket{endpoint=\"/access/v1/evaluation\",le=\"0.001\"} 1",
      "zabta_http_request_duration_seconds_sum{endpoint=\"/ready\"} 0.003",
      "zabta_http_request_duration_seconds_bucket{endpoint=\"other\",le=\"1\"} 0",
      "zabta_http_request_duration_seconds_bucket{endpoint=\"other\",le=\"+Inf\"} 1",
      "zabta_bundle_edition{policy=\"shop.privacy\"} 3",
      "zabta_bundle_stale{policy=\"shop.privacy\"} 0",
      "zabta_bundle_loads_total{policy=\"shop.privacy\"} 2",
      "zabta_bundle_failures_total{policy=\"shop.privacy\",reason=\"refused\"} 1",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    // Each metric is told of once, before its samples.
    let types = text(reply).split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
    #expect(Set(types).count == types.count)
  }

  @Test func labelsCannotBreakOut() {
    var text = MetricsText()
    text.family("a", .gauge, "A.")
    text.sample([("policy", "x\"} 1\nb\\")], 2)
    #expect(text.text == "# HELP a A.\n# TYPE a gauge\na{policy=\"x\\\"} 1\\nb\\\\\"} 2\n")
    #expect(MetricsText.seconds(1_500_000) == "1.5")
    #expect(MetricsText.seconds(50) == "0.00005")
    #expect(MetricsText.seconds(0) == "0")
  }

  @Test func agentsPullABundleOnceForEachEdition() throws {
    let path = "/{policy}/opa/bundle.tar.gz"
    #expect(try ask(path).status == .serviceUnavailable)
    slot.swap(LoadedPolicy(try Shop.set(3)))
    let first = try ask(path)
    #expect(first.contentType == "application/gzip")
    #expect(first.body == (try OPABundle(try Shop.set(3)).archive))
    let tag = try #require(first.headers[.eTag])
    for known in [tag, "\"x\", \(tag)", "W/\(tag)", "*"] {
      let again = try ask(path, headers: [.ifNoneMatch: known])
      #expect(again.status == .notModified)
      #expect(again.body.isEmpty)
      #expect(again.headers[.eTag] == tag)
    }
    #expect(try ask(path, headers: [.ifNoneMatch: "\"x\""]).status == .ok)
    slot.swap(LoadedPolicy(try Shop.set(4)))
    let next = try ask(path, headers: [.ifNoneMatch: tag])
    #expect(next.status == .ok)
    #expect(next.headers[.eTag] != tag)
    // Rules that ran out are given to nobody.
    let end = try #require(Moment("2020-01-01T00:00:00Z"))
    slot.swap(LoadedPolicy(try Shop.set(4), freshness: Freshness(expires: end)))
    #expect(try ask(path, at: 1_800_000_000).status == .serviceUnavailable)
  }
}
