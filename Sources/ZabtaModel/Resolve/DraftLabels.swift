import ZabtaSyntax

extension Block.Shape {
  /// Steps may be numbered otherwise in another language.
  func isLike(_ other: Block.Shape) -> Bool {
    switch (self, other) {
    case (.paragraph, .paragraph), (.bullet, .bullet), (.step, .step): true
    default: false
    }
  }

  var word: String {
    switch self {
    case .paragraph: "paragraph"
    case .bullet: "bullet"
    case .step: "step"
    }
  }
}

extension TextDraft {
  init(_ label: Label) {
    self.init(text: label.text, range: label.bodyRange)
  }
}

extension Label {
  /// The text after the colon; prose is read as its words.
  var text: String {
    switch body {
    case .text(let text): text
    case .prose(let blocks): blocks.map { $0.inlines.plainText }.joined(separator: " ")
    case .names(let names): names.map(\.text).joined(separator: ", ")
    case .sentences: ""
    }
  }

  var names: [Name] {
    if case .names(let names) = body { names } else { [] }
  }

  var sentences: [SentenceTree] {
    if case .sentences(let sentences) = body { sentences } else { [] }
  }

  /// The items of a text that commas part.
  func list(_ file: Int) -> [Name] {
    text.split(separator: ",").map { item in
      Name(String(item.drop { $0 == " " }), bodyRange)
    }
  }
}

extension [Inline] {
  /// The words without marks; slots as they are written in no language.
  var plainText: String {
    map { inline in
      switch inline {
      case .text(let text, _): text
      case .emphasis(let inner, _), .strong(let inner, _), .link(let inner, _, _): inner.plainText
      case .slot: ""
      }
    }.joined()
  }
}
