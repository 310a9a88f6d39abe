/// A class of rules, for which a publisher says what happens when the rules are out of date.
///
/// The classes are the verbs of the policy's sentences, which are the actions of requests, and the
/// two other questions: whether to keep a record, and by when to answer a person.
public enum RuleClass: Sendable, Hashable {
  /// Decisions about one action.
  case action(Action)
  /// Answers about records.
  case retain
  /// Answers about the requests of people.
  case deadline

  /// Every class, in the order of the actions; without `keep`, which is asked as `store`.
  public static let all: [RuleClass] =
    Action.allCases.filter { $0 != .keep }.map { .action($0) } + [.retain, .deadline]

  /// The class of that name: an action's, `retain` or `deadline`; nil for anything else.
  ///
  /// `keep` is no class: whoever asks for it is asking to `store`.
  public init?(_ name: String) {
    guard let known = RuleClass.all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = known
  }

  /// The class that a request belongs to, by the name of its action; nil where there is no such action.
  public init?(asking action: String) {
    guard let action = Action(rawValue: action) else { return nil }
    self = .action(action == .keep ? .store : action)
  }

  /// The name, for instance `view` or `retain`.
  public var name: String {
    switch self {
    case .action(let action): action.rawValue
    case .retain: "retain"
    case .deadline: "deadline"
    }
  }
}
