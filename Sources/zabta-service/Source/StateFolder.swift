import ZabtaBundle

/// What the service remembers between two starts: of each policy the last good build, and the mark of
/// the newest edition that it ever took.
struct StateFolder: Sendable {
  private let folder: String

  /// Opens the folder for this process alone; makes it where there is none.
  init(_ folder: String) throws(FileError) {
    self.folder = folder
    try Place.makeFolder(folder)
    try Place.lock(folder)
  }

  /// The last good build of a policy; nil where there is none, or no whole one.
  func build(of policy: String) throws(FileError) -> KeptBuild? {
    try Place.read(path(policy, "kept"), atMost: KeptBuild.sizeLimit).flatMap(KeptBuild.init)
  }

  /// Keeps a build in place of the one before; killed at any moment, it leaves one of the two whole.
  func keep(_ build: KeptBuild, of policy: String) throws(FileError) {
    try Place.replace(path(policy, "kept"), with: build.bytes)
  }

  /// The mark of the newest edition; nil before the first.
  /// - Throws: Where it cannot be read: then nothing is trusted, for it may have been put there to
  ///   bring an old edition back.
  func seen(of policy: String) throws(TrustError) -> SeenEdition? {
    let file: [UInt8]?
    do throws(FileError) {
      file = try Place.read(path(policy, "seen.json"), atMost: 1 << 16)
    } catch {
      throw TrustError(.unreadable, error.description)
    }
    return try file.map { bytes throws(TrustError) in try SeenEdition.read(bytes) }
  }

  /// Remembers an edition before anything is answered from it.
  func remember(_ seen: SeenEdition, of policy: String) throws(FileError) {
    try Place.replace(path(policy, "seen.json"), with: seen.file)
  }

  private func path(_ policy: String, _ kind: String) -> String {
    "\(folder)/\(OPABundle.segment(policy)).\(kind)"
  }
}
