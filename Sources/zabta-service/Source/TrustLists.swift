import ZabtaBundle

/// The lists of keys that the service was told to trust, by policy.
struct TrustLists: Sendable {
  /// The most bytes of a list.
  private static let longest = 1 << 18

  private let paths: [String]
  private var marks: [String]
  private(set) var keys: [String: TrustedKeys]

  /// Reads lists; those of one policy follow each other in their order.
  init(_ paths: [String]) throws(TrustError) {
    self.paths = paths
    marks = paths.map(Place.mark)
    keys = try TrustLists.read(paths)
  }

  /// Reads the lists again if a file changed; where they cannot be read the former ones stay.
  ///
  /// True where there are others than before.
  mutating func refresh() throws(TrustError) -> Bool {
    let current = paths.map(Place.mark)
    guard current != marks else { return false }
    let fresh = try TrustLists.read(paths)
    marks = current
    defer { keys = fresh }
    return fresh != keys
  }

  private static func read(_ paths: [String]) throws(TrustError) -> [String: TrustedKeys] {
    var chains: [String: [[UInt8]]] = [:]
    for path in paths {
      let file: [UInt8]?
      do throws(FileError) {
        file = try Place.read(path, atMost: longest)
      } catch {
        throw TrustError(.unreadable, error.description)
      }
      guard let file else { throw TrustError(.unreadable, "there is no file \(path)") }
      // Every list is signed by its own keys too; here that only tells whose it is.
      do throws(TrustError) {
        chains[try TrustedKeys.first(file).policy, default: []].append(file)
      } catch {
        throw TrustError(error.kind, "\(path) is no list of keys: \(error.reason)")
      }
    }
    var keys: [String: TrustedKeys] = [:]
    for (policy, files) in chains.sorted(by: { $0.key < $1.key }) {
      keys[policy] = try TrustedKeys.chain(files)
    }
    return keys
  }
}
