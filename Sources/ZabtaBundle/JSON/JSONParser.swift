/// A strict reader of JSON texts (RFC 8259) that works within bounds whatever the bytes are.
///
/// Why not Foundation's decoder: it silently takes one of two members of the same name, so that two
/// readers of one signed bundle may see different rules; it reads a value of unknown shape only by
/// trying each type in turn; and it would be linked into a tool that has to start in milliseconds.
package struct JSONParser {
  /// The most bytes that are read.
  package static let sizeLimit = 64 << 20
  /// How deep lists and objects may stand in each other.
  package static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0

  /// Reads one value that fills the whole text.
  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    guard bytes.count <= sizeLimit else {
      throw JSONError(path: "", reason: "the text is larger than 64 MiB")
    }
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.fault("the end") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= JSONParser.depthLimit else {
      throw JSONError(
        path: "", reason: "more than \(JSONParser.depthLimit) lists and objects in each other")
    }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes") }
      let name = try string()
      skipSpace()
      guard take(":") else { throw fault("a colon") }
      let value = try value(depth: depth + 1)
      guard members.updateValue(value, forKey: name) == nil else {
        throw JSONError(path: "", reason: "the member \"\(name)\" stands twice in one object")
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw fault("a comma or the end of the object") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw fault("a comma or the end of the list") }
    return .array(elements)
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: text.utf8) else { throw fault("a value") }
    position += text.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take("-")
    let first = position
    skipDigits()
    guard position > first, bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
      throw fault("a value", at: start)
    }
    var isWhole = true
    if take(".") {
      isWhole = false
      let fraction = position
      skipDigits()
      guard position > fraction else { throw fault("a digit") }
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      let exponent = position
      skipDigits()
      guard position > exponent else { throw fault("a digit") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isWhole, let number = Int(text) else { return .decimal(text) }
    return .int(number)
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    let start = position
    position += 1
    // Most texts have no escape: they are taken as they stand.
    while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      position += 1
    }
    if next == UInt8(ascii: "\"") {
      position += 1
      return try checked(bytes[start + 1..<position - 1], start)
    }
    var text = Array(bytes[start + 1..<position])
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return try checked(text[...], start)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw fault("an escape in place of a control character", at: position - 1)
      default: text.append(byte)
      }
    }
    throw fault("the end of the text", at: position)
  }

  private func checked(_ text: ArraySlice<UInt8>, _ start: Int) throws(JSONError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw JSONError(path: "", reason: "the text at byte \(start) is not UTF-8")
    }
    return string
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = position - 1
    let byte = next
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte ?? 0)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try codeUnit(start)
      if (0xD800..<0xDC00).contains(unit), take("\\"), take("u") {
        let low = try codeUnit(start)
        guard (0xDC00..<0xE000).contains(low) else { throw fault("a whole character", at: start) }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw fault("a whole character", at: start) }
      text += Array(String(Character(scalar)).utf8)
    default: throw fault("an escape", at: start)
    }
  }

  private mutating func codeUnit(_ start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
        byte < 0x80
      else { throw fault("four hexadecimal digits", at: start) }
      unit = unit << 4 + UInt32(digit)
      position += 1
    }
    return unit
  }

  // MARK: Bytes

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let next, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
  }

  private mutating func skipDigits() {
    while let next, (0x30...0x39).contains(next) { position += 1 }
  }

  private func fault(_ expected: String, at place: Int? = nil) -> JSONError {
    JSONError(path: "", reason: "no JSON: \(expected) is expected at byte \(place ?? position)")
  }
}
