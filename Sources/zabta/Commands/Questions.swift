import ArgumentParser
import ZabtaBundle
import ZabtaRuntime

struct Decide: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer AuthZEN evaluation requests, one JSON object a line.",
    discussion: """
      Example: echo '{"subject":{"type":"role","id":"accounting"},"action":{"name":"view"},\
      "resource":{"type":"data","id":"purchase-history"}}' | \
      zabta decide --bundle output/buy-inverter.privacy/bundle.json

      One JSON answer a line, in order. A line that is no request gets an error object; the rest go on.
      """)

  @OptionGroup var bundle: BundleOption

  func run() throws {
    let loaded = try bundle.load()
    try loaded.answerLines { line, day throws(JSONError) in
      var evaluation = try EvaluationJSON.evaluation(line)
      let own = evaluation.request.context.on
      let (ruleset, answers, unknown) = loaded.edition(for: own, on: day)
      let stale = loaded.stale(RuleClass(asking: evaluation.request.action), at: day)
      if let stale, !stale.goesOn { return answers.decision(stale.denial, stale: stale) }
      evaluation.request.context.on = own ?? day
      guard let ruleset else {
        return answers.decision(loaded.editions.decide(evaluation.request, on: day), stale: stale)
      }
      var decision = ruleset.decide(evaluation)
      decision.unknown += unknown
      return answers.decision(
        decision, note: evaluation.note, stale: stale, inProfile: evaluation.wantsProfile)
    }
  }
}

struct Retain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer what must happen to records, one JSON object a line.",
    discussion: """
      Example: echo '{"record":"transaction-records","created":"2019-11-22"}' | \
      zabta retain --bundle output/buy-inverter.privacy/bundle.json --on 2026-11-21
      """)

  @OptionGroup var bundle: BundleOption

  func run() throws {
    let loaded = try bundle.load()
    try loaded.answerLines { line, day throws(JSONError) in
      let (question, own) = try RequestJSON.retentionOfItsDay(line, on: day)
      let (ruleset, answers, unknown) = loaded.edition(for: own, on: day)
      let stale = loaded.stale(.retain, at: day)
      if let stale, !stale.goesOn { return answers.retention(stale.review, stale: stale) }
      guard let ruleset else {
        return answers.retention(loaded.editions.retain(question), stale: stale)
      }
      var retention = ruleset.retain(question)
      retention.unknown += unknown
      return answers.retention(retention, stale: stale)
    }
  }
}

struct Deadline: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer by when requests of people are due, one JSON object a line.",
    discussion: """
      Example: echo '{"request":"access","received":"2026-01-31"}' | \
      zabta deadline --bundle output/buy-inverter.privacy/bundle.json
      """)

  @OptionGroup var bundle: BundleOption

  func run() throws {
    let loaded = try bundle.load()
    try loaded.answerLines { line, day throws(JSONError) in
      var question = try RequestJSON.deadline(line)
      let (ruleset, answers, unknown) = loaded.edition(for: question.on, on: day)
      question.on = question.on ?? day
      let stale = loaded.stale(.deadline, at: day)
      if let stale, !stale.goesOn { return answers.deadline(stale.noDueDate, stale: stale) }
      guard let ruleset else {
        return answers.deadline(loaded.editions.deadline(question), stale: stale)
      }
      var due = ruleset.deadline(question)
      due.unknown += unknown
      return answers.deadline(due, stale: stale)
    }
  }
}
