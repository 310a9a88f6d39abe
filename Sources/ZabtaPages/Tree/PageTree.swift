/// A page as nodes: what is printed, before it becomes HTML or Markdown.
///
/// Nothing here is markup. A node holds words as they are read; the writers escape them, mark the
/// change of language and keep foreign runs from turning round.
package struct PageBlock: Sendable, Hashable {
  package indirect enum Content: Sendable, Hashable {
    /// 1 is the title. `second` is the same heading in another language.
    case heading(Int, [PageInline], second: PageHeading?)
    case paragraph([PageInline])
    case list(PageList)
    case table(PageTable)
    case definitions([PageDefinition])
    /// A `<section>`.
    case section([PageBlock])
    /// A `<div>`, for an anchor, a language or a class over several blocks.
    case group([PageBlock])
    /// A `<nav>` with its name.
    case navigation(String, [PageBlock])
    /// Two texts side by side.
    case comparison(PageComparison)
    /// One thing seen in several ways, of which the reader chooses one.
    case views(PageViews)
  }

  package var content: Content
  /// The anchor.
  package var id: String?
  /// Earlier anchors that live on.
  package var anchors: [String]
  /// Where it differs from the language around it.
  package var language: Language?
  /// A hook for the theme.
  ///
  /// HTML only.
  package var style: String?
  /// True of what the edition before did not have so.
  ///
  /// HTML only.
  package var isChanged = false

  package init(
    _ content: Content, id: String? = nil, anchors: [String] = [], language: Language? = nil,
    style: String? = nil
  ) {
    self.content = content
    self.id = id
    self.anchors = anchors
    self.language = language
    self.style = style
  }
}

/// A heading in another language.
package struct PageHeading: Sendable, Hashable {
  package var language: Language
  package var words: [PageInline]

  package init(language: Language, words: [PageInline]) {
    self.language = language
    self.words = words
  }
}

package indirect enum PageInline: Sendable, Hashable {
  case text(String)
  case emphasis([PageInline])
  case strong([PageInline])
  /// A link. Addresses of other schemes than http, https, mailto and tel are printed as words.
  case link([PageInline], to: String)
  case language(Language, [PageInline])
  /// A run that reads from left to right wherever it stands: an address, a number, a code.
  case leftToRight(String)
  /// `<time datetime>`
  case time(String, [PageInline])
  /// The defining mention of a term.
  case definition([PageInline])
  case inserted([PageInline])
  case deleted([PageInline])
  /// Words that a rule gave; they read like any others.
  case value([PageInline])
  /// Words with a hook for the theme, in HTML only.
  case styled([PageInline], String)
  case lineBreak
}

package struct PageList: Sendable, Hashable {
  package struct Item: Sendable, Hashable {
    package var id: String?
    package var anchors: [String]
    package var language: Language?
    package var words: [PageInline]
    /// A list within the item: the subsections of a table of contents.
    package var nested: PageList?
    package var isChanged = false

    package init(
      _ words: [PageInline], id: String? = nil, anchors: [String] = [],
      language: Language? = nil, nested: PageList? = nil
    ) {
      self.words = words
      self.id = id
      self.anchors = anchors
      self.language = language
      self.nested = nested
    }
  }

  /// The number of the first step; nil for bullets.
  package var start: Int?
  package var items: [Item]

  package init(start: Int? = nil, items: [Item]) {
    self.start = start
    self.items = items
  }
}

package struct PageTable: Sendable, Hashable {
  package var caption: [PageInline]
  package var header: [[PageInline]]
  /// The first cell of each row is its header.
  package var rows: [[[PageInline]]]
  /// The rows that the edition before did not have so.
  package var changedRows: Set<Int> = []

  package init(caption: [PageInline], header: [[PageInline]], rows: [[[PageInline]]]) {
    self.caption = caption
    self.header = header
    self.rows = rows
  }
}

package struct PageDefinition: Sendable, Hashable {
  package var id: String
  package var term: [PageInline]
  package var meaning: [PageInline]
  package var meaningLanguage: Language?
  package var isChanged = false

  package init(
    id: String, term: [PageInline], meaning: [PageInline], meaningLanguage: Language? = nil
  ) {
    self.id = id
    self.term = term
    self.meaning = meaning
    self.meaningLanguage = meaningLanguage
  }
}
