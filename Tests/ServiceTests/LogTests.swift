import Crypto
import Foundation
import Testing
import ZabtaBundle
import ZabtaRuntime

@testable import zabta_service

/// The decision log: what it says, what it never says, and what happens when it is full.
@Suite struct LogTests {
  let key = SymmetricKey(data: [UInt8](repeating: 7, count: 32))

  private func line(
    _ evaluation: Evaluation, masks: [String: LogWords.Mask] = [:], requestID: String? = nil
  ) throws -> [String: Any]? {
    let policy = LoadedPolicy(try Shop.set(3), masks: masks)
    let decided = Decided(
      policy: policy, edition: 3, evaluation: evaluation,
      decision: policy.decide(evaluation, at: 0).0, requestID: requestID)
    guard
      let bytes = LogLine.decision(
        decided, at: "2026-12-01T00:00:00.000Z", words: policy.words, key: key)
    else { return nil }
    #expect(bytes.last == UInt8(ascii: "\n"))
    return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
  }

  @Test func aLineSaysWhatWasDecidedAndBy() throws {
    var context = Context()
    context.purpose = "delivery"
    context.consent = ["marketing": nil]
    let line = try #require(
      try line(Evaluation(Shop.question(context: context)), requestID: "r-1"))
    let expected: NSDictionary = [
      "time": "2026-12-01T00:00:00.000Z", "policy": "shop.privacy", "edition": 3,
      "request": "r-1", "decision": true, "action": "view",
      "subject": ["type": "role", "id": "accounting"],
      "resource": ["type": "data", "id": "phone"], "purpose": "delivery",
      "consent": ["marketing"], "clauses": ["access"],
    ]
    #expect(line as NSDictionary == expected)
  }

  @Test func nothingPersonalStandsInALine() throws {
    // Personal values wherever a request has room for text.
    var context = Context()
    let secret = "Ali Khan 35202-1234567-1"
    context.recipient = secret
    context.purpose = secret
    context.touchpoint = secret
    context.form = secret
    context.person = secret
    context.region = secret
    context.jurisdiction = secret
    context.consent = [secret: nil]
    context.circumstances = [secret]
    context.events = [secret: nil]
    context.age = 4711
    context.created = Moment("1971-02-03")
    let request = Request(
      subject: Request.Entity(type: "user", id: secret), action: secret,
      resource: Request.Entity(type: secret, id: secret), context: context)
    for evaluation in [Evaluation(request), Evaluation(request, roles: [secret, "accounting"])] {
      let line = try #require(try line(evaluation, requestID: secret))
      let text = "\(line)"
      for part in ["Ali", "Khan", "35202", "4711", "1971"] {
        #expect(!text.contains(part), "\(part) in \(text)")
      }
    }
  }

  @Test func aUserIsADigestThatStaysTheSame() throws {
    func digest(_ id: String) throws -> String? {
      let question = Shop.question(subject: Request.Entity(type: "user", id: id))
      let line = try line(Evaluation(question, roles: ["accounting"]))
      #expect(line?["roles"] as? [String] == ["accounting"])
      return (line?["subject"] as? [String: String])?["digest"]
    }
    let ali = try #require(try digest("ali"))
    #expect(ali.count == 24)
    #expect(try digest("ali") == ali)
    #expect(try digest("sara") != ali)
    // Not the plain digest, which anybody could compute from a list of names.
    #expect(!SHA256.hash(data: Array("ali".utf8)).description.contains(ali))
  }

  @Test func dataIsMaskedWithItsPartsAndGroups() throws {
    for name in ["contact-data", "phone", "address"] {
      let line = try #require(
        try line(Evaluation(Shop.question(data: name)), masks: ["contact-data": .hidden]))
      #expect(line["masked"] as? Bool == true)
      #expect(line["resource"] == nil)
      #expect(line["subject"] == nil)
      #expect(line["decision"] is Bool)
    }
    let group = try #require(
      try line(Evaluation(Shop.question(data: "contact-data")), masks: ["phone": .hidden]))
    #expect(group["resource"] == nil)
    let other = try #require(
      try line(Evaluation(Shop.question(data: "address")), masks: ["phone": .hidden]))
    #expect(other["resource"] != nil)
    #expect(try line(Evaluation(Shop.question()), masks: ["phone": .skipped]) == nil)
    let words = LogWords([Shop.content(1)], masks: ["phnoe": .hidden])
    #expect(words.unknownMasks == ["phnoe"])
  }

  // MARK: Other questions

  private func line(
    _ question: Asked.Question, masks: [String: LogWords.Mask] = [:]
  ) throws -> NSDictionary? {
    let policy = LoadedPolicy(try Shop.set(3), masks: masks)
    let asked = Asked(policy: policy, edition: 3, question: question, requestID: "r-1")
    guard let bytes = LogLine.asked(asked, at: "now", words: policy.words, key: key) else {
      return nil
    }
    return try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
  }

  @Test func recordsRequestsAndSearchesLeaveLinesToo() throws {
    var record = RetentionQuestion(record: "phone", on: .day(Day(number: 20_000)))
    record.created = Moment("1971-02-03")
    record.events = ["Ali Khan": nil]
    let kept = Retention(
      status: .keep, until: nil, clauses: ["access"], unknown: ["events: Ali Khan"])
    let head: [String: Any] = [
      "time": "now", "policy": "shop.privacy", "edition": 3, "request": "r-1",
    ]
    func expected(_ members: [String: Any]) -> NSDictionary {
      head.merging(members) { $1 } as NSDictionary
    }
    #expect(
      try line(.retention(record, kept))
        == expected([
          "retain": "keep", "record": "phone", "clauses": ["access"], "unknown": ["events"],
        ]))
    #expect(
      try line(.retention(record, kept), masks: ["contact-data": .hidden])
        == expected([
          "retain": "keep", "masked": true, "clauses": ["access"], "unknown": ["events"],
        ]))
    #expect(try line(.retention(record, kept), masks: ["phone": .skipped]) == nil)
    let asked = DeadlineQuestion(
      request: "Ali Khan", received: .day(Day(number: 20_000)), jurisdiction: "PK")
    #expect(
      try line(
        .deadline(
          asked,
          DueDate(due: nil, isTypical: false, clauses: [], unknown: ["request: Ali Khan"])))
        == expected([
          "deadline": "none", "jurisdiction": "PK", "clauses": [String](), "unknown": ["request"],
        ]))
    let search = try Shop.search(.resource)
    #expect(
      try line(.search(search, found: 2, unknown: []))
        == expected([
          "search": "resource", "found": 2, "action": "view",
          "subject": ["type": "role", "id": "accounting"], "resource": ["type": "data"],
        ]))
    let masked = try Shop.search(.subject)
    #expect(
      try line(.search(masked, found: 1, unknown: []), masks: ["phone": .hidden])
        == expected(["search": "subject", "found": 1, "action": "view", "masked": true]))
  }

  // MARK: The queue

  private func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  @Test func everyLineIsWrittenWhole() async throws {
    let scratch = try Scratch()
    let path = scratch.path + "/log.jsonl"
    // A run that was killed left half a line.
    try scratch.write("log.jsonl", Array("{\"time\":\"20".utf8))
    let log = try DecisionLog(DecisionLog.Setting(path: path))
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask {
          for number in 0..<500 { log.add(Array("{\"n\":\(task * 500 + number)}\n".utf8)) }
        }
      }
    }
    await log.close()
    let lines = text(path).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "{\"time\":\"20")
    #expect(Set(lines.dropFirst().dropLast()) == Set((0..<2000).map { "{\"n\":\($0)}" }))
    #expect(lines.count == 2002)
    #expect(log.written.value == 2000)
    #expect(log.dropped.value == 0)
    // What comes after the end is counted, not lost in silence.
    log.add(Array("{}\n".utf8))
    #expect(log.dropped.value == 1)
  }

  @Test func aFullQueueDropsAndCounts() async throws {
    let scratch = try Scratch()
    var setting = DecisionLog.Setting(path: scratch.path + "/log.jsonl")
    setting.room = 1000
    let log = try DecisionLog(setting)
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 99) + [UInt8(ascii: "\n")]
    for _ in 0..<5000 { log.add(line) }
    await log.close()
    #expect(log.dropped.value > 0)
    #expect(log.written.value + log.dropped.value == 5000)
    #expect(text(setting.path).utf8.count == log.written.value * 100)
  }

  @Test func whereNoLineMayBeMissingRequestsWait() async throws {
    let scratch = try Scratch()
    var setting = DecisionLog.Setting(path: scratch.path + "/log.jsonl", whenFull: .wait)
    setting.room = 1000
    setting.patience = .seconds(20)
    let log = try DecisionLog(setting)
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 99) + [UInt8(ascii: "\n")]
    for _ in 0..<200 {
      #expect(await log.hasRoom())
      log.add(line)
    }
    await log.close()
    #expect(log.written.value == 200)
    #expect(log.dropped.value == 0)
    // A disk that takes nothing: requests are refused in the end.
    var full = DecisionLog.Setting(path: "/dev/full", whenFull: .wait)
    full.room = 50
    full.patience = .milliseconds(300)
    let stuck = try DecisionLog(full)
    stuck.add(line)
    #expect(await !stuck.hasRoom())
    await stuck.close()
    #expect(stuck.failed.value == 1)
  }

  @Test func aFileThatWasMovedAwayIsOpenedAnew() async throws {
    let scratch = try Scratch()
    let path = scratch.path + "/log.jsonl"
    let log = try DecisionLog(DecisionLog.Setting(path: path))
    log.add(Array("{\"n\":1}\n".utf8))
    while log.written.value < 1 { try await Task.sleep(for: .milliseconds(5)) }
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    // It looks once a second.
    try await Task.sleep(for: .milliseconds(1100))
    log.add(Array("{\"n\":2}\n".utf8))
    await log.close()
    #expect(text(path + ".1") == "{\"n\":1}\n")
    #expect(text(path) == "{\"n\":2}\n")
  }
}
