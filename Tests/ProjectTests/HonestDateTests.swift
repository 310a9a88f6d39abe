import Testing
import ZabtaChanges
import ZabtaCompiler
import ZabtaPages
import ZabtaSyntax

/// What is a change and what is none: the page keeps its date exactly where nothing changed.
@Suite struct HonestDateTests {
  /// The published policies with edits, compiled with their ledgers.
  private func shop(_ edits: [Edit]) throws -> (project: Project, built: CompiledPolicy) {
    let project = try Edited(edits).project
    let compilation = Compiler.compile(project)
    let built = try #require(
      compilation.policies.first { $0.id == "buy-inverter.privacy" },
      "\(compilation.diagnostics.filter { $0.severity == .error }.map(\.summary))")
    return (project, built)
  }

  private func release(_ project: Project) -> Releasing.Outcome {
    Releasing.release(
      Releasing.Wish(
        policy: "buy-inverter.privacy", date: "2027-01-01", effective: nil, note: nil,
        approvedBy: nil), in: project)
  }

  static let nothing: [(String, Edit)] = [
    ("a remark", Edit("\n\nSection about:", "\n\nNote: Ask counsel about this.\n\nSection about:")),
    ("a check", Edit("We may not share email with advertising-partner.\n", "")),
    (
      "a word that nothing uses",
      Edit(
        in: "vocabulary.zabta", "Person customer:",
        "Person bystander: bystanders\nUrdu: راہ گیر\nPerson customer:")
    ),
    ("the layout", Edit("You trust us with your name,", "You trust us with\nyour name,")),
    ("space", Edit("\n\nSection about:", "\n\n\n\nSection about:")),
    ("a standard's word", Edit(in: "vocabulary.zabta", "Same as: dpv:Customer\n", "")),
  ]

  @Test(arguments: nothing) func thisIsNoChange(_ what: String, _ edit: Edit) throws {
    let (project, built) = try shop([edit])
    #expect(!built.needsRelease, "\(what)")
    #expect(ReleaseNeeded.messages(built).isEmpty)
    guard case .refuse(let refusals) = release(project) else {
      Issue.record("\(what) was released")
      return
    }
    #expect(refusals.map(\.id) == ["release-unchanged"])
  }

  static let something: [(String, Edit)] = [
    (
      "Urdu only: children",
      Edit(
        "Section children: Children\nUrdu: بچے\n",
        "Section children: Children\nUrdu: بچوں کی رازداری\n")
    ),
    ("wording: about", Edit("You trust us with your name,", "You give us your name,")),
    (
      "rule change, less protection, material: sales-records",
      Edit("transaction-records for 7 years", "transaction-records for 10 years")
    ),
    ("rule change", Edit("0318-8005200", "0318-8005201")),
  ]

  @Test(arguments: something) func thisIsAChange(_ what: String, _ edit: Edit) throws {
    let (project, built) = try shop([edit])
    #expect(built.needsRelease)
    let messages = ReleaseNeeded.messages(built)
    #expect(messages.contains { $0.summary.contains(": \(what)") }, "\(messages.map(\.summary))")
    #expect(messages.allSatisfy { $0.id == "release-needed" && $0.severity == .error })
    let pages = built.files.filter { $0.path == "index.html" || $0.path == "ur/index.html" }
    for page in pages {
      let text = String(decoding: page.bytes, as: UTF8.self)
      let stamp = try #require(
        text.split(separator: "\n").first { $0.contains("class=\"stamp") }, "\(page.path)")
      #expect(stamp.contains("مسودہ") && !stamp.contains("<time"), "\(stamp)")
    }
    guard case .record(let recording) = release(project) else {
      Issue.record("\(what) was not released")
      return
    }
    #expect(recording.entry.edition == 2)
    #expect(recording.entry.classes == recording.changes?.recordedClasses)
    #expect(!recording.entry.classes.isEmpty)
  }

  /// A link is printed as words; where it leads is content all the same.
  @Test func aLinkThatLeadsElsewhereIsAChange() throws {
    let link = Edit(
      "You trust us with your name,", "You [trust](https://example.org/a) us with your name,")
    let before = try shop([link])
    guard case .record(let recording) = release(before.project) else {
      Issue.record("not released")
      return
    }
    var project = before.project
    project.ledgers[recording.ledger.path] = recording.ledger.bytes
    for index in project.sources.indices
    where project.sources[index].path == recording.source.path {
      let text = String(decoding: recording.source.bytes, as: UTF8.self)
      project.sources[index] = SourceText(
        path: recording.source.path,
        text: text.replacing("example.org/a", with: "example.org/b"))
    }
    let compilation = Compiler.compile(project)
    let built = try #require(compilation.policies.first { $0.id == "buy-inverter.privacy" })
    #expect(built.ledger.entries.count == 2)
    #expect(built.needsRelease)
    #expect(
      ReleaseNeeded.messages(built).map(\.summary) == [
        "not released since edition 2 (2027-01-01): wording: about"
      ])
  }
}
