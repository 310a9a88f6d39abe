package import ZabtaModel
package import ZabtaRuntime

/// A promise of the policy to announce a material change.
package struct Announcement: Sendable, Hashable {
  /// A way in which it is announced.
  package struct Channel: Sendable, Hashable {
    /// The channel's name, or a contact's.
    package var name: String
    /// What the page calls it, by language code.
    package var labels: [String: String]

    /// The file that serves it, in the policy's folder; nil where the page itself does.
    package func file(edition: Int) -> String? {
      let words = Set(
        (name + " " + (labels["en"] ?? "")).lowercased().utf8
          .split { !(0x61...0x7A).contains($0) }.map { String(decoding: $0, as: UTF8.self) })
      if words.contains("updated") { return nil }
      if !words.isDisjoint(with: ["email", "mail", "newsletter"]) {
        return "notices/\(edition).eml"
      }
      if !words.isDisjoint(with: ["homepage", "banner", "site", "website"]) {
        return "notices/banner.html"
      }
      if !words.isDisjoint(with: ["feed", "rss", "atom"]) { return "feed.xml" }
      if !words.isDisjoint(with: ["sms", "text", "message", "whatsapp", "phone"]) {
        return "notices/\(edition).txt"
      }
      return "notices/\(edition).html"
    }
  }

  /// The clause that promises it.
  package var clause: String
  /// The heading of its section, by language code.
  package var heading: [String: String]
  /// The promise as the page says it, by language code.
  package var sentence: [String: String]
  package var channels: [Channel]
  /// How long before it takes effect; nil where nothing is said of that.
  package var ahead: Span?
}

extension Announcement {
  /// The promises that hold for a release: what the edition before promised, and what the new one adds.
  ///
  /// A release cannot take back the promise to announce it.
  package static func promises(
    before: BundleContent?, now: BundleContent, contacts: [Contact]
  ) -> [Announcement] {
    var found: [Announcement] = []
    for content in [before, now].compactMap(\.self) {
      for announcement in promises(of: content, contacts)
      where !found.contains(where: { $0.covers(announcement) }) {
        found.append(announcement)
      }
    }
    return found
  }

  private func covers(_ other: Announcement) -> Bool {
    other.channels.allSatisfy { channel in channels.contains { $0.name == channel.name } }
      && (other.ahead == nil || other.ahead == ahead)
  }

  private static func promises(
    of content: BundleContent, _ contacts: [Contact]
  ) -> [Announcement] {
    let labels = Dictionary(
      content.words.filter { $0.kind == .channel }.map { ($0.name, $0.labels) },
      uniquingKeysWith: { first, _ in first })
    return PromisedNotice.rules(in: content).map { norm in
      let clause = content.clauses.first { $0.id == norm.clause }
      let rules = clause?.rules ?? []
      return Announcement(
        clause: norm.clause, heading: clause?.heading ?? [:],
        sentence: rules.indices.contains(norm.sentence) ? rules[norm.sentence] : [:],
        channels: norm.channels.map { name in
          let contact = contacts.first { $0.id == name }.map { ["en": $0.value] }
          return Channel(name: name, labels: labels[name] ?? contact ?? ["en": name])
        },
        ahead: norm.notice)
    }
  }

  /// The last day on which it can be announced in time.
  package func lastDay(before effective: Day) -> Day? {
    guard let ahead else { return nil }
    let count = min(ahead.count, 9999)
    // At least as many days as the span can have; the search goes down from there.
    let days =
      switch ahead.unit {
      case .hour: (count + 23) / 24
      case .day: count
      case .week: 7 * count
      case .month: 28 * count
      case .year: 365 * count
      }
    var number = effective.number - days
    while number >= Day.range.lowerBound.number {
      if let end = Day(number: number).after(ahead), end <= effective { return Day(number: number) }
      number -= 1
    }
    return nil
  }
}
