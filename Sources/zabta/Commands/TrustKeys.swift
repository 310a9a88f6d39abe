import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

struct Keygen: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a key that signs bundles, and the key that verifies them.",
    discussion: """
      Example: zabta keygen legal

      Writes legal.key, which signs and stays with its owner, and legal.pub, which verifies and may be known to all. Neither is ever overwritten; where legal.key is there without legal.pub, legal.pub is written anew.
      """)

  @Argument(help: "The name of the two files, without their endings.")
  var name: String

  func run() throws {
    guard !name.isEmpty, !name.hasSuffix("/") else {
      Console.message("zabta: a key has a name, such as legal: it makes legal.key and legal.pub.")
      throw ExitCode(2)
    }
    let (secret, known) = (name + ".key", name + ".pub")
    let folder = Beside.split(secret).above
    let key = try FolderLock.holding(folder, for: .writing) { () throws -> SigningKey in
      guard !FileTree.exists(known) else { throw Keygen.isThere(known) }
      guard FileTree.exists(secret) else {
        let key = SigningKey()
        try Signals.held {
          guard try SecretFile.create(key.file, at: secret) else { throw Keygen.isThere(secret) }
          try SourceFiles.replace(known, with: key.publicKey.file)
          try Disk.sync(folder)
        }
        return key
      }
      // The run that made it was killed, or somebody lost the other file: it follows from this one.
      try Disk.remove(Beside.unfinished.name(of: secret))
      var key: SigningKey?
      try TrustFiles.refusing { key = try SigningKey(file: try TrustFiles.read(secret)) }
      guard let key else { throw ExitCode(1) }
      Console.message("\(secret) is there already; \(known) is made from it.")
      try Signals.held {
        try SourceFiles.replace(known, with: key.publicKey.file)
        try Disk.sync(folder)
      }
      return key
    }
    Console.result(key.publicKey.id)
    Console.message("\(secret) signs: keep it to yourself. \(known) verifies: pass it on.")
  }

  private static func isThere(_ path: String) -> ExitCode {
    Console.message(
      "zabta: \(path) is there already, and a key is never overwritten. Choose another name.")
    return ExitCode(2)
  }
}

struct Trust: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the keys that sign for a policy, and how many of them it takes.",
    discussion: """
      Example: zabta trust buy-inverter.privacy --keys legal.pub --keys security.pub --threshold 2 \
      --key legal.key --key security.key --output trust.1.json
      Example: zabta trust buy-inverter.privacy --keys legal.pub --keys new.pub --threshold 2 --edition 7 \
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
  @Option(
    help:
      "The newest edition there is. No older one is taken under this list, and a higher one that was seen under an earlier list is forgotten: it was forged."
  )
  var edition: Int?
  @Option(
    help:
      "From when services must have a newer list: 2028-06-30 (midnight UTC), or 2028-06-30T00:00:00Z. Without it, the list has no end."
  )
  var expires: String?
  @Option(help: "A key to sign the list with: a .key file. May be repeated.")
  var key: [String] = []
  @Option(help: "Where to write the list.")
  var output: String

  func run() throws {
    let end = try expires.map { try TrustFiles.instant($0, "--expires", offset: 0) }
    try TrustFiles.refusing {
      var version = 1
      if let after {
        version =
          try TrustFiles.read(after) { bytes throws(TrustError) in
            try TrustedKeys.version(of: bytes)
          } + 1
      }
      let list = try TrustedKeys(
        policy: policy, version: version, threshold: threshold,
        keys: try keys.map { path in
          try TrustFiles.read(path) { bytes throws(TrustError) in try PublicKey.read(bytes) }
        }, edition: edition,
        expires: end)
      let signers = try key.map { path in
        try TrustFiles.read(path) { bytes throws(TrustError) in try SigningKey(file: bytes) }
      }
      try TrustFiles.update(output) { try list.file(signedBy: signers, onto: $0) }
      Console.result("\(output): version \(version) of the keys of \(policy)")
      do {
        let made = try TrustFiles.read(output)
        _ =
          if let after {
            try TrustedKeys.first(try TrustFiles.read(after)).next(made)
          } else { try TrustedKeys.first(made) }
      } catch let error as TrustError where error.kind == .untrusted {
        Console.message("It is not complete yet: \(error.reason).")
      }
    }
  }
}
