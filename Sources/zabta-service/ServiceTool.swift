import ArgumentParser
import Hummingbird
import Logging
import ServiceLifecycle
import ZabtaBundle

/// The command line of the service: options in, a server that runs until it is told to stop.
@main
struct ServiceTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zabta-service",
    abstract: "Decide over HTTP by the rules that zabta published.",
    discussion: """
      Example: zabta-service --bundles output

      Answers the OpenID AuthZEN Authorization API 1.0 for every policy of the folder, under \
      /<policy>/access/v1/, and under /access/v1/ for the one named by --default-policy.
      """)

  @Option(help: "The folder with a folder for each policy, as `zabta build` writes it.")
  var bundles: String = "output"
  @Option(help: "The address to listen on.")
  var host: String = "127.0.0.1"
  @Option(help: "The port to listen on.")
  var port: Int = 8181
  @Option(help: "The policy that answers where a path names none; by default the only one.")
  var defaultPolicy: String?
  @Option(help: "The https URL under which callers reach the service, for its discovery document.")
  var publicURL: String?

  func run() async throws {
    let policies = try FixedPolicies.read(folder: bundles, defaultPolicy: defaultPolicy)
    let base = publicURL ?? "http://\(host):\(port)"
    let service = DecisionService(policies: policies, publicURL: base)
    let application = Application(
      responder: service.responder(),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      logger: Logger(label: "zabta-service"))
    try await application.runService()
  }
}
