import ZabtaBundle

/// JSON: what is read and written is read again as the same.
enum ReadJSON {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    guard let value = try? JSONParser.parse(bytes) else { return false }
    let written = JSONWriter.write(value)
    guard let again = try? JSONParser.parse(written) else {
      throw Finding("what was written cannot be read: \(String(decoding: written, as: UTF8.self))")
    }
    guard again == value else { throw Finding("what was written is read as something else") }
    guard JSONWriter.write(again) == written else { throw Finding("the canonical form is not one") }
    return true
  }
}
