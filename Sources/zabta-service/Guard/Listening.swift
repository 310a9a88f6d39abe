import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How connections are taken: from where, with which certificates, how many, and for how long.
struct Listening: Sendable {
  var host: String
  var port: Int
  /// The service's certificate chain and key, as files in the form of PEM.
  var certificate: (chain: String, key: String)?
  /// Who signs the certificates that callers have to bring; nil where they need none.
  var callers: String?
  /// The most connections at a time; more wait.
  var connections = 1024
  /// How long a connection may stand without a whole request, in seconds.
  var idle = 30
  /// How long a request may take to arrive, in seconds.
  var arriving = 10

  /// True where nobody but the machine itself can connect.
  var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The server; once it is `leaving`, each answer is the last one of its connection.
  func server(leaving: Leaving) throws -> HTTPServerBuilder {
    let (idle, arriving) = (self.idle, self.arriving)
    let plain = HTTPServerBuilder.http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [
          OlderClientsPlacing(leaving: leaving), RequestClock(limit: .seconds(Int64(arriving))),
        ],
        idleTimeout: .seconds(Int64(idle)),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    guard let certificate else { return plain }
    let chain = try Listening.read(certificate.chain, "no certificate") {
      try NIOSSLCertificate.fromPEMFile($0)
    }
    let key = try Listening.read(certificate.key, "no private key") {
      try NIOSSLPrivateKey(file: $0, format: .pem)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    if let callers {
      let authorities = try Listening.read(callers, "no certificate") {
        try NIOSSLCertificate.fromPEMFile($0)
      }
      configuration.trustRoots = .certificates(authorities)
      // A caller has to bring a certificate that verifies; which name it bears does not matter.
      configuration.certificateVerification = .noHostnameVerification
    }
    do {
      // Tried here, for the server makes it only when somebody connects.
      _ = try NIOSSLContext(configuration: configuration)
      return try .tls(plain, tlsConfiguration: configuration)
    } catch {
      throw FileError(
        "\(certificate.key) is not the key of the certificate in \(certificate.chain)")
    }
  }

  /// Reads a file, or says what is not in it.
  private static func read<Value>(
    _ path: String, _ fault: String, _ read: (String) throws -> Value
  ) throws(FileError) -> Value {
    guard let bytes = try Place.read(path, atMost: 1 << 20) else {
      throw FileError("there is no file \(path)")
    }
    do {
      guard !bytes.isEmpty else { throw FileError("") }
      return try read(path)
    } catch {
      throw FileError("there is \(fault) in \(path): a file in the form of PEM is expected")
    }
  }

  /// What to say when the server does not run, or runs no longer.
  func told(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "cannot serve at \(host):\(port): \(error)" }
    let wayOut =
      error.errnoCode == EADDRINUSE ? ". Another program has it: choose one with --port" : ""
    return "cannot serve at \(host):\(port): \(String(cString: strerror(error.errnoCode)))\(wayOut)"
  }

  /// Where it listens, and how many are let in.
  func configuration(_ logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(host, port: port), backlog: 1024,
      availableConnectionsDelegate: .maximum(connections, logger: logger))
  }
}
