/// Writes content as a flat file.
///
/// The same content gives the same bytes everywhere: what is hashed or shared is laid out in the order
/// in which the content names it.
struct FlatWriter {
  let content: BundleContent
  let vocabulary: Vocabulary
  let slots: SlotWidths
  let atoms: AtomCounts
  var strings = StringPool()
  var masks = MaskPool()
  /// The records of the sections that are u32 in a row.
  var rows: [[UInt32]] = Array(repeating: [], count: FlatSection.allCases.count)
  var seed: UInt32 = 0
  /// The place in ``FlatSection/words`` of each kind's first word.
  var firstWords: [Int] = []
  /// For each norm, where it stands among candidates and what holds it back.
  var sketches: [NormSketch] = []

  /// Writes content that has passed ``ContentCheck``.
  ///
  /// - Parameters:
  ///   - content: The content.
  ///   - vocabulary: Its words, interned.
  ///   - digest: The 32 bytes of the norms' digest, or none.
  /// - Returns: The file's bytes.
  /// - Throws: What does not fit into the format: names that differ as bytes from the words they
  ///   mean, or more than 4 GiB.
  static func write(
    _ content: BundleContent, _ vocabulary: Vocabulary, digest: [UInt8]? = nil
  ) throws(RulesetError) -> FlatMemory {
    var writer = FlatWriter(content, vocabulary)
    let header = writer.names()
    try writer.words()
    try writer.hashNames()
    try writer.norms()
    writer.candidates()
    writer.texts()
    return try writer.assemble(header, digest)
  }

  private init(_ content: BundleContent, _ vocabulary: Vocabulary) {
    self.content = content
    self.vocabulary = vocabulary
    atoms = AtomCounts(vocabulary.tables.map(\.count))
    slots = SlotWidths(
      atoms, consents: vocabulary.table(.consent).names.count,
      circumstances: vocabulary.circumstances.count)
  }

  /// The strings of the header.
  struct Header {
    let policy: UInt32
    let publisher: UInt32
    let date: UInt32
  }

  /// Interns what the header names.
  private mutating func names() -> Header {
    Header(
      policy: strings.intern(content.policy), publisher: strings.intern(content.publisher),
      date: content.date.map { strings.intern($0) } ?? FlatFormat.none)
  }

  /// The records of a section.
  subscript(section: FlatSection) -> [UInt32] {
    get { rows[Int(section.rawValue) - 1] }
    _modify { yield &rows[Int(section.rawValue) - 1] }
  }

  /// How many records a section has so far.
  func count(_ section: FlatSection) -> UInt32 {
    UInt32(truncatingIfNeeded: rows[Int(section.rawValue) - 1].count * 4 / section.stride)
  }

  // MARK: Texts

  /// Adds a text by language; answers the run.
  mutating func texts(_ texts: [String: String]) -> [UInt32] {
    let first = count(.texts)
    for (language, text) in texts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      let code = strings.intern(language)
      self[.texts] += [code, strings.intern(text)]
    }
    return [first, UInt32(truncatingIfNeeded: texts.count)]
  }

  /// Writes the labels of words and the texts of clauses.
  private mutating func texts() {
    var place = 7
    let labels = Vocabulary.inTables(content, vocabulary).map { $0?.labels ?? [:] }
    for label in labels {
      let run = texts(label)
      self[.words][place] = run[0]
      self[.words][place + 1] = run[1]
      place += FlatSection.words.stride / 4
    }
    for clause in content.clauses {
      var record = [strings.intern(clause.id)]
      record += texts(clause.heading)
      record += texts(clause.text)
      record += [count(.rules), UInt32(truncatingIfNeeded: clause.rules.count), 0]
      for rule in clause.rules {
        let run = texts(rule)
        self[.rules] += run
      }
      self[.clauses] += record
    }
  }

  // MARK: The file

  private mutating func assemble(
    _ header: Header, _ digest: [UInt8]?
  ) throws(RulesetError) -> FlatMemory {
    self[.strings] = strings.starts
    var offsets: [Int] = []
    var counts: [Int] = []
    var size = FlatFormat.tableEnd
    for section in FlatSection.allCases {
      let count: Int
      switch section {
      case .blob: count = strings.blob.count
      case .pool: count = masks.bits.count
      default: count = self[section].count * 4 / section.stride
      }
      size = (size + 7) & ~7
      offsets.append(size)
      counts.append(count)
      size += count * section.stride
    }
    size = (size + 7) & ~7
    guard size <= FlatFormat.sizeLimit else {
      throw RulesetError(path: "norms", reason: "the flat file would be longer than 4 GiB")
    }
    return FlatMemory(count: size) { fill($0, header, digest, offsets, counts) }
  }

  /// Puts everything in its place; the bytes are zero before.
  private func fill(
    _ bytes: UnsafeMutableRawBufferPointer, _ header: Header, _ digest: [UInt8]?,
    _ offsets: [Int], _ counts: [Int]
  ) {
    bytes.copyBytes(from: FlatFormat.magic)
    func put(_ value: some FixedWidthInteger, _ offset: Int) {
      bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: type(of: value))
    }
    put(FlatFormat.version, 8)
    put(UInt32(FlatSection.allCases.count), 12)
    put(UInt64(bytes.count), 16)
    if let digest, digest.count == 32 {
      UnsafeMutableRawBufferPointer(rebasing: bytes[24..<56]).copyBytes(from: digest)
    }
    put(Int64(content.edition), 56)
    put(Int64(content.effective?.number ?? 0), 64)
    put(Int32(truncatingIfNeeded: content.timeZone), 72)
    var flags: UInt32 = 0
    if digest?.count == 32 { flags |= HeaderFlag.hasDigest }
    if content.effective != nil { flags |= HeaderFlag.hasEffective }
    put(flags, 76)
    put(header.policy, 80)
    put(header.publisher, 84)
    put(header.date, 88)
    put(usualForm, 92)
    put(seed, 96)
    for (index, section) in FlatSection.allCases.enumerated() {
      let line = FlatFormat.headerSize + index * FlatFormat.lineSize
      put(section.rawValue, line)
      put(UInt32(section.stride), line + 4)
      put(UInt32(offsets[index]), line + 8)
      put(UInt32(truncatingIfNeeded: counts[index]), line + 12)
      let target = UnsafeMutableRawBufferPointer(rebasing: bytes[offsets[index]...])
      switch section {
      case .blob: target.copyBytes(from: strings.blob)
      case .pool: copy(masks.bits, target)
      default: copy(self[section], target)
      }
    }
  }

  private func copy<Number: FixedWidthInteger>(
    _ numbers: [Number], _ target: UnsafeMutableRawBufferPointer
  ) {
    #if _endian(little)
      numbers.withUnsafeBytes { target.copyMemory(from: $0) }
    #else
      numbers.map(\.littleEndian).withUnsafeBytes { target.copyMemory(from: $0) }
    #endif
  }

  /// The form that data has where a request does not state one: `identified`, where declared.
  private var usualForm: UInt32 {
    guard let form = vocabulary.table(.form).index["identified"] else { return FlatFormat.none }
    return UInt32(truncatingIfNeeded: firstWords[Kind.form.ordinal] + form)
  }
}
