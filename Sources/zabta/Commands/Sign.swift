import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

struct Sign: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sign for the bundles of a released edition.",
    discussion: """
      Example: zabta sign output/buy-inverter.privacy --expires 2027-06-30 --key legal.key
      Example: zabta sign output/buy-inverter.privacy --expires 2027-06-30 --goes-on delete --goes-on retain \
      --goes-on-until 2027-09-30 --key legal.key

      The signature is written beside the folder: output/buy-inverter.privacy.sig.json. A second signer runs the same command with another key.

      From the day of --expires on, services that have no newer signature deny everything, but for what --goes-on names.
      """)

  @Argument(help: "The folder with bundle.json, as zabta build wrote it.")
  var folder: String
  @Option(
    help:
      "From when services must have a newer signature: 2027-06-30 (midnight in the policy's time zone), or 2027-06-30T00:00:00Z."
  )
  var expires: String
  @Option(
    help:
      "What services still answer from these rules after that: an action such as view or delete, retain, or deadline. May be repeated."
  )
  var goesOn: [String] = []
  @Option(help: "From when that ends as well, written as --expires; without it, it does not end.")
  var goesOnUntil: String?
  @Option(help: "A key to sign with: a .key file. May be repeated.")
  var key: [String]
  @Option(help: "Where to write the signature; beside the folder by default.")
  var output: String?

  func run() throws {
    let classes = try self.classes()
    // What is no day is said before any file is read.
    for (text, option) in [(expires, "--expires"), (goesOnUntil ?? expires, "--goes-on-until")] {
      _ = try TrustFiles.instant(text, option, offset: 0)
    }
    let target = try output ?? TrustFiles.signature(of: folder)
    try TrustFiles.refusing {
      let files = try TrustFiles.bundles(in: folder)
      guard files["bundle.json"] != nil else {
        throw MachineError("there is no file \(folder)/bundle.json")
      }
      let content = try Manifest.content(ofBuild: files, in: folder)
      try TrustFiles.agree(files, in: folder)
      let zone = content.timeZone
      let manifest = Manifest(
        policy: content.policy, edition: content.edition,
        expires: try TrustFiles.instant(expires, "--expires", offset: zone), goesOn: classes,
        goesOnUntil: try goesOnUntil.map {
          try TrustFiles.instant($0, "--goes-on-until", offset: zone)
        }, files: files.mapValues(Manifest.File.init(of:)))
      let signers = try key.map { path in
        try TrustFiles.read(path) { bytes throws(TrustError) in try SigningKey(file: bytes) }
      }
      try TrustFiles.update(target) {
        try BundleVerifier.sign(manifest, with: signers, onto: $0)
      }
      Console.result(
        "\(target): edition \(content.edition) of \(content.policy), until \(manifest.expires);"
          + " \(manifest.afterwards)")
      if manifest.freshness.isStale(at: .instant(seconds: secondsNow(), offset: 0)) {
        Console.message("That is over already: services refuse this signature, or deny at once.")
      }
    }
  }

  private func classes() throws -> Set<RuleClass> {
    var classes: Set<RuleClass> = []
    for name in goesOn {
      guard let ruleClass = RuleClass(name) else {
        let known = RuleClass.all.map(\.name).joined(separator: ", ")
        Console.message(
          "zabta: --goes-on \(name) is nothing that services ask."
            + (name == "keep" ? " They ask for keeping as store." : "")
            + " It is one of \(known).")
        throw ExitCode(2)
      }
      classes.insert(ruleClass)
    }
    return classes
  }
}
