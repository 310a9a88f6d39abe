import ZabtaModel
import ZabtaRuntime

/// Effects in words.
struct EffectSentence {
  private let space: SharedSpace
  private let folding: WordFolding

  init(_ space: SharedSpace, edition: Int) {
    self.space = space
    folding = WordFolding(space, edition: edition)
  }

  /// A decision that turned, such as "Customer service may now view payment method".
  static func decision(_ turned: Turned, _ space: SharedSpace) -> String {
    let writer = EffectSentence(space, edition: turned.isGained ? 1 : 0)
    let may = turned.isGained ? "may now" : "may no longer"
    let limit =
      turned.isLimited
      ? turned.isGained ? " where another rule permits it" : " where it was permitted" : ""
    return writer.subject(turned.box) + " \(may) "
      + writer.predicate(turned.box, even: turned.evenIf) + limit + "."
  }

  /// The kinds of person whom a box is about.
  static func people(_ turned: Turned, _ space: SharedSpace) -> [String] {
    let writer = EffectSentence(space, edition: turned.isGained ? 1 : 0)
    for axis in [SharedSpace.Axis.person, .actor] {
      if let chosen = turned.box.positions(axis.rawValue), writer.folding.arePeople(axis, chosen) {
        return []
      }
    }
    if case .words(let words) = writer.folding.fold(.person, .person, turned.box) { return words }
    if space.action == .request,
      case .words(let words) = writer.folding.fold(.actor, .person, turned.box)
    {
      return words
    }
    return []
  }

  /// Who acts, with a capital.
  func subject(_ box: Box) -> String {
    let chosen =
      box.positions(SharedSpace.Axis.actor.rawValue) ?? space.all(SharedSpace.Axis.actor.rawValue)
    let positions = space.words(.actor, chosen)
    var subjects: [String] = []
    if positions.contains(where: { $0.kind == nil }) { subjects.append("we") }
    for kind in [Kind.role, .recipient, .person]
    where positions.contains(where: { $0.kind == kind }) {
      if kind == .person, folding.arePeople(.actor, chosen) {
        subjects.append("people")
        continue
      }
      switch folding.fold(.actor, kind, chosen) {
      case .words(let words): subjects.append(folding.labels(kind, words))
      case .allBut(let words):
        let all = kind == .role ? "our staff" : kind == .recipient ? "all recipients" : "people"
        subjects.append("\(all) but \(folding.labels(kind, words))")
      case .anything, .anyWord, .none:
        subjects.append(
          kind == .role ? "our staff" : kind == .recipient ? "all recipients" : "people")
      }
    }
    let text = WordFolding.list(subjects, "and") + home(box)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Where those live who have a right: "in California", "outside the European Union".
  private func home(_ box: Box) -> String {
    guard space.action == .request else { return "" }
    return residence(box)
  }

  /// What is done, to what, and under which conditions.
  func predicate(_ box: Box, even: BitSet = BitSet()) -> String {
    let verb = space.action == .request ? "ask for" : space.action.rawValue
    return verb + " " + object(box) + circumstances(box, even: even)
  }

  /// What it is done to.
  func object(_ box: Box) -> String {
    let kind = space.action.objectKind
    switch folding.fold(.object, kind, box) {
    case .words(let words): return folding.labels(kind, words)
    case .allBut(let words): return "\(all(kind)) except \(folding.labels(kind, words))"
    case .anything, .anyWord, .none: return all(kind)
    }
  }

  private func all(_ kind: Kind) -> String {
    switch kind {
    case .data: folding.label(.data, "personal-data")
    case .message: "messages"
    case .cookie: "cookies"
    case .request: "any request"
    case .person: "people"
    default: "anything"
    }
  }

  /// Every condition of a box, each with a space before it.
  func circumstances(_ box: Box, even: BitSet = BitSet()) -> String {
    var text = ""
    for axis in SharedSpace.Axis.allCases {
      guard let dimension = axis.dimension, dimension != .person, dimension != .jurisdiction
      else { continue }
      text += self.dimension(dimension, folding.fold(axis, dimension.kind(for: space.action), box))
    }
    text += people(box)
    text += FactWords(space, folding).conditions(box, even: even)
    return text
  }

  /// Whom it is about: "of visitors under 18 in California".
  private func people(_ box: Box) -> String {
    var persons = ""
    var text = ""
    for axis in SharedSpace.Axis.allCases where axis.dimension == .person {
      // Nobody else is covered.
      if let chosen = box.positions(axis.rawValue), folding.arePeople(axis, chosen) { continue }
      let folded = folding.fold(axis, Dimension.person.kind(for: space.action), box)
      if case .words(let names) = folded {
        persons = folding.labels(.person, names, "or")
      } else {
        text += dimension(.person, folded)
      }
    }
    let age = age(box)
    // Whose right it is, the subject says.
    let home = space.action == .request ? "" : residence(box)
    guard !persons.isEmpty || !age.isEmpty || !home.isEmpty else { return text }
    let word = space.action == .send && !persons.isEmpty ? "to" : "of"
    return text + " \(word) " + (persons.isEmpty ? "people" : persons) + age + home
  }

  /// Where those live whom it is about.
  private func residence(_ box: Box) -> String {
    switch folding.fold(.jurisdiction, .place, box) {
    case .anything: ""
    case .anyWord: " in any stated country"
    case .none: " in no stated country"
    case .words(let names): " in \(folding.labels(.place, names, "or"))"
    case .allBut(let names): " outside \(folding.labels(.place, names, "and"))"
    }
  }

  private func dimension(_ dimension: Dimension, _ folded: WordFolding.Folded) -> String {
    let kind = dimension.kind(for: space.action)
    let (word, any, nothing) = words(dimension)
    switch folded {
    case .anything: return ""
    case .anyWord: return " \(word) \(any)"
    case .none: return " \(nothing)"
    case .words(let names):
      let form = dimension == .form ? " form" : ""
      return " \(word) \(folding.labels(kind, names, "or"))\(form)"
    case .allBut(let names): return " \(word) \(any) but \(folding.labels(kind, names, "or"))"
    }
  }

  /// The word that leads to a dimension, what stands for all of it, and how its absence is told.
  private func words(_ dimension: Dimension) -> (String, String, String) {
    switch dimension {
    case .recipient:
      let word = [.sell, .rent, .trade].contains(space.action) ? "to" : "with"
      return (word, "anyone", "without a recipient")
    case .purpose: return ("for", "anything", "for no stated purpose")
    case .touchpoint: return ("through", "any part of the service", "at no stated place")
    case .form: return ("in", "any form", "in no stated form")
    case .person:
      return (space.action == .send ? "to" : "of", "people", "of people of no stated kind")
    case .region: return ("to", "anywhere", "to no stated place")
    case .jurisdiction: return ("of people in", "any country", "of people in no stated country")
    }
  }

  private func age(_ box: Box) -> String {
    guard let spans = box.positions(SharedSpace.Axis.age.rawValue) else { return "" }
    let ages = space.facts.ages
    let members = spans.members.filter { $0 > 0 }
    guard let first = members.first, let last = members.last else {
      return " of unknown age"
    }
    if spans.contains(0) {
      // Whoever is not known to be younger or older.
      if last == ages.count + 1, first <= ages.count + 1, first > 1 {
        return " not known to be under \(ages[first - 2])"
      }
      return " not known to be older"
    }
    if first == 1, last <= ages.count { return " under \(ages[last - 1])" }
    guard first > 1 else { return " whose age is known" }
    let from = ages[first - 2]
    if last > ages.count { return " aged \(from) or over" }
    let until = ages[last - 1] - 1
    return from == until ? " aged \(from)" : " aged \(from) to \(until)"
  }
}

/// The facts of a box in words.
struct FactWords {
  private let space: SharedSpace
  private let folding: WordFolding

  init(_ space: SharedSpace, _ folding: WordFolding) {
    self.space = space
    self.folding = folding
  }

  /// The facts that a box asks for or rules out; `even` those of which it matters no longer.
  func conditions(_ box: Box, even: BitSet = BitSet()) -> String {
    var others: [String] = []
    var facts: [String] = []
    var earlier: (plain: [String], even: [String]) = ([], [])
    var consents: [Consent: [String]] = [:]
    for (number, variable) in space.facts.variables.enumerated() {
      let (isHeld, isDenied) = (box.held.contains(number), box.denied.contains(number))
      guard isHeld || isDenied else { continue }
      // Of several times of one event, the longest that is over and the shortest that is not count.
      if isHeld, implied(number, by: box.held) { continue }
      if isDenied, implying(number, in: box.denied) { continue }
      let isEven = even.contains(number)
      switch variable {
      case .consent(let names):
        let label = folding.label(.consent, name(names, .consent))
        consents[Consent(isHeld: isHeld, isEven: isEven), default: []].append(label)
      case .happened(let names, nil) where isDenied:
        if isEven { earlier.even.append(event(names)) } else { earlier.plain.append(event(names)) }
      case .told(let names) where isDenied && isEven && !isMeasure(names):
        // Of a whole sentence "even if not" cannot be said.
        others.append("whether or not \(circumstance(names))")
      default:
        let text = (isEven ? "even " : "") + (isHeld ? holding(variable) : failing(variable))
        if isHeld { facts.append(text) } else { others.append(text) }
      }
    }
    if !earlier.plain.isEmpty {
      others.append("before " + WordFolding.list(earlier.plain, "or"))
    }
    if !earlier.even.isEmpty {
      others.append("even before " + WordFolding.list(earlier.even, "or"))
    }
    var text = ""
    for (isHeld, isEven) in [(true, false), (true, true), (false, false), (false, true)] {
      guard let labels = consents[Consent(isHeld: isHeld, isEven: isEven)] else { continue }
      text += (isEven ? " even" : "") + (isHeld ? " with" : " without") + " your consent to "
      text += WordFolding.list(labels, isHeld ? "and" : "or")
    }
    return text + (facts + others).map { " " + $0 }.joined()
  }

  private struct Consent: Hashable {
    var isHeld: Bool
    var isEven: Bool
  }

  private func implied(_ number: Int, by set: BitSet) -> Bool {
    set.members.contains { $0 != number && space.implied[$0].contains(number) }
  }

  private func implying(_ number: Int, in set: BitSet) -> Bool {
    set.members.contains { $0 != number && space.implied[number].contains($0) }
  }

  private func holding(_ variable: SharedFacts.Variable) -> String {
    switch variable {
    case .consent: ""
    case .told(let names):
      isMeasure(names) ? "under \(circumstance(names))" : "if \(circumstance(names))"
    case .happened(let names, nil): "after \(event(names))"
    case .happened(let names, let span?), .ended(let names, let span):
      "\(FactWords.span(span)) after \(event(names))"
    case .aged(let span): "once the record is \(FactWords.span(span)) old"
    }
  }

  private func failing(_ variable: SharedFacts.Variable) -> String {
    switch variable {
    case .consent: ""
    case .told(let names):
      isMeasure(names) ? "without \(circumstance(names))" : "unless \(circumstance(names))"
    case .happened(let names, nil): "before \(event(names))"
    case .happened(let names, let span?), .ended(let names, let span):
      "until \(FactWords.span(span)) after \(event(names))"
    case .aged(let span): "until the record is \(FactWords.span(span)) old"
    }
  }

  private func isMeasure(_ names: [String]) -> Bool {
    names.contains { folding.space.rulesets[folding.edition].atoms(.measure).index[$0] != nil }
  }

  private func circumstance(_ names: [String]) -> String {
    let kind: Kind = isMeasure(names) ? .measure : .circumstance
    return folding.label(kind, name(names, kind))
  }

  private func event(_ names: [String]) -> String {
    let words = space.rulesets[folding.edition].content.words
    for name in names {
      for kind in [Kind.event, .request, .touchpoint] {
        if words.contains(where: { $0.kind == kind && $0.name == name }) {
          return folding.label(kind, name)
        }
      }
    }
    let name = names.first ?? ""
    guard name.hasSuffix("-request") else { return name }
    return "a request for " + folding.label(.request, String(name.dropLast("-request".count)))
  }

  /// The word that stands for all of a class: the one that includes the others.
  private func name(_ names: [String], _ kind: Kind) -> String {
    let table = space.rulesets[folding.edition].atoms(kind)
    return names.max { table.descendants(of: $0).count < table.descendants(of: $1).count } ?? ""
  }

  static func span(_ span: Span) -> String {
    "\(span.count) \(span.unit.rawValue)\(span.count == 1 ? "" : "s")"
  }
}
