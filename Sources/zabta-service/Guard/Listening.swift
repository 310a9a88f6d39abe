import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

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

  /// The server.
  func server() throws -> HTTPServerBuilder {
    let (idle, arriving) = (self.idle, self.arriving)
    let plain = HTTPServerBuilder.http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [RequestClock(limit: .seconds(Int64(arriving)))],
        idleTimeout: .seconds(Int64(idle)),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    guard let certificate else { return plain }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.chain)
        .map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem)))
    configuration.minimumTLSVersion = .tlsv12
    if let callers {
      configuration.trustRoots = .file(callers)
      // A caller has to bring a certificate that verifies; which name it bears does not matter.
      configuration.certificateVerification = .noHostnameVerification
    }
    return try .tls(plain, tlsConfiguration: configuration)
  }

  /// Where it listens, and how many are let in.
  func configuration(_ logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(host, port: port), backlog: 1024,
      availableConnectionsDelegate: .maximum(connections, logger: logger))
  }
}
