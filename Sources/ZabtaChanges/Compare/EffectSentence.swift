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
    let limit = turned.isLimited ? " where another rule permits it" : ""
    return writer.subject(turned.box) + " \(may) " + writer.predicate(turned.box) + limit + "."
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
    switch folding.fold(.jurisdiction, .place, box) {
    case .anything: return ""
    case .anyWord: return " in any stated country"
    case .none: return " in no stated country"
    case .words(let names): return " in \(folding.labels(.place, names, "or"))"
    case .allBut(let names): return " outside \(folding.labels(.place, names, "and"))"
    }
  }

  /// What is done, to what, and under which conditions.
  func predicate(_ box: Box) -> String {
    let verb = space.action == .request ? "ask for" : space.action.rawValue
    return verb + " " + object(box) + circumstances(box)
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
  func circumstances(_ box: Box) -> String {
    var text = ""
    for axis in SharedSpace.Axis.allCases {
      guard let dimension = axis.dimension else { continue }
      // Whose right it is, the subject says.
      if dimension == .jurisdiction, space.action == .request { continue }
      // Nobody else is covered.
      if dimension == .person, let chosen = box.positions(axis.rawValue),
        folding.arePeople(axis, chosen)
      {
        continue
      }
      text += self.dimension(dimension, folding.fold(axis, dimension.kind(for: space.action), box))
    }
    text += age(box)
    text += FactWords(space, folding).conditions(box)
    return text
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
      return " of people of unknown age"
    }
    if spans.contains(0) {
      // Whoever is not known to be younger or older.
      if last == ages.count + 1, first <= ages.count + 1, first > 1 {
        return " of people not known to be under \(ages[first - 2])"
      }
      return " of people not known to be older"
    }
    if first == 1, last <= ages.count { return " of people under \(ages[last - 1])" }
    guard first > 1 else { return " of people whose age is known" }
    let from = ages[first - 2]
    if last > ages.count { return " of people aged \(from) or over" }
    let until = ages[last - 1] - 1
    return from == until ? " of people aged \(from)" : " of people aged \(from) to \(until)"
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

  func conditions(_ box: Box) -> String {
    var held: [String] = []
    var denied: [String] = []
    var consents: (held: [String], denied: [String]) = ([], [])
    for (number, variable) in space.facts.variables.enumerated() {
      let (isHeld, isDenied) = (box.held.contains(number), box.denied.contains(number))
      guard isHeld || isDenied else { continue }
      // Of several times of one event, the longest that is over and the shortest that is not count.
      if isHeld, implied(number, by: box.held) { continue }
      if isDenied, implying(number, in: box.denied) { continue }
      if case .consent(let names) = variable {
        let label = folding.label(.consent, name(names, .consent))
        if isHeld { consents.held.append(label) } else { consents.denied.append(label) }
      } else if isHeld {
        held.append(holding(variable))
      } else {
        denied.append(failing(variable))
      }
    }
    var text = ""
    if !consents.held.isEmpty {
      text += " with your consent to " + WordFolding.list(consents.held, "and")
    }
    if !consents.denied.isEmpty {
      text += " without your consent to " + WordFolding.list(consents.denied, "or")
    }
    return text + (held + denied).map { " " + $0 }.joined()
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
