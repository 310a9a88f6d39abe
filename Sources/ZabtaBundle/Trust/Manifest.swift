package import ZabtaRuntime

/// What is signed of a build: which files belong together, for whom, until when, and what goes on
/// afterwards.
package struct Manifest: Sendable, Hashable {
  static let payloadType = "application/vnd.zabta.manifest+json"
  static let format = "zabta.manifest/1"
  /// The files that a build can bring to services.
  package static let names = ["bundle-set.json", "bundle-set.zb", "bundle.json", "bundle.zb"]
  /// The most bytes of one file.
  package static let fileLimit = 256 << 20
  /// The highest number of an edition and of a list of keys: no reader of JSON loses a digit of it,
  /// and one can always be added.
  package static let largestNumber = 999_999_999

  /// A file with its exact length and SHA-256 digest.
  package struct File: Sendable, Hashable {
    package var length: Int
    package var digest: String

    package init(of bytes: [UInt8]) {
      length = bytes.count
      digest = Hexadecimal.digest(of: bytes)
    }

    init(length: Int, digest: String) {
      self.length = length
      self.digest = digest
    }
  }

  /// The policy's id.
  package var policy: String
  /// The edition's number, from 1: a draft is never signed.
  package var edition: Int
  /// From this instant on services must have another.
  package var expires: Moment
  /// The classes of rules that go on after it all the same.
  package var goesOn: Set<RuleClass>
  /// From this instant on these do not either; nil where they go on without an end.
  package var goesOnUntil: Moment?
  /// The files, by name.
  package var files: [String: File]

  package init(
    policy: String, edition: Int, expires: Moment, goesOn: Set<RuleClass> = [],
    goesOnUntil: Moment? = nil, files: [String: File]
  ) {
    self.policy = policy
    self.edition = edition
    self.expires = expires
    self.goesOn = goesOn
    self.goesOnUntil = goesOnUntil
    self.files = files
  }

  /// Until when the rules may be answered from, as it was signed.
  package var freshness: Freshness {
    Freshness(expires: expires, goesOn: goesOn, until: goesOnUntil)
  }

  /// The manifest as canonical JSON.
  var payload: [UInt8] {
    var members: [String: JSONValue] = [
      "edition": .int(edition), "expires": .string(expires.description),
      "files": .object(
        files.mapValues {
          .object(["length": .int($0.length), "sha256": .string($0.digest)])
        }),
      "format": .string(Manifest.format), "policy": .string(policy),
    ]
    // Absent where nothing goes on.
    if !goesOn.isEmpty {
      let names = Manifest.sorted(goesOn)
      var after: [String: JSONValue] = ["classes": .array(names.map { .string($0) })]
      if let goesOnUntil { after["until"] = .string(goesOnUntil.description) }
      members["goesOn"] = .object(after)
    }
    return JSONWriter.write(.object(members))
  }

  /// The names of classes in the order of their bytes.
  package static func sorted(_ classes: Set<RuleClass>) -> [String] {
    classes.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Refuses what cannot be meant; signers and readers alike.
  package func check() throws(TrustError) {
    func fault(_ reason: String) -> TrustError { TrustError(.unreadable, reason) }
    guard (1...Manifest.largestNumber).contains(edition) else {
      throw fault("an edition has a number from 1 to \(Manifest.largestNumber)")
    }
    guard case .instant = expires else {
      throw fault("it expires at an instant such as 2027-01-01T00:00:00Z, not on a bare day")
    }
    guard !files.isEmpty else { throw fault("no file is signed for") }
    guard let goesOnUntil else { return }
    guard case .instant = goesOnUntil, !goesOn.isEmpty,
      goesOnUntil.start(inOffset: 0) > expires.start(inOffset: 0)
    else {
      throw fault(
        "\(goesOnUntil) ends what goes on after \(expires): it is a later instant, and something"
          + " goes on until then")
    }
  }
}

// MARK: Reading

extension Manifest {
  /// Reads what was signed, once the signatures hold.
  static func read(_ payload: [UInt8]) throws(TrustError) -> Manifest {
    let manifest: Manifest
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(payload), path: "")
      let members = try root.members(
        only: ["edition", "expires", "files", "format", "goesOn", "policy"])
      let format = try members.required("format")
      guard try format.string() == Manifest.format else {
        throw format.fault("this program reads \(Manifest.format)")
      }
      var read = Manifest(
        policy: try members.required("policy").string(),
        edition: try members.required("edition").int(),
        expires: try members.required("expires").instant(),
        files: try files(try members.required("files")))
      if let after = try members["goesOn"]?.members(only: ["classes", "until"]) {
        let classes = try after.required("classes").map { node throws(JSONError) in
          let name = try node.string()
          guard let ruleClass = RuleClass(name) else {
            throw node.fault("\"\(name)\" is no class of rules that this program knows")
          }
          return ruleClass
        }
        read.goesOn = Set(classes)
        read.goesOnUntil = try after["until"]?.instant()
      }
      manifest = read
    } catch {
      throw TrustError(.unreadable, "what was signed is no manifest: \(error)")
    }
    try manifest.check()
    // One manifest has one way to be written: two programs cannot read it as two.
    guard manifest.payload == payload else {
      throw TrustError(.unreadable, "what was signed is not canonical JSON (RFC 8785)")
    }
    return manifest
  }

  private static func files(_ node: JSONNode) throws(JSONError) -> [String: File] {
    var files: [String: File] = [:]
    for (name, file) in try node.members().sorted {
      guard names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
        throw file.fault("no bundle has such a file")
      }
      let members = try file.members(only: ["length", "sha256"])
      let length = try members.required("length")
      guard (0...fileLimit).contains(try length.int()) else {
        throw length.fault("a file has at most \(fileLimit >> 20) MiB")
      }
      files[name] = File(
        length: try length.int(), digest: try members.required("sha256").string())
    }
    return files
  }
}

extension JSONNode {
  /// An instant as RFC 3339 writes it.
  func instant() throws(JSONError) -> Moment {
    guard let moment = Moment(try string()), case .instant = moment else {
      throw expected("an instant such as 2027-01-01T00:00:00Z")
    }
    return moment
  }
}
