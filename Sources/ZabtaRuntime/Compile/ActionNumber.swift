extension Action {
  /// The action's place among `allCases`.
  var ordinal: Int {
    switch self {
    case .collect: 0
    case .use: 1
    case .share: 2
    case .sell: 3
    case .rent: 4
    case .trade: 5
    case .store: 6
    case .keep: 7
    case .view: 8
    case .transfer: 9
    case .delete: 10
    case .anonymise: 11
    case .archive: 12
    case .protect: 13
    case .send: 14
    case .set: 15
    case .answer: 16
    case .resolve: 17
    case .announce: 18
    case .penalise: 19
    case .request: 20
    }
  }
}
