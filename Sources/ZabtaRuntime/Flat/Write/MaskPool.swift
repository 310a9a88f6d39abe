/// The masks of a file that is being written, each once.
struct MaskPool {
  private(set) var bits: [UInt64] = []
  /// The masks by hash, each plus one; 0 is an empty place.
  private var table: [UInt32] = Array(repeating: 0, count: 1024)
  private var masks: [(start: UInt32, width: UInt32, hash: UInt32)] = []

  /// Where a set begins in the pool, so many u64 wide.
  mutating func place(_ set: BitSet, width: Int) -> UInt32 {
    let words = set.words
    var hash = UInt64(width) &* 0x9E37_79B9_7F4A_7C15
    for word in words {
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    let low = UInt32(truncatingIfNeeded: hash)
    var place = Int(low) & (table.count - 1)
    while table[place] != 0 {
      let mask = masks[Int(table[place] - 1)]
      if mask.hash == low, Int(mask.width) == width, holds(Int(mask.start), width, words) {
        return mask.start
      }
      place = (place + 1) & (table.count - 1)
    }
    let start = UInt32(truncatingIfNeeded: bits.count)
    masks.append((start, UInt32(truncatingIfNeeded: width), low))
    table[place] = UInt32(truncatingIfNeeded: masks.count)
    bits.append(contentsOf: words.prefix(width))
    for _ in 0..<max(0, width - words.count) { bits.append(0) }
    if masks.count * 2 > table.count { grow() }
    return start
  }

  private func holds(_ start: Int, _ width: Int, _ words: [UInt64]) -> Bool {
    for offset in 0..<width
    where bits[start + offset] != (offset < words.count ? words[offset] : 0) {
      return false
    }
    return true
  }

  private mutating func grow() {
    table = Array(repeating: 0, count: table.count * 2)
    for (number, mask) in masks.enumerated() {
      var place = Int(mask.hash) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = UInt32(truncatingIfNeeded: number) + 1
    }
  }
}
