import CLibXML2

/// Reads a written page back and looks for what a browser would stumble over.
package enum PageReading {
  /// The problems of a page, in the order of its elements; empty for a sound one.
  ///
  /// A piece of a page, such as a banner, has its language and its first heading from the page
  /// around it.
  package static func problems(_ bytes: [UInt8], isPiece: Bool = false) -> [String] {
    guard bytes.count <= Int(Int32.max) else { return ["the page is larger than 2 GiB"] }
    guard String(validating: bytes, as: UTF8.self) != nil else { return ["the page is not UTF-8"] }
    let options = Int32(zabta_html_quiet_options())
    let document = bytes.withUnsafeBytes { buffer in
      htmlReadMemory(
        buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8", options)
    }
    guard let document else { return ["the page cannot be read as HTML"] }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document) else { return ["the page is empty"] }
    var reader = Reader(isPiece: isPiece)
    reader.read(root)
    return reader.problems
  }

  private struct Reader {
    let isPiece: Bool
    private var ids: Set<String> = []
    private var links: [String] = []
    private var found: [String] = []
    private var hasLanguage = false
    private var headings: [Int] = []

    init(isPiece: Bool) { self.isPiece = isPiece }

    var problems: [String] {
      var problems = found
      if !isPiece, !hasLanguage { problems.append("the page does not say its language") }
      if !isPiece, headings.count(where: { $0 == 1 }) != 1 {
        problems.append("the page has not exactly one h1")
      }
      for (level, next) in zip(headings, headings.dropFirst()) where next > level + 1 {
        problems.append("a heading h\(next) follows an h\(level)")
      }
      for link in links where !ids.contains(link) {
        problems.append("the link #\(link) leads nowhere")
      }
      return problems
    }

    /// Visits the elements in order, without recursion: a page may nest as it likes.
    mutating func read(_ root: xmlNodePtr) {
      var node: xmlNodePtr? = root
      while let current = node {
        if current.pointee.type == XML_ELEMENT_NODE { element(current) }
        if let child = current.pointee.children, current.pointee.type == XML_ELEMENT_NODE {
          node = child
          continue
        }
        var up: xmlNodePtr? = current
        while let here = up, here != root, here.pointee.next == nil { up = here.pointee.parent }
        node = up == root ? nil : up?.pointee.next
      }
    }

    private mutating func element(_ node: xmlNodePtr) {
      let name = String(cString: node.pointee.name)
      if name == "html" { hasLanguage = attribute(node, "lang")?.isEmpty == false }
      if name.utf8.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) {
        headings.append(level)
      }
      if let id = attribute(node, "id"), !ids.insert(id).inserted {
        found.append("two elements have the id \"\(id)\"")
      }
      if name == "a", let target = attribute(node, "href"), target.hasPrefix("#") {
        links.append(String(target.dropFirst()))
      }
      if name == "img", attribute(node, "alt") == nil { found.append("a picture has no alt text") }
    }

    private func attribute(_ node: xmlNodePtr, _ name: String) -> String? {
      guard let value = xmlGetProp(node, name) else { return nil }
      defer { zabta_xml_free(value) }
      return String(cString: value)
    }
  }
}
