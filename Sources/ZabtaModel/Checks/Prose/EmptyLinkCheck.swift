import ZabtaSyntax

/// A link without words.
///
/// Nobody could see or press it, and a word that it binds would count as said without being said.
enum EmptyLinkCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for clause in context.clauses {
      for passage in clause.passages {
        passage.block.inlines.visit { inline in
          switch inline {
          case .bound(let words, _, let range) where !words.hasWords && !words.hasLink:
            diagnostics.append(empty(range, clause))
          case .address(let words, _) where !words.hasWords:
            diagnostics.append(empty(passage.block.range, clause))
          default:
            break
          }
        }
      }
    }
    return diagnostics
  }

  private static func empty(_ range: SourceRange, _ clause: ProseClause) -> Diagnostic {
    Diagnostic(
      "empty-link", .warning, "a link has no words", at: .init(range),
      fixes: [.init("write the words between the brackets: [your words](…)")],
      context: clause.name)
  }
}

extension [ResolvedInline] {
  /// True of a link that binds words of several kinds: it is one link within another.
  fileprivate var hasLink: Bool {
    contains { if case .bound = $0 { true } else { false } }
  }

  /// True where something would be printed.
  fileprivate var hasWords: Bool {
    contains { inline in
      switch inline {
      case .text(let text): !text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
      case .emphasis(let parts), .strong(let parts), .address(let parts, _),
        .bound(let parts, _, _):
        parts.hasWords
      case .slot: true
      }
    }
  }
}
