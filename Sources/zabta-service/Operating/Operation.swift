import ArgumentParser
import Crypto
import Hummingbird
import Logging
import ServiceLifecycle
import ZabtaBundle

/// The service put together from its options, ready to run.
struct Operation {
  var service: DecisionService
  var keepers: [PolicyKeeper]
  var slots: [PolicySlot]
  var log: DecisionLog?
  var tokens: BearerTokens?
  private let leaving: Leaving

  private let sources: SourceOptions
  private let server: ServerOptions
  private let logger: Logger

  init(
    sources: SourceOptions, server: ServerOptions, logging: LogOptions, defaultPolicy: String?,
    publicURL: String, opaKey: String? = nil, logger: Logger
  ) throws {
    self.sources = sources
    self.server = server
    self.logger = logger
    let leaving = Leaving()
    self.leaving = leaving
    let state = try sources.state.map { path throws(FileError) in try StateFolder(path) }
    let trust = sources.unsigned ? nil : try TrustLists(sources.trust)
    let masks = logging.masks
    let found = try sources.sources()
    let slots = found.map { PolicySlot($0.id) }
    self.slots = slots
    keepers = zip(slots, found).map { slot, found in
      PolicyKeeper(
        slot,
        PolicyKeeper.Setting(
          source: found.source, trust: trust, state: state, logger: logger
        ) { LoadedPolicy($0, freshness: $1, masks: masks) })
    }
    guard defaultPolicy.map({ id in slots.contains { $0.id == id } }) ?? true else {
      throw FileError("--default-policy \(defaultPolicy ?? "") is none of the policies")
    }
    let policies = WatchedPolicies(slots, defaultPolicy: defaultPolicy)
    log = try logging.open(logger)
    tokens = try server.tokens.map { path throws(FileError) in try BearerTokens(path) }

    var service = DecisionService(policies: policies, publicURL: publicURL)
    service.limits.body = server.maxBody
    service.limits.batch = server.maxBatch
    if let tokens { service.gate = tokens }
    let opa = try OPABundles(signer: opaKey.map(Operation.signer))
    service.furtherEndpoints = opa.endpoints
    var standing = Standing(
      policies: policies, metrics: Metrics(policies: [], endpoints: []), log: log,
      leaving: leaving, hasOpenMetrics: server.openMetrics)
    let paths = (service.endpoints + standing.endpoints).map(\.path)
    standing.metrics = Metrics(policies: policies.ids, endpoints: paths)
    service.furtherEndpoints += standing.endpoints
    service.watch = ServiceWatch(metrics: standing.metrics, log: log, key: try logging.key())
    self.service = service
  }

  /// How long the start waits for sources: whoever is slower is waited for while the service answers.
  private static let patience = Duration.seconds(10)

  /// Loads what there is, then serves until it is told to end.
  func run(onServerRunning: @escaping @Sendable (Int?) -> Void = { _ in }) async throws {
    // First what needs no rules: whoever named a wrong file is told at once.
    let (options, listening) = (self.server, self.server.listening)
    let server = try listening.server(leaving: leaving)
    for keeper in keepers { await keeper.start() }
    let polling = Polling(keepers: keepers, interval: .seconds(sources.poll))
    await polling.begin(within: Operation.patience)
    for slot in slots {
      for word in slot.policy?.words.unknownMasks ?? [] {
        logger.warning("\(slot.id) has no data named \(word): the log masks nothing by that name")
      }
    }
    if !listening.isLoopback, listening.certificate == nil {
      logger.warning("without --tls-key, tokens and answers cross the network in the clear")
    }
    let application = Application(
      responder: service.responder(), server: server,
      configuration: listening.configuration(logger),
      onServerRunning: { channel in onServerRunning(channel.localAddress?.port) }, logger: logger)
    // They end in the reverse of this order.
    var services: [any Service] = []
    if let log { services.append(LogClosing(log: log)) }
    services.append(polling)
    if let tokens { services.append(TokenRefreshing(tokens: tokens, logger: logger)) }
    services.append(application)
    services.append(Drain(leaving: leaving, wait: .seconds(options.drainTime)))
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(
      options.drainTime + options.shutdownTime + 5)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch {
      throw FileError(listening.told(error))
    }
  }

  private static func signer(_ path: String) throws -> OPASigner {
    guard let pem = try Place.read(path, atMost: 1 << 16) else {
      throw FileError("there is no file \(path)")
    }
    do {
      return try OPASigner(pem: pem)
    } catch {
      throw FileError("\(path): \(error)")
    }
  }
}
