import Testing

@testable import ZabtaRuntime

/// The flat form that is written of content.
@Suite struct FlatWriterTests {
  private func write(_ content: BundleContent) throws -> [UInt8] {
    try FlatWriter.write(content, try Vocabulary(content)).copy()
  }

  private var content: BundleContent {
    Shop.content([
      permit(
        .share, data("contact", except: ["phone"]), .among(.recipient, ["courier"]),
        obligations: ["contract"]),
      forbid(.share, data("secret"), .consent(["mail"], negated: true)),
      duty(
        .keep, data("sales"), origin: .floor,
        period: Period(ends: [[Period.End(span: Span(7, .year))]])),
      duty(
        .resolve, Object(kind: .request, names: ["access"]),
        deadline: Deadline(.within(Span(30, .day)), since: ["access-request"])),
    ])
  }

  @Test func sameContentGivesTheSameBytes() throws {
    let first = try write(content)
    #expect(try write(content) == first)
    var other = content
    other.edition += 1
    #expect(try write(other) != first)
  }

  @Test func sectionsFollowEachOtherWithoutGaps() throws {
    let bytes = try write(content)
    #expect(Array(bytes.prefix(8)) == FlatFormat.magic)
    bytes.withUnsafeBytes { bytes in
      func number(_ offset: Int) -> Int {
        Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      #expect(number(16) == bytes.count)
      var end = FlatFormat.tableEnd
      for (index, section) in FlatSection.allCases.enumerated() {
        let line = FlatFormat.headerSize + index * FlatFormat.lineSize
        #expect(number(line) == Int(section.rawValue))
        #expect(number(line + 4) == section.stride)
        #expect(number(line + 8) == (end + 7) & ~7)
        end = number(line + 8) + number(line + 12) * section.stride
      }
      #expect((end + 7) & ~7 == bytes.count)
    }
  }

  @Test func namesAreFound() throws {
    let content = content
    let vocabulary = try Vocabulary(content)
    let memory = try FlatWriter.write(content, vocabulary)
    defer { withExtendedLifetime(memory) {} }
    let view = FlatView(checked: try #require(memory.bytes.baseAddress))
    for kind in Kind.allCases {
      let table = vocabulary.table(kind)
      for name in table.names {
        let number = try #require(view.number(UInt32(kind.ordinal), name))
        let word = view.word(number)
        #expect(view.string(word.name) == name)
        #expect(word.kind == kind.ordinal)
        let set = table.atoms(of: name)
        #expect((word.atom == FlatFormat.none) == ((set?.count ?? 0) > 1))
        if word.atom != FlatFormat.none { #expect(set == BitSet([Int(word.atom)])) }
      }
      #expect(view.number(UInt32(kind.ordinal), "no such word") == nil)
    }
    for action in Action.allCases {
      #expect(view.number(NameList.action, action.rawValue) == action.ordinal)
    }
    #expect(view.number(NameList.event, "access-request") != nil)
    #expect(view.number(NameList.circumstance, "encryption") != nil)
  }

  @Test func candidatesAreTheNormsAboutAnAtom() throws {
    let content = content
    let vocabulary = try Vocabulary(content)
    let memory = try FlatWriter.write(content, vocabulary)
    defer { withExtendedLifetime(memory) {} }
    let view = FlatView(checked: try #require(memory.bytes.baseAddress))
    let base = view.actionBases.base(Action.share.ordinal)
    func norms(_ name: String, permits: Bool) throws -> [UInt32] {
      let atom = try #require(vocabulary.table(.data).atoms(of: name)?.members.first)
      let start = base + atom * 2 + (permits ? 1 : 0)
      return (view.candidateStarts[start]..<view.candidateStarts[start + 1]).map {
        view.candidates[Int($0) * 4 + 3] & ~Filter.exact
      }
    }
    #expect(try norms("email", permits: true) == [0])
    #expect(try norms("phone", permits: true) == [])
    #expect(try norms("secret", permits: false) == [1])
    #expect(view.actionBases.total + 1 == view.count(.candidateStarts))
  }
}
