import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

/// Both sides of a comparison as files of text, which need no project around them.
struct DiffTexts {
  var old: Diffing.Text
  var new: Diffing.Text

  /// Nil where neither side is a text; a text and something else cannot be compared.
  init?(_ old: String, _ new: String) throws {
    let isText = [old, new].map { !$0.hasPrefix("git:") && Diffing.Text.isText($0) }
    guard isText.contains(true) else { return nil }
    guard isText[0], isText[1] else {
      let (text, other) = isText[0] ? (old, new) : (new, old)
      Console.message(
        "zabta: \(text) is a text, \(other) is none. A text (.md, .txt) can be compared with a text:"
          + " a text has no rules to compare.")
      throw ExitCode(2)
    }
    self.old = try DiffTexts.read(old)
    self.new = try DiffTexts.read(new)
  }

  private static func read(_ path: String) throws -> Diffing.Text {
    guard let bytes = try FileTree.read(path) else {
      Console.message("zabta: there is no file \(path)")
      throw ExitCode(2)
    }
    if let bad = GivenText.firstBadByte(bytes) {
      let byte = String(bad.byte, radix: 16, uppercase: true)
      Console.message(
        "zabta: \(path) is not UTF-8: line \(bad.line), byte \(bad.column) of the line is \(byte)"
          + " (hexadecimal). Save the text as UTF-8, in the editor that wrote it, and compare again."
      )
      throw ExitCode(2)
    }
    return Diffing.Text(name: path, bytes: bytes)
  }
}
