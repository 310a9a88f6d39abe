import Testing
import ZabtaBundle
import ZabtaRuntime

@Suite struct HostileTests {
  /// A small generator, so that a failure can be run again.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test func noAlterationOfABundleIsReadOrCrashes() {
    let bytes = BundleJSON.write(sample)
    var generator = Generator(state: 7)
    var accepted = 0
    for _ in 0..<2000 {
      var altered = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<altered.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: altered[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: altered.remove(at: place)
        case 2:
          altered.insert(
            Array("{}[]\",:0-\\".utf8).randomElement(using: &generator) ?? 0, at: place)
        case 3: altered.removeSubrange(place..<min(altered.count, place + 40))
        default:
          altered.insert(contentsOf: altered[place..<min(altered.count, place + 40)], at: place)
        }
      }
      if let content = try? BundleJSON.read(altered) {
        accepted += 1
        // Prose and labels may change; the rules may not.
        #expect(BundleJSON.digest(content) == BundleJSON.digest(sample))
      }
    }
    #expect(accepted < 1000)
  }

  @Test func noAlterationOfTheRulesBringsTheEvaluatorDown() {
    let bytes = BundleJSON.write(sample)
    var generator = Generator(state: 11)
    for _ in 0..<500 {
      guard var content = try? BundleJSON.read(bytes) else { continue }
      for _ in 0..<4 {
        let norm = Int.random(in: 0..<content.norms.count, using: &generator)
        let other = Int.random(in: 0..<content.norms.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: content.norms[norm].when = content.norms[other].when
        case 1: content.norms[norm].action = content.norms[other].action
        case 2: content.norms[norm].object.names = content.norms[other].object.names
        default: content.norms[norm].origin = content.norms[other].origin
        }
      }
      guard let rules = try? BundleJSON.ruleset(BundleJSON.write(content)) else { continue }
      _ = rules.decide(
        Request(
          subject: .init(type: "organisation", id: "shop"), action: "store",
          resource: .init(type: "data", id: "personal-data")))
      var question = RetentionQuestion(record: "personal-data", on: .day(Day(number: .max)))
      question.created = .day(Day(number: .min))
      _ = rules.retain(question)
      _ = rules.deadline(DeadlineQuestion(request: "access", received: .day(Day(number: .max))))
    }
  }

  @Test(arguments: [
    String(repeating: "[", count: 1_000_000), String(repeating: "{\"a\":", count: 100_000),
    "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\u12\"", "\"\\x\"", "\"\u{1}\"", "\"",
    "\"\\",
    "-", "1.", "1e", "+1", "nul", "tru", "[1,]", "{\"a\":1,}", "{a:1}", "1 2", "\u{FEFF}{}",
  ])
  func whatIsNoJSON(_ text: String) {
    #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test func bytesThatAreNoText() {
    for bytes in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x00],
    ] {
      #expect(throws: JSONError.self) { try JSONParser.parse(bytes.map { UInt8($0) }) }
    }
  }

  @Test(arguments: [
    ("\"\\u0041\\ud83d\\ude00\\/\\b\"", JSONValue.string("A\u{1F600}/\u{8}")),
    (" [ 1 , -2 , true , null ] ", .array([.int(1), .int(-2), .bool(true), .null])),
    ("1.50", .decimal("1.50")), ("99999999999999999999", .decimal("99999999999999999999")),
    ("-0", .int(0)), ("{}", .object([:])), ("1E+2", .decimal("1E+2")),
  ])
  func values(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONParser.parse(Array(text.utf8)) == value)
  }
}
