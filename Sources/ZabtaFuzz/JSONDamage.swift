package import ZabtaBundle

/// Damages JSON as a tree, so that what comes out still is JSON: a word in another's place, a member
/// too many, a number at the edge of a machine word.
///
/// Damage of bytes alone seldom gets past the braces.
package enum JSONDamage {
  /// Damages a value in one to three places, with pieces of its own and of another.
  package static func damage(
    _ value: JSONValue, with other: JSONValue? = nil, _ random: inout Damage
  ) -> JSONValue {
    var pieces: [JSONValue] = []
    collect(value, into: &pieces)
    if let other { collect(other, into: &pieces) }
    var value = value
    for _ in 0...random.below(3) {
      var countdown = random.below(count(value))
      value = rewrite(value, &countdown, pieces, &random)
    }
    return value
  }

  private static func collect(_ value: JSONValue, into pieces: inout [JSONValue]) {
    // Enough to choose from; a large text has the same things over and over.
    guard pieces.count < 4096 else { return }
    pieces.append(value)
    switch value {
    case .array(let elements): elements.forEach { collect($0, into: &pieces) }
    case .object(let members):
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        pieces.append(.string(name))
        collect(value, into: &pieces)
      }
    default: break
    }
  }

  private static func count(_ value: JSONValue) -> Int {
    switch value {
    case .array(let elements): elements.reduce(1) { $0 + count($1) }
    case .object(let members): members.values.reduce(1) { $0 + count($1) }
    default: 1
    }
  }

  /// Damages the value at which the countdown ends.
  private static func rewrite(
    _ value: JSONValue, _ countdown: inout Int, _ pieces: [JSONValue], _ random: inout Damage
  ) -> JSONValue {
    guard countdown >= 0 else { return value }
    countdown -= 1
    if countdown < 0 { return replace(value, pieces, &random) }
    switch value {
    case .array(let elements):
      return .array(
        elements.map { element in
          // Most of a tree is passed by, and stays the same storage.
          countdown < 0 ? element : rewrite(element, &countdown, pieces, &random)
        })
    case .object(var members):
      for (name, member) in members.sorted(by: { $0.key < $1.key }) where countdown >= 0 {
        members[name] = rewrite(member, &countdown, pieces, &random)
      }
      return .object(members)
    default: return value
    }
  }

  private static func replace(
    _ value: JSONValue, _ pieces: [JSONValue], _ random: inout Damage
  ) -> JSONValue {
    if random.onceIn(6) { return random.pick(pieces, or: .null) }
    if random.onceIn(12) { return random.pick(odd, or: .null) }
    switch value {
    case .array(let elements): return .array(damaged(elements, pieces, &random))
    case .object(let members): return .object(damaged(members, pieces, &random))
    case .string(let text): return .string(damaged(text, pieces, &random))
    case .int(let number):
      let near = [
        number &+ 1, number &- 1, number &* 2, -number.magnitude.asInt, 0, 1, .max, .min, 9999,
      ]
      return .int(random.pick(near, or: 0))
    case .null, .bool, .decimal: return random.pick(odd, or: .null)
    }
  }

  private static func damaged(
    _ elements: [JSONValue], _ pieces: [JSONValue], _ random: inout Damage
  ) -> [JSONValue] {
    var elements = elements
    guard !elements.isEmpty else { return [random.pick(pieces, or: .null)] }
    let place = random.below(elements.count)
    switch random.below(6) {
    case 0: elements.remove(at: place)
    case 1: elements.insert(elements[place], at: random.below(elements.count))
    case 2: elements.swapAt(place, random.below(elements.count))
    case 3: elements.append(random.pick(pieces, or: .null))
    case 4:
      elements += Array(
        repeating: elements[place], count: random.below(random.onceIn(20) ? 300 : 9))
    default: elements[place] = random.pick(pieces, or: .null)
    }
    return elements
  }

  private static func damaged(
    _ members: [String: JSONValue], _ pieces: [JSONValue], _ random: inout Damage
  ) -> [String: JSONValue] {
    var members = members
    let names = members.keys.sorted()
    let name = random.pick(names, or: "")
    switch random.below(4) {
    case 0: members[name] = nil
    case 1: members[text(random.pick(pieces, or: .null)) ?? name] = random.pick(pieces, or: .null)
    case 2:
      let value = members.removeValue(forKey: name)
      members[text(random.pick(pieces, or: .null)) ?? "x"] = value
    default: members[name] = members[random.pick(names, or: "")]
    }
    return members
  }

  private static func damaged(
    _ text: String, _ pieces: [JSONValue], _ random: inout Damage
  ) -> String {
    switch random.below(8) {
    case 0: return String(decoding: random.damage(Array(text.utf8)), as: UTF8.self)
    case 1: return random.pick(texts, or: "")
    case 2: return text + random.pick(["-request", "\u{301}", "\0", "Z", "0"], or: "")
    default:
      // A word that is known, in a place where it may not be.
      for _ in 0..<8 {
        if let other = self.text(random.pick(pieces, or: .null)) { return other }
      }
      return text
    }
  }

  private static func text(_ value: JSONValue) -> String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  private static let odd: [JSONValue] = [
    .null, .bool(true), .bool(false), .int(0), .int(-1), .int(.max), .int(.min),
    .decimal("1e999"), .decimal("0.5"), .decimal("99999999999999999999"), .string(""), .array([]),
    .object([:]), .array([.array([.array([])])]), .string("\u{0}"), .string("e\u{301}"),
  ]

  private static let texts = [
    "", "P0D", "P1Y", "PT72H", "P9223372036854775807D", "P9223372036854775807M", "PT9999999999H",
    "2026-03-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59", "2026-03-01T09:00:00+05:00", "2026-02-29", "+18:00", "-18:00",
    "we", "people", "in", "not in", "EU", "PK", "US-CA", "consent-withdrawal", "last-activity",
    "personal-data", "unstated-passes", "unstated-fails", "é", "e\u{301}", "AAAA",
    String(repeating: "a", count: 300),
  ]
}

extension UInt {
  /// The number, or the greatest there is.
  fileprivate var asInt: Int { Int(clamping: self) }
}
