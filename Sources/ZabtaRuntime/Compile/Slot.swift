/// The places of a question that hold a set of atoms.
///
/// Of the first nine a norm covers some part; the last two hold what is told, taken as a whole.
enum Slot: Int, CaseIterable {
  case object, actor, recipient, purpose, touchpoint, form, person, region, jurisdiction
  case consent, circumstance
}

/// Where each slot's words stand in the one array of bits that describes a situation.
struct Layout: Sendable {
  /// The first word of each slot.
  let starts: [Int]
  /// How many words each slot has.
  let widths: [Int]
  /// How many words there are in all.
  let size: Int

  /// Lays the slots out, one after the other; consents and circumstances are kept elsewhere.
  init(_ slots: SlotWidths) {
    widths = Slot.allCases.map { $0 == .consent || $0 == .circumstance ? 0 : slots.width($0) }
    var starts: [Int] = []
    var size = 0
    for width in widths {
      starts.append(size)
      size += width
    }
    self.starts = starts
    self.size = size
  }

  /// The range of a slot's words.
  func range(_ slot: Slot) -> Range<Int> {
    let start = starts[slot.rawValue]
    return start..<start + widths[slot.rawValue]
  }
}

extension Kind {
  /// The kinds that norms are about.
  static let objects: [Kind] = [.data, .message, .cookie, .request, .event, .person]
}

extension Action {
  /// The kind of thing that the action is done to.
  public var objectKind: Kind {
    switch self {
    case .send: .message
    case .set: .cookie
    case .answer, .resolve, .request: .request
    case .announce: .event
    case .penalise: .person
    default: .data
    }
  }
}

extension Dimension {
  /// The slot that holds the dimension's word.
  var slot: Slot {
    switch self {
    case .recipient: .recipient
    case .purpose: .purpose
    case .touchpoint: .touchpoint
    case .form: .form
    case .person: .person
    case .region: .region
    case .jurisdiction: .jurisdiction
    }
  }

  /// The kind of the dimension's words in questions about an action.
  public func kind(for action: Action) -> Kind {
    switch self {
    case .recipient: .recipient
    case .purpose: action == .penalise ? .request : .purpose
    case .touchpoint: .touchpoint
    case .form: .form
    case .person: .person
    case .region, .jurisdiction: .place
    }
  }
}
