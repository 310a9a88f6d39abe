import Testing
import ZabtaChanges
import ZabtaRuntime

/// What stands elsewhere, is renamed or comes from a rule.
@Suite struct MoveTests {
  private func diff(
    _ edit: (inout EditionSnapshot) -> Void
  ) -> (old: EditionSnapshot, new: EditionSnapshot, changes: EditionChanges) {
    let old = sampleEdition()
    var new = old
    edit(&new)
    return (old, new, Differ.compare(old: old, new: new))
  }

  private func move(
    _ clause: Int, of section: Int, to other: Int, in edition: inout EditionSnapshot
  ) {
    let moved = edition.sections[section].clauses.remove(at: clause)
    edition.sections[other].clauses.append(moved)
  }

  @Test func aMovedClauseIsNoDeletion() throws {
    let (old, new, changes) = diff { move(0, of: 1, to: 4, in: &$0) }
    let arrival = try #require(changes.redlines.first { $0.move?.side == .arrival })
    let departure = try #require(changes.redlines.first { $0.isDeparture })
    #expect(changes.redlines.count == 2)
    #expect(arrival.clause == "couriers" && departure.clause == "couriers")
    #expect(arrival.redline.isUnchanged && arrival.isOnlyMoved)
    #expect(arrival.move?.fromHeading == "With whom we share")
    #expect(departure.move?.toHeading == "Where your data is")
    #expect(arrival.move?.number == departure.move?.number)
    #expect(departure.heading == "With whom we share")
    #expect(RedlineCheck.problems(old, new, changes) == [])
    let page = DiffOutput.render(changes, as: .html, title: "x")
    #expect(page.contains("href=\"#change-move-1-from\""))
    #expect(page.contains("id=\"change-move-1-from\""))
    #expect(page.contains("href=\"#change-move-1-to\""))
    #expect(page.contains("id=\"change-move-1-to\""))
    #expect(page.contains("Moved here from: <a"))
    #expect(!page.contains("<del>We may share"))
  }

  @Test func movedAndEditedShowsBoth() throws {
    let (old, new, changes) = diff {
      move(0, of: 1, to: 4, in: &$0)
      $0.edit("couriers") {
        $0.printed = ["en": ["We may share name with couriers only for delivering your order."]]
      }
    }
    let arrival = try #require(changes.redlines.first { $0.move?.side == .arrival })
    #expect(
      arrival.redline.markdownLike
        == "We may share name with [-delivery companies-]{+couriers+} only for delivering your order."
    )
    let text = changes.textRedlines(colour: false).joined(separator: "\n")
    #expect(text.contains("  [Moved here from: With whom we share]"))
    #expect(text.contains("[-delivery companies-]{+couriers+}"))
    #expect(
      changes.markdownRedlines.contains("> Moved here from: *With whom we share*"))
    #expect(RedlineCheck.problems(old, new, changes) == [])
  }

  @Test func aMovedSectionTakesItsSubsectionsAlong() {
    let (_, _, changes) = diff { edition in
      edition.sections[4].level = 1
      var part = edition.sections[3]
      part.id = "part"
      part.heading = ["en": "A part"]
      part.level = 2
      part.clauses = [clause("parted", "", printed: "Words of a part that nobody changed.")]
      edition.sections.insert(part, at: 5)
    }
    #expect(changes.changes.allSatisfy { $0.class != .order })
    var old = sampleEdition()
    old.sections.insert(
      SectionSnapshot(id: "part", level: 2, heading: ["en": "A part"], clauses: []), at: 4)
    old.sections.append(SectionSnapshot(id: "end", heading: ["en": "The end"], clauses: []))
    var new = old
    let both = Array(new.sections[3...4])
    new.sections.removeSubrange(3...4)
    new.sections += both
    let moved = Differ.compare(old: old, new: new).redlines.filter { $0.language == "en" }
    #expect(moved.map(\.clause) == ["children", "children"])
    #expect(moved.map { $0.move?.subject } == [.section, .section])
  }

  @Test func manyRenamesWithoutFormerlyPair() {
    let old = many(300) { "old-\($0)" }
    let new = many(300) { "new-\($0)" }
    let changes = Differ.compare(old: old, new: new)
    #expect(changes.redlines.isEmpty, "\(changes.redlines.count)")
    #expect(changes.changes.isEmpty)
  }

  /// Clauses that differ in rare words only.
  private func many(_ count: Int, _ id: (Int) -> String) -> EditionSnapshot {
    EditionSnapshot(
      policy: "many", title: ["en": "Many"],
      sections: [
        SectionSnapshot(
          id: "all", heading: ["en": "All"],
          clauses: (0..<count).map {
            ClauseSnapshot(
              id: id($0),
              printed: [
                "en": ["We keep item\($0) and thing\($0) for as long as part\($0 % 7) lasts."]
              ])
          })
      ], content: BundleContent(policy: "many", publisher: "x"))
  }

  @Test func paragraphsMoveWithinAClauseAndBetweenClauses() throws {
    let paragraphs = (0..<6).map {
      "Paragraph number \($0) tells of the matter of item\($0) alone."
    }
    var old = sampleEdition()
    old.edit("transfers") { $0.printed = ["en": paragraphs] }
    var new = old
    new.edit("transfers") {
      $0.printed = ["en": [paragraphs[4]] + paragraphs[0..<3] + [paragraphs[5]]]
    }
    new.edit("children") { $0.printed["en", default: []].append(paragraphs[3] + " Really.") }
    let changes = Differ.compare(old: old, new: new)
    let arrivals = changes.redlines.flatMap(\.paragraphs).filter { $0.move?.side == .arrival }
    #expect(arrivals.count == 2)
    #expect(arrivals.contains { $0.redline.isUnchanged && $0.move?.from == "transfers" })
    #expect(
      arrivals.contains { $0.redline.markdownLike == "\(paragraphs[3].dropLast()).{+ Really.+}" })
    #expect(RedlineCheck.problems(old, new, changes) == [])
  }

  @Test func valuesOfRulesAreToldFromWording() throws {
    func values(_ text: String, _ value: String) -> [Range<Int>] {
      text.utf8.firstRange(of: Array(value.utf8)).map { range in
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        return [start..<start + value.utf8.count]
      } ?? []
    }
    let (a, b) = ("Records stay (for 7 years) here.", "Records remain (for 10 years) here.")
    let redline = Redline(
      old: a, new: b, oldValues: values(a, "for 7 years"), newValues: values(b, "for 10 years"))
    #expect(
      redline.markdownLike == "Records [-stay-]{+remain+} ([-for 7 years-]{+for 10 years+}) here.")
    #expect(redline.runs.filter(\.isValue).map(\.text) == ["for 7 years", "for 10 years"])
    #expect(redline.old == a && redline.new == b)

    var old = sampleEdition()
    old.edit("sales-records") {
      $0.values = ["en": [values("Transaction records: for 7 years.", "7 years")]]
    }
    var new = old
    new.edit("sales-records") {
      $0.printed = ["en": ["Transaction records: for 10 years."]]
      $0.values = ["en": [values("Transaction records: for 10 years.", "10 years")]]
    }
    let changes = Differ.compare(old: old, new: new)
    let page = DiffOutput.render(changes, as: .html, title: "x")
    #expect(
      page.contains("<del><span class=\"value\">7 years</span></del>"), "\(page)")
    #expect(page.contains("From the rules: 7 years → 10 years"))
    #expect(
      changes.textRedlines(colour: false) == [
        """
        How long we keep your data (sales-records):
          Transaction records: for [-7 years-]{+10 years+}.
          [From the rules: 7 years → 10 years]
        """
      ])
    #expect(
      String(decoding: changes.json.bytes, as: UTF8.self)
        .contains("{\"kind\":\"deleted\",\"text\":\"7 years\",\"value\":true}"))
  }
}
