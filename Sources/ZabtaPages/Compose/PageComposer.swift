import ZabtaModel
import ZabtaSyntax

/// A policy → the parts of its page, in one language.
struct PageComposer {
  let policy: Policy
  let pack: any LanguagePack
  private let sections: SectionComposer
  var language: Language { pack.language }

  init(policy: Policy, language: Language) {
    self.init(policy: policy, language: language, index: PolicyIndex(policy))
  }

  init(policy: Policy, language: Language, index: PolicyIndex) {
    self.policy = policy
    pack = Sentences.pack(language, for: policy)
    sections = SectionComposer(
      clauses: ClauseComposer(policy: policy, language: language, index: index))
  }

  /// Names with an underscore are no names of the language, so they meet no clause's.
  static let definitionsID = "page_definitions"
  static let editionsID = "page_editions"

  func title() -> PageBlock.Content { heading(1, policy.title) }

  /// The words in the page's language, or in English and marked as such.
  func words(_ words: Bilingual) -> [PageInline] {
    if language == .urdu && words.urdu.isEmpty {
      return [.language(.english, [.text(words.english)])]
    }
    return [.text(pack.text(words))]
  }

  /// On the English page a heading carries its Urdu as well.
  private func heading(_ level: Int, _ text: Bilingual) -> PageBlock.Content {
    let second =
      language == .english && !text.urdu.isEmpty
      ? PageHeading(language: .urdu, words: [.text(text.urdu)]) : nil
    return .heading(level, words(text), second: second)
  }

  /// The table of contents, subsections within their sections.
  func contents() -> PageBlock {
    var items: [PageList.Item] = []
    for section in policy.sections {
      let item = PageList.Item([.link(words(section.heading), to: "#\(section.id)")])
      if section.level > 1, !items.isEmpty {
        let last = items.count - 1
        items[last].nested = PageList(items: (items[last].nested?.items ?? []) + [item])
      } else {
        items.append(item)
      }
    }
    if !policy.definitions.isEmpty {
      items.append(
        PageList.Item([.link([.text(pack.phrases.definitions)], to: "#\(Self.definitionsID)")]))
    }
    return PageBlock(
      .navigation(pack.phrases.contents, [PageBlock(.list(PageList(items: items)))]),
      style: "contents")
  }

  /// The sections, subsections within theirs, and the defined terms.
  func body() -> [PageBlock] {
    var blocks: [PageBlock] = []
    for section in policy.sections {
      let isWithin = section.level > 1 && !blocks.isEmpty
      let block = PageBlock(
        .section(
          [PageBlock(heading(isWithin ? 3 : 2, section.heading))] + sections.blocks(section.clauses)
        ),
        id: section.id, anchors: section.formerly.map(\.text))
      if isWithin, case .section(let outer) = blocks[blocks.count - 1].content {
        blocks[blocks.count - 1].content = .section(outer + [block])
      } else {
        blocks.append(block)
      }
    }
    return blocks + definitions()
  }

  private func definitions() -> [PageBlock] {
    guard !policy.definitions.isEmpty else { return [] }
    let definitions = policy.definitions.map { definition in
      let isEnglish = language == .urdu && definition.text.urdu.isEmpty
      return PageDefinition(
        id: definition.anchor, term: terms(definition),
        meaning: [.text(isEnglish ? definition.text.english : pack.text(definition.text))],
        meaningLanguage: isEnglish ? .english : nil)
    }
    return [
      PageBlock(
        .section([
          PageBlock(.heading(2, [.text(pack.phrases.definitions)], second: nil)),
          PageBlock(.definitions(definitions)),
        ]), id: Self.definitionsID)
    ]
  }

  private func terms(_ definition: Definition) -> [PageInline] {
    var words: [PageInline] = []
    for (number, term) in definition.terms.enumerated() {
      if number > 0 { words.append(.text(language == .urdu ? "، " : ", ")) }
      words.append(
        .definition([pack.term(term).map { .text($0) } ?? .language(.english, [.text(term)])]))
    }
    return words
  }

  /// Which language counts, the other forms of the page, and its earlier editions.
  ///
  /// `root` leads from the page to the policy's folder; `type` is that of the page.
  func footer(_ history: PageHistory, root: String, type: String) -> [PageBlock] {
    var blocks: [PageBlock] = []
    if let prevailing = policy.prevailing {
      blocks.append(PageBlock(.paragraph([.text(pack.phrases.prevailing(prevailing))])))
    }
    let machine: PageInline = .link([.text(pack.phrases.forMachines)], to: "\(root)bundle.json")
    let markdown: PageInline = .link([.text(pack.phrases.markdown)], to: "index.md")
    blocks.append(PageBlock(.paragraph([machine, .text(" · "), markdown])))
    return blocks + history.footer(on: language, root: root, type: type)
  }

  /// The clause's blocks as plain text.
  func lines(_ clause: PolicyClause) -> [PlainLine] {
    sections.blocks([clause]).flatMap(\.lines)
  }
}
