import ArgumentParser
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

  func run() throws {
    let path = "\(root)/output/\(policy)/bundle.json"
    let content = try BundleJSON.read(try WorkshopFiles.bytes(path))
    let rules = try Ruleset(content)
    let requests = SampleRequests.make(for: content, count: RuntimeBench.batch * 2, .leaves)
    // Questions about groups are answered by other means, which allocate.
    let groups = Set(content.words.filter { !$0.includes.isEmpty }.map(\.name))
    let single = requests.filter { request in
      let context = request.context
      return [context.purpose, context.recipient, context.touchpoint].allSatisfy {
        $0.map { !groups.contains($0) } ?? true
      }
    }
    let questions = try single.prefix(RuntimeBench.batch).map { try rules.question($0) }
    var verdicts: [Verdict] = []
    var citations = Citations(capacity: 256)
    var permitted = 0
    for _ in 0..<max(0, rounds) {
      rules.decide(questions, into: &verdicts)
      for index in questions.indices {
        if rules.decide(questions[index], into: &citations).isPermitted { permitted += 1 }
      }
    }
    print("\(questions.count) questions, \(rounds) rounds, \(permitted) permitted")
  }
}
