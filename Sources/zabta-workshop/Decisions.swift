import ArgumentParser
import Dispatch
import ZabtaBundle
import ZabtaCompiler
import ZabtaRuntime

/// Decides the same questions again and again, for tools that count instructions or allocations.
///
/// What the rounds take is what two runs with different numbers of rounds differ by.
struct Decisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide 4,096 varied questions, looked up once, so many times.")

  @Option(help: "The project's folder.")
  var root = "."
  @Option(help: "The policy, whose bundle.json is read from output/.")
  var policy: String
  @Option(help: "How many times each question is decided.")
  var rounds = 1
  @Option(help: "How many threads do so, each all of the rounds.")
  var threads = 1

  func run() throws {
    let path = "\(root)/output/\(policy)/bundle.json"
    let content = try BundleJSON.read(try WorkshopFiles.bytes(path))
    let rules = try Ruleset(content)
    // Questions about groups are answered by other means, which allocate.
    let requests = SampleRequests.make(for: content, count: RuntimeBench.batch, .things)
    // Each thread has looked up its own, as each process has: who hands the same one to many threads has
    // them count who still needs it.
    let questions = try (0..<max(1, threads)).map { _ in
      try requests.map { try rules.question($0) }
    }
    DispatchQueue.concurrentPerform(iterations: questions.count) {
      decide(questions[$0], by: rules)
    }
    print("\(requests.count) questions, \(rounds) rounds, \(questions.count) threads")
  }

  /// Decides the questions all at once, then each by itself with what it cites.
  private func decide(_ questions: [Question], by rules: Ruleset) {
    var verdicts: [Verdict] = []
    var citations = Citations(capacity: 256)
    for _ in 0..<max(0, rounds) {
      rules.decide(questions, into: &verdicts)
      for question in questions { _ = rules.decide(question, into: &citations) }
    }
  }
}
