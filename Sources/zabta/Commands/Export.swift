import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a policy's rules for another policy engine.",
    discussion: """
      Example: zabta export --to opa --bundle output/buy-inverter.privacy --output buy-inverter.tar.gz

      opa: a bundle of Open Policy Agent 1.0 or later. Its document zabta/POLICY/decision gives to every AuthZEN request the answer that zabta decide gives.

      cedar: policies and a schema of Cedar, as far as the rules of the newest edition fit. They never permit more; what they deny beside is listed, and stands in differences.json.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case opa, cedar
  }

  @Option(help: "The engine: opa or cedar.")
  var to: Format
  @Option(
    help:
      "The rules: a policy's folder of the output, its bundle-set.json or a bundle.json, or the same as .zb."
  )
  var bundle: String
  @Option(help: "The file to write, ending in .tar.gz, or a folder for the files one by one.")
  var output: String

  @Option(
    help: "opa: the key that signs the bundle, on the curve P-256 in the form of PEM (ES256).")
  var key: String?

  func run() throws {
    let editions = try BundleOption.read(bundle)
    switch to {
    case .opa:
      let export = try opa(editions)
      try write(
        output.hasSuffix(".tar.gz")
          ? [(output, export.archive)]
          : export.files.map { (output + "/" + $0.path, $0.bytes) })
      Console.result("\(output): ask it for \(export.decision)")
    case .cedar:
      guard let newest = editions.rulesets.last else { return }
      let export = CedarPolicies(newest)
      try write([
        (output + "/schema.cedarschema", Array(export.schema.utf8)),
        (output + "/policies.cedar", Array(export.policies.utf8)),
        (output + "/differences.json", export.report),
      ])
      for limit in CedarPolicies.limits { Console.result(limit) }
      for difference in export.differences {
        Console.result(
          "#\(difference.clause), \(difference.effect) \(difference.action): \(difference.what)")
      }
    }
  }

  private func write(_ files: [(path: String, bytes: [UInt8])]) throws {
    for file in files {
      let above = Beside.split(file.path).above
      if !FileTree.isFolder(above) { try Disk.makeFolder(above) }
      try SourceFiles.put(file.bytes, at: file.path)
    }
  }

  private func opa(_ editions: EditionSet) throws -> OPABundle {
    do {
      guard let key else { return try OPABundle(editions) }
      guard let pem = try FileTree.read(key, atMost: 1 << 16) else {
        throw MachineError("there is no file \(key)")
      }
      return try OPABundle(editions, signer: OPASigner(pem: pem))
    } catch let error as TrustError {
      Console.message("zabta: \(key ?? bundle): \(error.reason)")
      throw ExitCode(2)
    }
  }
}
