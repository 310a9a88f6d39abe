import ZabtaRuntime

/// Which way a change goes for the people whom the policy protects; both may be true.
struct Direction: Hashable {
  var isLess = false
  var isMore = false
  /// True where something differs that neither takes nor gives.
  var isOther = false

  var `class`: Change.Class? {
    if isLess { return .lessProtection }
    if isMore { return .moreProtection }
    return isOther ? .other : nil
  }

  mutating func add(_ other: Direction) {
    isLess = isLess || other.isLess
    isMore = isMore || other.isMore
    isOther = isOther || other.isOther
  }

  /// The direction of effects together.
  init(_ effects: some Sequence<Effect>) {
    for effect in effects {
      switch effect.direction {
      case .wider: isLess = true
      case .narrower: isMore = true
      case .moved: isOther = true
      }
    }
  }
}

extension Action {
  /// True of what is done for people, so that more of it protects them more.
  var isProtective: Bool {
    switch self {
    case .delete, .anonymise, .archive, .protect, .answer, .resolve, .announce, .request: true
    default: false
    }
  }
}
