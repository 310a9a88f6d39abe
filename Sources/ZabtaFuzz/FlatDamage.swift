import ZabtaBundle
import ZabtaRuntime

/// Damages flat files as the records that they are, with a header and a table that fit: damage of bytes
/// alone seldom gets past these.
///
/// It knows the layout of `docs/bundle.md` by itself, so that it can also write what the format forbids.
package enum FlatDamage {
  /// Damages one bundle of a file in one to three places; nil where the bytes are no flat file.
  package static func damage(
    _ bytes: [UInt8], with others: [[UInt8]], _ random: inout Damage
  ) -> [UInt8]? {
    guard var bundles = FlatParts.bundles(of: bytes) else { return nil }
    let place = random.below(bundles.count)
    guard var parts = FlatParts(bundles[place]) else { return nil }
    if random.onceIn(8), let other = otherRules(bundles[place], &random) {
      bundles[place] = other
      if random.onceIn(2) { return join(bundles, asSet: isSet(bytes)) }
      guard let read = FlatParts(other) else { return nil }
      parts = read
    }
    let donor = FlatParts.bundles(of: random.pick(others, or: []))?.first.flatMap(FlatParts.init)
    for _ in 0...random.below(3) { parts.damage(with: donor, &random) }
    bundles[place] = parts.bytes
    if isSet(bytes), random.onceIn(6) {
      switch random.below(3) {
      case 0: bundles.append(bundles[random.below(bundles.count)])
      case 1: bundles.swapAt(place, random.below(bundles.count))
      default: if bundles.count > 1 { bundles.remove(at: place) }
      }
    }
    var joined = join(bundles, asSet: isSet(bytes) != random.onceIn(40))
    // Rarely the header or the table itself.
    if random.onceIn(10), joined.count > 600 {
      joined[random.below(600)] = UInt8(truncatingIfNeeded: random.next())
    }
    return joined
  }

  /// The file with the digests that its rules have; nil where they cannot be read.
  static func seal(_ bytes: [UInt8]) -> [UInt8]? {
    guard var bundles = FlatParts.bundles(of: bytes), bundles.count <= 4 else { return nil }
    for (place, bundle) in bundles.enumerated() {
      guard bundle.count > 76, let content = try? Ruleset(opening: bundle).content else {
        return nil
      }
      bundles[place].replaceSubrange(24..<56, with: BundleJSON.digestBytes(content))
      bundles[place][76] |= 1
    }
    return join(bundles, asSet: isSet(bytes))
  }

  private static func isSet(_ bytes: [UInt8]) -> Bool { bytes.starts(with: FlatSet.magic) }

  private static func join(_ bundles: [[UInt8]], asSet: Bool) -> [UInt8] {
    asSet ? FlatSet.write(bundles) : bundles.first ?? []
  }

  /// A bundle of other rules that are right: the same ones damaged as a tree, and written anew.
  private static func otherRules(_ bundle: [UInt8], _ random: inout Damage) -> [UInt8]? {
    guard let content = try? Ruleset(opening: bundle).content,
      let value = try? JSONParser.parse(BundleJSON.write(content)),
      let sealed = Seal.bundles(JSONDamage.damage(value, &random)),
      let other = try? BundleJSON.read(JSONWriter.write(sealed))
    else { return nil }
    return try? FlatFile.write(other)
  }
}

/// A flat bundle taken apart.
struct FlatParts {
  private static let headerSize = 128
  private static let lineSize = 16

  private struct Section {
    let number: UInt32
    let stride: Int
    var records: [UInt8]

    var count: Int { records.count / stride }
  }

  private var header: [UInt8]
  private var sections: [Section] = []

  /// Takes a bundle apart; nil where its table does not hold together.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= FlatParts.headerSize else { return nil }
    header = Array(bytes[..<FlatParts.headerSize])
    let count = Int(FlatParts.load(bytes, 12))
    guard count <= 64, FlatParts.headerSize + count * FlatParts.lineSize <= bytes.count else {
      return nil
    }
    for index in 0..<count {
      let line = FlatParts.headerSize + index * FlatParts.lineSize
      let stride = Int(FlatParts.load(bytes, line + 4))
      let start = Int(FlatParts.load(bytes, line + 8))
      // Of two numbers of 32 bits the product may have more than a signed one of 64.
      guard stride > 0, stride <= 64, start <= bytes.count else { return nil }
      let size = stride * Int(FlatParts.load(bytes, line + 12))
      guard size <= bytes.count - start else { return nil }
      sections.append(
        Section(
          number: FlatParts.load(bytes, line), stride: stride,
          records: Array(bytes[start..<start + size])))
    }
    guard !sections.isEmpty else { return nil }
  }

  /// The bundles of a file, which may be a set.
  static func bundles(of bytes: [UInt8]) -> [[UInt8]]? {
    guard bytes.starts(with: FlatSet.magic) else {
      return FlatBundle.begins(bytes) ? [bytes] : nil
    }
    guard bytes.count >= 32 else { return nil }
    let count = Int(load(bytes, 12))
    guard count > 0, count <= 64, 32 + count * 16 <= bytes.count else { return nil }
    var bundles: [[UInt8]] = []
    for index in 0..<count {
      let (start, size) = (Int(load(bytes, 32 + index * 16)), Int(load(bytes, 40 + index * 16)))
      guard start <= bytes.count, size <= bytes.count - start else { return nil }
      bundles.append(Array(bytes[start..<start + size]))
    }
    return bundles
  }

  /// The bundle put together, with a table and a length that fit.
  var bytes: [UInt8] {
    var bytes = header
    var end = FlatParts.headerSize + sections.count * FlatParts.lineSize
    for section in sections {
      end = (end + 7) & ~7
      for number in [
        section.number, UInt32(section.stride), UInt32(clamping: end),
        UInt32(clamping: section.count),
      ] { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
      end += section.records.count
    }
    for section in sections {
      bytes += repeatElement(0, count: -bytes.count & 7)
      bytes += section.records
    }
    bytes += repeatElement(0, count: -bytes.count & 7)
    FlatParts.store(UInt32(clamping: bytes.count), &bytes, 16)
    return bytes
  }

  // MARK: Damage

  /// Damages records in one way.
  mutating func damage(with donor: FlatParts?, _ random: inout Damage) {
    if random.onceIn(12) {
      // What the header tells behind the length: digest, edition, day, time zone, flags, names.
      FlatParts.store(number(&random), &header, 24 + random.below(19) * 4)
      return
    }
    if random.onceIn(10) { return growRun(&random) }
    let filled = sections.indices.filter { !sections[$0].records.isEmpty }
    // The rules lie behind the words, and most words are places, which all files have.
    let late = filled.filter { sections[$0].number > 8 }
    let place = random.pick(random.onceIn(4) ? filled : late, or: 0)
    guard sections[place].count > 0 else { return }
    let stride = sections[place].stride
    let (one, other) = (
      random.below(sections[place].count) * stride, random.below(sections[place].count) * stride
    )
    let record = Array(sections[place].records[one..<one + stride])
    switch random.below(10) {
    case 0: sections[place].records.removeSubrange(one..<one + stride)
    case 1: sections[place].records.insert(contentsOf: record, at: other)
    case 2:
      sections[place].records.replaceSubrange(
        one..<one + stride, with: sections[place].records[other..<other + stride])
      sections[place].records.replaceSubrange(other..<other + stride, with: record)
    case 3:
      if let donor, donor.sections.indices.contains(place),
        donor.sections[place].stride == stride
      {
        sections[place].records = donor.sections[place].records
      } else {
        sections[place].records += record
      }
    case 4: sections[place].records[one + random.below(stride)] ^= UInt8(1 << random.below(8))
    default: damageField(place, one, other, &random)
    }
  }

  /// Puts another number where a field was.
  private mutating func damageField(
    _ place: Int, _ one: Int, _ other: Int, _ random: inout Damage
  ) {
    let stride = sections[place].stride
    guard stride >= 4 else {
      sections[place].records[one] = UInt8(truncatingIfNeeded: random.next())
      return
    }
    let field = random.below(stride / 4) * 4
    let old = FlatParts.load(sections[place].records, one + field)
    let new: UInt32 =
      switch random.below(6) {
      case 0: old &+ 1
      case 1: old &- 1
      case 2, 3: FlatParts.load(sections[place].records, other + field)
      case 4: old ^ 1 << UInt32(random.below(32))
      default: number(&random)
      }
    FlatParts.store(new, &sections[place].records, one + field)
  }

  /// Gives a run of records one more, and lets the runs after it begin one later, so that they still
  /// follow each other.
  private mutating func growRun(_ random: inout Damage) {
    // Words and includes, norms and facts, periods and ends, clauses and rules.
    let runs = [(4, 20, 5), (12, 12, 13), (16, 0, 17), (20, 20, 21)] as [(UInt32, Int, UInt32)]
    let (from, field, to) = runs[random.below(runs.count)]
    guard let owners = sections.firstIndex(where: { $0.number == from }),
      let owned = sections.firstIndex(where: { $0.number == to }),
      sections[owners].count > 0, sections[owned].count > 0,
      field + 8 <= sections[owners].stride
    else { return }
    let stride = sections[owners].stride
    let grown = random.below(sections[owners].count)
    for index in grown..<sections[owners].count {
      let at = index * stride + field + (index == grown ? 4 : 0)
      let old = FlatParts.load(sections[owners].records, at)
      FlatParts.store(old &+ 1, &sections[owners].records, at)
    }
    let size = sections[owned].stride
    let first = Int(FlatParts.load(sections[owners].records, grown * stride + field))
    let at = min(first, sections[owned].count) * size
    let copied = random.below(sections[owned].count) * size
    let record = Array(sections[owned].records[copied..<copied + size])
    sections[owned].records.insert(contentsOf: record, at: at)
  }

  /// A number near an edge: of the file, of a section, of a machine word.
  private func number(_ random: inout Damage) -> UInt32 {
    let count = UInt32(clamping: sections[random.below(sections.count)].count)
    let edges: [UInt32] = [
      0, 1, .max, .max - 1, 1 << 31, (1 << 31) - 1, count, count &- 1, 64, 4096,
    ]
    return random.onceIn(4)
      ? UInt32(truncatingIfNeeded: random.next()) : random.pick(edges, or: 0)
  }

  private static func load(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func store(_ number: UInt32, _ bytes: inout [UInt8], _ place: Int) {
    for byte in 0..<4 {
      bytes[place + byte] = UInt8(truncatingIfNeeded: number >> (8 * UInt32(byte)))
    }
  }
}
