import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

struct Keygen: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a key that signs bundles, and the key that verifies them.",
    discussion: """
      Example: zabta keygen legal

      Writes legal.key, which signs and stays with its owner, and legal.pub, which verifies and may be known to all.
      """)

  @Argument(help: "The name of the two files, without their endings.")
  var name: String

  func run() throws {
    for path in [name + ".key", name + ".pub"] where FileTree.exists(path) {
      Console.message(
        "zabta: \(path) is there already, and a key is never overwritten. Choose another name.")
      throw ExitCode(2)
    }
    let key = SigningKey()
    try FileTree.writeSecret(key.file, to: name + ".key")
    try SourceFiles.put(key.publicKey.file, at: name + ".pub")
    Console.result(key.publicKey.id)
    Console.message("\(name).key signs: keep it to yourself. \(name).pub verifies: pass it on.")
  }
}

struct Trust: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the keys that sign for a policy, and how many of them it takes.",
    discussion: """
      Example: zabta trust buy-inverter.privacy --keys legal.pub --keys security.pub --threshold 2 \
      --key legal.key --key security.key --output trust.1.json
      Example: zabta trust buy-inverter.privacy --keys legal.pub --keys new.pub --threshold 2 \
      --after trust.1.json --key legal.key --key security.key --key new.key --output trust.2.json

      A list that follows another is signed by enough keys of both. Signers elsewhere add their signatures by running the same command on the same output.
      """)

  @Argument(help: "The policy's id.")
  var policy: String
  @Option(help: "A key that counts: a .pub file. May be repeated.")
  var keys: [String]
  @Option(help: "How many of the keys have to sign.")
  var threshold: Int
  @Option(help: "The list that this one follows.")
  var after: String?
  @Option(help: "A key to sign the list with: a .key file. May be repeated.")
  var key: [String] = []
  @Option(help: "Where to write the list.")
  var output: String

  func run() throws {
    try TrustFiles.refusing {
      var version = 1
      if let after {
        version = try TrustedKeys.version(of: try TrustFiles.read(after)) + 1
      }
      let list = try TrustedKeys(
        policy: policy, version: version, threshold: threshold,
        keys: try keys.map { try PublicKey.read(try TrustFiles.read($0)) })
      let file = try list.file(
        signedBy: try key.map { try SigningKey(file: try TrustFiles.read($0)) },
        onto: try FileTree.read(output, atMost: TrustFiles.longest))
      try SourceFiles.put(file, at: output)
      Console.result("\(output): version \(version) of the keys of \(policy)")
    }
  }
}

struct Sign: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sign for the bundles of a released edition.",
    discussion: """
      Example: zabta sign output/buy-inverter.privacy --expires 2027-06-30 --key legal.key

      The signature is written beside the folder: output/buy-inverter.privacy.sig.json. A second signer runs the same command with another key.
      """)

  @Argument(help: "The folder with bundle.json, as zabta build wrote it.")
  var folder: String
  @Option(
    help: "From when services must have a newer signature: 2027-06-30, or 2027-06-30T00:00:00Z.")
  var expires: String
  @Option(help: "A key to sign with: a .key file. May be repeated.")
  var key: [String]
  @Option(help: "Where to write the signature; beside the folder by default.")
  var output: String?

  func run() throws {
    guard let moment = Moment(expires) else {
      Console.message("zabta: --expires \(expires) is no day. Write it as 2027-06-30.")
      throw ExitCode(2)
    }
    let instant: Moment =
      if case .day = moment { Moment("\(expires)T00:00:00Z") ?? moment } else { moment }
    let target = output ?? TrustFiles.signature(of: folder)
    try TrustFiles.refusing {
      let files = try TrustFiles.bundles(in: folder)
      guard let bundle = files["bundle.json"] else {
        throw MachineError("there is no file \(folder)/bundle.json")
      }
      let content: BundleContent
      do {
        content = try BundleJSON.read(bundle)
      } catch {
        throw TrustError(.unreadable, "\(folder)/bundle.json is no bundle: \(error)")
      }
      guard content.edition > 0 else {
        throw TrustError(
          .unreadable,
          "\(folder) is a draft, and drafts are not signed. Run: zabta release \(content.policy)")
      }
      let manifest = Manifest(
        policy: content.policy, edition: content.edition, expires: instant,
        files: files.mapValues(Manifest.File.init(of:)))
      let file = try BundleVerifier.sign(
        manifest, with: try key.map { try SigningKey(file: try TrustFiles.read($0)) },
        onto: try FileTree.read(target, atMost: TrustFiles.longest))
      try SourceFiles.put(file, at: target)
      Console.result("\(target): edition \(content.edition) of \(content.policy), until \(instant)")
    }
  }
}

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verify that bundles are what the trusted keys signed.",
    discussion: """
      Example: zabta verify output/buy-inverter.privacy --trust trust.1.json --seen seen.json

      Exit status 1 where they are not. With --seen, older editions than the newest that was ever verified are refused.
      """)

  @Argument(help: "The folder with the bundles.")
  var folder: String
  @Option(help: "The list of keys that is trusted; further ones that follow it, in order.")
  var trust: [String]
  @Option(help: "The signature; beside the folder by default.")
  var signature: String?
  @Option(
    help: "The file that remembers the newest edition seen; it is made and kept by this command.")
  var seen: String?
  @Option(help: "The moment that is meant; now by default.")
  var on: String?

  func run() throws {
    var moment = Moment.instant(seconds: secondsNow(), offset: 0)
    if let on {
      guard let given = Moment(on) else {
        Console.message("zabta: --on \(on) is no day. Write it as 2026-03-01.")
        throw ExitCode(2)
      }
      moment = given
    }
    try TrustFiles.refusing {
      var keys: TrustedKeys?
      for path in trust {
        let file = try TrustFiles.read(path)
        keys = try keys?.next(file) ?? TrustedKeys.first(file)
      }
      guard let keys else { throw ExitCode(2) }
      let mark = try seen.flatMap { try FileTree.read($0, atMost: TrustFiles.longest) }
      let verifier = BundleVerifier(keys: keys, seen: try mark.map(SeenEdition.read))
      let manifest = try verifier.manifest(
        try TrustFiles.read(signature ?? TrustFiles.signature(of: folder)), on: moment)
      let newest = try verifier.verify(
        try TrustFiles.bundles(in: folder, signed: manifest), against: manifest)
      if let seen { try SourceFiles.put(newest.file, at: seen) }
      Console.result(
        "verified: edition \(manifest.edition) of \(manifest.policy), signed until \(manifest.expires)"
      )
    }
  }
}

/// The files of trust, and how their faults are told.
private enum TrustFiles {
  /// The most bytes of a key, a list of keys, a signature or a mark.
  static let longest = 1 << 20

  static func read(_ path: String) throws -> [UInt8] {
    guard let bytes = try FileTree.read(path, atMost: longest) else {
      throw MachineError("there is no file \(path)")
    }
    return bytes
  }

  /// Beside the folder, which the next build replaces whole.
  static func signature(of folder: String) -> String {
    var folder = Substring(folder)
    while folder.hasSuffix("/") { folder.removeLast() }
    return folder + ".sig.json"
  }

  /// The bundles of a folder; of a signed one no more bytes than were signed, and one to tell that there
  /// are more.
  static func bundles(in folder: String, signed: Manifest? = nil) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in Manifest.names {
      let path = folder + "/" + name
      let length = signed.map { $0.files[name]?.length ?? 0 }
      if let length, let size = FileTree.size(path), size > length {
        throw TrustError(
          length == 0 ? .files : .tooLong,
          length == 0
            ? "nobody signed for the file \(path)"
            : "\(path) has \(size) bytes, and \(length) were signed")
      }
      files[name] = try FileTree.read(path, atMost: Manifest.fileLimit)
    }
    return files
  }

  /// Tells why something is not trusted, and ends with status 1.
  static func refusing(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as TrustError {
      Console.message("zabta: not trusted (\(error.kind.rawValue)): \(error.reason)")
      throw ExitCode(1)
    }
  }
}
