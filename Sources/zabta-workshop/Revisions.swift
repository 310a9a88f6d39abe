import ArgumentParser
import FoundationEssentials
import ZabtaChanges
import ZabtaCompiler

/// Compares pairs of texts and puts both sides together again from the redlines.
struct Revisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare NAME.old.md with NAME.new.md for every such pair of a folder.",
    discussion: "Names each pair of which a side cannot be put together again, and the slowest.")

  @Argument(help: "The folder with the pairs.")
  var folder: String

  func run() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".old.md") }.map { String($0.dropLast(7)) }
    var wrong = 0
    var moves = 0
    var times: [(time: Duration, name: String)] = []
    for name in names {
      let old = try read("\(name).old.md")
      let new = try read("\(name).new.md")
      let clock = ContinuousClock()
      var found: (EditionSnapshot, EditionSnapshot, EditionChanges)?
      let time = try clock.measure {
        let before = try PlainTextEdition.read(old, named: name, as: .markdown)
        let after = try PlainTextEdition.read(new, named: name, as: .markdown)
        found = (before, after, Differ.compare(old: before, new: after))
      }
      times.append((time, name))
      guard let (before, after, changes) = found else { continue }
      moves += changes.redlines.count { $0.move?.side == .arrival }
      moves += changes.redlines.flatMap(\.paragraphs).count { $0.move?.side == .arrival }
      for problem in RedlineCheck.problems(before, after, changes) {
        wrong += 1
        print("\(name): \(problem)")
      }
      for format in DiffOutput.Format.allCases {
        _ = DiffOutput.render(changes, as: format, title: name)
      }
    }
    times.sort { $1.time < $0.time }
    print("\(names.count) pairs, \(moves) moves, \(wrong) wrong")
    for slow in times.prefix(5) { print("\(slow.time) \(slow.name)") }
    if wrong > 0 { throw ExitCode(1) }
  }

  private func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
  }
}
