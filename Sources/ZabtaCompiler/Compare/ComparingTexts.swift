import ZabtaChanges
import ZabtaSyntax

extension Diffing {
  /// A published text that never saw Zabta.
  package struct Text: Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    /// True of a file that is compared as a text, by the end of its name.
    package static func isText(_ name: String) -> Bool {
      form(name) != nil
    }

    private static func form(_ name: String) -> PlainTextEdition.Form? {
      guard let dot = name.lastIndex(of: ".") else { return nil }
      switch name[dot...].lowercased() {
      case ".md", ".markdown", ".mdown", ".mkd": return .markdown
      case ".txt", ".text": return .text
      default: return nil
      }
    }

    func edition(named policy: String) throws(PlainTextEdition.TooLarge) -> EditionSnapshot {
      try PlainTextEdition.read(bytes, named: policy, as: Text.form(name) ?? .text)
    }
  }

  /// Compares two texts; no rule of theirs is known.
  package static func compare(_ old: Text, _ new: Text) -> Outcome {
    do {
      let after = try new.edition(named: new.name)
      let changes = Differ.compare(old: try old.edition(named: new.name), new: after)
      let title = after.title.min { $0.key < $1.key }?.value ?? new.name
      return .changes(
        [PolicyChanges(policy: new.name, title: title, changes: changes)], notes: [])
    } catch {
      let name = new.bytes.count == error.bytes ? new.name : old.name
      return .refuse("\(name) cannot be compared: \(error)")
    }
  }

  /// The style sheet of a project's pages, or the tool's where it brings none.
  package static func style(of project: Project) -> String { Templates.style(of: project) }
}
