import Crypto
import Hummingbird
import Synchronization
import ZabtaBundle

/// The rules for services that ask an Open Policy Agent of their own: `/POLICY/opa/bundle.tar.gz`.
///
/// An OPA asks with the tag of what it has and gets 304 until there is another edition (OPA's
/// documentation, "Bundles", "Caching").
struct OPABundles: Sendable {
  /// Signs the bundles, where there is a key.
  var signer: OPASigner?

  var endpoints: [Endpoint] {
    ["/opa/bundle.tar.gz", "/\(Endpoint.policyPart)/opa/bundle.tar.gz"].map { path in
      Endpoint(method: .get, path: path) { call throws(Refusal) in try answer(call) }
    }
  }

  private func answer(_ call: Call) throws(Refusal) -> Reply {
    let policy = try call.policy()
    // An OPA knows no end of its rules: from here it gets none that have ended.
    guard !policy.isStale(at: call.now) else {
      throw Refusal(.serviceUnavailable, "the rules of \(policy.id) are out of date")
    }
    let archive = try archive(policy)
    var headers: HTTPFields = [.eTag: archive.tag]
    // Kept by whoever asks, and asked for anew each time.
    headers[.cacheControl] = "private, no-cache"
    if let known = call.head.headerFields[.ifNoneMatch], OPABundles.matches(known, archive.tag) {
      return Reply(
        status: .notModified, contentType: "application/gzip", headers: headers, body: [])
    }
    return Reply(contentType: "application/gzip", headers: headers, body: archive.bytes)
  }

  /// Written when the first one asks, once for each build.
  private func archive(_ policy: LoadedPolicy) throws(Refusal) -> OPAArchive {
    if let archive = policy.archive.load() { return archive }
    do {
      let bytes = try OPABundle(policy.answering.editions, signer: signer).archive
      // Of two that were written at once, the first counts for all.
      return policy.archive.storeIfNil(OPAArchive(bytes))
    } catch {
      throw Refusal(.internalServerError, "the bundle cannot be signed: \(error.reason)")
    }
  }

  /// RFC 9110, section 13.1.2: a list of tags, or `*`; weak ones compare like strong ones.
  private static func matches(_ known: String, _ tag: String) -> Bool {
    known.split(separator: ",").contains { part in
      let part = part.trimmingPrefix { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      let text = String(part)
      return text == "*" || text == tag || text == "W/" + tag
    }
  }
}

/// A bundle of OPA as one file.
final class OPAArchive: Sendable {
  let bytes: [UInt8]
  /// A strong entity tag (RFC 9110, section 8.8.3).
  let tag: String

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let digest = SHA256.hash(data: bytes).prefix(16)
    tag = "\"" + digest.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
  }
}
