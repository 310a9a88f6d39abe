import Foundation
import Testing

@testable import ZabtaRuntime

/// A flat bundle that anybody may have written: it is opened whole, or refused with the place.
@Suite struct OpenFlatTests {
  @Test func whatWasWrittenIsReadAndWrittenAgain() throws {
    let sample = try FlatSample()
    let memory = FlatMemory(sample.bytes)
    defer { withExtendedLifetime(memory) {} }
    let view = try FlatCheck.check(memory.bytes)
    #expect(BundleContent(view) == FlatSample.content)
    #expect(try FlatSample(BundleContent(view)).bytes == sample.bytes)
    #expect(view.digest == Array(repeating: 7, count: 32))
  }

  /// Every norm that can be made of the sample's parts, by chance.
  @Test func randomContentIsReadAndWrittenAgain() throws {
    var random = SystemRandomNumberGenerator()
    let norms = FlatSample.content.norms
    for _ in 0..<60 {
      var content = FlatSample.content
      content.norms = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        var norm = norms[Int.random(in: 0..<norms.count, using: &random)]
        let other = norms[Int.random(in: 0..<norms.count, using: &random)]
        if norm.action.objectKind == other.action.objectKind { norm.object = other.object }
        if Bool.random(using: &random) { norm.actor = other.actor }
        if Bool.random(using: &random) { norm.when = other.when.reversed() }
        if Bool.random(using: &random) { norm.period = other.period }
        if Bool.random(using: &random) { norm.deadline = other.deadline }
        norm.effect = other.effect
        norm.clause = other.clause
        norm.sentence = Int.random(in: 0...3, using: &random)
        return norm
      }
      content.effective = Bool.random(using: &random) ? nil : content.effective
      content.date = Bool.random(using: &random) ? nil : content.date
      let sample = try FlatSample(content)
      let memory = FlatMemory(sample.bytes)
      defer { withExtendedLifetime(memory) {} }
      let read = BundleContent(try FlatCheck.check(memory.bytes))
      #expect(read == content)
      #expect(try FlatSample(read).bytes == sample.bytes)
    }
  }

  @Test func aFileIsMappedAndAsked() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "zabta-\(UUID()).zb")
    defer { try? FileManager.default.removeItem(at: path) }
    let sample = try FlatSample()
    try Data(sample.bytes).write(to: path)
    let content = try Ruleset(FlatSample.content)
    let mapped = try Ruleset(mapping: path.path(percentEncoded: false))
    let opened = try Ruleset(opening: sample.bytes)
    for ruleset in [mapped, opened] {
      #expect(ruleset.content == FlatSample.content)
      for asked in questions { #expect(ruleset.decide(asked) == content.decide(asked)) }
    }
    let set = FlatSet.write([sample.bytes])
    #expect(try EditionSet(opening: set).rulesets.map(\.content) == [FlatSample.content])
    #expect(try EditionSet(opening: sample.bytes).rulesets.count == 1)
    try Data(set).write(to: path)
    #expect(try EditionSet(mapping: path.path(percentEncoded: false)).rulesets.count == 1)
  }

  // MARK: Damage

  @Test func noLengthButItsOwnIsOpened() throws {
    let sample = try FlatSample()
    var shorter = sample
    for count in 0..<sample.bytes.count {
      shorter.bytes = Array(sample.bytes[..<count])
      if count >= 24, count % 97 == 0 {
        // The length repaired: something else is missing.
        var repaired = shorter
        repaired.put(count, at: 16)
        #expect(repaired.refusal != nil, "\(count)")
      }
      #expect(shorter.refusal != nil, "\(count)")
    }
    var longer = sample
    longer.bytes += Array(repeating: 0, count: 8)
    #expect(longer.refusal != nil)
    longer.put(longer.bytes.count, at: 16)
    #expect(longer.refusal?.hasPrefix("header.length: the last section ends at byte") == true)
  }

  /// Each bit of each section is turned (of long sections some, unless ZABTA_LONG is set): the bytes are
  /// refused, or opened and then answer without a crash.
  @Test func noBitBringsItDown() throws {
    let isLong = ProcessInfo.processInfo.environment["ZABTA_LONG"] != nil
    let sample = try FlatSample()
    var damaged = sample
    var opened = 0
    var generator = Shuffle(state: 5)
    func look(_ place: Int, _ bit: Int) {
      damaged.bytes[place] ^= 1 << UInt8(bit)
      if let ruleset = try? Ruleset(opening: damaged.bytes) {
        opened += 1
        if opened % 10 == 0 || isLong { ask(ruleset) }
      }
      damaged.bytes[place] = sample.bytes[place]
    }
    if isLong {
      for place in sample.bytes.indices { for bit in 0..<8 { look(place, bit) } }
    } else {
      for place in 0..<128 { look(place, generator.below(8)) }
      for section in FlatSection.allCases {
        let start = sample.place(section)
        let size = sample.count(section) * section.stride
        for _ in 0..<min(size, 40) {
          look(start + generator.below(max(1, size)), generator.below(8))
        }
      }
    }
    // Letters of texts, the digest and filters may be any.
    #expect(opened > 0)
  }

  @Test func noDamageOfManyBytesBringsItDown() throws {
    let sample = try FlatSample()
    var generator = Shuffle(state: 77)
    for _ in 0..<600 {
      var damaged = sample
      for _ in 0..<1 + generator.below(6) {
        let sections = FlatSection.allCases
        let section = sections[generator.below(sections.count)]
        let size = damaged.count(section)
        guard size > 0 else { continue }
        let place = damaged.place(section, generator.below(size)) & ~3
        let values = [
          0, 1, generator.below(300), 0xFFFF_FFFF, 0x7FFF_FFFF, generator.below(1 << 31),
        ]
        let value = values[generator.below(values.count)]
        if place + 4 <= damaged.bytes.count { damaged.put(value, at: place) }
      }
      if let ruleset = try? Ruleset(opening: damaged.bytes) { ask(ruleset) }
    }
  }

  /// A number put into a record of each section, and what is said of it.
  @Test(arguments: [
    (FlatSection.blob, 0, 0, 0xFF, "blob: the bytes from 0 on are no UTF-8"),
    (.strings, 0, 0, 1, "strings[0]: it has to begin at byte 0"),
    (.strings, 2, 0, 0, "strings[2]: it begins before the one before"),
    (.strings, 5, 0, 0xFFFF_FFFF, "strings[5]: it begins at byte 4294967295 of a blob of"),
    (.kinds, 0, 2, 0xFFFF_FFFF, "kinds[0]: it has 3 words, and more atoms: 4294967295"),
    (.kinds, 3, 0, 0, "kinds[3]: its words have to begin at word"),
    (.words, 0, 0, 0xFFFF_FFFF, "words[0]: there is no string 4294967295"),
    (.words, 0, 1, 1, "words[0]: its kind or its flags are not what they have to be"),
    (.words, 1, 4, 0xFFFF_FFFF, "words[1]: its atom 4294967295 is beyond the 3 atoms of its kind"),
    (.words, 1, 2, 0xFFFF_FFFF, "words[1]: it has to have either one atom or a mask"),
    (.words, 1, 5, 9, "words[1]: what it includes does not follow that of the word before"),
    (.words, 0, 7, 1, "words[0]: its texts do not follow those before"),
    (.includes, 0, 0, 0, "includes[0]: it is no word of the kind that includes it"),
    (.declared, 0, 0, 0xFFFF_FFFF, "declared[0]: there is no word 4294967295"),
    (.declared, 1, 0, 0, "declared[1]: the word 0 stands here twice"),
    (.people, 0, 0, 0, "people[0]: this is no person among the words"),
    (.names, 0, 1, 99, "names["),
    (.events, 0, 1, 2, "events[0]: its flag is neither 0 nor 1"),
    (.events, 0, 0, 0, "events[0]: it is no event, request or touchpoint among the words"),
    (.circumstances, 0, 1, 0xFFFF_FFFF, "circumstances[0]: a mask at 4294967295"),
    (.norms, 0, 0, 0xFF, "norms[0]: its effect, action, origin or flags"),
    (.norms, 0, 1, 0xFFFF_FFFF, "norms[0]: a mask at 4294967295, 1 wide, is beyond the pool"),
    (.norms, 0, 2, 0xFFFF_FFFF, "norms[0]: a mask at 4294967295, 1 wide, is beyond the pool"),
    (.norms, 0, 4, 0xFFFF_FFFF, "norms[0]: its facts do not follow those of the norm before"),
    (.norms, 2, 5, 7, "norms[2]: its period is not the next one"),
    (.norms, 0, 6, 0xFFFF_FFFF, "norms[0]: there is no such citation"),
    (.norms, 1, 7, 0, "norms[1]: its details do not follow those of the norm before"),
    (.facts, 0, 0, 0x1_02_09, "facts[0]: there is no test 9"),
    (.facts, 0, 0, 0x1_09_00, "facts[0]: there is no slot 9 for a word"),
    (.facts, 0, 1, 0xFFFF_FFFF, "facts[0]: a mask at 4294967295"),
    (.facts, 0, 3, 1, "facts[0]: its list is not the next one"),
    (.details, 0, 0, 0xFFFF_FFFF, "norms[0]: its details have bits that there are not"),
    (.details, 1, 0, 0xFFFF_FFFF, "norms[0]: a list of its details is too long"),
    (.details, 2, 0, 0, "norms[0]: \"shop.privacy\" is no word of the kind that is meant"),
    (.spans, 0, 1, 0xFFFF_FFFF, "spans[0]: a time cannot be negative"),
    (.spans, 0, 2, 5, "spans[0]: there is no such unit"),
    (.periods, 0, 1, 0xFFFF_FFFF, "periods[0]: its ends do not follow"),
    (.ends, 0, 0, 2, "ends[0]: its flag, its list or its last number"),
    (.deadlines, 0, 1, 3, "deadlines[0]: there is no such measure"),
    (.deadlines, 0, 0, 0, "deadlines[0]: its list is not the next one"),
    (.reasons, 0, 0, 0xFFFF_FFFF, "reasons[0]: there is no clause 4294967295"),
    (.reasons, 0, 0, 3, "reasons[1]: it does not come after the one before"),
    (.clauses, 0, 0, 0xFFFF_FFFF, "clauses[0]: there is no string 4294967295"),
    (.clauses, 0, 6, 0xFFFF_FFFF, "clauses[0]: its rules do not follow"),
    (.rules, 1, 0, 0, "rules[1]: its texts do not follow those before"),
    (.texts, 0, 1, 0xFFFF_FFFF, "texts[0]: there is no such string"),
    (.candidateStarts, 0, 0, 1, "candidateStarts[0]: it is not 0"),
    (.candidateStarts, 1, 0, 0xFFFF_FFFF, "candidateStarts[2]: the starts do not rise"),
    (.candidates, 0, 3, 0x7FFF_FFFF, "candidates[0]: there is no norm 2147483647"),
    (.candidates, 0, 3, 2, "candidates[0]: the norm 2 does not belong here"),
    (.broadStarts, 42, 0, 9, "broadStarts[42]: the last start is not the number of broad"),
    (.actionStarts, 0, 0, 5, "actionStarts[0]: it is not 0"),
    (.byAction, 0, 0, 2, "byAction[0]: the norm 2 does not belong here"),
    (.floors, 0, 0, 0, "floors[0]: the norm 2 is expected here"),
    (.keeping, 0, 0, 0xFFFF_FFFF, "keeping[0]: the norm"),
  ])
  func eachSectionHasItsRefusal(
    _ section: FlatSection, _ record: Int, _ field: Int, _ number: Int, _ words: String
  ) throws {
    var sample = try FlatSample()
    try #require(record < sample.count(section))
    if section == .blob {
      sample.bytes[sample.place(.blob)] = 0xFF
    } else {
      sample.put(number, at: sample.place(section, record, field))
    }
    #expect(sample.refusal?.hasPrefix(words) == true, "\(sample.refusal ?? "opened")")
  }

  @Test func theHeaderIsWhatItHasToBe() throws {
    let good = try FlatSample()
    for (place, number, words) in [
      (0, 0, "header: these bytes are no flat bundle"), (8, 2, "header.format: this program reads"),
      (12, 0xFFFF_FFFF, "header.sections: "), (16, 1, "header.length: the header tells"),
      (20, 1, "header.length: the header tells"), (60, -1, "header.edition"),
      (68, 1, "header.effective"), (72, 5000, "header.timeZone"), (76, 4, "header.flags"),
      (76, 2, "header.digest"), (76, 1, "header.effective"), (80, -1, "header.policy"),
      (88, 0, "header.date: a day such as"), (92, 3, "header.form"), (96, 9, "words"),
      (100, 1, "header: the bytes from 100"),
    ] {
      var sample = good
      sample.put(number, at: place)
      #expect(sample.refusal?.hasPrefix(words) == true, "\(place): \(sample.refusal ?? "opened")")
    }
  }

  @Test func sectionsNeitherOverlapNorHide() throws {
    let good = try FlatSample()
    let line = 128 + 11 * 16
    for (offset, number, words) in [
      (0, 99, "sections.norms: section 12 is expected here"), (4, 8, "sections.norms: its records"),
      (8, 128, "sections.norms: it has to begin at byte"),
      (8, 0xFFFF_FFF8, "sections.norms: it has to begin at byte"),
      (12, 0xFFFF_FFFF, "sections.norms: its 4294967295 records go on beyond the end"),
    ] {
      var sample = good
      sample.put(number, at: line + offset)
      #expect(sample.refusal?.hasPrefix(words) == true, "\(sample.refusal ?? "opened")")
    }
    // A byte between two sections is 0.
    var sample = good
    let end = sample.place(.blob) + sample.count(.blob)
    if end % 8 != 0 {
      sample.bytes[end] = 1
      #expect(sample.refusal == "sections.strings: the bytes before it are not 0")
    }
  }

  @Test func wordsThatIncludeEachOtherAreRefused() throws {
    var sample = try FlatSample()
    // "contact" includes "email"; let it include "personal-data", which includes it.
    let words = (0..<sample.count(.words)).filter {
      sample.number(sample.place(.words, $0, 1)) == Kind.data.ordinal
        && sample.number(sample.place(.words, $0, 6)) > 0
    }
    let (whole, part) = (words[0], words[1])
    let include = sample.number(sample.place(.words, part, 5))
    sample.put(whole, at: sample.place(.includes, include))
    #expect(sample.refusal?.contains("the word includes itself, at last") == true)
  }

  // MARK: Questions

  private var questions: [Request] {
    ["share", "view", "store", "use", "nonsense"].flatMap { action in
      ["email", "phone", "contact", "sales", "personal-data", "unknown"].map { name in
        request(action, name) {
          $0.recipient = "courier"
          $0.purpose = "orders"
          $0.region = "US-CA"
          $0.consent = ["mail": nil]
          $0.events = ["closure": .day(Day(number: 1))]
          $0.on = .day(Day(number: 20_000))
        }
      }
    }
  }

  private func ask(_ ruleset: Ruleset) {
    for question in questions { _ = ruleset.decide(question) }
    for name in ["sales", "personal-data", "lone"] {
      var question = RetentionQuestion(record: name, on: .day(Day(number: 21_000)))
      question.created = .day(Day(number: 20_000))
      question.events = ["closure": .day(Day(number: 20_100))]
      _ = ruleset.retain(question)
    }
    _ = ruleset.deadline(DeadlineQuestion(request: "access", received: .day(Day(number: 20_000))))
    _ = ruleset.content
  }
}

/// Numbers by chance that can be had again.
private struct Shuffle {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}

/// What docs/bundle.md says of the sections is what the format has.
@Suite struct FlatDocumentTests {
  @Test func theSectionsAreTheOnesOfTheDocument() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/bundle.md")
    let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    let rows = text.matches(of: /\| ([0-9]+) \| `([A-Za-z]+)` \| ([0-9]+) \|/).map {
      "\($0.1) \($0.2) \($0.3)"
    }
    #expect(rows == FlatSection.allCases.map { "\($0.rawValue) \($0) \($0.stride)" })
    #expect(text.contains("the number of sections, \(FlatSection.allCases.count)"))
    #expect(text.contains("(\(FlatSection.allCases.count) lines of"))
  }
}
