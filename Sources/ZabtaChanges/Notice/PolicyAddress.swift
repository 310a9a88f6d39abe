package import ZabtaModel
import ZabtaPages

/// Where a policy is published, so that what leaves its folder can lead back to it.
///
/// It is the web address of the contact `policy-page`; a policy without one has none.
package struct PolicyAddress: Sendable, Hashable {
  /// The name of the contact that holds it.
  package static let contact = "policy-page"

  /// The address of the policy's folder, with a slash at its end.
  package let folder: String

  package init?(_ policy: Policy) {
    guard let contact = policy.contacts.first(where: { $0.id == PolicyAddress.contact }) else {
      return nil
    }
    self.init(contact.value)
  }

  /// Reads an address such as `https://example.com/privacy` or `https://example.com/privacy/index.html`.
  package init?(_ text: String) {
    let bytes = Array(text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: { bytes.starts(with: $0.utf8) }),
      bytes.count > scheme.utf8.count,
      bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
    else { return nil }
    var parts = String(decoding: bytes.dropFirst(scheme.utf8.count), as: UTF8.self)
      .split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard !parts.isEmpty else { return nil }
    if parts.count > 1, let last = parts.last, last.hasSuffix(".html") || last.hasSuffix(".htm") {
      parts.removeLast()
    }
    folder = scheme + parts.joined(separator: "/") + "/"
  }

  /// The address of a file of the policy's folder.
  package func of(_ path: String) -> String { folder + (path == "index.html" ? "" : path) }
}
