import Testing
import ZabtaBundle
import ZabtaRuntime

@Suite struct BundleSetTests {
  private func content(_ edition: Int) -> BundleContent {
    var content = sample
    content.edition = edition
    return content
  }

  private func entry(
    _ content: BundleContent, _ date: String, _ effective: String
  ) throws -> BundleSetJSON.Edition {
    let start = try #require(Day(effective))
    return try #require(
      BundleSetJSON.Edition(
        BundleJSON.write(content), of: content.policy, edition: content.edition, date: date,
        effective: start))
  }

  /// Two editions; the second tells its dates in its bundle too.
  private func written() throws -> String {
    var second = content(2)
    second.date = "2026-06-14"
    second.effective = Day("2026-07-01")
    return String(
      decoding: BundleSetJSON.write(
        [
          try entry(content(1), "2026-03", "2026-03-01"),
          try entry(second, "2026-06-14", "2026-07-01"),
        ], of: sample.policy), as: UTF8.self)
  }

  private func refusal(of text: String) -> String? {
    do throws(BundleError) {
      _ = try BundleSetJSON.read(Array(text.utf8))
      return nil
    } catch { return error.description }
  }

  @Test func aBundleTellsItsDates() throws {
    var dated = sample
    dated.date = "2026-06"
    dated.effective = Day("2026-07-01")
    let bytes = BundleJSON.write(dated)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""date":"2026-06","digest""#))
    #expect(text.contains(#""edition":2,"effective":"2026-07-01","format""#))
    #expect(try BundleJSON.read(bytes) == dated)
    // What an edition rules does not depend on its dates.
    #expect(BundleJSON.digest(dated) == BundleJSON.digest(sample))
    for (old, new) in [("\"2026-06\"", "\"June\""), ("2026-07-01", "2026-07"), ("07-01", "02-30")] {
      #expect(throws: BundleError.self) {
        try BundleJSON.read(Array(text.replacing(old, with: new).utf8))
      }
    }
  }

  @Test func aSetReadsBack() throws {
    let text = try written()
    #expect(text.hasPrefix(#"{"editions":[{"bundle":{"clauses":"#))
    // The whole is canonical, and each bundle stands in it byte for byte.
    #expect(JSONWriter.write(try JSONParser.parse(Array(text.utf8))) == Array(text.utf8))
    #expect(text.contains(String(decoding: BundleJSON.write(content(1)), as: UTF8.self)))
    let set = try BundleSetJSON.read(Array(text.utf8))
    #expect(set.rulesets.map(\.content.edition) == [1, 2])
    #expect(set.rulesets.map(\.content.date) == ["2026-03", "2026-06-14"])
    #expect(set.rulesets.map(\.content.effective) == [Day("2026-03-01"), Day("2026-07-01")])
    let last = try #require(Moment("2026-06-30T23:59:59+05:00"))
    #expect(set.ruleset(inForceAt: last)?.content.edition == 1)
    #expect(set.ruleset(inForceAt: .day(Day(number: 0))) == nil)
  }

  @Test func aSingleBundleIsASetOfOne() throws {
    let set = try BundleSetJSON.read(BundleJSON.write(sample))
    #expect(set.rulesets.count == 1)
    // A bundle from before dates were written is in force on every day.
    #expect(set.ruleset(inForceAt: .day(Day(number: 0)))?.content.edition == 2)
    var dated = sample
    dated.effective = Day("2026-07-01")
    let coming = try BundleSetJSON.read(BundleJSON.write(dated))
    #expect(coming.ruleset(inForceAt: try #require(Moment("2026-06-30"))) == nil)
  }

  @Test(arguments: [
    ("zabta.bundle-set/1", "zabta.bundle-set/2", "format: this program reads zabta.bundle-set/1"),
    (#""effective":"2026-03-01""#, #""effective":"2026-03""#, "editions[0].effective: a day"),
    (#""effective":"2026-03-01""#, #""effective":20260301"#, "editions[0].effective: text is"),
    (#""effective":"2026-03-01""#, #""from":"2026-03-01""#, "editions[0]: there is no member"),
    (#""date":"2026-03""#, #""date":"March""#, "editions[0].date: a day such as"),
    (
      #""effective":"2026-07-01"}"#, #""effective":"2026-06-01"}"#,
      "editions[1].effective: this is not the day that the bundle tells"
    ),
    (
      #""date":"2026-06-14","effective""#, #""date":"2026-06-15","effective""#,
      "editions[1].date: this is not the date that the bundle tells"
    ),
    (#""edition":1"#, #""edition":2"#, "editions[1]: edition 2 stands here twice"),
    (#""edition":1"#, #""edition":3"#, "editions[1]: edition 2 stands after edition 3"),
    (#""edition":1"#, #""edition":0"#, "editions[0].bundle.edition: a draft is in force on no day"),
    (#""edition":1"#, #""edition":-1"#, "editions[0].bundle.edition: a number from 0"),
    (
      #"],"format":"zabta.bundle-set"#, #"],"extra":1,"format":"zabta.bundle-set"#,
      "there is no member \"extra\""
    ),
    (
      #","policy":"shop.privacy"}"#, #","policy":"other.privacy"}"#,
      "editions[0].bundle.policy: \"other.privacy\" is expected"
    ),
    (
      #""effect":"permit""#, #""effect":"forbid""#,
      "editions[0].bundle.digest: the rules do not have this digest"
    ),
    (#""format":"zabta.bundle/1","#, "", "editions[0].bundle.format: this is missing"),
    (#""editions":[{"#, #""editions":[7,{"#, "editions[0]: an object is expected"),
  ])
  func alterations(_ old: String, _ new: String, _ message: String) throws {
    let text = try written()
    let altered = text.replacing(old, with: new, maxReplacements: 1)
    #expect(altered != text)
    #expect(refusal(of: altered)?.hasPrefix(message) == true, "\(refusal(of: altered) ?? "read")")
  }

  @Test(arguments: [
    (#"{"format":"zabta.bundle-set/1"}"#, "policy: this is missing"),
    (#"{"format":"zabta.bundle-set/1","policy":"p"}"#, "editions: this is missing"),
    (
      #"{"editions":[],"format":"zabta.bundle-set/1","policy":"p"}"#,
      "editions: there is no edition"
    ),
    (#"{"format":"zabta.bundle-se"}"#, "format: this program reads zabta.bundle/1"),
    ("{}", "format: this is missing"), ("", "no JSON"), ("[]", "an object is expected"),
  ])
  func whatIsNoSet(_ text: String, _ message: String) {
    #expect(refusal(of: text)?.hasPrefix(message) == true)
  }

  @Test func tooManyEditionsAreCountedBeforeTheyAreRead() {
    let many = String(repeating: "{},", count: EditionSet.limit) + "{}"
    #expect(
      refusal(of: #"{"editions":["# + many + #"],"format":"zabta.bundle-set/1","policy":"p"}"#)
        == "editions: there are more than 10000 editions")
  }

  @Test func theRulesOfEachEditionAreChecked() throws {
    var broken = content(2)
    broken.norms[0].clause = "nowhere"
    let text = String(
      decoding: BundleSetJSON.write(
        [
          try entry(content(1), "2026-03", "2026-03-01"),
          try entry(broken, "2026-04", "2026-04-01"),
        ], of: sample.policy), as: UTF8.self)
    #expect(
      refusal(of: text)
        == #"editions[1].bundle.norms[0].clause: there is no clause "nowhere""#)
  }

  @Test func whatIsNoBundleOfItsEditionIsNotTaken() throws {
    let day = try #require(Day("2026-03-01"))
    func taken(_ bytes: [UInt8], _ policy: String, _ edition: Int) -> Bool {
      BundleSetJSON.Edition(bytes, of: policy, edition: edition, date: "2026-03", effective: day)
        != nil
    }
    let bytes = BundleJSON.write(content(1))
    #expect(taken(bytes, "shop.privacy", 1))
    #expect(!taken(bytes, "shop.privacy", 2))
    #expect(!taken(bytes, "other.privacy", 1))
    #expect(!taken(Array(bytes.dropLast()), "shop.privacy", 1))
    #expect(!taken([], "shop.privacy", 1))
    #expect(!taken(Array(#"{"format":"zabta.bundle/9"}"#.utf8), "shop.privacy", 1))
  }

  @Test func noAlterationOfASetIsReadOrCrashes() throws {
    let bytes = Array(try written().utf8)
    let digest = BundleJSON.digest(sample)
    var generator = HostileTests.Generator(state: 23)
    for _ in 0..<600 {
      var altered = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<altered.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: altered[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: altered.remove(at: place)
        case 2: altered.removeSubrange(place..<min(altered.count, place + 400))
        default:
          altered.insert(contentsOf: altered[place..<min(altered.count, place + 400)], at: place)
        }
      }
      guard let set = try? BundleSetJSON.read(altered) else { continue }
      for ruleset in set.rulesets { #expect(BundleJSON.digest(ruleset.content) == digest) }
      _ = set.ruleset(inForceAt: .day(Day(number: .max)))
    }
  }
}
