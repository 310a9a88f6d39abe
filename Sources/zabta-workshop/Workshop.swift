import ArgumentParser

/// What those who work on Zabta measure with: never needed to write, publish or enforce a policy.
@main
struct Workshop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zabta-workshop",
    abstract: "Benchmarks, mutation and fuzzing for those who work on Zabta.",
    subcommands: [Bench.self, Decisions.self, Mutate.self, Fuzz.self, Revisions.self])
}
