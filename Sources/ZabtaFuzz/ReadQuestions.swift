import ZabtaBundle
import ZabtaRuntime

/// A line of JSON as each of the three kinds of question, put to the published policies.
enum ReadQuestions {
  static func run(_ bytes: [UInt8], _ surroundings: Surroundings) throws(Finding) -> Bool {
    let today = Moment.day(Day(number: 20_700))
    var isQuestion = false
    if let request = try? RequestJSON.decision(bytes) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(request, on: today) }
    }
    if let question = try? RequestJSON.retention(bytes, on: today) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(question) }
    }
    if let question = try? RequestJSON.deadline(bytes) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(question) }
    }
    return isQuestion
  }
}
