package import ZabtaSyntax

/// The frame of a page: a well-formed XML file with named slots.
///
/// `<slot name="body"/>` takes words or blocks; `{lang}` in an attribute takes words. Everything
/// else is written as it stands.
package struct Template: Sendable {
  /// What a template is made of.
  indirect enum Node: Sendable {
    case element(String, [Attribute], [Node])
    case text(String)
    case slot(String, SourceRange)
  }

  struct Attribute: Sendable {
    enum Piece: Sendable {
      case text(String)
      case slot(String, SourceRange)
    }

    var name: String
    var pieces: [Piece]
  }

  /// The style sheet that the slot `style` prints.
  package var style = ""
  /// The feed of the page's policy, for programs that look for one in the head.
  var feed: (address: String, title: String)?
  var root: [Node]
  /// Where a message about the whole template points.
  var start: SourceRange

  /// Reads a template.
  ///
  /// It is nil where a diagnostic is an error; `slots` are the names that its page fills, each of
  /// which the template has to place.
  package static func parse(
    _ text: SourceText, file: Int, slots: Set<String>
  ) -> (Template?, [Diagnostic]) {
    var parser = TemplateParser(text: text, file: file, slots: slots)
    return parser.parse()
  }
}

/// What fills a slot.
package enum SlotContent: Sendable, Hashable {
  case text(String)
  case inlines([PageInline])
  case blocks([PageBlock])
}

/// A slot that a template has and a page does not fill.
package struct UnfilledSlot: Error, Sendable, Hashable {
  package var name: String
  package var range: SourceRange

  /// The same as a message.
  package var diagnostic: Diagnostic {
    Diagnostic(
      "template-slot-unfilled", .error, "nothing fills the slot \"\(name)\" of this template",
      at: Diagnostic.Mark(range))
  }
}
