import CLibXML2
import Testing

/// A page read back by libxml2: its elements with their attributes, text and language.
struct ReadBack {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// The language and direction that its ancestors and itself declare.
    var language: String
    var direction: String
    /// The text directly within it.
    var text: String
  }

  private(set) var elements: [Element] = []
  private(set) var mistake: String?

  /// Reads a page.
  ///
  /// Void elements are closed and the document type dropped first, so that the strict XML parser
  /// can judge the nesting of everything else.
  init(_ bytes: [UInt8]) throws {
    var text = String(decoding: bytes, as: UTF8.self)
    text = text.replacing("<!DOCTYPE html>", with: "").replacing("<br>", with: "<br/>")
    text = text.replacing(/<(meta|link)([^>]*)>/) { "<\($0.output.1)\($0.output.2)/>" }
    var mistake = zabta_xml_mistake()
    let xml = Array(text.utf8)
    let document = xml.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        zabta_xml_read($0.baseAddress, Int32($0.count), &mistake)
      }
    }
    defer { xmlFreeDoc(document) }
    if mistake.line > 0 {
      self.mistake = withUnsafeBytes(of: mistake.message) { bytes in
        "line \(mistake.line): " + String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
    guard let document, let root = xmlDocGetRootElement(document) else { return }
    read(root, language: "", direction: "")
  }

  private mutating func read(_ node: xmlNodePtr, language: String, direction: String) {
    guard node.pointee.type == XML_ELEMENT_NODE else { return }
    var element = Element(
      name: String(cString: node.pointee.name), attributes: [:], language: language,
      direction: direction, text: "")
    var attribute = node.pointee.properties
    while let next = attribute {
      if let value = xmlGetNoNsProp(node, next.pointee.name) {
        element.attributes[String(cString: next.pointee.name)] = String(cString: value)
        zabta_xml_free(value)
      }
      attribute = next.pointee.next
    }
    element.language = element.attributes["lang"] ?? language
    element.direction = element.attributes["dir"] ?? direction
    var child = node.pointee.children
    while let next = child {
      if next.pointee.type == XML_TEXT_NODE, let content = next.pointee.content {
        element.text += String(cString: content)
      }
      child = next.pointee.next
    }
    elements.append(element)
    child = node.pointee.children
    while let next = child {
      read(next, language: element.language, direction: element.direction)
      child = next.pointee.next
    }
  }
}
