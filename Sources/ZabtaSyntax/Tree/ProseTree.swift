/// A block of prose: a paragraph, a bullet or a step.
package struct Block: Sendable {
  package enum Shape: Sendable, Hashable {
    case paragraph, bullet
    case step(Int)
  }

  package var shape: Shape
  package var inlines: [Inline]
  package var range: SourceRange
}

/// What a line of prose is made of.
package indirect enum Inline: Sendable {
  /// Words as they are printed; escapes are resolved, line breaks are spaces.
  case text(String, SourceRange)
  case emphasis([Inline], SourceRange)
  case strong([Inline], SourceRange)
  /// `[words](target)`: an address, or a word of the vocabulary.
  case link([Inline], target: Name, SourceRange)
  case slot(SlotTree, SourceRange)

  package var range: SourceRange {
    switch self {
    case .text(_, let range), .emphasis(_, let range), .strong(_, let range),
      .link(_, _, let range), .slot(_, let range):
      range
    }
  }
}

/// What stands between braces.
package enum SlotTree: Sendable {
  /// `{period}`, `{period of transaction-records}`, `{list of data}`
  case value(SlotValue, of: Name?, asList: Bool)
  /// `{parts of website-analytics}`, `{list of parts of …}`
  case parts(of: Name, asList: Bool)
  /// `{email}`, `{consent marketing}`, `{list of deletion}`
  case word(Name, kind: Name?)
  case see(Name)
  case table(SlotTable, SourceRange)
  /// A slot in another language, as it was written; its pack reads it.
  case foreign(Name)
}

/// The parts of a clause's rules that prose can take in.
package enum SlotValue: String, Sendable, Hashable, CaseIterable {
  case period, deadline, age, data, recipients, purposes, measures, channels, cookies, messages
  case requests, reasons, places, rules
  /// The people whom the policy covers.
  case people
}

/// The tables that prose can ask for.
package enum SlotTable: String, Sendable, Hashable, CaseIterable {
  case retention, access, sharing, cookies
}
