package import ZabtaModel
import ZabtaSyntax

extension RuleSentence {
  /// True of a sentence that takes something away.
  package var isNegative: Bool {
    switch mode.mode {
    case .mayNot, .mustNot, .never: true
    case .may, .must, .right: false
    }
  }

  /// What joins the members of its lists: all of them are meant, which "not" says by "or".
  package var joint: Joint { isNegative ? .or : .and }

  /// Data is sold *to* somebody, and shared *with* somebody.
  var recipientWord: String {
    guard let verb = verbs.first?.verb else { return "with" }
    return verb == .sell || verb == .rent || verb == .trade ? "to" : "with"
  }
}

extension Tail.Part {
  /// "from people", "to the customer".
  var isPeople: Bool {
    switch self {
    case .people, .persons: true
    default: false
    }
  }
}
