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
    try loaded.answerLines { line throws(JSONError) in
      var request = try RequestJSON.decision(line)
      if request.context.on == nil { request.context.on = loaded.on }
      return loaded.answers.decision(loaded.ruleset.decide(request))
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
    try loaded.answerLines { line throws(JSONError) in
      let question = try RequestJSON.retention(line, on: loaded.on)
      return loaded.answers.retention(loaded.ruleset.retain(question))
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
    try loaded.answerLines { line throws(JSONError) in
      loaded.answers.deadline(loaded.ruleset.deadline(try RequestJSON.deadline(line)))
    }
  }
}

/// The bundle that answers, and the day that is meant.
struct BundleOption: ParsableArguments {
  @Option(help: "The rule bundle: a bundle.json.")
  var bundle: String
  @Option(help: "The day that is meant where a question names none; today by default.")
  var on: String?

  func load() throws -> LoadedBundle {
    guard let bytes = try FileTree.read(bundle) else {
      throw MachineError("there is no file \(bundle)")
    }
    let ruleset: Ruleset
    do {
      ruleset = try BundleJSON.ruleset(bytes)
    } catch {
      let place = error.path.isEmpty ? "" : "\(error.path): "
      Console.message("zabta: \(bundle) is no bundle that can be used: \(place)\(error.reason)")
      throw ExitCode(1)
    }
    return LoadedBundle(
      ruleset: ruleset, answers: AnswerJSON(ruleset.content), on: try day(ruleset.content.timeZone))
  }

  private func day(_ timeZone: Int) throws -> Moment {
    guard let on else { return .instant(seconds: secondsNow(), offset: timeZone) }
    guard let moment = Moment(on) else {
      Console.message("zabta: --on \(on) is no day. Write it as 2026-03-01.")
      throw ExitCode(2)
    }
    return moment
  }
}

/// A bundle that is ready to answer.
struct LoadedBundle {
  var ruleset: Ruleset
  var answers: AnswerJSON
  var on: Moment

  /// Answers each line of standard input, in order.
  func answerLines(_ answer: ([UInt8]) throws(JSONError) -> [UInt8]) throws {
    var reader = LineReader()
    while let line = try reader.next() {
      guard let line else {
        let reason = "the line is longer than \(LineReader.longest >> 20) MiB"
        emit(answers.refusal(JSONError(path: "", reason: reason)))
        continue
      }
      // An empty line asks nothing, and answers keep the order of the questions.
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
      do throws(JSONError) {
        emit(try answer(line))
      } catch {
        emit(answers.refusal(error))
      }
    }
  }

  private func emit(_ bytes: [UInt8]) {
    Console.write(bytes + [UInt8(ascii: "\n")], to: 1)
  }
}
