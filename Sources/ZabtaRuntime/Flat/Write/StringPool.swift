/// The strings of a file that is being written, each once.
///
/// Strings are the same when their bytes are.
struct StringPool {
  private(set) var blob: [UInt8] = []
  /// Where each string begins, and at last the end.
  private(set) var starts: [UInt32] = [0]
  /// The strings' numbers by hash, plus one; 0 is an empty place.
  private var table: [UInt32] = Array(repeating: 0, count: 1024)
  private var hashes: [UInt32] = []

  /// The number of a text.
  mutating func intern(_ text: String) -> UInt32 {
    withBytes(text) { intern($0) }
  }

  /// The number of a text.
  mutating func intern(_ text: UnsafeRawBufferPointer) -> UInt32 {
    let hash = UInt32(truncatingIfNeeded: FlatHash.hash(text, list: 0, seed: 0))
    var place = Int(hash) & (table.count - 1)
    while table[place] != 0 {
      let number = table[place] - 1
      if hashes[Int(number)] == hash, holds(number, text) { return number }
      place = (place + 1) & (table.count - 1)
    }
    let number = UInt32(truncatingIfNeeded: hashes.count)
    hashes.append(hash)
    blob.append(contentsOf: text)
    starts.append(UInt32(truncatingIfNeeded: blob.count))
    table[place] = number + 1
    if hashes.count * 2 > table.count { grow() }
    return number
  }

  private func holds(_ number: UInt32, _ text: UnsafeRawBufferPointer) -> Bool {
    let start = Int(starts[Int(number)])
    let end = Int(starts[Int(number) + 1])
    guard end - start == text.count else { return false }
    return blob.withUnsafeBytes { blob in
      isSame(UnsafeRawBufferPointer(rebasing: blob[start..<end]), text)
    }
  }

  /// A string's bytes, for as long as the body runs.
  func withString<Result>(
    _ number: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let range = Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
    return blob.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private mutating func grow() {
    table = Array(repeating: 0, count: table.count * 2)
    for (number, hash) in hashes.enumerated() {
      var place = Int(hash) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = UInt32(truncatingIfNeeded: number) + 1
    }
  }
}
