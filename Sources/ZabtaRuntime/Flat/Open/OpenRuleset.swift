extension Ruleset {
  /// Opens a flat bundle, `bundle.zb`, from a file: all of it is checked once, and no read of it can fail
  /// afterwards.
  ///
  /// Whoever replaces the file renames a new one over it; a file that is written to while it is in use is no longer
  /// what was checked. The file's digest is told and not computed: for that, take verified
  /// bundles only, or run `zabta verify`.
  ///
  /// - Parameter path: The path of a file with one bundle, at most 4 GiB long.
  /// - Throws: Why the file cannot be read (then `path` of the error is the file's), or the first place at which it
  ///   is not as the format has it.
  public init(mapping path: String) throws(RulesetError) {
    let memory = try FlatMemory.map(path)
    try self.init(checking: memory, memory.bytes)
  }

  /// Opens a flat bundle, `bundle.zb`, from its bytes, which are copied once and checked as those of a
  /// file are.
  ///
  /// - Parameter bytes: One bundle, at most 4 GiB.
  /// - Throws: The first place at which the bytes are not as the format has them.
  public init(opening bytes: [UInt8]) throws(RulesetError) {
    let memory = FlatMemory(bytes)
    try self.init(checking: memory, memory.bytes)
  }

  /// Opens a part of memory that begins at a multiple of 8.
  fileprivate init(
    checking memory: FlatMemory, _ bytes: UnsafeRawBufferPointer
  ) throws(RulesetError) {
    defer { withExtendedLifetime(memory) {} }
    self.init(
      checked: try FlatCheck.check(bytes), in: memory, content: { BundleContent($0) })
  }
}

extension EditionSet {
  /// Opens the editions of a file: of a set, `bundle-set.zb`, or of one bundle, `bundle.zb`.
  ///
  /// What is said of ``Ruleset/init(mapping:)`` holds here.
  ///
  /// - Parameter path: The path of the file, at most 4 GiB long.
  /// - Throws: Why the file cannot be read, or the first place at which it is not as the format has it.
  public init(mapping path: String) throws(RulesetError) {
    try self.init(checking: try FlatMemory.map(path))
  }

  /// Opens the editions of a set, `bundle-set.zb`, or of one bundle, from their bytes, which are copied
  /// once.
  ///
  /// - Parameter bytes: The set or the bundle, at most 4 GiB.
  /// - Throws: The first place at which the bytes are not as the format has them.
  public init(opening bytes: [UInt8]) throws(RulesetError) {
    try self.init(checking: FlatMemory(bytes))
  }

  private init(checking memory: FlatMemory) throws(RulesetError) {
    defer { withExtendedLifetime(memory) {} }
    guard FlatSet.begins(memory.bytes) else {
      try self.init([Ruleset(checking: memory, memory.bytes)])
      return
    }
    var rulesets: [Ruleset] = []
    for (index, range) in try FlatSet.bundles(in: memory.bytes).enumerated() {
      let place = "editions[\(index)]"
      let ruleset: Ruleset
      do throws(RulesetError) {
        ruleset = try Ruleset(
          checking: memory, UnsafeRawBufferPointer(rebasing: memory.bytes[range]))
      } catch {
        throw RulesetError(path: "\(place).\(error.path)", reason: error.reason)
      }
      guard ruleset.edition > 0 else {
        throw RulesetError(
          path: place, reason: "a draft is in force on no day; release it first")
      }
      guard ruleset.date != nil, ruleset.effective != nil else {
        throw RulesetError(
          path: place, reason: "in a set an edition tells its date and its first day")
      }
      rulesets.append(ruleset)
    }
    try self.init(rulesets)
  }
}

/// The flat form as bytes, for tools that write and compare files.
package enum FlatBundle {
  /// True of bytes that begin as a flat bundle or a set of them does.
  package static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: FlatFormat.magic) || bytes.starts(with: FlatSet.magic)
  }

  /// Writes content; the same content gives the same bytes.
  ///
  /// - Parameters:
  ///   - content: The content.
  ///   - digest: The 32 bytes of its norms' digest.
  /// - Returns: The bytes of the file.
  /// - Throws: The first place at which the content does not hang together.
  package static func write(
    _ content: BundleContent, digest: [UInt8]
  ) throws(RulesetError) -> [UInt8] {
    try ContentCheck.check(content)
    return try FlatWriter.write(content, try Vocabulary(content), digest: digest).copy()
  }

  /// What the bundles of a file say, one of a bundle and several of a set, and the digest that each tells.
  package static func read(
    _ bytes: [UInt8]
  ) throws(RulesetError) -> [(content: BundleContent, digest: [UInt8]?)] {
    let memory = FlatMemory(bytes)
    defer { withExtendedLifetime(memory) {} }
    guard FlatSet.begins(memory.bytes) else { return [try read(memory.bytes)] }
    var contents: [(BundleContent, [UInt8]?)] = []
    for (index, range) in try FlatSet.bundles(in: memory.bytes).enumerated() {
      do throws(RulesetError) {
        contents.append(try read(UnsafeRawBufferPointer(rebasing: memory.bytes[range])))
      } catch {
        throw RulesetError(path: "editions[\(index)].\(error.path)", reason: error.reason)
      }
    }
    return contents
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer
  ) throws(RulesetError) -> (content: BundleContent, digest: [UInt8]?) {
    let view = try FlatCheck.check(bytes)
    return (BundleContent(view), view.digest)
  }
}
