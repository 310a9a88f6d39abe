/// A build with its signature as one file, so that neither ever stands without the other.
///
/// The last good build is kept in this form: for a restart while its source is down. It is no more
/// trusted than the source is; whoever reads it verifies it again.
package struct KeptBuild: Sendable, Hashable {
  static let format = "zabta.kept/1"
  /// The most bytes of the first line.
  private static let longestHead = 4096
  /// The most bytes of the whole: every file and a signature.
  package static let sizeLimit = Manifest.names.count * Manifest.fileLimit + (1 << 20)

  /// The signature file; nil of a build that nobody signed.
  package var signature: [UInt8]?
  package var files: [String: [UInt8]]

  /// A line of JSON that tells the lengths; then the signature; then the files by their names.
  package var bytes: [UInt8] {
    var head: [String: JSONValue] = [
      "format": .string(KeptBuild.format),
      "files": .object(files.mapValues { .int($0.count) }),
    ]
    if let signature { head["signature"] = .int(signature.count) }
    var bytes = JSONWriter.write(.object(head)) + [UInt8(ascii: "\n")]
    bytes.reserveCapacity(bytes.count + files.values.reduce(1 << 16) { $0 + $1.count })
    bytes += signature ?? []
    for name in files.keys.sorted() { bytes += files[name] ?? [] }
    return bytes
  }

  package init(signature: [UInt8]?, files: [String: [UInt8]]) {
    self.signature = signature
    self.files = files
  }

  /// Reads a kept build; nil where it is not in this form, whole and to its last byte.
  package init?(_ bytes: [UInt8]) {
    guard let end = bytes.prefix(KeptBuild.longestHead).firstIndex(of: UInt8(ascii: "\n")),
      case .object(let head)? = try? JSONParser.parse(Array(bytes[..<end])),
      head["format"] == .string(KeptBuild.format), case .object(let lengths)? = head["files"]
    else { return nil }
    var rest = bytes[(end + 1)...]
    func take(_ length: JSONValue) -> [UInt8]? {
      guard case .int(let count) = length, (0...rest.count).contains(count) else { return nil }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    if let length = head["signature"] {
      guard let signature = take(length) else { return nil }
      self.signature = signature
    }
    files = [:]
    for (name, length) in lengths.sorted(by: { $0.key < $1.key }) {
      guard Manifest.names.contains(name), let file = take(length) else { return nil }
      files[name] = file
    }
    guard rest.isEmpty else { return nil }
  }
}
