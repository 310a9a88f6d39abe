import ArgumentParser

/// Where the service listens, who may ask, and how much.
struct ServerOptions: ParsableArguments {
  @Option(help: "The address to listen on.")
  var host: String = "127.0.0.1"
  @Option(help: "The port to listen on; 0 for any that is free.")
  var port: Int = 8181
  @Option(
    help: ArgumentHelp(
      "A file with the tokens of callers, one a line; it is read again when it changes.",
      valueName: "file"))
  var tokens: String?
  @Option(help: ArgumentHelp("The service's certificate chain (PEM).", valueName: "file"))
  var tlsCertificate: String?
  @Option(help: ArgumentHelp("The key of the certificate (PEM).", valueName: "file"))
  var tlsKey: String?
  @Option(
    help: ArgumentHelp(
      "Who signs the certificates that callers must bring (PEM).", valueName: "file"))
  var clientCA: String?
  @Flag(help: "Listen on other addresses than this machine's own although anybody may ask.")
  var letAnybodyAsk = false
  @Flag(help: "Let everybody read /metrics.")
  var openMetrics = false

  @Option(help: ArgumentHelp("The most connections at a time.", valueName: "number"))
  var maxConnections = 1024
  @Option(help: ArgumentHelp("The most bytes of a body.", valueName: "bytes"))
  var maxBody = 1 << 20
  @Option(help: ArgumentHelp("The most evaluations in one request.", valueName: "number"))
  var maxBatch = 1000
  @Option(
    help: ArgumentHelp(
      "How long a connection may stand without a request.", valueName: "seconds"))
  var idleTime = 30
  @Option(help: ArgumentHelp("How long a request may take to arrive.", valueName: "seconds"))
  var requestTime = 10
  @Option(
    help: ArgumentHelp(
      "At the end, how long /ready says no before connections are refused.", valueName: "seconds"))
  var drainTime = 0.0
  @Option(
    help: ArgumentHelp(
      "At the end, how long requests that are under way may take.", valueName: "seconds"))
  var shutdownTime = 20.0

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port takes a number from 0 to 65535.")
    }
    guard (tlsCertificate == nil) == (tlsKey == nil), clientCA == nil || tlsKey != nil else {
      throw ValidationError(
        "--tls-certificate and --tls-key belong together, and --client-ca needs both.")
    }
    let numbers = [maxConnections, maxBody, maxBatch, idleTime, requestTime]
    guard numbers.allSatisfy({ (1...(1 << 30)).contains($0) }),
      (0...3600).contains(drainTime), (0...3600).contains(shutdownTime)
    else { throw ValidationError("A limit is a number above 0, and a time at most an hour.") }
    guard listening.isLoopback || tokens != nil || clientCA != nil || letAnybodyAsk else {
      throw ValidationError(
        """
        Other machines can reach \(host), and anybody on them could ask. Give callers tokens \
        (--tokens FILE) or certificates (--client-ca FILE), or say --let-anybody-ask.
        """)
    }
  }

  var listening: Listening {
    var listening = Listening(host: host, port: port)
    if let tlsCertificate, let tlsKey { listening.certificate = (tlsCertificate, tlsKey) }
    listening.callers = clientCA
    listening.connections = maxConnections
    listening.idle = idleTime
    listening.arriving = requestTime
    return listening
  }
}
