import Testing
import ZabtaChanges
import ZabtaPages

/// Which lines of a page are marked as changed.
@Suite struct PageHighlightTests {
  @Test func aNumberIsMarkedAlone() throws {
    let marks = Highlights(old: sampleEdition(), new: longerKeeping())
    #expect(marks.lines["en"]?.keys.sorted() == ["Transaction records: for 10 years."])
    let ranges = try #require(marks.lines["en"]?.values.first)
    let line = Array("Transaction records: for 10 years.".utf8)
    #expect(ranges.map { String(decoding: line[$0], as: UTF8.self) } == ["10 years"])
    #expect(marks.lines["ur"]?.isEmpty == true)
  }

  @Test func whatMovedIsNotMarked() {
    let old = sampleEdition()
    var new = old
    new.sections.swapAt(0, 3)
    #expect(Highlights(old: old, new: new).isEmpty)
    #expect(Highlights(old: old, new: old).isEmpty)
  }

  @Test func newAndRewrittenLinesAreMarkedWhole() {
    let old = sampleEdition()
    var new = old
    new.edit("children") { $0.printed = ["en": ["Nobody under age may buy.", "A second line."]] }
    new.sections[3].heading["ur"] = "بچوں کی رازداری"
    let marks = Highlights(old: old, new: new)
    #expect(marks.lines["en"]?["Nobody under age may buy."] == [])
    #expect(marks.lines["en"]?["A second line."] == [])
    #expect(marks.lines["ur"]?.keys.sorted() == ["بچوں کی رازداری"])
  }

  /// What is equal to Unicode and not to the eye of a lawyer is a change.
  @Test func linesAreComparedByTheirBytes() {
    let old = sampleEdition()
    var new = old
    new.edit("children") { $0.printed = ["en": ["Caf\u{E9}"]] }
    var other = old
    other.edit("children") { $0.printed = ["en": ["Cafe\u{301}"]] }
    #expect(!Highlights(old: new, new: other).isEmpty)
  }

  @Test func manyLinesStayQuick() {
    let old = sampleEdition()
    var (one, two) = (old, old)
    one.edit("children") { $0.printed = ["en": (0..<3000).map { "Old line \($0)" }] }
    two.edit("children") { $0.printed = ["en": (0..<2999).map { "New words \($0) there" }] }
    #expect(Highlights(old: one, new: two).lines["en"]?.count == 2999)
  }
}
