import Foundation
import Logging
import ZabtaBundle
import ZabtaRuntime

@testable import zabta_service

/// A small policy of many editions: accounting may view the phone number in every odd edition.
enum Shop {
  static let id = "shop.privacy"

  static func content(_ edition: Int, policy: String = id) -> BundleContent {
    BundleContent(
      policy: policy, publisher: "shop", edition: edition,
      words: [
        Word(kind: .consent, name: "marketing"),
        Word(kind: .data, name: "address"),
        Word(kind: .data, name: "contact-data", includes: ["address", "phone"]),
        Word(kind: .data, name: "phone"),
        Word(kind: .data, name: "salary"),
        Word(kind: .purpose, name: "delivery"),
        Word(kind: .role, name: "accounting"),
      ],
      clauses: [Clause(id: "access")],
      norms: [
        Norm(
          effect: edition % 2 == 1 ? .permit : .forbid, actor: .named(.role, ["accounting"]),
          action: .view, object: Object(kind: .data, names: ["phone"]), clause: "access")
      ])
  }

  static func set(_ edition: Int, policy: String = id) throws -> EditionSet {
    try EditionSet([try Ruleset(content(edition, policy: policy))])
  }

  /// Accounting asks for the phone number.
  static func question(
    subject: Request.Entity = Request.Entity(type: "role", id: "accounting"),
    data: String = "phone", context: Context = Context()
  ) -> Request {
    Request(
      subject: subject, action: "view", resource: Request.Entity(type: "data", id: data),
      context: context)
  }
}

extension Shop {
  /// A search for who may view the phone number, or for what accounting may view.
  static func search(_ sought: Sought) throws -> Search {
    let question = """
      {"subject":{"type":"role","id":"accounting"},"action":{"name":"view"},\
      "resource":{"type":"data","id":"phone"}}
      """
    return try SearchJSON.search(Array(question.utf8), for: sought)
  }
}

/// A folder of the test's own that is removed afterwards.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent(
        "zabta-service-\(UUID().uuidString)"
      ).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let place = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: place), options: .atomic)
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path + "/" + name).map(Array.init)
  }
}

/// A publisher with a key, a folder of bundles, and a service's keeper that looks at it.
struct Publisher: Sendable {
  let scratch: Scratch
  let key = SigningKey()
  /// What every start of the service finds.
  let state: StateFolder
  var folder: String { scratch.path + "/" + Shop.id }

  init() throws {
    scratch = try Scratch()
    state = try StateFolder(scratch.path + "/state")
    try scratch.write("trust.json", try list().file(signedBy: [key]))
  }

  func list(_ keys: [SigningKey]? = nil, version: Int = 1) throws -> TrustedKeys {
    try TrustedKeys(
      policy: Shop.id, version: version, threshold: 1, keys: (keys ?? [key]).map(\.publicKey))
  }

  /// The files of a signed build, by their names beside and in the folder.
  func files(
    _ edition: Int, expires: String = "2099-01-01T00:00:00Z", goesOn: Set<RuleClass> = [],
    signedBy signer: SigningKey? = nil, policy: String = Shop.id
  ) throws -> [String: [UInt8]] {
    let bundle = BundleJSON.write(Shop.content(edition, policy: policy))
    let manifest = Manifest(
      policy: policy, edition: edition, expires: Moment(expires) ?? .day(Day(number: 0)),
      goesOn: goesOn, files: ["bundle.json": Manifest.File(of: bundle)])
    return [
      "\(Shop.id)/bundle.json": bundle,
      "\(Shop.id).sig.json": try BundleVerifier.sign(manifest, with: [signer ?? key]),
    ]
  }

  func publish(_ files: [String: [UInt8]]) throws {
    for (name, bytes) in files { try scratch.write(name, bytes) }
  }

  /// A keeper as the service makes it at its start.
  func keeper(
    source: (any BundleSource)? = nil, trust: [String]? = ["trust.json"], state: Bool = true,
    now: @escaping @Sendable () -> Int = { 1_800_000_000 }
  ) throws -> (slot: PolicySlot, keeper: PolicyKeeper) {
    let slot = PolicySlot(Shop.id)
    let keeper = PolicyKeeper(
      slot,
      PolicyKeeper.Setting(
        source: source ?? FolderSource(folder),
        trust: try trust.map { try TrustLists($0.map { scratch.path + "/" + $0 }) },
        state: state ? self.state : nil,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: now
      ) { LoadedPolicy($0, freshness: $1) })
    return (slot, keeper)
  }
}
