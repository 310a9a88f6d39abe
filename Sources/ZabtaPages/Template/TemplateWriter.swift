extension Template {
  /// The template with its slots filled, as HTML.
  package func fill(
    _ slots: [String: SlotContent], in language: Language
  ) throws(UnfilledSlot) -> [UInt8] {
    var out = HTMLBytes()
    out.markup("<!DOCTYPE html>\n")
    for node in root { try write(node, slots, language, isRaw: false, to: &out) }
    out.markup("\n")
    return out.bytes
  }

  /// Elements that have no end tag in HTML.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  private func write(
    _ node: Node, _ slots: [String: SlotContent], _ language: Language, isRaw: Bool,
    to out: inout HTMLBytes
  ) throws(UnfilledSlot) {
    switch node {
    case .text(let text):
      if isRaw { out.raw(text) } else { out.text(text) }
    case .slot("style", _):
      out.raw(style)
    case .slot(let name, let range):
      guard let content = slots[name] else { throw UnfilledSlot(name: name, range: range) }
      switch content {
      case .text(let text): out.text(text)
      case .inlines(let words): out.append(HTMLWriter.html(words, in: language))
      case .blocks(let blocks): out.append(HTMLWriter.html(blocks, in: language))
      }
    case .element(let name, let attributes, let children):
      out.markup("<")
      out.name(name)
      for attribute in attributes { try write(attribute, slots, to: &out) }
      out.markup(">")
      guard !Self.void.contains(name) else { return }
      let isRaw = name == "style" || name == "script"
      for child in children { try write(child, slots, language, isRaw: isRaw, to: &out) }
      if name == "head", let feed {
        // It is no slot: a page without editions has no feed, and an element cannot be left empty.
        out.markup("<link rel=\"alternate\" type=\"application/atom+xml\"")
        out.attribute("href", feed.address)
        out.attribute("title", feed.title)
        out.markup(">\n")
      }
      out.markup("</")
      out.name(name)
      out.markup(">")
    }
  }

  private func write(
    _ attribute: Attribute, _ slots: [String: SlotContent], to out: inout HTMLBytes
  ) throws(UnfilledSlot) {
    out.markup(" ")
    out.name(attribute.name)
    out.markup("=\"")
    for piece in attribute.pieces {
      switch piece {
      case .text(let text):
        out.attributeValue(text)
      case .slot(let name, let range):
        guard let content = slots[name] else { throw UnfilledSlot(name: name, range: range) }
        switch content {
        case .text(let text): out.attributeValue(text)
        case .inlines(let words): out.attributeValue(words.plainText)
        case .blocks(let blocks):
          out.attributeValue(blocks.flatMap(\.plainLines).joined(separator: " "))
        }
      }
    }
    out.markup("\"")
  }
}
