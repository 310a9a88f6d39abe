/// Puts runs together, deletions first.
struct RunBuilder {
  private let old: Tokens
  private let new: Tokens
  private let values: TokenValues
  private var runs: [Redline.Run] = []
  private var deleted: [Piece] = []
  private var inserted: [Piece] = []
  private var same: [UInt8] = []

  /// Words of one origin.
  private struct Piece {
    var bytes: [UInt8]
    var isValue: Bool
  }

  init(old: Tokens, new: Tokens, values: TokenValues) {
    self.old = old
    self.new = new
    self.values = values
  }

  /// A word that both sides have.
  mutating func keep(_ x: Int, _ y: Int) {
    let before = old.bytes[old.space(x)]
    let after = new.bytes[new.space(y)]
    if before.elementsEqual(after) {
      flush()
      same += after
    } else {
      add(before, isValue: false, to: &deleted)
      add(after, isValue: false, to: &inserted)
      flush()
    }
    same += new.word(y)
  }

  /// Words of which one side has these and the other those.
  mutating func change(_ before: Range<Int>, _ after: Range<Int>) {
    guard !before.isEmpty || !after.isEmpty else { return }
    var isFirst = false
    // A space that both sides begin with belongs to neither.
    if deleted.isEmpty, inserted.isEmpty, let x = before.first, let y = after.first {
      let space = old.bytes[old.space(x)]
      if space.elementsEqual(new.bytes[new.space(y)]), !old.word(x).isEmpty, !new.word(y).isEmpty {
        same += space
        isFirst = true
      }
    }
    for x in before {
      if !(isFirst && x == before.lowerBound) { addSpace(old, x, values.old, to: &deleted) }
      add(old.word(x), isValue: values.old[x] >= 0, to: &deleted)
    }
    for y in after {
      if !(isFirst && y == after.lowerBound) { addSpace(new, y, values.new, to: &inserted) }
      add(new.word(y), isValue: values.new[y] >= 0, to: &inserted)
    }
  }

  mutating func finish() -> [Redline.Run] {
    flush()
    flushSame()
    return runs
  }

  /// The space within a value is part of it.
  private func addSpace(
    _ tokens: Tokens, _ index: Int, _ values: [Int], to pieces: inout [Piece]
  ) {
    let isWithin = values[index] >= 0 && index > 0 && values[index - 1] == values[index]
    add(tokens.bytes[tokens.space(index)], isValue: isWithin, to: &pieces)
  }

  private func add(_ bytes: ArraySlice<UInt8>, isValue: Bool, to pieces: inout [Piece]) {
    guard !bytes.isEmpty else { return }
    if let last = pieces.last, last.isValue == isValue {
      pieces[pieces.count - 1].bytes += bytes
    } else {
      pieces.append(Piece(bytes: Array(bytes), isValue: isValue))
    }
  }

  private mutating func flush() {
    guard !deleted.isEmpty || !inserted.isEmpty else { return }
    flushSame()
    for piece in deleted { append(.deleted, piece) }
    for piece in inserted { append(.inserted, piece) }
    deleted = []
    inserted = []
  }

  private mutating func flushSame() {
    guard !same.isEmpty else { return }
    append(.same, Piece(bytes: same, isValue: false))
    same = []
  }

  private mutating func append(_ kind: Redline.Run.Kind, _ piece: Piece) {
    let text = String(decoding: piece.bytes, as: UTF8.self)
    if let last = runs.last, last.kind == kind, last.isValue == piece.isValue {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Redline.Run(kind, text, isValue: piece.isValue))
    }
  }
}
