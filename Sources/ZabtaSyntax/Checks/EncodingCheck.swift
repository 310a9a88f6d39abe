/// A source is UTF-8 without NUL and other control characters.
///
/// Bytes that are not UTF-8 would reach readers as question marks; a NUL cuts a text short in
/// some tools. Both are errors with a place.
enum EncodingCheck {
  static func run(_ text: SourceText, _ reporter: inout Reporter) {
    let bytes = text.bytes
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x80 {
        if let scalar = ScalarScan.scalar(bytes, index, bytes.count) {
          index += scalar.length
          continue
        }
        let lower = index
        index += 1
        // One message for a run of bad bytes.
        while index < bytes.count, bytes[index] >= 0x80,
          ScalarScan.scalar(bytes, index, bytes.count) == nil
        {
          index += 1
        }
        notUTF8(lower, index, &reporter)
        continue
      }
      if byte < 0x20, byte != .tab, byte != .newline {
        let isBreak =
          byte == .carriageReturn && index + 1 < bytes.count
          && bytes[index + 1] == .newline
        if !isBreak { control(byte, index, &reporter) }
      } else if byte == 0x7F {
        control(byte, index, &reporter)
      }
      index += 1
    }
  }

  private static func notUTF8(_ lower: Int, _ upper: Int, _ reporter: inout Reporter) {
    guard !reporter.drops() else { return }
    reporter.report(
      Diagnostic(
        "not-utf8", .error, "here the file is not UTF-8", at: .init(reporter.range(lower, upper)),
        explanation: ["The file was saved in another encoding, or was damaged."],
        fixes: [
          .init("Save the file as UTF-8."),
          .init("Remove these bytes.", edits: [.init(reporter.range(lower, upper), "")]),
        ]))
  }

  private static func control(_ byte: UInt8, _ index: Int, _ reporter: inout Reporter) {
    guard !reporter.drops() else { return }
    let place = reporter.range(index, index + 1)
    if byte == .carriageReturn {
      reporter.report(
        Diagnostic(
          "lone-carriage-return", .error, "here a line ends in a carriage return alone",
          at: .init(place), fixes: [.init("End it as other lines.", edits: [.init(place, "\n")])]))
      return
    }
    let name =
      byte == 0 ? "a NUL character" : "the control character \(ScalarScan.name(UInt32(byte)))"
    reporter.report(
      Diagnostic(
        "control-character", .error, "here stands \(name)", at: .init(place),
        fixes: [.init("Remove it.", edits: [.init(place, "")])]))
  }
}
