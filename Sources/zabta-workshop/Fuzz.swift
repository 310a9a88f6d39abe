import ArgumentParser
import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// Throws damaged input at everything that reads bytes, for as long as it is told.
///
/// A crash ends the process, so the last line printed tells the seed; a hang shows in the same way.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read damaged sources, templates, ledgers, bundles and requests; nothing may crash.")

  @Option(help: "The project's folder.")
  var root = "."
  @Option(help: "For how many seconds.")
  var seconds = 60
  @Option(help: "Where the random numbers begin.")
  var seed: UInt64 = 1

  func run() throws {
    let project = try WorkshopFiles.project(root)
    let healthy = Compiler.compile(project)
    let bundles = healthy.policies.map { BundleJSON.write($0.content) }
    let sets = healthy.policies.compactMap { built in
      built.files.first { $0.path == BundleSetJSON.fileName }?.bytes
    }
    let request = Array(
      #"""
      {"subject":{"type":"organisation","id":"buy-inverter"},"action":{"name":"share"},
      "resource":{"type":"data","id":"phone"},"context":{"recipient":"logistics-partner",
      "purpose":"delivery","consent":{"marketing":"2026-01-01"},"events":["deletion"],"age":17,
      "on":"2026-03-01T09:00:00+05:00","created":"2026-02-28"}}
      """#.utf8)
    let rulesets = healthy.policies.compactMap { try? Ruleset($0.content) }

    var random = Damage(seed: seed)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var runs = 0
    while clock.now < end {
      if runs % 500 == 0 { print("seed \(seed), run \(runs)") }
      runs += 1
      switch random.below(11) {
      case 0..<5:
        var damaged = project
        let file = random.below(project.sources.count)
        let source = project.sources[file]
        damaged.sources[file] = SourceText(
          path: source.path, bytes: random.damage(source.bytes, with: project.sources.map(\.bytes)))
        let compilation = Compiler.compile(damaged)
        _ = DiagnosticRenderer.text(
          compilation.diagnostics, sources: compilation.sources, color: random.below(2) == 0)
        _ = Fixing.apply(compilation.diagnostics, to: compilation.sources)
      case 5:
        guard let name = project.templates.keys.sorted().first else { continue }
        var damaged = project
        damaged.templates[name] = project.templates[name].map {
          SourceText(path: $0.path, bytes: random.damage($0.bytes))
        }
        _ = Compiler.compile(damaged)
      case 6:
        guard let path = project.ledgers.keys.sorted().first else { continue }
        var damaged = project
        damaged.ledgers[path] = random.damage(project.ledgers[path] ?? [])
        _ = Compiler.compile(damaged)
      case 7:
        guard !sets.isEmpty else { continue }
        _ = try? BundleSetJSON.read(random.damage(sets[random.below(sets.count)]))
      case 8:
        guard !bundles.isEmpty else { continue }
        _ = try? BundleJSON.read(random.damage(bundles[random.below(bundles.count)]))
      case 9:
        let text = Array(RedlineBench.markdown.utf8)
        let damaged = (random.damage(text), random.damage(text, with: [text]))
        let form: PlainTextEdition.Form = random.below(4) > 0 ? .markdown : .text
        guard let old = try? PlainTextEdition.read(damaged.0, named: "text", as: form),
          let new = try? PlainTextEdition.read(damaged.1, named: "text", as: form)
        else { continue }
        let changes = Differ.compare(old: old, new: new)
        let problems = RedlineCheck.problems(old, new, changes)
        guard problems.isEmpty else {
          throw ValidationError("seed \(seed), run \(runs): \(problems.joined(separator: "; "))")
        }
      default:
        let line = random.damage(request)
        guard let asked = try? RequestJSON.decision(line) else { continue }
        for ruleset in rulesets { _ = ruleset.decide(asked) }
      }
    }
    print("\(runs) runs, seed \(seed): nothing crashed")
  }
}

/// Damages bytes in the ways that files are damaged: flips, cuts, doublings, splices.
struct Damage {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014): small, seeded, the same everywhere.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int {
    bound <= 1 ? 0 : Int(next() % UInt64(bound))
  }

  mutating func damage(_ bytes: [UInt8], with others: [[UInt8]] = []) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) {
      guard !bytes.isEmpty else { return bytes }
      let at = below(bytes.count)
      let upper = min(bytes.count, at + 1 + below(40))
      switch below(7) {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: next())
      case 1: bytes.removeSubrange(at..<upper)
      case 2: bytes.insert(contentsOf: bytes[at..<upper], at: below(bytes.count))
      case 3: bytes.insert(contentsOf: Self.nasty[below(Self.nasty.count)].utf8, at: at)
      case 4: bytes.removeSubrange(at...)
      case 5:
        guard let other = others.isEmpty ? nil : others[below(others.count)], !other.isEmpty else {
          continue
        }
        let from = below(other.count)
        bytes.insert(contentsOf: other[from..<min(other.count, from + below(400))], at: at)
      default: bytes[at] ^= UInt8(1 << below(8))
      }
    }
    return bytes
  }

  /// Pieces that stand near the edges of the readers.
  private static let nasty = [
    "\n\n", ".", ",", "{", "}", "[", "](", "**", "*", " only ", " unless ", " and ", " or ",
    "Rule ",
    "Urdu: ", "\u{202E}", "\u{FEFF}", "\0", "\"", "\\", "999999999999999999999", "-1", "1e999",
    "[[[[[[[[[[[[[[[[[[[[[[", "<", "&amp;", "&x;", "]]>", "<!DOCTYPE x>", "P99999Y", "2026-13-45",
    " 9999 years", "\u{0627}\u{0653}", "\u{1F468}\u{200D}\u{1F469}", "never ", "{period of ",
    "for for ",
  ]
}
