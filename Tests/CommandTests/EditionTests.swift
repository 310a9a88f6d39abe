import Foundation
import Testing

/// Editions in force: what services are answered on which day, and what is published of each.
@Suite struct EditionTests {
  /// A shop that keeps orders 3 years, then 5, then (a coming edition) 7.
  static func shop() throws -> SmallProject {
    let project = try SmallProject()
    try project.release("--date", "2026-03")
    try project.replace(
      "We must keep order-details for 3 years.", "We must keep order-details for 5 years.")
    try project.release("--date", "2026-06-14", "--effective", "2026-07-01")
    try project.replace(
      "We must keep order-details for 5 years.", "We must keep order-details for 7 years.")
    try project.release("--date", "2026-08-01", "--effective", "2199-01-01")
    #expect(try project.run("build").status == 0)
    return project
  }

  private func keptUntil(_ run: Tool.Run) -> [String] {
    run.output.split(separator: "\n").map { line in
      String(line.firstMatch(of: /"until":("[0-9-]+"|null)/)?.1 ?? "?")
    }
  }

  private func editions(_ run: Tool.Run) -> [String] {
    run.output.split(separator: "\n").map { line in
      String(line.firstMatch(of: /"edition":([0-9]+|null)/)?.1 ?? "?")
    }
  }

  @Test func theEditionInForceOnTheDayAnswers() throws {
    let project = try EditionTests.shop()
    let order = #"{"record":"order-details","created":"2026-01-01"}"#
    func ask(_ on: String, bundle: String = "bundle.json") throws -> Tool.Run {
      try Tool.run(
        ["retain", "--bundle", project.output + bundle, "--on", on], input: order)
    }
    for bundle in ["bundle.json", "bundle-set.json", ""] {
      #expect(keptUntil(try ask("2026-03-01", bundle: bundle)) == [#""2029-01-01""#])
      #expect(keptUntil(try ask("2026-06-30", bundle: bundle)) == [#""2029-01-01""#])
      #expect(keptUntil(try ask("2026-07-01", bundle: bundle)) == [#""2031-01-01""#])
      #expect(keptUntil(try ask("2199-01-01", bundle: bundle)) == [#""2033-01-01""#])
    }
    // Midnight in Karachi, a second before and after, wherever it is written.
    #expect(editions(try ask("2026-06-30T23:59:59+05:00")) == ["1"])
    #expect(editions(try ask("2026-06-30T19:00:00Z")) == ["2"])
    #expect(editions(try ask("2198-12-31T18:59:59Z")) == ["2"])
    #expect(editions(try ask("2198-12-31T11:00:00-08:00")) == ["3"])
    let early = try ask("2026-02-28")
    #expect(
      early.output
        == #"{"clauses":[],"edition":null,"status":"review","unknown":["on: 2026-02-28"],"until":null}"#
        + "\n")
    // A past edition's own bundle answers for itself.
    #expect(
      keptUntil(try ask("2027-01-01", bundle: "editions/1/bundle.json")) == [#""2029-01-01""#])
  }

  @Test func eachLineIsAnsweredByItsOwnDay() throws {
    let project = try EditionTests.shop()
    let days = ["2026-06-30", "2026-07-01", "2199-01-01", "2026-06-30T19:00:00Z", "2026-01-31"]
    let lines = days.map {
      #"{"record":"order-details","created":"2026-01-01","on":"\#($0)"}"#
    }
    let kept = try Tool.run(
      ["retain", "--bundle", project.output + "bundle.json", "--on", "2026-12-01"],
      input: lines.joined(separator: "\n"))
    #expect(editions(kept) == ["1", "2", "3", "2", "1"])
    #expect(kept.output.hasSuffix(#""unknown":["on: 2026-01-31"],"until":"2029-01-01"}"# + "\n"))

    func request(_ on: String?) -> String {
      let context = on.map { #","context":{"on":"\#($0)"}"# } ?? ""
      return
        #"{"subject":{"type":"organisation","id":"example"},"action":{"name":"use"},"#
        + #""resource":{"type":"data","id":"email"}"# + context + "}"
    }
    let decided = try Tool.run(
      ["decide", "--bundle", project.output],
      input: [request("2026-06-30"), request(nil), "{", request("2300-01-01")]
        .joined(separator: "\n"))
    #expect(editions(decided) == ["1", "2", "?", "3"])
    let early = try Tool.run(
      ["decide", "--bundle", project.output, "--on", "2026-02-28"], input: request(nil))
    #expect(early.output.hasSuffix(#""unknown":["on: 2026-02-28"]},"decision":false}"# + "\n"))
    #expect(editions(early) == ["null"])

    let due = try Tool.run(
      ["deadline", "--bundle", project.output, "--on", "2026-07-01"],
      input: #"{"request":"deletion","received":"2026-01-31"}"# + "\n"
        + #"{"request":"deletion","received":"2026-01-31","on":"2026-06-30"}"#)
    #expect(editions(due) == ["2", "1"])
  }

  /// An edition that is only coming waits; a clock that stands before its date is not believed.
  @Test func theClock() throws {
    let question = #"{"record":"order-details","created":"2026-01-01"}"#
    let coming = try SmallProject()
    try coming.release("--date", "2001-03", "--effective", "2199-01-01")
    #expect(try coming.run("build").status == 0)
    let waiting = try Tool.run(["retain", "--bundle", coming.output], input: question)
    #expect(editions(waiting) == ["null"])

    let future = try SmallProject()
    try future.release("--date", "2199-01-01")
    #expect(try future.run("build").status == 0)
    let early = try Tool.run(["retain", "--bundle", future.output], input: question)
    #expect(editions(early) == ["1"] && early.output.contains(#""unknown":["on: 2"#))
    let told = try Tool.run(
      ["retain", "--bundle", future.output, "--on", "2198-12-31"], input: question)
    #expect(editions(told) == ["null"])

    // An edition that follows another may be known before its day: alone in a file, it waits for it.
    let next = try SmallProject()
    try next.release("--date", "2001-03")
    try next.replace("for 3 years", "for 5 years")
    try next.release("--date", "2199-01-01")
    #expect(try next.run("build").status == 0)
    let alone = next.root + "/alone.json"
    try FileManager.default.copyItem(atPath: next.output + "bundle.json", toPath: alone)
    let waits = try Tool.run(["retain", "--bundle", alone], input: question)
    #expect(editions(waits) == ["null"], "\(waits.output)")
  }

  @Test func aMonthBeginsOnItsFirstDay() throws {
    let project = try SmallProject()
    try project.release("--date", "2026-03")
    try project.replace("for 3 years", "for 5 years")
    try project.release("--date", "2026-06-14", "--effective", "2026-08")
    #expect(try project.run("build").status == 0)
    let days = ["2026-02-28T18:59:59Z", "2026-02-28T19:00:00Z", "2026-07-31", "2026-08-01"]
    let lines = days.map { #"{"record":"order-details","on":"\#($0)"}"# }
    let run = try Tool.run(
      ["retain", "--bundle", project.output, "--on", "2026-02-01"],
      input: lines.joined(separator: "\n"))
    #expect(editions(run) == ["null", "1", "1", "2"])
    let set = try project.read("output/example.privacy/bundle-set.json")
    #expect(set.contains(#""date":"2026-06-14","effective":"2026-08-01"}"#))
    #expect(set.contains(#""date":"2026-03","effective":"2026-03-01"}"#))
  }

  @Test func aBundleAloneWaitsForItsDay() throws {
    let project = try EditionTests.shop()
    let alone = project.root + "/alone.json"
    try FileManager.default.copyItem(atPath: project.output + "bundle.json", toPath: alone)
    func ask(_ on: String) throws -> Tool.Run {
      try Tool.run(
        ["retain", "--bundle", alone, "--on", on],
        input: #"{"record":"order-details","created":"2026-01-01"}"#)
    }
    let early = try ask("2198-12-31")
    #expect(editions(early) == ["null"])
    #expect(
      early.errors
        == "note: on 2198-12-31 no edition of example.privacy is in force; edition 3 is, from "
        + "2199-01-01 on\n")
    let inForce = try ask("2199-01-01")
    #expect(editions(inForce) == ["3"] && inForce.errors.isEmpty)
  }

  @Test func aDraftBesideTheSetAnswersForItself() throws {
    let project = try EditionTests.shop()
    try project.replace("for 7 years", "for 9 years")
    #expect(try project.run("build").status == 0)
    let ask = ["--on", "2026-12-01"]
    let question = #"{"record":"order-details","created":"2026-01-01"}"#
    let draft = try Tool.run(
      ["retain", "--bundle", project.output + "bundle.json"] + ask, input: question)
    #expect(editions(draft) == ["0"] && keptUntil(draft) == [#""2035-01-01""#])
    // The set holds what was released, and no draft.
    let released = try Tool.run(["retain", "--bundle", project.output] + ask, input: question)
    #expect(editions(released) == ["2"] && keptUntil(released) == [#""2031-01-01""#])
    #expect(project.exists("output/example.privacy/editions/3/bundle.json"))
  }

  @Test func aSetThatWasDamagedIsNotPassedOver() throws {
    let project = try EditionTests.shop()
    let path = project.output + "bundle-set.json"
    let text = try project.read("output/example.privacy/bundle-set.json")
    try Data(text.replacing("\"effective\":\"2026-07-01\"", with: "\"effective\":\"soon\"").utf8)
      .write(to: URL(filePath: path))
    let run = try Tool.run(["decide", "--bundle", project.output + "bundle.json"])
    #expect(run.status == 1)
    #expect(run.errors.contains("bundle-set.json is no bundle that can be used: editions["))
    #expect(try Tool.run(["decide", "--bundle", project.root]).status == 3)
  }

  @Test func pastEditionsStayAsTheyWerePublished() throws {
    let project = try SmallProject()
    // Words that look like a link to an edition belong to the policy.
    try project.replace("We use them", "See editions/1/index.html. We use them")
    try project.release("--date", "2026-03")
    #expect(try project.run("build").status == 0)
    let first = try project.read("output/example.privacy/bundle.json")
    #expect(first.contains("See editions/1/index.html"))
    try project.replace("for 3 years", "for 5 years")
    try project.release("--date", "2026-06-14", "--effective", "2026-07-01")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("output/example.privacy/editions/1/bundle.json") == first)
    #expect(!project.exists("output/example.privacy/editions/1/bundle-set.json"))
    let set = try project.read("output/example.privacy/bundle-set.json")
    #expect(set.contains(first))
    #expect(set.contains(try project.read("output/example.privacy/bundle.json")))
    #expect(
      try project.read("policies/example.privacy.ledger.jsonl").contains("bundle-set") == false)
  }

  /// Every link of every page, past ones too, leads to a file that is there.
  @Test func noLinkBetweenEditionsIsDead() throws {
    let project = try EditionTests.shop()
    let folder = URL(filePath: project.output)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var count = 0
    for name in names where name.hasSuffix(".html") {
      // The banner is a piece of a homepage, which stands above the policy's folder.
      let isBanner = name.hasSuffix("/banner.html")
      let page = folder.appending(path: name)
      let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
      for match in text.matches(of: /href="([^"#:]+)(#[^"]*)?"/) {
        let place = isBanner ? folder.appending(path: "..") : page.deletingLastPathComponent()
        let target = place.appending(path: String(match.1))
        #expect(
          FileManager.default.fileExists(atPath: target.standardizedFileURL.path),
          "\(name) links to \(match.1)")
        count += 1
      }
    }
    for edition in 1...2 { #expect(names.contains("editions/\(edition)/ur/index.html")) }
    #expect(count > 10)
  }
}

/// The project that `zabta new` makes, in a folder of its own, removed with the value.
final class SmallProject {
  let root: String
  /// The policy's folder of the output, with a slash.
  var output: String { root + "/output/example.privacy/" }

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID())")
      .path(percentEncoded: false)
    #expect(try Tool.run(["new", root]).status == 0)
    try replace("People: customer", "Time zone: +05:00\nPeople: customer")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func run(_ arguments: String..., input: String = "") throws -> Tool.Run {
    try Tool.run(arguments + ["--root", root], input: input)
  }

  func release(_ arguments: String...) throws {
    let run = try Tool.run(["release", "example.privacy", "--root", root] + arguments)
    try #require(run.status == 0, "\(run.errors)")
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: root + "/" + path)), as: UTF8.self)
  }

  /// Edits the policy.
  func replace(_ old: String, _ new: String) throws {
    let text = try read("policies/policy.zabta")
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8)
      .write(to: URL(filePath: root + "/policies/policy.zabta"))
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }
}
