import ZabtaModel

/// A clause → what it prints, in one language, before it meets its neighbours.
struct ClauseComposer {
  let prose: ProseComposer
  let language: Language

  /// A piece of a clause with the language it is in.
  struct Piece {
    var block: ComposedBlock
    /// Where it is not the page's.
    var language: Language?
    /// True of rules that are their own prose.
    var isRule = false
  }

  init(policy: Policy, language: Language, index: PolicyIndex) {
    self.language = language
    prose = ProseComposer(policy: policy, language: language, index: index)
    fallback =
      language == .english
      ? nil : ProseComposer(policy: policy, language: .english, index: index)
  }

  /// Writes the blocks that have no translation.
  private let fallback: ProseComposer?

  func pieces(_ clause: PolicyClause) -> [Piece] {
    guard !clause.prose.isEmpty else {
      guard !clause.rules.isEmpty else { return [] }
      let sentences = clause.rules.map(prose.printer.pack.sentence).joined(separator: " ")
      return [Piece(block: .other(.paragraph([.text(sentences)])), isRule: true)]
    }
    return clause.prose.flatMap { block in
      if language == .english { return prose.blocks(block.english).map { Piece(block: $0) } }
      if let translation = block.translations[language.rawValue] {
        return prose.blocks(translation).map { Piece(block: $0) }
      }
      let composed = (fallback ?? prose).blocks(block.english)
      // A block that is only a list or a table is the same rules in any language.
      if composed.allSatisfy(\.isListOrTable) {
        return prose.blocks(block.english).map { Piece(block: $0) }
      }
      return composed.map { Piece(block: $0, language: .english) }
    }
  }
}

extension ComposedBlock {
  /// True of what comes whole from the rules.
  fileprivate var isListOrTable: Bool {
    switch self {
    case .other(.list), .other(.table): true
    default: false
    }
  }
}
