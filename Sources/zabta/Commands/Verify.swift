import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verify that bundles are what the trusted keys signed.",
    discussion: """
      Example: zabta verify output/buy-inverter.privacy --trust trust.1.json --seen seen.json

      Exit status 1 where they are not, or are out of date. With --seen, older editions than the newest that was ever verified are refused.
      """)

  @Argument(help: "The folder with the bundles.")
  var folder: String
  @OptionGroup var trust: TrustOptions
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
    guard trust.isGiven else {
      Console.message("zabta: --trust is missing: the list of keys that is trusted.")
      throw ExitCode(2)
    }
    try TrustFiles.refusing {
      let verified = try trust.open(folder, at: moment, expired: .refused)
      let manifest = verified.manifest
      try TrustFiles.agree(verified.files, in: folder)
      var result =
        "verified: edition \(manifest.edition) of \(manifest.policy), signed until"
        + " \(manifest.expires); \(manifest.afterwards)"
      if verified.freshness.expires != manifest.expires {
        result += "\nThe list of keys ends before, on \(verified.freshness.expires)."
      }
      Console.result(result)
    }
  }
}

/// Which keys are trusted, and what was seen: for every command that reads bundles.
struct TrustOptions: ParsableArguments {
  @Option(
    help:
      "The list of keys that is trusted; further ones that follow it, in order. Nothing is read that they did not sign."
  )
  var trust: [String] = []
  @Option(help: "The signature; beside the folder by default.")
  var signature: String?
  @Option(
    help: "The file that remembers the newest edition seen; it is made and kept by this command.")
  var seen: String?

  var isGiven: Bool { !trust.isEmpty }

  /// Verifies the bundles of a folder, and remembers the edition.
  ///
  /// The mark is read, compared and written while its folder is held, so that of two processes that
  /// share it none takes it back.
  func open(
    _ folder: String, at moment: Moment, expired: BundleVerifier.Expired
  ) throws -> VerifiedBundle {
    let keys = try TrustedKeys.chain(try trust.map { try TrustFiles.read($0) }, names: trust)
    guard let seen else {
      return try open(folder, BundleVerifier(keys: keys), at: moment, expired)
    }
    let place = Beside.split(seen).above
    return try FolderLock.holding(place, for: .writing) {
      let mark = try FileTree.read(seen, atMost: TrustFiles.longest, onlyFiles: true)
      let verifier = BundleVerifier(
        keys: keys,
        seen: try mark.map { bytes in
          try TrustError.naming(seen) { () throws(TrustError) in try SeenEdition.read(bytes) }
        })
      let verified = try open(folder, verifier, at: moment, expired)
      if verified.seen.file != mark {
        try Signals.held { try SourceFiles.replace(seen, with: verified.seen.file) }
        // Only then is anything answered: a machine that fails now does not forget it.
        try Disk.sync(place)
      }
      return verified
    }
  }

  private func open(
    _ folder: String, _ verifier: BundleVerifier, at moment: Moment,
    _ expired: BundleVerifier.Expired
  ) throws -> VerifiedBundle {
    let path = try signature ?? TrustFiles.signature(of: folder)
    let signature = try TrustFiles.read(path)
    // Twice, so that no more of a file is read than was signed.
    let manifest = try TrustError.naming(path) { () throws(TrustError) in
      switch expired {
      case .refused: try verifier.manifest(signature, on: moment)
      case .taken: try verifier.manifest(signature)
      }
    }
    return try verifier.open(
      try TrustFiles.bundles(in: folder, signed: manifest), signature: signature, at: moment,
      expired: expired)
  }
}
