import ZabtaRuntime

/// A published text that never saw Zabta, as an edition that can be compared.
///
/// Headings become sections, what stands under one becomes its clause, paragraph by paragraph. No
/// rule is known, so a comparison tells what changed and never what it means. Links, emphasis and
/// the signs of lists are dropped: what is compared are the words that a reader sees.
package enum PlainTextEdition {
  /// Longer texts are refused, by this many bytes.
  package static let largest = 4 << 20

  /// How a text marks its headings and lists.
  package enum Form: Sendable, Hashable {
    case markdown
    /// Paragraphs between empty lines; a short line of its own in capitals, or with a number, is a heading.
    case text
  }

  package struct TooLarge: Error, Sendable, Hashable, CustomStringConvertible {
    package var bytes: Int

    package var description: String {
      "it has \(bytes) bytes, and texts of at most \(PlainTextEdition.largest) bytes can be compared"
    }
  }

  /// Reads a text; any bytes give an edition.
  ///
  /// What is no UTF-8 is read as replacement signs.
  package static func read(
    _ bytes: [UInt8], named name: String, as form: Form
  ) throws(TooLarge) -> EditionSnapshot {
    guard bytes.count <= largest else { throw TooLarge(bytes: bytes.count) }
    // Repaired once, so that every later cut is between scalars.
    var text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    var lines = TextLines.split(text)
    let matter = form == .markdown ? FrontMatter.take(from: &lines) : FrontMatter()
    let blocks =
      switch form {
      case .markdown: MarkdownBlocks.read(lines)
      case .text: PlainBlocks.read(lines)
      }
    let language = language(of: text)
    var builder = Builder(language: language)
    builder.add(blocks, title: matter.title)
    return EditionSnapshot(
      policy: name, title: builder.title.isEmpty ? [:] : [language: builder.title],
      front: matter.fields.map { field in
        ClauseSnapshot(id: "front-\(field.key)", printed: [language: [field.line]])
      },
      sections: builder.sections, content: BundleContent(policy: name, publisher: ""),
      isPlainText: true)
  }

  /// Urdu where most letters are of its script.
  private static func language(of text: [UInt8]) -> String {
    var (latin, arabic) = (0, 0)
    for byte in text {
      if (0x61...0x7A).contains(byte | 0x20) { latin += 1 }
      // The first bytes of U+0600 to U+06FF.
      if (0xD8...0xDB).contains(byte) { arabic += 1 }
    }
    return arabic > latin ? "ur" : "en"
  }

  /// Blocks → sections.
  private struct Builder {
    let language: String
    var title = ""
    var sections: [SectionSnapshot] = []
    private var ids: Set<String> = []
    /// The next number of a name that several headings have.
    private var numbers: [String: Int] = [:]

    init(language: String) { self.language = language }

    mutating func add(_ blocks: [TextBlock], title given: String) {
      title = given
      var blocks = blocks[...]
      let titles = blocks.count { $0.level == 1 }
      if titles == 1, let first = blocks.first, first.level == 1 {
        // The one heading of the first rank is the title of the whole.
        title = first.text
        blocks = blocks.dropFirst()
      }
      for block in blocks {
        if let level = block.level {
          open(block.text, level)
        } else {
          if sections.isEmpty { open("", 1) }
          let last = sections.count - 1
          if sections[last].clauses.isEmpty {
            sections[last].clauses.append(
              ClauseSnapshot(id: sections[last].id, printed: [language: []]))
          }
          sections[last].clauses[0].printed[language, default: []].append(block.text)
        }
      }
    }

    private mutating func open(_ heading: String, _ level: Int) {
      sections.append(
        SectionSnapshot(
          id: id(heading), level: level, heading: heading.isEmpty ? [:] : [language: heading],
          clauses: []))
    }

    /// A name made of the heading, without its number, which changes when a section before it does.
    private mutating func id(_ heading: String) -> String {
      let name = heading.isEmpty ? EditionSnapshot.opening : HeadingName.name(heading)
      var id = name
      while !ids.insert(id).inserted {
        let number = numbers[name, default: 2]
        numbers[name] = number + 1
        id = "\(name)-\(number)"
      }
      return id
    }
  }
}

/// A block of a text: a heading of a level, or a paragraph.
struct TextBlock: Hashable {
  var level: Int?
  var text: String
}

/// The name of a section by its heading.
enum HeadingName {
  static func name(_ heading: String) -> String {
    let words = withoutNumber(Array(heading.utf8)[...])
    var name: [UInt8] = []
    for byte in words.prefix(96) {
      switch byte {
      case 0x30...0x39, 0x61...0x7A, 0x80...: name.append(byte)
      case 0x41...0x5A: name.append(byte | 0x20)
      default: if let last = name.last, last != UInt8(ascii: "-") { name.append(UInt8(ascii: "-")) }
      }
    }
    while name.last == UInt8(ascii: "-") { name.removeLast() }
    return name.isEmpty ? "section" : String(decoding: name, as: UTF8.self)
  }

  /// "3.", "3.2", "IV." and "A)" number a heading; they are not its name.
  private static func withoutNumber(_ heading: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = heading.startIndex
    while end < heading.endIndex,
      (0x30...0x39).contains(heading[end]) || ".)".utf8.contains(heading[end])
    {
      end += 1
    }
    if end == heading.startIndex {
      while end < heading.endIndex, "IVXABCDEFGHivx".utf8.contains(heading[end]) { end += 1 }
      guard end < heading.endIndex, ".)".utf8.contains(heading[end]) else { return heading }
      end += 1
    }
    guard end < heading.endIndex, heading[end] == 0x20 else { return heading }
    let rest = heading[end...].drop { $0 == 0x20 }
    return rest.isEmpty ? heading : rest
  }
}
