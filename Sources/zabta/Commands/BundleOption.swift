import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

/// The rules that answer, and the day that is meant.
struct BundleOption: ParsableArguments {
  @Option(
    help:
      "The rules: a policy's folder of the output, its bundle-set.json or a bundle.json, or the same as .zb."
  )
  var bundle: String
  @Option(
    help:
      "The day that is meant where a question names none: the edition in force on it answers; today by default."
  )
  var on: String?
  @OptionGroup var trust: TrustOptions

  func load() throws -> LoadedEditions {
    let moment = on.flatMap { Moment($0) }
    guard trust.isGiven || trust.seen == nil && trust.signature == nil else {
      Console.message(
        "zabta: --seen and --signature say nothing without --trust, the list of keys that is trusted."
      )
      throw ExitCode(2)
    }
    if let on, moment == nil {
      Console.message("zabta: --on \(on) is no day. Write it as 2026-03-01.")
      throw ExitCode(2)
    }
    let loaded =
      trust.isGiven
      ? try verified(on: moment) : LoadedEditions(try BundleOption.read(bundle), on: moment)
    for note in loaded.notes { Console.message("note: \(note)") }
    return loaded
  }

  /// The editions of bytes that the trusted keys signed; nothing is parsed before that is known.
  ///
  /// Those that are out of date are taken: their answers say so, whether they went out of date before
  /// this process began or while it reads.
  private func verified(on moment: Moment?) throws -> LoadedEditions {
    let isFolder = FileTree.isFolder(bundle)
    let (above, name) = Beside.split(bundle)
    guard isFolder || Manifest.names.contains(name) else {
      Console.message(
        "zabta: \(bundle) cannot have been signed: a signature is for a folder and its files "
          + Manifest.names.joined(separator: ", "))
      throw ExitCode(2)
    }
    var loaded: LoadedEditions?
    try TrustFiles.refusing {
      let verified = try trust.open(
        isFolder ? bundle : above, at: moment ?? .instant(seconds: secondsNow(), offset: 0),
        expired: .taken)
      let set =
        try isFolder || name == "bundle.json" ? verified.editions() : verified.editions(of: name)
      loaded = LoadedEditions(set, on: moment, within: verified.freshness)
    }
    guard let loaded else { throw ExitCode(1) }
    return loaded
  }

  /// The editions at a path, which may be a folder.
  static func read(_ bundle: String) throws -> EditionSet {
    if FileTree.isFolder(bundle) {
      for name in [BundleSetJSON.fileName, "bundle.json", FlatFile.setName, FlatFile.name] {
        if let editions = try editions("\(bundle)/\(name)") { return editions }
      }
      throw MachineError(
        "there is no \(BundleSetJSON.fileName) and no bundle.json, nor one as .zb, in the folder \(bundle)"
      )
    }
    guard let named = try editions(bundle) else {
      throw MachineError("there is no file \(bundle)")
    }
    return try setBeside(named, bundle) ?? named
  }

  /// The set beside a `bundle.json` or a `bundle.zb`, where the bundle is one of its editions: the day asked for may
  /// belong to another.
  private static func setBeside(
    _ named: EditionSet, _ bundle: String
  ) throws -> EditionSet? {
    let parts = bundle.split(separator: "/", omittingEmptySubsequences: false)
    let beside: String
    switch parts.last {
    case "bundle.json": beside = BundleSetJSON.fileName
    case "bundle.zb": beside = FlatFile.setName
    default: return nil
    }
    let path = (parts.dropLast() + [beside[...]]).joined(separator: "/")
    guard let set = try editions(path) else { return nil }
    let content = named.earliest.content
    let digest = BundleJSON.digest(content)
    let isOneOfThem = set.rulesets.contains { ruleset in
      ruleset.content.policy == content.policy && ruleset.content.edition == content.edition
        && BundleJSON.digest(ruleset.content) == digest
    }
    return isOneOfThem ? set : nil
  }

  /// The editions of a file in either form; nil where there is none.
  private static func editions(_ path: String) throws -> EditionSet? {
    guard FileTree.exists(path) else { return nil }
    do {
      // A flat file is used where it lies, whatever its length.
      if path.hasSuffix(".zb") { return try EditionSet(mapping: path) }
      guard let bytes = try FileTree.read(path) else { return nil }
      return try FlatFile.editions(bytes)
    } catch let error as MachineError {
      throw error
    } catch {
      let place = "\(error)"
      Console.message(
        place.hasPrefix(path)
          ? "zabta: \(place)" : "zabta: \(path) is no bundle that can be used: \(place)")
      throw ExitCode(1)
    }
  }
}
