import ZabtaRuntime
package import ZabtaSyntax

extension RuleSentence {
  /// Whether a slot of this value finds something to print in the sentence.
  package func has(_ value: SlotValue) -> Bool {
    switch value {
    case .period:
      tails.contains { tail in
        switch tail.part {
        case .keepFor, .untilTests, .untilSpan, .whileHolds, .indefinitely, .afterSpan: true
        default: false
        }
      }
    case .deadline:
      tails.contains { tail in
        switch tail.part {
        case .within, .immediately, .promptly: true
        default: false
        }
      }
    case .age:
      subject.under != nil
        || tails.contains { if case .underAge = $0.part { true } else { false } }
    case .data: object.kind == .data || scope != nil
    case .cookies: object.kind == .cookie
    case .messages: object.kind == .message
    case .requests: object.kind == .request
    case .recipients:
      tails.contains { tail in
        switch tail.part {
        case .recipients, .anyoneElse, .anyone: true
        default: false
        }
      }
    case .purposes: tails.contains { if case .purposes = $0.part { true } else { false } }
    case .measures:
      tails.contains { tail in
        switch tail.part {
        case .measures, .byMeasures: true
        default: false
        }
      }
    case .channels: tails.contains { if case .byChannels = $0.part { true } else { false } }
    case .reasons: tails.contains { if case .because = $0.part { true } else { false } }
    case .places:
      !subject.places.isEmpty
        || tails.contains { tail in
          switch tail.part {
          case .places, .destinations, .anywhere, .anywhereElse: true
          default: false
          }
        }
    case .rules: true
    case .people: false
    }
  }

  /// What "of personal-data except …" reaches.
  package var scope: (words: [Ref], except: [Ref])? {
    for tail in tails {
      if case .scope(let words, let except) = tail.part { return (words, except) }
    }
    return nil
  }

  /// What makes two answers of a slot different: the values without their places.
  func answer(_ value: SlotValue) -> [String] {
    switch value {
    case .period, .deadline, .age:
      var parts: [String] = []
      if value == .age, let under = subject.under { parts.append("\(under.value)") }
      for tail in tails {
        switch (value, tail.part) {
        case (.period, .keepFor(let span)): parts.append("for \(span.key)")
        case (.period, .untilSpan(let span)): parts.append("until \(span.key)")
        case (.period, .afterSpan(let span)): parts.append("after \(span.key)")
        case (.period, .untilTests(let tests)): parts.append("until \(tests.items)")
        case (.period, .whileHolds(let ref)): parts.append("while \(ref.word.index)")
        case (.period, .indefinitely): parts.append("indefinitely")
        case (.deadline, .within(let span)):
          parts.append("within \(span.key) \(tail.modifier == .typically)")
        case (.deadline, .immediately): parts.append("immediately")
        case (.deadline, .promptly): parts.append("promptly")
        case (.age, .underAge(let age)): parts.append("\(age.value)")
        default: break
        }
      }
      return parts
    default: return []
    }
  }
}

extension TimeSpan {
  fileprivate var key: String {
    "\(span.count) \(span.unit.rawValue) \(anchor.map { String($0.word.index) } ?? "")"
  }
}
