import ZabtaSyntax

/// A slot that prints a list or a table, with words beside it.
///
/// `{list of data}` and `{table of cookies}` print blocks, which cannot stand inside a sentence or a
/// bullet. They want a paragraph of their own.
enum CrowdedListCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for clause in context.clauses {
      for passage in clause.passages {
        // Read from the resolved text, since a stray full stop beside the slot counts as well.
        guard !standsAlone(passage.block) else { continue }
        passage.block.inlines.visit { inline in
          guard case .slot(let slot, let range) = inline, let kind = slot.printsBlock else {
            return
          }
          diagnostics.append(crowded(context.text(range), kind, range, clause))
        }
      }
    }
    return diagnostics
  }

  private static func standsAlone(_ block: ResolvedBlock) -> Bool {
    guard block.shape == .paragraph else { return false }
    var slots = 0
    for inline in block.inlines {
      switch inline {
      case .text(let text):
        guard text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) else { return false }
      case .slot: slots += 1
      default: return false
      }
    }
    return slots == 1
  }

  private static func crowded(
    _ slot: String, _ kind: String, _ range: SourceRange, _ clause: ProseClause
  ) -> Diagnostic {
    Diagnostic(
      "list-inside-sentence", .warning, "\(slot) prints a \(kind), and words stand beside it",
      at: .init(range), fixes: [.init("give it a paragraph of its own, with nothing else in it")],
      context: clause.name)
  }
}

extension Slot {
  /// "list" or "table" where the slot prints one.
  fileprivate var printsBlock: String? {
    switch self {
    case .value(_, _, _, true), .parts(_, true), .word(_, true): "list"
    case .table: "table"
    default: nil
    }
  }
}
