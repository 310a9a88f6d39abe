import ArgumentParser
import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaFuzz
import ZabtaPages
import ZabtaSyntax

/// Throws damaged input at everything that reads bytes, for as long as it is told.
///
/// A crash ends the process, so the last line printed tells the seed, with which it comes again; a hang
/// and memory that grows are ended by ``FuzzWatch``.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read damaged sources, templates, ledgers, bundles and requests; nothing may crash.")

  @Option(help: "The project's folder.")
  var root = "."
  @Option(help: "For how many seconds.")
  var seconds = 60
  @Option(help: "Where the random numbers begin.")
  var seed: UInt64 = 1
  @Option(help: "How many seconds one run may take.")
  var timeout = 25
  @Option(help: "How many megabytes of memory all runs together may take.")
  var memory = 2048

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
    let flat = (bundles + sets).compactMap { try? FlatFile.convert($0) }
    let surroundings = Surroundings(bundles: bundles)

    var random = Damage(seed: seed)
    var runs = 0
    func read(_ bytes: [UInt8], as target: FuzzTarget) throws {
      do throws(Finding) {
        _ = try target.run(bytes, in: surroundings)
      } catch {
        throw ValidationError("seed \(seed), run \(runs): \(error)")
      }
    }
    let watch = FuzzWatch(seed: seed, longest: .seconds(timeout), megabytes: memory)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while clock.now < end {
      runs += 1
      watch.begin(runs)
      switch random.below(12) {
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
      case 7, 8:
        let bundles = random.below(2) == 0 ? sets : bundles
        guard !bundles.isEmpty else { continue }
        let bundle = bundles[random.below(bundles.count)]
        try read(FuzzTarget.bundles.damage(bundle, with: bundles, &random), as: .bundles)
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
      case 10:
        let file = random.pick(flat, or: [])
        try read(FuzzTarget.flat.damage(file, with: flat, &random), as: .flat)
      default:
        let line = FuzzTarget.questions.damage(request, with: [request], &random)
        try read(line, as: .questions)
      }
    }
    print("\(runs) runs, seed \(seed), at most \(FuzzWatch.peak()) MB: nothing was found")
  }
}
