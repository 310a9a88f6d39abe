import Foundation
import Testing

/// What `decide`, `retain`, `deadline` and `verify` say before and after a signature's end.
@Suite struct StaleCommandTests {
  private let view = """
    {"subject":{"type":"organisation","id":"pumppos"},"action":{"name":"store"},\
    "resource":{"type":"data","id":"name"}}

    """
  private let record = #"{"record":"sales-records","created":"2026-01-01"}"# + "\n"
  private let access = #"{"request":"access","received":"2026-12-01"}"# + "\n"

  private func answers(
    _ bench: TrustBench, _ command: String, _ question: String, on day: String
  ) throws -> (output: String, errors: String) {
    let run = try bench.run(
      command, "--bundle", "@out", "--trust", "@trust.json", "--seen", "@seen.json", "--on", day,
      input: question)
    #expect(run.status == 0, "\(run.errors)")
    return (run.output, run.errors)
  }

  @Test func byDefaultEverythingIsDenied() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign()
    for (command, question) in [("decide", view), ("retain", record), ("deadline", access)] {
      // In date, the answers are those of the same rules unsigned.
      let plain = try bench.run(command, "--bundle", "@out", "--on", "2027-06-29", input: question)
      #expect(try answers(bench, command, question, on: "2027-06-29").output == plain.output)
      #expect(!plain.output.contains("stale"))
    }
    let denied = try answers(bench, "decide", view, on: "2027-06-30")
    #expect(denied.output.contains("\"decision\":false"))
    #expect(
      denied.output.contains(
        "\"stale\":{\"goesOn\":false,\"since\":\"2027-06-30T00:00:00+05:00\"},"
          + "\"unknown\":[\"expired: 2027-06-30T00:00:00+05:00\"]"), "\(denied.output)")
    #expect(denied.errors.contains("out of date since 2027-06-30T00:00:00+05:00"))
    #expect(denied.errors.contains("everything is denied"))
    let kept = try answers(bench, "retain", record, on: "2027-06-30").output
    #expect(kept.contains("\"status\":\"review\"") && kept.contains("\"until\":null"))
    let due = try answers(bench, "deadline", access, on: "2027-06-30").output
    #expect(due.contains("\"due\":null") && due.contains("\"goesOn\":false"))
    // A request does not choose the clock.
    let dated = view.replacing("}}", with: "},\"context\":{\"on\":\"2027-01-01\"}}")
    #expect(
      try answers(bench, "decide", dated, on: "2027-06-30").output.contains("expired: 2027-06-30"))
  }

  @Test func whatWasSignedGoesOnUntilItsOwnEnd() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign(
      "--goes-on", "store", "--goes-on", "retain", "--goes-on-until", "2027-09-30")
    for (command, question) in [("decide", view), ("retain", record)] {
      let fresh = try answers(bench, command, question, on: "2027-06-29").output
      let stale = try answers(bench, command, question, on: "2027-09-29").output
      // The same answer, which says that it is out of date.
      let mark = "\"stale\":{\"goesOn\":true,\"since\":\"2027-06-30T00:00:00+05:00\"},"
      #expect(stale.contains(mark), "\(stale)")
      #expect(stale.replacing(mark, with: "") == fresh)
      let end = try answers(bench, command, question, on: "2027-09-30").output
      #expect(end.contains("\"goesOn\":false"))
    }
    let due = try answers(bench, "deadline", access, on: "2027-07-01").output
    #expect(due.contains("\"due\":null"))

    let fresh = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-06-29")
    #expect(
      fresh.output.contains(
        "answered all the same until 2027-09-30T00:00:00+05:00: retain, store; everything else is denied"
      ), "\(fresh.output)")
    let late = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-06-30")
    #expect(late.status == 1)
    #expect(late.errors.contains("frozen") && late.errors.contains("retain, store"))
  }

  @Test func nothingIsParsedThatWasNotVerified() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign()
    try bench.write("no JSON", to: "out/bundle.json")
    let ask = [
      "decide", "--bundle", bench.bundle, "--trust", bench.root + "/trust.json", "--on",
      "2027-01-01",
    ]
    let altered = try Tool.run(ask, input: view)
    #expect(altered.status == 1)
    #expect(altered.output.isEmpty)
    #expect(altered.errors.contains("not trusted (mixed)"), "\(altered.errors)")
    try FileManager.default.removeItem(atPath: bench.root + "/out.sig.json")
    #expect(try Tool.run(ask, input: view).status == 3)
    let alone = try bench.run("decide", "--bundle", "@out", "--seen", "@seen.json")
    #expect(alone.status == 2)
    #expect(alone.errors.contains("--trust"))
    let other = try bench.run("decide", "--bundle", "@trust.json", "--trust", "@trust.json")
    #expect(other.status == 2)
  }

  @Test func whatNobodyAsksCannotGoOn() throws {
    let bench = try TrustBench()
    try bench.trust()
    for name in ["keep", "sing", ""] {
      let refused = try bench.run(
        "sign", "@out", "--expires", "2027-06-30", "--goes-on", name, "--key", "@legal.key")
      #expect(refused.status == 2)
      #expect(refused.errors.contains("collect, use"), "\(refused.errors)")
    }
    let early = try bench.run(
      "sign", "@out", "--expires", "2027-06-30", "--goes-on", "view", "--goes-on-until",
      "2027-06-01", "--key", "@legal.key")
    #expect(early.status == 1)
    #expect(early.errors.contains("a later instant"))
  }
}
