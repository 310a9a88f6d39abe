import CLibXML2
import ZabtaSyntax

/// Bytes of a template → ``Template``, read with libxml2 and checked slot by slot.
struct TemplateParser {
  let text: SourceText
  let file: Int
  let slots: Set<String>
  private var diagnostics: [Diagnostic] = []
  private var placed: Set<String> = []
  private let lines: LineIndex

  /// Larger than any page frame; a bound keeps a broken file from filling the memory.
  static let largestSize = 1 << 20
  /// libxml2's own bound of nesting is 256; this one is reached first and has its own message.
  static let deepestNesting = 100

  init(text: SourceText, file: Int, slots: Set<String>) {
    self.text = text
    self.file = file
    self.slots = slots
    lines = LineIndex(text)
  }

  mutating func parse() -> (Template?, [Diagnostic]) {
    guard isReadable() else { return (nil, diagnostics) }
    var mistake = zabta_xml_mistake()
    let document = text.bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        zabta_xml_read($0.baseAddress, Int32($0.count), &mistake)
      }
    }
    defer { xmlFreeDoc(document) }
    guard let document, mistake.line == 0 else {
      report(mistake)
      return (nil, diagnostics)
    }
    checkDocumentType(document)
    var nodes: [Template.Node] = []
    if let root = xmlDocGetRootElement(document) { convert(root, depth: 1, into: &nodes) }
    reportMissingSlots()
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return (nil, diagnostics) }
    return (Template(root: nodes, start: SourceRange(file: file, 0, 0)), diagnostics)
  }

  /// What is asked of the bytes before a parser sees them.
  private mutating func isReadable() -> Bool {
    let start = SourceRange(file: file, 0, 0)
    if text.bytes.count > Self.largestSize {
      error(
        "template-too-large", "the template has more than \(Self.largestSize / 1024) kB", start)
    } else if text.bytes.isEmpty {
      error("template-not-well-formed", "the template is empty", start)
    } else if String(validating: text.bytes, as: UTF8.self) == nil {
      error("template-not-utf8", "the template is not UTF-8 text", start)
    } else if let place = text.bytes.firstRange(of: Array("<!ENTITY".utf8)) {
      error(
        "template-entity", "a template declares no entities",
        SourceRange(file: file, place.lowerBound, place.upperBound))
    }
    return diagnostics.isEmpty
  }

  /// `<!DOCTYPE html>` is welcome; anything it could fetch or define is not.
  private mutating func checkDocumentType(_ document: xmlDocPtr) {
    guard let type = document.pointee.intSubset else { return }
    guard
      type.pointee.ExternalID != nil || type.pointee.SystemID != nil
        || type.pointee.children != nil
    else { return }
    let place = text.bytes.firstRange(of: Array("<!DOCTYPE".utf8)) ?? 0..<0
    error(
      "template-document-type", "a template's document type is `<!DOCTYPE html>` and no more",
      SourceRange(file: file, place.lowerBound, place.upperBound))
  }

  private mutating func report(_ mistake: zabta_xml_mistake) {
    let message = withUnsafeBytes(of: mistake.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 && $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
    let line = min(max(Int(mistake.line) - 1, 0), lines.starts.count - 1)
    let bounds = lines.bounds(ofLine: line, in: text)
    let offset = min(bounds.lowerBound + max(Int(mistake.column) - 1, 0), bounds.upperBound)
    diagnostics.append(
      Diagnostic(
        "template-not-well-formed", .error,
        "the template is not well-formed XML" + (message.isEmpty ? "" : ": \(message)"),
        at: Diagnostic.Mark(SourceRange(file: file, offset, offset)),
        explanation: [
          "Every element is closed (`<br/>`), every attribute is in quotes, and characters such as "
            + "a non-breaking space are written by number (`&#160;`)."
        ]))
  }

  private mutating func convert(
    _ node: xmlNodePtr, depth: Int, into nodes: inout [Template.Node]
  ) {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      let name = qualifiedName(node.pointee.name, node.pointee.ns)
      if name == "slot" {
        if let slot = slot(node) { nodes.append(slot) }
        return
      }
      guard depth <= Self.deepestNesting else {
        if !diagnostics.contains(where: { $0.id == "template-too-deep" }) {
          error(
            "template-too-deep", "elements nest more than \(Self.deepestNesting) deep",
            place(ofLine: node, "<\(name)"))
        }
        return
      }
      var children: [Template.Node] = []
      var child = node.pointee.children
      while let next = child {
        convert(next, depth: depth + 1, into: &children)
        child = next.pointee.next
      }
      if name == "style" || name == "script" { checkRaw(children, name, node) }
      nodes.append(.element(name, attributes(of: node), children))
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      nodes.append(.text(string(node.pointee.content)))
    case XML_ENTITY_REF_NODE:
      error(
        "template-entity", "a template uses no entities of its own",
        place(ofLine: node, "&"))
    default:
      break
    }
  }

  private mutating func slot(_ node: xmlNodePtr) -> Template.Node? {
    guard let name = attribute("name", of: node), !name.isEmpty else {
      error(
        "template-slot-unnamed", "this slot has no name; write `<slot name=\"body\"/>`",
        place(ofLine: node, "<slot"))
      return nil
    }
    let range = place(ofLine: node, "\"\(name)\"", or: "'\(name)'")
    return accept(name, range) ? .slot(name, range) : nil
  }

  /// True of a slot that the page fills.
  private mutating func accept(_ name: String, _ range: SourceRange) -> Bool {
    placed.insert(name)
    guard !slots.contains(name) else { return true }
    let known = slots.sorted().map { "`\($0)`" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        "template-slot-unknown", .error, "no page fills a slot \"\(name)\"",
        at: Diagnostic.Mark(range, "unknown slot"),
        explanation: ["The slots of this template are \(known)."]))
    return false
  }

  private mutating func reportMissingSlots() {
    for name in slots.subtracting(placed).sorted() {
      diagnostics.append(
        Diagnostic(
          "template-slot-missing", .error, "the template has no place for \"\(name)\"",
          at: Diagnostic.Mark(SourceRange(file: file, 0, 0)),
          fixes: [Diagnostic.Fix("put `<slot name=\"\(name)\"/>` where it is to stand")]))
    }
  }

  private mutating func attributes(of node: xmlNodePtr) -> [Template.Attribute] {
    var found: [Template.Attribute] = []
    var space = node.pointee.nsDef
    while let next = space {
      // HTML needs no declaration of its own name space.
      let address = string(next.pointee.href)
      let prefix = string(next.pointee.prefix)
      if address != "http://www.w3.org/1999/xhtml" {
        found.append(
          Template.Attribute(
            name: prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)", pieces: [.text(address)]))
      }
      space = next.pointee.next
    }
    var attribute = node.pointee.properties
    while let next = attribute {
      let name = qualifiedName(next.pointee.name, next.pointee.ns)
      let value = xmlNodeListGetString(node.pointee.doc, next.pointee.children, 1)
      let text = value.map { string($0) } ?? ""
      zabta_xml_free(value)
      found.append(Template.Attribute(name: name, pieces: pieces(text, node)))
      attribute = next.pointee.next
    }
    return found
  }

  /// `{lang}` is a slot; a brace that opens no name is a brace.
  private mutating func pieces(_ value: String, _ node: xmlNodePtr) -> [Template.Attribute.Piece] {
    let bytes = Array(value.utf8)
    var pieces: [Template.Attribute.Piece] = []
    var start = 0
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      let name = bytes[(open + 1)...].prefix {
        (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-")
      }
      let end = open + 1 + name.count
      guard !name.isEmpty, end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
        index = open + 1
        continue
      }
      if start < open { pieces.append(.text(String(decoding: bytes[start..<open], as: UTF8.self))) }
      let slot = String(decoding: name, as: UTF8.self)
      let range = place(ofLine: node, "{\(slot)}")
      if accept(slot, range) { pieces.append(.slot(slot, range)) }
      index = end + 1
      start = index
    }
    if start < bytes.count {
      pieces.append(.text(String(decoding: bytes[start...], as: UTF8.self)))
    }
    return pieces
  }

  /// Styles and scripts are written without escapes, so they must not close their element.
  private mutating func checkRaw(
    _ children: [Template.Node], _ name: String, _ node: xmlNodePtr
  ) {
    for child in children {
      switch child {
      case .text(let text) where text.utf8.containsIgnoringCase("</\(name)"):
        error(
          "template-raw-text", "the text of `<\(name)>` would close its element",
          place(ofLine: node, "<\(name)"))
      case .slot(let slot, let range) where slot != "style" || name == "script":
        error("template-raw-text", "the slot \"\(slot)\" cannot stand in `<\(name)>`", range)
      case .element, .slot, .text:
        break
      }
    }
  }

  private mutating func error(_ id: String, _ summary: String, _ range: SourceRange) {
    diagnostics.append(Diagnostic(id, .error, summary, at: Diagnostic.Mark(range)))
  }

  /// The range of some words near the line of a node: libxml2 keeps lines, not columns, and for
  /// an element with attributes over several lines it keeps the last.
  private func place(ofLine node: xmlNodePtr, _ words: String, or other: String = "") -> SourceRange
  {
    let line = min(max(Int(xmlGetLineNo(node)) - 1, 0), lines.starts.count - 1)
    for candidate in [line, line - 1, line + 1, line - 2, line + 2, line - 3]
    where lines.starts.indices.contains(candidate) {
      let bounds = lines.bounds(ofLine: candidate, in: text)
      for needle in [words, other] where !needle.isEmpty {
        if let found = text.bytes[bounds].firstRange(of: Array(needle.utf8)) {
          return SourceRange(file: file, found.lowerBound, found.upperBound)
        }
      }
    }
    let bounds = lines.bounds(ofLine: line, in: text)
    return SourceRange(file: file, bounds.lowerBound, bounds.upperBound)
  }

  private func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    guard let value = xmlGetNoNsProp(node, name) else { return nil }
    defer { zabta_xml_free(value) }
    return string(value)
  }

  private func qualifiedName(_ name: UnsafePointer<xmlChar>?, _ space: xmlNsPtr?) -> String {
    guard let prefix = space?.pointee.prefix else { return string(name) }
    return "\(string(prefix)):\(string(name))"
  }

  private func string(_ bytes: UnsafePointer<xmlChar>?) -> String {
    bytes.map { String(cString: $0) } ?? ""
  }
}

extension Collection where Element == UInt8 {
  /// True where ASCII words stand in the bytes, in capitals or small letters.
  fileprivate func containsIgnoringCase(_ words: String) -> Bool {
    map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.firstRange(of: Array(words.utf8)) != nil
  }
}
