import ZabtaRuntime

/// What a request tells beside its words: consents, circumstances, age, events, times.
///
/// "A test that is not known to hold does not hold" (§5): every function here answers true only
/// for what is known.
struct ReferenceKnown {
  let words: ReferenceWords
  let calendar: ReferenceCalendar
  var consent: [String: Moment?] = [:]
  var circumstances: Set<String> = []
  var age: Int?
  var created: Moment?
  var events: [String: Moment?] = [:]
  var on: Moment?

  /// The members of the lists that the policy has no word for.
  var unknown: Set<String> {
    var unknown: Set<String> = []
    for name in consent.keys where !words.isDeclared(.consent, name) {
      unknown.insert("consent: \(name)")
    }
    for name in circumstances where !isCircumstance(name) {
      unknown.insert("circumstances: \(name)")
    }
    for name in events.keys where !isEvent(name) { unknown.insert("events: \(name)") }
    return unknown
  }

  /// The circumstance or measure, or a part of it, is told.
  func isTold(_ kind: Kind, _ name: String) -> Bool {
    !words.descendants(kind, name).isDisjoint(with: circumstances)
  }

  func isUnder(_ years: Int) -> Bool {
    guard let age else { return false }
    return age < years
  }

  /// One of these consents, or a part of one, holds.
  ///
  /// Nil means any consent whatever.
  func hasConsent(toAnyOf names: Set<String>?) -> Bool {
    consent.contains { name, granted in
      guard words.isDeclared(.consent, name) else { return false }
      if let names, !names.contains(name) { return false }
      return holds(granted)
    }
  }

  /// A consent holds once it is granted and until it is withdrawn.
  ///
  /// A withdrawal ends every consent
  /// that was not granted after it (§13); where a day is all we know, the same day is not after.
  private func holds(_ granted: Moment?) -> Bool {
    if let granted, let on, !calendar.hasCome(granted, at: on) { return false }
    for name in withdrawals {
      guard let event = events[name] else { continue }
      guard let moment = event else { return false }
      if let on, !calendar.hasCome(moment, at: on) { continue }
      guard let granted else { return false }
      if calendar.hasCome(granted, at: moment) { return false }
    }
    return true
  }

  private var withdrawals: Set<String> {
    var names: Set = ["consent-withdrawal"]
    for kind in [Kind.event, .request, .touchpoint]
    where words.isDeclared(kind, "consent-withdrawal") {
      names.formUnion(words.descendants(kind, "consent-withdrawal"))
    }
    return withTwins(names).filter(isEvent)
  }

  /// One of these has happened, and so long ago.
  func hasHappened(_ names: Set<String>, ago span: Span?) -> Bool {
    names.contains { name in
      guard isEvent(name), let event = events[name] else { return false }
      guard let moment = event else { return span == nil }
      guard let on else { return span == nil }
      return calendar.hasCome(span.map { calendar.later(moment, by: $0) } ?? moment, at: on)
    }
  }

  /// The events that stand for a word: it, its parts, and the asking for each of them.
  ///
  /// What is named `deletion-request` is the request `deletion`, and so is each part of it.
  func happenings(_ kind: Kind, _ name: String) -> Set<String> {
    if name == "inactivity" { return ["last-activity"] }
    var names = words.descendants(kind, name)
    for name in names where name.hasSuffix("-request") {
      let asked = String(name.dropLast("-request".count))
      if words.isDeclared(.request, asked) {
        names.formUnion(words.descendants(.request, asked))
      }
    }
    return withTwins(names)
  }

  private func withTwins(_ names: Set<String>) -> Set<String> {
    names.union(names.map { "\($0)-request" })
  }

  /// An event is anything of three kinds that can be dated.
  func isEvent(_ name: String) -> Bool {
    // "`inactivity` (declared) counts from the event `last-activity`" (§13)
    let name =
      name == "last-activity" && words.isDeclared(.event, "inactivity")
      ? "inactivity" : name
    return [Kind.event, .request, .touchpoint].contains { words.isDeclared($0, name) }
  }

  private func isCircumstance(_ name: String) -> Bool {
    words.isDeclared(.circumstance, name) || words.isDeclared(.measure, name)
  }
}
