import Foundation
import Testing
import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaRuntime
import ZabtaSyntax

/// Comparisons of sides that are told in different ways.
@Suite struct DiffingTests {
  /// Two bundles tell the same changes of the rules as the two projects that they come from.
  @Test(arguments: [
    [Edit("keep transaction-records for 7 years", "keep transaction-records for 10 years")],
    EditTests.newRecipient, EditTests.askFirst,
  ])
  func bundlesTellTheSameChangesAsProjects(_ edits: [Edit]) throws {
    let edited = try Edited(edits)
    let policies = [try Edited([]).shop(), try edited.shop()]
    let bundles = try policies.map { policy in
      Diffing.Side.bundles([try BundleJSON.read(BundleJSON.write(policy.content))], name: "bundle")
    }
    let projects =
      [Diffing.Side.project(try Edited([]).project, name: "old")] + [
        .project(edited.project, name: "new")
      ]
    // The other policy shares the vocabulary, and now knows its new words.
    let shop = "buy-inverter.privacy"
    let wanted = try changes(projects[0], projects[1], in: Project(), only: shop)
    #expect(wanted.contains { $0.subject == .rule })
    for (old, new) in [
      (bundles[0], bundles[1]), (projects[0], bundles[1]), (bundles[0], projects[1]),
    ] {
      let found = try changes(old, new, in: Project())
      #expect(facts(found) == facts(wanted))
    }
    #expect(try changes(bundles[1], projects[1], in: Project()).isEmpty)
  }

  /// What is said of the rules; where a value shows elsewhere is told of pages alone.
  private func facts(_ changes: [Change]) -> [[String]] {
    changes.filter { $0.subject == .rule || $0.subject == .word }.map { change in
      [change.class.rawValue, change.summary] + change.clauses + change.was
        + change.now.map(\.new)
    }
  }

  /// An edition that a later tool cannot read any more is compared by what was published of it.
  @Test func anEditionWhoseSourcesCannotBeRead() throws {
    var project = try twoEditions()
    let path = "policies/example.privacy.ledger.jsonl"
    let wanted = try changes(.edition(1), .edition(2), in: project)
    #expect(wanted.contains { $0.summary == "We keep some of your data longer." })

    var ledger = Ledger.parse(project.ledgers[path] ?? [], policy: "example.privacy").ledger.entries
    try #require(ledger.count == 2)
    ledger[0].sources = [
      LedgerEntry.KeptFile(path: "policies/policy.zabta", text: "Policy of an older kind")
    ]
    ledger[0].digest = ledger[0].computedDigest
    ledger[1].previous = ledger[0].digest
    ledger[1].digest = ledger[1].computedDigest
    project.ledgers[path] = ledger.flatMap { $0.line() + [UInt8(ascii: "\n")] }
    guard
      case .changes(let policies, let notes) = Diffing.compare(
        .edition(1), .edition(2), in: project, only: nil)
    else {
      Issue.record("not compared")
      return
    }
    #expect(facts(policies.flatMap(\.changes.changes)) == facts(wanted))
    // Neither title nor contacts are taken for new.
    #expect(policies.flatMap(\.changes.changes).allSatisfy { $0.subject != .fact })
    #expect(policies.flatMap(\.changes.redlines).allSatisfy { $0.clause != "title" })
    #expect(notes.contains { $0.contains("is compared by rule bundles") })

    ledger[0].published = []
    ledger[0].digest = ledger[0].computedDigest
    ledger[1].previous = ledger[0].digest
    ledger[1].digest = ledger[1].computedDigest
    project.ledgers[path] = ledger.flatMap { $0.line() + [UInt8(ascii: "\n")] }
    guard
      case .refuse(let reason) = Diffing.compare(.edition(1), .edition(2), in: project, only: nil)
    else {
      Issue.record("compared with nothing")
      return
    }
    #expect(reason.contains("edition 1 of example.privacy can be rebuilt neither"))

    // And the set of bundles would lack that edition, so there is none, and an error says so.
    let compilation = Compiler.compile(project)
    #expect(
      compilation.diagnostics.contains {
        $0.severity == .error
          && $0.summary
            == "the ledger keeps no rule bundle of edition 1 that this tool can read"
      })
  }

  private func changes(
    _ old: Diffing.Side, _ new: Diffing.Side, in project: Project, only policy: String? = nil
  ) throws -> [Change] {
    switch Diffing.compare(old, new, in: project, only: policy) {
    case .changes(let policies, _): return policies.flatMap(\.changes.changes)
    case .errors(let diagnostics, _, let name):
      Issue.record("\(name): \(diagnostics.map(\.summary))")
    case .refuse(let reason): Issue.record("\(reason)")
    }
    return []
  }

  /// The project of `zabta new`, released twice.
  private func twoEditions() throws -> Project {
    var project = Project()
    for file in Starter.policies {
      project.sources.append(SourceText(path: "policies/\(file.path)", bytes: file.bytes))
    }
    for (date, edit) in [("2026-03", "for 3 years"), ("2026-06-14", "for 5 years")] {
      for index in project.sources.indices {
        let source = project.sources[index]
        let text = source.string(0, source.bytes.count)
        project.sources[index] = SourceText(
          path: source.path, text: text.replacing("for 3 years", with: edit))
      }
      let wish = Releasing.Wish(
        policy: "example.privacy", date: date, effective: nil, note: nil, approvedBy: nil)
      guard case .record(let recording) = Releasing.release(wish, in: project) else {
        Issue.record("not released")
        return project
      }
      for file in [recording.ledger, recording.source] {
        if file.path.hasSuffix(Project.ledgerSuffix) {
          project.ledgers[file.path] = file.bytes
        } else if let index = project.sources.firstIndex(where: { $0.path == file.path }) {
          project.sources[index] = SourceText(path: file.path, bytes: file.bytes)
        }
      }
    }
    return project
  }
}
