/// One line of source as a message shows it: clean, of bearable length, with a pointer.
struct Snippet {
  var line: String
  /// Columns before the pointer.
  var column: Int
  /// Columns under which the pointer runs.
  var width: Int
  /// The pointer stands at the start of right-to-left text, since columns inside it mean nothing.
  var isBeforeUrdu: Bool

  /// The columns that a shown line may take.
  static let widest = 110

  init(_ source: SourceText, line bounds: Range<Int>, marking mark: Range<Int>) {
    let start = min(max(mark.lowerBound, bounds.lowerBound), bounds.upperBound)
    let end = min(max(mark.upperBound, start), bounds.upperBound)
    // A line of a megabyte is decoded around its mark only.
    var from = bounds.lowerBound
    var to = bounds.upperBound
    if bounds.count > 600 {
      from = Self.boundary(source, max(from, start - 200))
      to = Self.boundary(source, min(to, start + 300))
    }
    let before = Self.cells(source.string(from, max(from, start)))
    let marked = Self.cells(source.string(start, min(max(start, to), end)))
    let after = Self.cells(source.string(min(max(start, to), end), to))
    let urdu = (before + marked).firstIndex(where: DisplayWidth.isRightToLeft)
    isBeforeUrdu = urdu != nil
    var scalars = before + marked + after
    var pointer = before.count
    var length = marked.count
    if let urdu {
      pointer = min(urdu, before.count)
      length = 1
    }
    var prefix = ""
    if from > bounds.lowerBound || DisplayWidth.of(scalars[..<pointer]) > 80 {
      var keep = pointer
      while keep > 0, DisplayWidth.of(scalars[keep..<pointer]) < 40 { keep -= 1 }
      scalars.removeFirst(keep)
      pointer -= keep
      prefix = keep > 0 || from > bounds.lowerBound ? "…" : ""
    }
    var used = 0
    var shown: [Unicode.Scalar] = []
    for scalar in scalars {
      used += DisplayWidth.of(scalar)
      if used > Self.widest { break }
      shown.append(scalar)
    }
    let isCut = shown.count < scalars.count || to < bounds.upperBound
    line = prefix + String(String.UnicodeScalarView(shown)) + (isCut ? "…" : "")
    column = DisplayWidth.of(prefix.unicodeScalars) + DisplayWidth.of(shown.prefix(pointer))
    width = max(1, DisplayWidth.of(shown.dropFirst(pointer).prefix(length)))
  }

  /// The characters as they are shown: tabs as spaces, invisible ones as a replacement.
  private static func cells(_ text: String) -> [Unicode.Scalar] {
    var cells: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: cells += ["\u{20}", "\u{20}"]
      case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F,
        0xFEFF:
        cells.append("\u{FFFD}")
      default: cells.append(scalar)
      }
    }
    return cells
  }

  /// The offset of the character that an offset may stand inside of.
  private static func boundary(_ source: SourceText, _ offset: Int) -> Int {
    var offset = min(max(0, offset), source.bytes.count)
    while offset > 0, offset < source.bytes.count, source.bytes[offset] & 0xC0 == 0x80 {
      offset -= 1
    }
    return offset
  }
}
