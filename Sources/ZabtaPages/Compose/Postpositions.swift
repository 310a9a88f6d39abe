import ZabtaModel

/// Urdu's postpositions, before which a noun stands in its oblique form.
enum Postpositions {
  private static let all: [[UInt8]] = ["کے", "کو", "سے", "میں", "کا", "کی", "پر", "تک", "نے"]
    .map { Array($0.utf8) }

  /// The first words that will be printed by what follows; nil where it prints nothing.
  static func opening(of inlines: ArraySlice<ResolvedInline>, printer: SlotPrinter) -> String? {
    for inline in inlines {
      switch inline {
      case .text(let text):
        if text.utf8.contains(where: { $0 != 0x20 }) { return text }
      case .emphasis(let inner), .strong(let inner), .address(let inner, _),
        .bound(let inner, _, _):
        if let text = opening(of: inner[...], printer: printer) { return text }
      case .slot(let slot, _):
        let text = printer.inlines(slot, SlotPrinter.Form()).plainText
        if !text.isEmpty { return text }
      }
    }
    return nil
  }

  /// True of a text whose first word is a postposition; closing quotes and brackets are passed.
  static func begins(_ text: String) -> Bool {
    let rest = text.unicodeScalars.drop { " \"'”’»)]".unicodeScalars.contains($0) }
    let word = Array(
      String(
        rest.prefix {
          $0.properties.isAlphabetic || $0.properties.generalCategory == .nonspacingMark
        }
      ).utf8)
    return all.contains(word)
  }
}
