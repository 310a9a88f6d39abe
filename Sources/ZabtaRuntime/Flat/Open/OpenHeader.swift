/// Checks bytes that anybody may have written, once, so that afterwards no read of them can fail.
///
/// Everything is looked at from the first byte to the last, in time that grows with the file alone: the header,
/// the table of sections, every record, every index and every text. What the rules *mean* is not compared with
/// the names beside them: for that, and for the digest, a tool writes the content anew and compares the
/// files.
final class FlatCheck {
  let base: UnsafeRawPointer
  let view: FlatView

  /// Takes bytes whose header, table of sections and kinds are in order.
  private init(_ base: UnsafeRawPointer) {
    self.base = base
    view = FlatView(checked: base)
  }

  /// Checks bytes whole.
  ///
  /// - Parameter bytes: Begin at a multiple of 8.
  /// - Returns: The way to read them.
  /// - Throws: The first thing that is not as it has to be: the section and the record, and what is wrong
  ///   there.
  static func check(_ bytes: UnsafeRawBufferPointer) throws(RulesetError) -> FlatView {
    let base = try header(bytes)
    try sections(bytes, base)
    try kinds(base)
    let check = FlatCheck(base)
    let counts = AtomCounts(kinds: check.view.kinds)
    try check.strings()
    try check.headerFields()
    let words = try check.words(counts)
    defer { words.deallocate() }
    try check.names()
    let usedTexts = try check.labels()
    try check.clauses(texts: usedTexts)
    let heads = try check.norms(words)
    defer { heads.heads.deallocate() }
    try check.candidates(counts, heads)
    try check.lists(heads)
    return check.view
  }

  // MARK: The header

  private static func header(
    _ bytes: UnsafeRawBufferPointer
  ) throws(RulesetError) -> UnsafeRawPointer {
    func fault(_ field: String, _ reason: String) -> RulesetError {
      RulesetError(path: "header" + field, reason: reason)
    }
    guard bytes.starts(with: FlatFormat.magic) else {
      throw fault("", "these bytes are no flat bundle: they do not begin with zabta.zb")
    }
    guard bytes.count >= FlatFormat.tableEnd, let base = bytes.baseAddress else {
      throw fault(
        "", "the file ends after \(bytes.count) bytes, within the header or the table of sections")
    }
    guard bytes.count <= FlatFormat.sizeLimit else {
      throw fault(".length", "the file is longer than \(FlatFormat.sizeLimit) bytes")
    }
    guard UInt(bitPattern: base) % 8 == 0 else {
      throw fault("", "the bytes do not begin at a multiple of 8 in memory")
    }
    let version = FlatView.header(base, 8)
    guard version == FlatFormat.version else {
      throw fault(
        ".format", "this program reads format \(FlatFormat.version), and this is format \(version)")
    }
    let sections = FlatView.header(base, 12)
    guard sections == UInt32(FlatSection.allCases.count) else {
      throw fault(
        ".sections", "\(FlatSection.allCases.count) sections are expected, not \(sections)")
    }
    let length = UInt64(littleEndian: base.load(fromByteOffset: 16, as: UInt64.self))
    guard length == UInt64(bytes.count) else {
      throw fault(".length", "the header tells \(length) bytes, and there are \(bytes.count)")
    }
    let flags = FlatView.header(base, 76)
    guard flags & ~(HeaderFlag.hasDigest | HeaderFlag.hasEffective) == 0 else {
      throw fault(".flags", "the flags are \(flags), and there are none but 1 and 2")
    }
    guard flags & HeaderFlag.hasDigest != 0 || isZero(base, 24..<56) else {
      throw fault(".digest", "there is a digest that the flags do not tell of")
    }
    guard flags & HeaderFlag.hasEffective != 0 || isZero(base, 64..<72) else {
      throw fault(".effective", "there is a first day that the flags do not tell of")
    }
    guard isZero(base, 100..<FlatFormat.headerSize) else {
      throw fault("", "the bytes from 100 to 127 are not 0")
    }
    return base
  }

  static func isZero(_ base: UnsafeRawPointer, _ range: Range<Int>) -> Bool {
    range.allSatisfy { base.load(fromByteOffset: $0, as: UInt8.self) == 0 }
  }

  // MARK: The table of sections

  /// Each section stands right after the one before, so nothing overlaps and nothing hides between.
  private static func sections(
    _ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer
  ) throws(RulesetError) {
    var end = FlatFormat.tableEnd
    for (index, section) in FlatSection.allCases.enumerated() {
      let line = FlatFormat.headerSize + index * FlatFormat.lineSize
      func fault(_ reason: String) -> RulesetError {
        RulesetError(path: "sections.\(section)", reason: reason)
      }
      let number = FlatView.header(base, line)
      guard number == section.rawValue else {
        throw fault("section \(section.rawValue) is expected here, not section \(number)")
      }
      let stride = FlatView.header(base, line + 4)
      guard stride == UInt32(section.stride) else {
        throw fault("its records have \(section.stride) bytes each, not \(stride)")
      }
      let start = (end + 7) & ~7
      let offset = FlatView.header(base, line + 8)
      guard Int(offset) == start else {
        throw fault("it has to begin at byte \(start), not at \(offset)")
      }
      // Neither number has more than 32 bits, so neither product nor sum has more than 64.
      let count = FlatView.header(base, line + 12)
      guard UInt64(count) * UInt64(stride) + UInt64(start) <= UInt64(bytes.count) else {
        throw fault("its \(count) records go on beyond the end of the file")
      }
      guard isZero(base, end..<start) else { throw fault("the bytes before it are not 0") }
      end = start + Int(count) * Int(stride)
    }
    guard (end + 7) & ~7 == bytes.count else {
      throw RulesetError(
        path: "header.length", reason: "the last section ends at byte \(end) of \(bytes.count)")
    }
    guard isZero(base, end..<bytes.count) else {
      throw RulesetError(
        path: "header.length", reason: "the bytes after the last section are not 0")
    }
  }

  /// The number of atoms bounds every set of atoms, so it comes before all else.
  private static func kinds(_ base: UnsafeRawPointer) throws(RulesetError) {
    let count = FlatView.count(base, .kinds)
    guard count == FlatFormat.kindCount else {
      throw RulesetError(
        path: "kinds", reason: "\(FlatFormat.kindCount) records are expected, not \(count)")
    }
    let kinds = (base + FlatView.offset(base, .kinds)).assumingMemoryBound(to: UInt32.self)
    var next: UInt64 = 0
    for kind in 0..<count {
      func fault(_ reason: String) -> RulesetError {
        RulesetError(path: "kinds[\(kind)]", reason: reason)
      }
      guard UInt64(u32(kinds, kind * 4)) == next else {
        throw fault("its words have to begin at word \(next), not at \(u32(kinds, kind * 4))")
      }
      let (words, atoms) = (u32(kinds, kind * 4 + 1), u32(kinds, kind * 4 + 2))
      guard atoms <= words else { throw fault("it has \(words) words, and more atoms: \(atoms)") }
      guard kind == Kind.place.ordinal || words <= UInt32(ContentCheck.wordLimit) else {
        throw fault("there are more than \(ContentCheck.wordLimit) words of one kind")
      }
      guard u32(kinds, kind * 4 + 3) == 0 else { throw fault("its last number is not 0") }
      next += UInt64(words)
    }
    let words = FlatView.count(base, .words)
    guard next == UInt64(words) else {
      throw RulesetError(path: "kinds", reason: "they have \(next) words, and there are \(words)")
    }
  }
}

extension FlatCheck {
  /// An error about a record of a section.
  func fault(_ section: FlatSection, _ index: Int, _ reason: String) -> RulesetError {
    RulesetError(path: "\(section)[\(index)]", reason: reason)
  }

  /// How many records a section has.
  func count(_ section: FlatSection) -> Int { view.count(section) }
}
