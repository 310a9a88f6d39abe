import Synchronization

/// What a ruleset and its copies share: the memory, and what is made of it for tools.
final class RulesetMemory: Sendable {
  let memory: FlatMemory
  /// The memory as records; never changes, and lives as long as this.
  nonisolated(unsafe) let view: UnsafeMutablePointer<FlatView>
  /// Tells this ruleset from every other of the process.
  let stamp: UInt64
  let layout: Layout
  /// The citations, where the content was at hand; else each is made when it is told.
  let reasons: [Decision.Reason]?

  private struct Tools: Sendable {
    var content: BundleContent?
    var vocabulary: Vocabulary?
  }

  private let tools: Mutex<Tools>
  private let read: @Sendable (FlatView) -> BundleContent
  private static let stamps = Atomic<UInt64>(0)

  /// Takes memory that was written of this content.
  convenience init(
    _ memory: FlatMemory, _ view: FlatView, _ content: BundleContent, _ vocabulary: Vocabulary
  ) {
    let reasons = (0..<view.reasonCount).map { index in
      let reason = view.reason(index)
      return Decision.Reason(
        clause: content.clauses[reason.clause].id, effect: reason.isPermit ? .permit : .forbid,
        sentence: reason.sentence)
    }
    self.init(
      memory, view, Tools(content: content, vocabulary: vocabulary), reasons, { _ in content })
  }

  /// Takes memory that has been checked, and what reads the content back.
  convenience init(
    _ memory: FlatMemory, _ view: FlatView, _ read: @escaping @Sendable (FlatView) -> BundleContent
  ) {
    self.init(memory, view, Tools(), nil, read)
  }

  private init(
    _ memory: FlatMemory, _ view: FlatView, _ tools: Tools, _ reasons: [Decision.Reason]?,
    _ read: @escaping @Sendable (FlatView) -> BundleContent
  ) {
    self.memory = memory
    self.reasons = reasons
    self.read = read
    self.view = .allocate(capacity: 1)
    self.view.initialize(to: view)
    layout = Layout(view.slots)
    stamp = RulesetMemory.stamps.wrappingAdd(1, ordering: .relaxed).newValue
    self.tools = Mutex(tools)
  }

  deinit {
    view.deinitialize(count: 1)
    view.deallocate()
  }

  /// The content; made once, where it was not at hand.
  var content: BundleContent {
    tools.withLock { content(&$0) }
  }

  /// The words as sets; made once, where they were not at hand.
  var vocabulary: Vocabulary {
    tools.withLock { tools in
      if let vocabulary = tools.vocabulary { return vocabulary }
      let content = content(&tools)
      // Checked memory has no circle among its words, so the content has none.
      let vocabulary = (try? Vocabulary(content)) ?? Vocabulary.empty
      tools.vocabulary = vocabulary
      return vocabulary
    }
  }

  private func content(_ tools: inout Tools) -> BundleContent {
    if let content = tools.content { return content }
    let content = read(view.pointee)
    tools.content = content
    return content
  }
}
