import Foundation

/// A part of a build that a source can bring.
enum BuildPart: Sendable, Hashable {
  case signature
  case file(String)
}

/// What a source says of a part.
enum SourceReading: Sendable, Hashable {
  /// It is what it was when the source gave the mark.
  case unchanged
  /// There is no such part.
  case missing
  /// The bytes, and the mark by which the source knows them again.
  case bytes([UInt8], mark: String?)
}

/// Why a source brings nothing.
struct SourceError: Error, Sendable, Hashable, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Where the bundles of a policy come from: a folder as `zabta build` writes it, or an address below
/// which a web server offers such a folder.
///
/// The signature stands beside the folder, as `NAME.sig.json`.
protocol BundleSource: Sendable {
  /// The folder's path or the address, for messages.
  var name: String { get }

  /// Reads a part, no more than `limit` bytes of it.
  func read(
    _ part: BuildPart, unless mark: String?, atMost limit: Int
  ) async throws(SourceError) -> SourceReading
}

/// A folder of the machine.
struct FolderSource: BundleSource {
  let name: String

  /// A folder, or the path of one file in it.
  init(_ path: String) {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    name = String(path)
  }

  func read(
    _ part: BuildPart, unless mark: String?, atMost limit: Int
  ) async throws(SourceError) -> SourceReading {
    let path =
      switch part {
      case .signature: name + ".sig.json"
      case .file(let file): name + "/" + file
      }
    // The mark first: a file that is replaced while it is read is read again at the next look.
    let current = Place.mark(path)
    if let mark, mark == current { return .unchanged }
    do throws(FileError) {
      guard let bytes = try Place.read(path, atMost: limit) else { return .missing }
      return .bytes(bytes, mark: current)
    } catch {
      throw SourceError(error.description)
    }
  }
}

/// The address of a folder on a web server.
struct AddressSource: BundleSource {
  let name: String
  private let base: String
  private let fetcher: Fetcher

  /// - Throws: Where the text is no http or https address of a folder.
  init(_ address: String, limits: FetchLimits, token: String? = nil) throws(SourceError) {
    var address = Substring(address)
    while address.hasSuffix("/") { address.removeLast() }
    guard let url = URL(string: String(address)), let scheme = url.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = url.host, !host.isEmpty,
      url.query == nil, url.fragment == nil, url.user == nil, url.password == nil
    else {
      throw SourceError(
        "\(address) is no address of bundles. Write it as https://bundles.example/buy-inverter.privacy"
      )
    }
    name = String(address)
    base = String(address)
    fetcher = Fetcher(limits: limits, token: token, host: host)
  }

  func read(
    _ part: BuildPart, unless mark: String?, atMost limit: Int
  ) async throws(SourceError) -> SourceReading {
    let address =
      switch part {
      case .signature: base + ".sig.json"
      case .file(let file): base + "/" + file
      }
    guard let url = URL(string: address) else {
      throw SourceError("\(address) is no address")
    }
    return try await fetcher.get(url, unless: mark, atMost: limit)
  }
}
