/// Two texts side by side, a row a paragraph.
package struct PageComparison: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
      /// A paragraph of each; no words where one has none.
      case pair([PageInline], [PageInline])
      /// Words about the rows around it, across both columns.
      case note([PageInline])
    }

    package var content: Content
    /// The anchor.
    package var id: String?
    /// A hook for the theme.
    package var style: String?

    package init(_ content: Content, id: String? = nil, style: String? = nil) {
      self.content = content
      self.id = id
      self.style = style
    }
  }

  package var caption: [PageInline]
  /// The headers of the columns.
  package var before: [PageInline]
  package var after: [PageInline]
  package var rows: [Row]

  package init(
    caption: [PageInline], before: [PageInline], after: [PageInline], rows: [Row]
  ) {
    self.caption = caption
    self.before = before
    self.after = after
    self.rows = rows
  }
}

/// One thing seen in several ways, with a switch between them that needs no script.
package struct PageViews: Sendable, Hashable {
  package struct View: Sendable, Hashable {
    /// The id of its switch; unique on the page.
    package var id: String
    package var label: String
    package var blocks: [PageBlock]

    package init(id: String, label: String, blocks: [PageBlock]) {
      self.id = id
      self.label = label
      self.blocks = blocks
    }
  }

  /// What is chosen, for those who hear the page: "How the texts are shown".
  package var name: String
  package var views: [View]

  package init(name: String, views: [View]) {
    self.name = name
    self.views = views
  }
}
