import Foundation
import Testing
import ZabtaChanges
import ZabtaCompiler
import ZabtaSyntax

/// A replacement in one of the published sources.
struct Edit: Sendable {
  var file: String
  var old: String
  var new: String

  /// In the shop's policy.
  init(_ old: String, _ new: String) {
    self.init(in: "buy-inverter.zabta", old, new)
  }

  init(in file: String, _ old: String, _ new: String) {
    self.file = file
    self.old = old
    self.new = new
  }
}

/// The published policies with edits made to their text, compiled as drafts.
struct Edited {
  var project: Project
  var compilation: Compilation

  init(_ edits: [Edit]) throws {
    project = try Repository.project()
    for edit in edits {
      let index = try #require(
        project.sources.firstIndex { $0.path == "policies/\(edit.file)" }, "\(edit.file)")
      let source = project.sources[index]
      let text = source.string(0, source.bytes.count)
      let place = try #require(text.range(of: edit.old), "\(edit.file) lacks: \(edit.old)")
      project.sources[index] = SourceText(
        path: source.path, text: text.replacingCharacters(in: place, with: edit.new))
    }
    compilation = Compiler.compile(project, withLedgers: false)
  }

  /// What the shop's policy became.
  func shop() throws -> CompiledPolicy {
    try #require(
      compilation.policies.first { $0.id == "buy-inverter.privacy" },
      "\(compilation.diagnostics.filter { $0.severity == .error }.map(\.summary))")
  }

  /// What changed in the shop's policy.
  func changes() throws -> EditionChanges {
    Differ.compare(old: try Edited([]).shop().snapshot, new: try shop().snapshot)
  }

  /// The text under a mark.
  func text(_ mark: Diagnostic.Mark) -> String {
    compilation.sources[mark.range.file].string(mark.range)
  }
}
