import ArgumentParser
import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaFuzz
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Times the work in process.
///
/// Medians of many runs; the goals stand beside them.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time compiling, checking, deciding and reading bundles, in process.")

  @Option(help: "The project's folder.")
  var root = "."
  @Option(help: "Only the rows whose names have these words.")
  var only: String?

  func run() throws {
    try OpenBench.run({ only == nil || $0.utf8.firstRange(of: (only ?? "").utf8) != nil }) {
      row($0, goal: $1, $2())
    }
    let project = try WorkshopFiles.project(root)
    let healthy = Compiler.compile(project)
    guard !healthy.hasErrors else {
      throw ValidationError("the policies have errors; mend them first")
    }
    row(
      "build of both policies, without files", goal: nil,
      Timing.median(of: 21) {
        Compiler.compile(project).policies.count
      })
    let ledgers = project.ledgers.sorted { $0.key < $1.key }
    row(
      "the ledgers of both policies read and verified (\(ledgers.map(\.value.count).reduce(0, +)) bytes)",
      goal: nil,
      Timing.median(of: 21) {
        ledgers.count { path, bytes in
          let name = path.split(separator: "/").last.map(String.init) ?? path
          let policy = String(name.dropLast(Project.ledgerSuffix.count))
          return Ledger.parse(bytes, policy: policy).problems.isEmpty
        }
      })
    row(
      "the kept editions of both policies rebuilt and verified", goal: nil,
      Timing.median(of: 11) { LedgerAudit.messages(healthy).count })
    let large = LargePolicy.make(words: 20_000, from: project, healthy)
    let messages = Compiler.check(large)
    let errors = messages.filter { $0.severity == .error }
    guard errors.isEmpty else {
      print(DiagnosticRenderer.text(errors, sources: large.sources, color: false))
      throw ValidationError("the large policy has errors, so its time means nothing")
    }
    row(
      "a policy of 20,000 words (and its vocabularies), checked: \(messages.count) messages",
      goal: .milliseconds(20),
      Timing.median(of: 11) {
        Compiler.check(large).count
      })
    try RedlineBench.run { row($0, goal: $1, $2) }
    for edit in DiffBench.edits {
      guard let (old, new) = DiffBench.editions(edit, project) else {
        throw ValidationError("the edit \"\(edit.name)\" does not fit the policies any longer")
      }
      row(
        "\(edit.policy): diff, \(edit.name)", goal: .milliseconds(10),
        Timing.median(of: 11) {
          Differ.compare(old: old, new: new).changes.count
        })
    }
    for built in healthy.policies {
      let bytes = BundleJSON.write(built.content)
      row(
        "\(built.policy.id): bundle.json read (\(bytes.count) bytes)", goal: nil,
        Timing.median(of: 21) {
          (try? BundleJSON.ruleset(bytes)) == nil ? 0 : 1
        })
      row(
        "\(built.policy.id): runtime, content made into a ruleset", goal: nil,
        Timing.median(of: 21) { (try? Ruleset(built.content)) == nil ? 0 : 1 })
      if only.map({ "runtime".utf8.firstRange(of: $0.utf8) != nil }) ?? true {
        for line in try RuntimeBench.lines(built.content) {
          print(line.text(per: RuntimeBench.batch))
        }
      }
      let ruleset = try Ruleset(built.content)
      for sample in [SampleRequests.Sample.leaves, .groups, .any] {
        let requests = SampleRequests.make(for: built.content, count: 4096, sample)
        let batch = Timing.median(of: 21) { requests.count { ruleset.decide($0).isPermitted } }
        row(
          "\(built.policy.id): one decision about \(sample.rawValue)", goal: .microseconds(1),
          batch / requests.count)
      }
    }
    if only.map({ "runtime".utf8.firstRange(of: $0.utf8) != nil }) ?? true {
      print(try RuntimeBench.many(100_000).text(per: RuntimeBench.batch))
    }
  }

  private func row(_ name: String, goal: Duration?, _ measure: @autoclosure () -> Duration) {
    if let only, name.utf8.firstRange(of: only.utf8) == nil { return }
    let time = measure()
    let verdict = goal.map { time <= $0 ? "  goal \($0): met" : "  goal \($0): MISSED" } ?? ""
    print("\(name): \(time)\(verdict)")
  }
}

/// Medians on a noisy machine.
enum Timing {
  /// Runs the work once unmeasured, then so many times.
  ///
  /// What it returns keeps it from being optimised away.
  static func median(of runs: Int, _ work: () -> Int) -> Duration {
    var sink = work()
    let clock = ContinuousClock()
    let times = (0..<runs).map { _ in clock.measure { sink &+= work() } }.sorted()
    // Never so, which the compiler cannot know: the work is not for nothing.
    if sink == Int.min { print(sink) }
    return times[runs / 2]
  }
}

/// Requests over a policy's whole vocabulary: most like those of a service, some beside the point.
enum SampleRequests {
  /// Whether requests name single things or groups of them.
  enum Sample: String {
    case leaves = "a leaf"
    case groups = "a group"
    case any = "any word"
    /// Not the data alone: no word of the request stands for several things.
    case things = "single things alone"

    func has(_ word: Word) -> Bool {
      switch self {
      case .leaves, .things: word.includes.isEmpty
      case .groups: !word.includes.isEmpty
      case .any: true
      }
    }
  }

  static func make(for content: BundleContent, count: Int, _ sample: Sample) -> [Request] {
    var random = Damage(seed: 7)
    func names(_ kind: Kind) -> [String] {
      content.words.filter { $0.kind == kind && (sample != .things || sample.has($0)) }.map(\.name)
    }
    let data = content.words.filter { $0.kind == .data && sample.has($0) }.map(\.name)
    let purposes = names(.purpose)
    let recipients = names(.recipient)
    let touchpoints = names(.touchpoint)
    let consents = names(.consent)
    return (0..<count).map { _ in
      var context = Context()
      let action = ["collect", "use", "share", "store", "view"][random.below(5)]
      if action == "share" { context.recipient = recipients[random.below(recipients.count)] }
      if action == "collect" { context.touchpoint = touchpoints[random.below(touchpoints.count)] }
      if random.below(3) > 0 { context.purpose = purposes[random.below(purposes.count)] }
      if random.below(3) == 0, !consents.isEmpty {
        context.consent.updateValue(nil, forKey: consents[random.below(consents.count)])
      }
      let roles = names(.role)
      let subject =
        action == "view" && !roles.isEmpty
        ? Request.Entity(type: "role", id: roles[random.below(roles.count)])
        : Request.Entity(type: "organisation", id: content.publisher)
      return Request(
        subject: subject, action: action,
        resource: Request.Entity(type: "data", id: data[random.below(data.count)]), context: context
      )
    }
  }
}
