import Crypto
import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets in who brings one of the tokens of a file (RFC 6750, section 2.1).
final class BearerTokens: Gate {
  /// The fewest characters of a token.
  static let shortest = 16
  /// The most tokens.
  static let most = 256

  private let path: String
  private let known: Mutex<Known>

  private struct Known {
    var mark: String
    /// SHA-256 of each token: what is compared takes the same time whatever it is.
    var digests: [[UInt8]]
  }

  /// Reads a file with a token a line; empty lines and those that begin with `#` are passed over.
  /// - Throws: Where there is no token, one is too short, or others than the owner's group may read it.
  init(_ path: String) throws(FileError) {
    self.path = path
    known = Mutex(try BearerTokens.read(path))
  }

  func admit(_ head: HTTPRequest) throws(Refusal) {
    guard let header = head.headerFields[.authorization] else {
      throw BearerTokens.refusal("a token is expected: Authorization: Bearer TOKEN", error: nil)
    }
    let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw BearerTokens.refusal("a token is expected: Authorization: Bearer TOKEN", error: nil)
    }
    let digest = BearerTokens.digest(parts[1].drop { $0 == " " }.utf8)
    let isKnown = known.withLock { known in
      // Every token is compared with every byte, so that the time tells nothing of them.
      known.digests.reduce(false) { found, token in
        let isSame = BearerTokens.isSame(token, digest)
        return found || isSame
      }
    }
    guard isKnown else {
      throw BearerTokens.refusal("this token is not known here", error: "invalid_token")
    }
  }

  /// Reads the file again if it changed: a token is replaced without a restart.
  func refresh() throws(FileError) {
    guard known.withLock({ $0.mark }) != Place.mark(path) else { return }
    let fresh = try BearerTokens.read(path)
    known.withLock { $0 = fresh }
  }

  private static func read(_ path: String) throws(FileError) -> Known {
    let mark = Place.mark(path)
    guard let bytes = try Place.read(path, atMost: 1 << 16) else {
      throw FileError("there is no file \(path)")
    }
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & 0o007 == 0 else {
      throw FileError("everybody may read the tokens in \(path). Run: chmod 640 \(path)")
    }
    var digests: [[UInt8]] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let token = line.filter { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: " ") }
      if token.isEmpty || token.first == UInt8(ascii: "#") { continue }
      guard token.count >= shortest else {
        throw FileError(
          "a token in \(path) has \(token.count) characters, and \(shortest) are the fewest."
            + " Make one with: openssl rand -hex 32")
      }
      digests.append(digest(token))
    }
    guard (1...most).contains(digests.count) else {
      throw FileError(
        "\(path) holds \(digests.count) tokens: 1 to \(most) are expected, a line each")
    }
    return Known(mark: mark, digests: digests)
  }

  private static func digest(_ token: some Sequence<UInt8>) -> [UInt8] {
    Array(SHA256.hash(data: Array(token)))
  }

  private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    var difference: UInt8 = 0
    for (one, other) in zip(left, right) { difference |= one ^ other }
    return difference == 0 && left.count == right.count
  }

  /// RFC 6750, section 3.
  private static func refusal(_ reason: String, error: String?) -> Refusal {
    var refusal = Refusal(.unauthorized, reason)
    refusal.headers[.wwwAuthenticate] =
      "Bearer realm=\"zabta\"" + (error.map { ", error=\"\($0)\"" } ?? "")
    return refusal
  }
}

/// Looks every few seconds whether the tokens changed.
struct TokenRefreshing: Service {
  var tokens: BearerTokens
  var logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: .seconds(2))
        do {
          try tokens.refresh()
        } catch let error as FileError {
          logger.error("the tokens are those of before: \(error)")
        }
      }
    }
  }
}
