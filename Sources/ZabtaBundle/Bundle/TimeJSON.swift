import ZabtaRuntime

/// Times in JSON: spans as durations of ISO 8601 with one unit, `PT72H`, `P30D`, `P2W`, `P6M`, `P7Y`.
enum TimeJSON {
  /// The duration.
  static func text(_ span: Span) -> String {
    switch span.unit {
    case .hour: "PT\(span.count)H"
    case .day: "P\(span.count)D"
    case .week: "P\(span.count)W"
    case .month: "P\(span.count)M"
    case .year: "P\(span.count)Y"
    }
  }

  static func span(_ node: JSONNode) throws(JSONError) -> Span {
    let text = try node.string()
    let units: [(prefix: String, suffix: Character, unit: Span.Unit)] = [
      ("PT", "H", .hour), ("P", "D", .day), ("P", "W", .week), ("P", "M", .month),
      ("P", "Y", .year),
    ]
    for (prefix, suffix, unit) in units where text.hasPrefix(prefix) && text.last == suffix {
      let digits = text.dropFirst(prefix.count).dropLast()
      // One way to write a number: no sign, no leading zero.
      if let count = Int(digits), count >= 0, String(count) == digits { return Span(count, unit) }
    }
    throw node.fault("a duration such as PT72H, P30D, P2W, P6M or P7Y is expected")
  }

  /// A day, as it is written in full.
  static func day(_ node: JSONNode) throws(JSONError) -> Day {
    guard let day = Day(try node.string()) else {
      throw node.fault("a day such as 2026-03-14 is expected")
    }
    return day
  }

  /// The date of an edition as it was released: a day or a month.
  static func date(_ node: JSONNode) throws(JSONError) -> String {
    let text = try node.string()
    guard Day(text) != nil || text.utf8.count == 7 && Day(text + "-01") != nil else {
      throw node.fault("a day such as 2026-03-14 or a month such as 2026-03 is expected")
    }
    return text
  }

  static func write(_ period: Period) -> JSONValue {
    .array(
      period.ends.map { ends in
        .array(
          ends.map { end in
            var members: [String: JSONValue] = [:]
            if let span = end.span { members["after"] = .string(text(span)) }
            if !end.since.isEmpty { members["since"] = names(end.since) }
            return .object(members)
          })
      })
  }

  static func period(_ node: JSONNode) throws(JSONError) -> Period {
    Period(
      ends: try node.map { alternative throws(JSONError) in
        try alternative.map { end throws(JSONError) in
          let members = try end.members(only: ["after", "since"])
          return Period.End(
            span: try members["after"].map(span), since: try members.strings("since"))
        }
      })
  }

  static func write(_ deadline: Deadline) -> JSONValue {
    var members: [String: JSONValue] = [:]
    switch deadline.measure {
    case .within(let span): members["within"] = .string(text(span))
    case .immediately: members["immediately"] = .bool(true)
    case .promptly: members["promptly"] = .bool(true)
    }
    if deadline.isTypical { members["typical"] = .bool(true) }
    if !deadline.since.isEmpty { members["since"] = names(deadline.since) }
    return .object(members)
  }

  static func deadline(_ node: JSONNode) throws(JSONError) -> Deadline {
    let members = try node.members(
      only: ["within", "immediately", "promptly", "typical", "since"])
    var measures: [Deadline.Measure] = []
    if let within = members["within"] { measures.append(.within(try span(within))) }
    if try members.flag("immediately") { measures.append(.immediately) }
    if try members.flag("promptly") { measures.append(.promptly) }
    guard measures.count == 1 else {
      throw node.fault("one of within, immediately and promptly is expected")
    }
    return Deadline(
      measures[0], isTypical: try members.flag("typical"), since: try members.strings("since"))
  }
}
