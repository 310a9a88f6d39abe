package import ZabtaRuntime

/// What is signed of a build: which files belong together, for whom, and until when.
package struct Manifest: Sendable, Hashable {
  static let payloadType = "application/vnd.zabta.manifest+json"
  static let format = "zabta.manifest/1"
  /// The files that a build can bring to services.
  package static let names = ["bundle-set.json", "bundle.json", "bundle.zb"]
  /// The most bytes of one file.
  package static let fileLimit = 256 << 20

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
  /// From this moment on services must have another.
  package var expires: Moment
  /// The files, by name.
  package var files: [String: File]

  package init(policy: String, edition: Int, expires: Moment, files: [String: File]) {
    self.policy = policy
    self.edition = edition
    self.expires = expires
    self.files = files
  }

  /// The manifest as canonical JSON.
  var payload: [UInt8] {
    JSONWriter.write(
      .object([
        "edition": .int(edition), "expires": .string(expires.description),
        "files": .object(
          files.mapValues {
            .object(["length": .int($0.length), "sha256": .string($0.digest)])
          }),
        "format": .string(Manifest.format), "policy": .string(policy),
      ]))
  }

  /// Reads what was signed, once the signatures hold.
  static func read(_ payload: [UInt8]) throws(TrustError) -> Manifest {
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(payload), path: "")
      let members = try root.members(only: ["edition", "expires", "files", "format", "policy"])
      let format = try members.required("format")
      guard try format.string() == Manifest.format else {
        throw format.fault("this program reads \(Manifest.format)")
      }
      let expires = try members.required("expires")
      guard let moment = Moment(try expires.string()), case .instant = moment else {
        throw expires.expected("an instant such as 2027-01-01T00:00:00Z")
      }
      let edition = try members.required("edition")
      guard try edition.int() > 0 else { throw edition.expected("the number of an edition") }
      return Manifest(
        policy: try members.required("policy").string(), edition: try edition.int(),
        expires: moment, files: try files(try members.required("files")))
    } catch {
      throw TrustError(.unreadable, "what was signed is no manifest: \(error)")
    }
  }

  private static func files(_ node: JSONNode) throws(JSONError) -> [String: File] {
    var files: [String: File] = [:]
    for (name, file) in try node.members().sorted {
      guard names.contains(name) else { throw file.fault("no bundle has such a file") }
      let members = try file.members(only: ["length", "sha256"])
      let length = try members.required("length")
      guard (0...fileLimit).contains(try length.int()) else {
        throw length.fault("a file has at most \(fileLimit >> 20) MiB")
      }
      files[name] = File(
        length: try length.int(), digest: try members.required("sha256").string())
    }
    guard !files.isEmpty else { throw node.fault("no file is signed for") }
    return files
  }
}
