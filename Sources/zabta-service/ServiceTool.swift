import ArgumentParser
import Logging
import ZabtaBundle

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The command line of the service: options in, a server that runs until it is told to stop.
@main
struct ServiceTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zabta-service",
    abstract: "Decide over HTTP by the rules that zabta published.",
    discussion: """
      Example: zabta-service --bundles output --unsigned
      Example: zabta-service --bundle https://bundles.example/buy-inverter.privacy \
      --trust trust.1.json --state /var/lib/zabta

      Answers the OpenID AuthZEN Authorization API 1.0 for every policy, under \
      /<policy>/access/v1/, and under /access/v1/ for the one named by --default-policy.
      """)

  @OptionGroup(title: "Rules") var sources: SourceOptions
  @OptionGroup(title: "Server") var server: ServerOptions
  @OptionGroup(title: "Decision log") var logging: LogOptions
  @Option(help: "The policy that answers where a path names none; by default the only one.")
  var defaultPolicy: String?
  @Option(help: "The https URL under which callers reach the service, for its discovery document.")
  var publicURL: String?
  @Option(
    help: ArgumentHelp(
      "The key (P-256, PEM) that signs the bundles for Open Policy Agents.", valueName: "file"))
  var opaKey: String?

  func run() async throws {
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    let logger = Logger(label: "zabta-service")
    let scheme = server.tlsKey == nil ? "http" : "https"
    do {
      let operation = try Operation(
        sources: sources, server: server, logging: logging, defaultPolicy: defaultPolicy,
        publicURL: publicURL ?? "\(scheme)://\(server.host):\(server.port)", opaKey: opaKey,
        logger: logger)
      try await operation.run()
    } catch let error as any CustomStringConvertible {
      logger.critical("the service ends: \(error)")
      throw ExitCode(2)
    }
  }

  mutating func validate() throws {
    guard let given = publicURL else { return }
    var address = Substring(given)
    while address.hasSuffix("/") { address.removeLast() }
    guard let url = URL(string: String(address)), let scheme = url.scheme,
      ["https", "http"].contains(scheme), url.host?.isEmpty == false, url.query == nil,
      url.fragment == nil
    else {
      throw ValidationError(
        "--public-url takes an address such as https://pdp.example, without a query or a fragment.")
    }
    publicURL = String(address)
  }
}
