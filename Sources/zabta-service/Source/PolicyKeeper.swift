import Dispatch
import Logging
import ZabtaBundle
import ZabtaRuntime

/// Keeps one policy up to date: looks at its source, verifies what is there, and lets it answer.
///
/// Nothing is parsed before it is verified. What is wrong with a new build is told, and the one before
/// goes on answering.
actor PolicyKeeper {
  private let slot: PolicySlot
  private let source: any BundleSource
  private let state: StateFolder?
  private let logger: Logger
  private let now: @Sendable () -> Int
  private let prepare: @Sendable (EditionSet, Freshness?) -> LoadedPolicy
  private var trust: TrustLists?
  /// The newest edition taken; what the disk remembers, if there is a folder for it.
  private var seen: SeenEdition?
  /// By which the source knows the files of the build that answers: the signature, or else each file.
  private var marks: [BuildPart: String] = [:]

  /// How a policy is kept.
  struct Setting: Sendable {
    var source: any BundleSource
    /// Whose signatures count; nil where the service was told to take unsigned builds.
    var trust: TrustLists?
    /// What is remembered between two starts.
    var state: StateFolder?
    var logger: Logger
    var now: @Sendable () -> Int = { Clock.seconds() }
    /// Makes of a build what answers.
    var prepare: @Sendable (EditionSet, Freshness?) -> LoadedPolicy
  }

  init(_ slot: PolicySlot, _ setting: Setting) {
    self.slot = slot
    source = setting.source
    trust = setting.trust
    state = setting.state
    logger = setting.logger
    now = setting.now
    prepare = setting.prepare
  }

  /// Lets the last good build answer, verified anew, until the source was looked at.
  func start() async {
    do {
      seen = try state?.seen(of: slot.id)
      guard let build = try state?.build(of: slot.id) else { return }
      let opened = try await open(build)
      // Where the last run was killed between keeping a build and remembering it, it is remembered now.
      do throws(FileError) {
        try remember(opened)
      } catch {
        logger.error("the edition in use is not remembered for the next start: \(error)")
        seen = opened.seen
      }
      take(opened, from: .kept)
    } catch {
      refuse("the build kept from the last run is not used: \(error)")
    }
  }

  /// Looks at the source once; true where the newest build answers afterwards.
  @discardableResult
  func look() async -> Bool {
    do {
      if try trust?.refresh() == true {
        logger.info("the lists of trusted keys changed; the build is verified anew")
        marks = [:]
      }
      guard let (build, marks) = try await newest() else {
        // The newest build is the one that answers, whatever was wrong meanwhile.
        let isMended = slot.status.fault != nil
        slot.note { status in
          status.lastGood = now()
          status.fault = nil
        }
        if isMended { logger.info("\(slot.id): \(source.name) is in order again") }
        return true
      }
      let opened = try await open(build)
      try keep(build, opened)
      self.marks = marks
      take(opened, from: .source)
      return true
    } catch let error as SourceError {
      slot.note { $0.unreachable += 1 }
      tell("the source cannot be read: \(error)")
    } catch {
      refuse("\(source.name) is not taken: \(error)")
    }
    return false
  }

  // MARK: Reading

  /// The build that the source has; nil where it is the one that answers.
  private func newest() async throws -> (KeptBuild, [BuildPart: String])? {
    guard trust != nil else { return try await unsigned() }
    switch try await source.read(.signature, unless: marks[.signature], atMost: 1 << 18) {
    case .unchanged: return nil
    case .missing: throw SourceError("there is no signature \(source.name).sig.json")
    case .bytes(let signature, let mark):
      // Who signed is known before the first file is fetched, and how long each of them is.
      let manifest = try verifier().manifest(signature)
      var files: [String: [UInt8]] = [:]
      for (name, file) in manifest.files.sorted(by: { $0.key < $1.key }) {
        files[name] = try await bytes(name, atMost: file.length)
      }
      return (KeptBuild(signature: signature, files: files), mark.map { [.signature: $0] } ?? [:])
    }
  }

  /// The rules without a signature: every file that is there, for both forms have to say the same.
  private func unsigned() async throws -> (KeptBuild, [BuildPart: String])? {
    if !marks.isEmpty, try await isUnchanged() { return nil }
    var (files, marks) = ([String: [UInt8]](), [BuildPart: String]())
    for name in FlatFile.byWelcome {
      let reading = try await source.read(
        .file(name), unless: nil, atMost: JSONParser.sizeLimit)
      guard case .bytes(let bytes, let mark) = reading else { continue }
      files[name] = bytes
      marks[.file(name)] = mark
    }
    guard !files.isEmpty else {
      throw SourceError(
        "there is no \(BundleSetJSON.fileName) and no bundle.json, nor one as .zb, at \(source.name)"
      )
    }
    return (KeptBuild(signature: nil, files: files), marks)
  }

  /// True where every unsigned file is the one that answers, and there is no other.
  private func isUnchanged() async throws -> Bool {
    for name in FlatFile.byWelcome {
      let part = BuildPart.file(name)
      switch try await source.read(part, unless: marks[part], atMost: JSONParser.sizeLimit) {
      case .unchanged: continue
      case .missing: if marks[part] != nil { return false }
      case .bytes: return false
      }
    }
    return true
  }

  private func bytes(_ name: String, atMost limit: Int) async throws -> [UInt8] {
    switch try await source.read(.file(name), unless: nil, atMost: limit) {
    case .bytes(let bytes, _): return bytes
    case .missing, .unchanged: throw SourceError("there is no \(name) at \(source.name)")
    }
  }

  // MARK: Verifying

  private struct Opened: Sendable {
    var editions: EditionSet
    var freshness: Freshness?
    var seen: SeenEdition?
  }

  private func verifier() throws(TrustError) -> BundleVerifier {
    guard let keys = trust?.keys[slot.id] else {
      throw TrustError(
        .untrusted, "no list of keys is trusted for \(slot.id): name one with --trust")
    }
    return BundleVerifier(keys: keys, seen: seen)
  }

  /// Verifies a build and only then parses it; beside the threads that answer requests.
  private func open(_ build: KeptBuild) async throws -> Opened {
    let (id, moment) = (slot.id, Moment.instant(seconds: now(), offset: 0))
    let verifier = trust == nil ? nil : try verifier()
    // Rules that are in date do not give way to some that are not.
    let isFresh = slot.policy.map { !$0.isStale(at: now()) } ?? false
    return try await PolicyKeeper.beside {
      guard let verifier else {
        let name = FlatFile.answering(build.files) ?? "bundle.json"
        let editions = try FlatFile.editions(build.files[name] ?? [])
        try FlatFile.compare(build.files)
        let policy = editions.earliest.policy
        guard policy.utf8.elementsEqual(id.utf8) else {
          throw TrustError(.foreign, "these are the rules of \(policy), and \(id) is expected")
        }
        return Opened(editions: editions)
      }
      guard let signature = build.signature else {
        throw TrustError(.untrusted, "nobody signed it")
      }
      let verified = try verifier.open(
        build.files, signature: signature, at: moment, expired: isFresh ? .refused : .taken)
      let editions = try verified.editions()
      try verified.compareForms()
      return Opened(
        editions: editions, freshness: verified.freshness, seen: verified.seen)
    }
  }

  private static func beside<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(with: Result { try work() })
      }
    }
  }

  // MARK: Taking

  /// Keeps a build for the next start, then remembers its edition: killed in between, the next start
  /// finds a build that is no older than the mark.
  private func keep(_ build: KeptBuild, _ opened: Opened) throws {
    if let state {
      do throws(FileError) {
        try state.keep(build, of: slot.id)
      } catch {
        logger.error("the build is not kept for a restart: \(error)")
      }
    }
    try remember(opened)
  }

  /// Marks an edition as the newest one taken: from now on no older one answers.
  private func remember(_ opened: Opened) throws(FileError) {
    guard let newest = opened.seen, newest != seen else { return }
    try state?.remember(newest, of: slot.id)
    seen = newest
  }

  private func take(_ opened: Opened, from origin: PolicyStatus.Origin) {
    let edition = opened.editions.rulesets.last?.edition
    slot.swap(prepare(opened.editions, opened.freshness))
    slot.note { status in
      status.edition = edition
      status.origin = origin
      status.loads += 1
      status.fault = nil
      if origin == .source { status.lastGood = now() }
    }
    let until = opened.freshness.map { ", signed until \($0.expires)" } ?? ", not signed"
    let place = origin == .kept ? "kept from the last run" : source.name
    logger.info("\(slot.id): the rules up to edition \(edition ?? 0) answer (\(place)\(until))")
  }

  private func refuse(_ reason: String) {
    slot.note { $0.refused += 1 }
    tell(reason)
  }

  /// Tells a fault once, not at every look.
  private func tell(_ reason: String) {
    let isNew = slot.status.fault != reason
    slot.note { $0.fault = reason }
    if isNew {
      let goesOn = slot.status.edition.map { "; edition \($0) goes on answering" } ?? ""
      logger.error("\(slot.id): \(reason)\(goesOn)")
    }
  }
}
