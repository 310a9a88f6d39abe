import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

/// The rules that answer, and the day that is meant.
struct BundleOption: ParsableArguments {
  @Option(
    help: "The rules: a policy's folder of the output, its bundle-set.json or a bundle.json.")
  var bundle: String
  @Option(
    help:
      "The day that is meant where a question names none: the edition in force on it answers; today by default."
  )
  var on: String?

  func load() throws -> LoadedEditions {
    let moment = on.flatMap { Moment($0) }
    if let on, moment == nil {
      Console.message("zabta: --on \(on) is no day. Write it as 2026-03-01.")
      throw ExitCode(2)
    }
    let loaded = LoadedEditions(try BundleOption.read(bundle), on: moment)
    if let note = loaded.note { Console.message("note: \(note)") }
    return loaded
  }

  /// The editions at a path, which may be a folder.
  static func read(_ bundle: String) throws -> EditionSet {
    if FileTree.isFolder(bundle) {
      for name in [BundleSetJSON.fileName, "bundle.json"] {
        let path = "\(bundle)/\(name)"
        if let bytes = try FileTree.read(path) { return try editions(bytes, path) }
      }
      throw MachineError(
        "there is no \(BundleSetJSON.fileName) and no bundle.json in the folder \(bundle)")
    }
    guard let bytes = try FileTree.read(bundle) else {
      throw MachineError("there is no file \(bundle)")
    }
    let named = try editions(bytes, bundle)
    return try setBeside(named, bundle) ?? named
  }

  /// The set beside a `bundle.json`, where the bundle is one of its editions: the day asked for may
  /// belong to another.
  private static func setBeside(
    _ named: EditionSet, _ bundle: String
  ) throws -> EditionSet? {
    let parts = bundle.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.last == "bundle.json" else { return nil }
    let path = (parts.dropLast() + [BundleSetJSON.fileName[...]]).joined(separator: "/")
    guard let bytes = try FileTree.read(path) else { return nil }
    let set = try editions(bytes, path)
    let content = named.earliest.content
    let digest = BundleJSON.digest(content)
    let isOneOfThem = set.rulesets.contains { ruleset in
      ruleset.content.policy == content.policy && ruleset.content.edition == content.edition
        && BundleJSON.digest(ruleset.content) == digest
    }
    return isOneOfThem ? set : nil
  }

  private static func editions(_ bytes: [UInt8], _ path: String) throws -> EditionSet {
    do throws(JSONError) {
      return try BundleSetJSON.read(bytes)
    } catch {
      Console.message("zabta: \(path) is no bundle that can be used: \(error)")
      throw ExitCode(1)
    }
  }
}
