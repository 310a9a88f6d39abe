extension [ResolvedInline] {
  /// Calls the closure with every inline, those within emphasis and links as well, in order.
  func visit(_ body: (ResolvedInline) -> Void) {
    for inline in self {
      body(inline)
      switch inline {
      case .emphasis(let parts), .strong(let parts), .address(let parts, _),
        .bound(let parts, _, _):
        parts.visit(body)
      case .text, .slot:
        break
      }
    }
  }
}
