/// Lines and columns of ranges, for tools: both from 1, columns in Unicode scalars.
struct Positions {
  struct Place {
    var path: String
    var line: Int
    var column: Int
    var endLine: Int
    var endColumn: Int
  }

  let sources: [SourceText]
  private let indexes: [LineIndex]

  init(_ sources: [SourceText]) {
    self.sources = sources
    indexes = sources.map(LineIndex.init)
  }

  func place(_ range: SourceRange) -> Place? {
    guard sources.indices.contains(range.file) else { return nil }
    let source = sources[range.file]
    let start = position(range.lower, range.file)
    let end = position(range.upper, range.file)
    return Place(
      path: source.path, line: start.line, column: start.column, endLine: end.line,
      endColumn: end.column)
  }

  private func position(_ offset: Int, _ file: Int) -> (line: Int, column: Int) {
    let source = sources[file]
    let index = indexes[file]
    let offset = min(max(0, offset), source.bytes.count)
    let line = index.line(of: offset)
    var column = 1
    for byte in source.bytes[index.starts[line]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return (line + 1, column)
  }
}
