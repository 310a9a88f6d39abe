@testable import ZabtaRuntime

/// A flat bundle in which every section has something, and how to damage it.
struct FlatSample {
  var bytes: [UInt8]

  init(_ content: BundleContent = FlatSample.content) throws {
    bytes = try FlatBundle.write(content, digest: Array(repeating: 7, count: 32))
  }

  /// Where a number of a record stands.
  func place(_ section: FlatSection, _ record: Int = 0, _ field: Int = 0) -> Int {
    number(128 + Int(section.rawValue - 1) * 16 + 8) + record * section.stride + field * 4
  }

  /// How many records a section has.
  func count(_ section: FlatSection) -> Int {
    number(128 + Int(section.rawValue - 1) * 16 + 12)
  }

  func number(_ place: Int) -> Int {
    Int(bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) })
  }

  mutating func put(_ number: Int, at place: Int) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { number in
      for index in 0..<4 { bytes[place + index] = number[index] }
    }
  }

  /// What is said of the bytes; nil where they are opened.
  var refusal: String? {
    let memory = FlatMemory(bytes)
    defer { withExtendedLifetime(memory) {} }
    do throws(RulesetError) {
      _ = try FlatCheck.check(memory.bytes)
      return nil
    } catch {
      return error.description
    }
  }

  static let content: BundleContent = {
    let period = Period(ends: [
      [.init(span: Span(7, .year)), .init(since: ["closure"])],
      [.init(span: Span(30, .day), since: ["closure", "access-request"])],
    ])
    let access = Object(kind: .request, names: ["access"])
    let norms = [
      Norm(
        effect: .permit, actor: .we, action: .share, object: data("contact", except: ["phone"]),
        when: [
          Condition(.among(.recipient, ["courier"])),
          Condition(.among(.purpose, ["delivery"], whenUnstated: true)),
          Condition(.notAmong(.region, ["EU", "US-CA"], whenUnstated: false)),
          Condition(anyOf: [.consent(["mail"]), .circumstance("hold", negated: true)]),
        ], obligations: ["contract"], measures: ["encryption"], channels: ["link"], clause: "one"),
      Norm(
        effect: .forbid, actor: .anybodyBut(.role, ["support"]), action: .view,
        object: Object(kind: .data, names: ["email"], isComplement: true),
        when: [
          Condition(.notAmong(.form, ["anonymised"])), Condition(.consent([], negated: true)),
          Condition(.ageUnder(18)), Condition(.happened(["closure"], after: Span(2, .week))),
          Condition(.over(period, negated: true)),
        ], origin: .only, clause: "one", sentence: 1),
      Norm(
        effect: .duty, actor: .we, action: .keep, object: data("sales"), origin: .floor,
        period: period, grounds: [], afterwards: [.delete, .archive], vague: ["vague-need"],
        clause: "two"),
      Norm(
        effect: .permit, actor: .we, action: .store, object: data("sales"), origin: .keep,
        period: Period(ends: []), clause: "two"),
      Norm(
        effect: .duty, actor: .we, action: .resolve, object: access, origin: .right,
        deadline: Deadline(.within(Span(72, .hour)), isTypical: true, since: ["access"]),
        clause: "three"),
      Norm(
        effect: .permit, actor: .people, action: .request, object: access,
        deadline: Deadline(.promptly), clause: "three"),
      Norm(
        effect: .duty, actor: .named(.role, ["support"]), action: .announce,
        object: Object(kind: .event, names: ["breach"]), notice: Span(6, .month), clause: "four"),
    ]
    var content = Shop.content(norms)
    content.date = "2026-03"
    content.effective = Day(number: 20_500)
    content.words[0].labels = ["en": "a label", "ur": "ایک نام"]
    content.clauses[0].heading = ["en": "Sharing", "ur": "فراہمی"]
    content.clauses[0].text = ["en": "We share."]
    content.clauses[0].rules = [["en": "We may share email."], ["en": "We never sell email."]]
    return content
  }()
}
