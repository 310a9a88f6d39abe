import ArgumentParser
import ZabtaBundle

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the rules come from, and whose signatures count.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with a folder for each policy, as `zabta build` writes it.", valueName: "folder"))
  var bundles: String?
  @Option(
    help: ArgumentHelp(
      "A policy's folder, or the http(s) address of one; its last part is the policy's id, or else POLICY=SOURCE. May be repeated.",
      valueName: "source"))
  var bundle: [String] = []
  @Option(
    help: ArgumentHelp(
      "A list of keys that is trusted (see zabta trust); further ones that follow it, in order. May be repeated.",
      valueName: "file"))
  var trust: [String] = []
  @Flag(help: "Take rules that nobody signed.")
  var unsigned = false
  @Option(
    help: ArgumentHelp(
      "A folder of the service's own: the newest edition it ever took, and the last good build for a restart.",
      valueName: "folder"))
  var state: String?
  @Option(help: ArgumentHelp("How often sources are looked at.", valueName: "seconds"))
  var poll = 10.0
  @Option(
    help: ArgumentHelp(
      "How long fetching a file from an address may take.", valueName: "seconds"))
  var fetchTime = 30.0
  @Option(
    help: ArgumentHelp(
      "A file with the token to show where bundles are fetched.", valueName: "file"))
  var sourceToken: String?

  func validate() throws {
    guard bundles != nil || !bundle.isEmpty else {
      throw ValidationError("Name the rules: --bundles FOLDER, or --bundle SOURCE.")
    }
    guard unsigned != !trust.isEmpty else {
      throw ValidationError(
        unsigned
          ? "--unsigned and --trust exclude each other."
          : "Name the keys that are trusted with --trust FILE, or take unsigned rules with --unsigned."
      )
    }
    guard unsigned || state != nil else {
      throw ValidationError(
        "--trust needs --state FOLDER: what remembers the newest edition keeps older ones out.")
    }
    guard poll >= 0.05, poll <= 86_400, fetchTime >= 0.1, fetchTime <= 3600 else {
      throw ValidationError("--poll takes 0.05 to 86400 seconds, --fetch-time 0.1 to 3600.")
    }
  }

  /// The sources, by the ids of their policies.
  func sources() throws -> [(id: String, source: any BundleSource)] {
    let token = try sourceToken.map { path in
      guard let bytes = try Place.read(path, atMost: 1 << 12) else {
        throw FileError("there is no file \(path)")
      }
      return String(decoding: bytes.filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
    }
    var found: [(id: String, source: any BundleSource)] = []
    if let bundles {
      for name in try SourceOptions.names(in: bundles) {
        let folder = "\(bundles)/\(name)"
        let holds = FlatFile.byWelcome.contains {
          !Place.mark("\(folder)/\($0)").isEmpty
        }
        if holds { found.append((name, FolderSource(folder))) }
      }
    }
    for text in bundle {
      let (id, place) = SourceOptions.parts(text)
      found.append(
        (
          id,
          place.contains("://")
            ? try AddressSource(place, limits: FetchLimits(seconds: fetchTime), token: token)
            : try SourceOptions.folder(place)
        ))
    }
    guard !found.isEmpty else {
      throw FileError("there is no policy in the folder \(bundles ?? "")")
    }
    for (id, sources) in Dictionary(grouping: found, by: \.id).sorted(by: { $0.key < $1.key })
    where sources.count > 1 {
      throw FileError(
        "the policy \(id) has two sources: "
          + sources.map(\.source.name).joined(separator: " and "))
    }
    return found
  }

  private static func names(in folder: String) throws(FileError) -> [String] {
    guard !Place.mark(folder).isEmpty else { throw FileError("there is no folder \(folder)") }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw FileError("the folder \(folder) cannot be read, or is none")
    }
  }

  /// A folder that need not be there yet; a file never becomes one.
  private static func folder(_ path: String) throws(FileError) -> FolderSource {
    guard !Place.isFile(path) else {
      throw FileError("\(path) is a file: name the policy's folder, which holds the bundles")
    }
    return FolderSource(path)
  }

  /// `POLICY=SOURCE`, or a source whose last part is the policy's id.
  private static func parts(_ text: String) -> (id: String, place: String) {
    if let equals = text.firstIndex(of: "="), !text[..<equals].contains("/") {
      return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
    let last = text.split(separator: "/").last.map(String.init) ?? text
    return (last.removingPercentEscapes ?? last, text)
  }
}
