import ZabtaRuntime

/// What has to be asked about the keeping of records.
struct RetentionScope {
  /// Words for records that all rules treat alike.
  struct Record {
    var names: [String]
  }

  /// Questions about one record.
  struct Circumstances {
    var questions: [RetentionQuestion] = []
    var isExhaustive = true
  }

  private(set) var records: [Record] = []
  private let rulesets: [Ruleset]
  private let norms: [[Norm]]
  /// The data that each of the norms reaches, in the atoms of its edition.
  private let reach: [[BitSet]]

  init(_ old: Ruleset, _ new: Ruleset) {
    let rulesets = [old, new]
    let verbs: Set<Action> = [.store, .keep, .delete, .anonymise, .archive]
    let norms = rulesets.map { ruleset in
      ruleset.content.norms.filter {
        $0.actor == .we && verbs.contains($0.action) && !RetentionScope.neverHolds($0)
      }
    }
    reach = norms.enumerated().map { edition, norms in
      norms.map { RetentionScope.objects($0, rulesets[edition]) }
    }
    (self.rulesets, self.norms) = (rulesets, norms)
    var changed: Set<Norm> = []
    if norms[0] != norms[1] {
      let meanings = norms.map { Set($0.map(RetentionScope.bare)) }
      changed = meanings[0].symmetricDifference(meanings[1])
    }
    let (allWords, hasOtherFacts) = changedWords()
    guard !changed.isEmpty || !allWords.isEmpty || hasOtherFacts else { return }

    // The leaves that a changed norm reaches, in either edition's words.
    var touched: Set<String> = allWords
    for norm in changed {
      for ruleset in rulesets {
        let table = ruleset.atoms(.data)
        if norm.object.isComplement {
          touched.formUnion(table.names)
        } else {
          for name in norm.object.names { touched.formUnion(table.descendants(of: name)) }
        }
      }
    }
    var names: [String] = []
    var seen: Set<String> = []
    for ruleset in rulesets.reversed() {
      for name in ruleset.atoms(.data).names where seen.insert(name).inserted { names.append(name) }
    }
    // A record that holds something touched is touched.
    if !hasOtherFacts {
      names = names.filter { name in
        touched.contains(name)
          || rulesets.contains { ruleset in
            ruleset.atoms(.data).descendants(of: name).contains { touched.contains($0) }
          }
      }
    }
    join(names)
  }

  /// True where a condition asks for what nobody tells of a record: an age, a consent, a purpose.
  private static func neverHolds(_ norm: Norm) -> Bool {
    norm.when.contains { condition in
      condition.anyOf.allSatisfy { fact in
        switch fact {
        case .among(.form, _, _), .notAmong(.form, _, _): false
        case .among(_, _, let whenUnstated), .notAmong(_, _, let whenUnstated): !whenUnstated
        case .ageUnder(_, let negated), .consent(_, let negated): !negated
        case .circumstance, .happened, .over: false
        }
      }
    }
  }

  /// Without what does not bear on keeping.
  private static func bare(_ norm: Norm) -> Norm {
    var norm = Meaning.canonical(norm)
    norm.grounds = []
    norm.channels = []
    norm.measures = []
    norm.obligations = []
    // By when something must go, it may no longer be kept.
    if !norm.isDutyToDispose { norm.deadline = nil }
    norm.notice = nil
    return norm
  }

  /// The data that rules name and whose parts changed, and whether a form or circumstance did.
  private func changedWords() -> (Set<String>, Bool) {
    func words(_ kinds: Set<Kind>, _ edition: Int) -> Set<Word> {
      Set(
        rulesets[edition].content.words.filter { kinds.contains($0.kind) }.map {
          Word(kind: $0.kind, name: $0.name, includes: $0.includes.sorted(), isVague: $0.isVague)
        })
    }
    let data = words([.data], 0).symmetricDifference(words([.data], 1)).map(\.name)
    let others: Set<Kind> = [.form, .circumstance, .measure]
    // The root of all data grows with every word; what is new is asked about itself.
    return (
      Set(data.filter { $0 != "personal-data" && isNamed($0) }),
      words(others, 0) != words(others, 1)
        && norms.joined().contains { norm in
          norm.when.contains {
            $0.anyOf.contains { fact in
              switch fact {
              case .circumstance, .among(.form, _, _), .notAmong(.form, _, _): true
              default: false
              }
            }
          }
        }
    )
  }

  /// True of data about which rules say more than about all personal data.
  private func isNamed(_ name: String) -> Bool {
    (0..<2).contains { edition in
      let above = rulesets[edition].atoms(.data).ancestors(of: name).map(\.name)
        .filter { $0 != "personal-data" }
      return norms[edition].contains { norm in
        !Set(norm.object.names + norm.object.except).isDisjoint(with: above)
      }
    }
  }

  /// Joins the words for single things that every norm reaches alike.
  private mutating func join(_ names: [String]) {
    var index: [[UInt8]: Int] = [:]
    for name in names {
      var key: [UInt8]? = []
      for edition in 0..<2 {
        let atoms = rulesets[edition].reading(.data, name)
        if let atoms, atoms.count > 1 { key = nil }
        key?.append(atoms == nil ? 2 : 3)
        for set in reach[edition] { key?.append(atoms.map { $0.intersects(set) } == true ? 1 : 0) }
      }
      if let key, let known = index[key] {
        records[known].names.append(name)
        continue
      }
      if let key { index[key] = records.count }
      records.append(Record(names: [name]))
    }
  }

  private static func objects(_ norm: Norm, _ ruleset: Ruleset) -> BitSet {
    let table = ruleset.atoms(.data)
    func atoms(_ names: [String]) -> BitSet {
      names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }
    }
    let named = atoms(norm.object.names).subtracting(atoms(norm.object.except))
    return norm.object.isComplement ? named.complement(table.count) : named
  }

  // MARK: Questions

  /// The questions about one record: with nothing else told first.
  func circumstances(of record: String) -> Circumstances {
    var forms: Set<String> = []
    var circumstances: Set<String> = []
    var events: Set<[String]> = []
    var units: Set<Span.Unit> = []
    for edition in 0..<2 {
      guard let atoms = rulesets[edition].reading(.data, record) else { continue }
      for (norm, objects) in zip(norms[edition], reach[edition]) where objects.intersects(atoms) {
        for end in norm.period.map({ $0.ends.joined() }).map(Array.init) ?? [] {
          if !end.since.isEmpty { events.insert(end.since.sorted()) }
          if let span = end.span { units.insert(span.unit) }
        }
        if norm.isDutyToDispose, let deadline = norm.deadline {
          if !deadline.since.isEmpty { events.insert(deadline.since.sorted()) }
          if case .within(let span) = deadline.measure { units.insert(span.unit) }
        }
        for fact in norm.when.flatMap(\.anyOf) {
          switch fact {
          case .among(.form, let names, _), .notAmong(.form, let names, _):
            forms.formUnion(names)
          case .circumstance(let name, _):
            circumstances.formUnion(told(name, edition))
          case .happened(let names, let after, _):
            events.insert(names.sorted())
            if let after { units.insert(after.unit) }
          case .over(let period, _):
            for end in period.ends.joined() {
              if !end.since.isEmpty { events.insert(end.since.sorted()) }
              if let span = end.span { units.insert(span.unit) }
            }
          default: break
          }
        }
      }
    }
    if !forms.isEmpty {
      for ruleset in rulesets { forms.formUnion(ruleset.atoms(.form).names) }
    }
    return questions(
      record, forms.sorted(), circumstances.sorted(), classes(events), isMixed: units.count > 1)
  }

  /// One name for each set of events that no list parts.
  private func classes(_ lists: Set<[String]>) -> [String] {
    var signatures: [String: [Int]] = [:]
    let sorted = lists.sorted { $0.lexicographicallyPrecedes($1) }
    for (number, list) in sorted.enumerated() {
      for name in Set(list) { signatures[name, default: []].append(number) }
    }
    var least: [[Int]: String] = [:]
    for (name, signature) in signatures { least[signature] = min(least[signature] ?? name, name) }
    return least.values.sorted()
  }

  private func told(_ name: String, _ edition: Int) -> [String] {
    let words = [Kind.circumstance, .measure].flatMap {
      rulesets[edition].atoms($0).descendants(of: name)
    }
    // The word itself, and those under it that the other edition reads otherwise.
    let other = [Kind.circumstance, .measure].flatMap {
      rulesets[1 - edition].atoms($0).descendants(of: name)
    }
    return [name] + Set(words).symmetricDifference(other).sorted()
  }

  private func questions(
    _ record: String, _ forms: [String], _ circumstances: [String], _ events: [String],
    isMixed: Bool
  ) -> Circumstances {
    var result = Circumstances()
    let base = Day(number: 19_783)
    // All combinations where they are few; else each alone, each two and all together.
    let isFew = circumstances.count + events.count <= 5
    let (toldSets, isWhole) = RetentionScope.subsets(circumstances, most: isFew ? 5 : 0)
    let (eventSets, isAll) = RetentionScope.subsets(events, most: isFew ? 5 : 0)
    result.isExhaustive = isWhole && isAll
    func ask(
      _ form: String?, _ told: [String], _ happened: [String], dated: Bool = true,
      made: Day? = nil, unmade: Bool = false, longAgo: Bool = false
    ) {
      let made = made ?? base
      let latest = Day(number: made.number + 200)
      var question = RetentionQuestion(
        record: record, on: .day(happened.isEmpty || longAgo ? made : latest))
      if !unmade { question.created = .day(made) }
      question.form = form
      question.circumstances = told
      for (place, name) in happened.enumerated() {
        let after = longAgo ? -36_525 : 60
        let day = Day(number: made.number + after + 70 * (place % 2))
        question.events[name] = .some(dated ? .day(day) : nil)
      }
      result.questions.append(question)
    }
    for form in [nil] + forms.map(Optional.some) {
      for told in toldSets {
        for happened in eventSets where isFew || told.isEmpty || happened.count != 1 {
          ask(form, told, happened)
        }
      }
    }
    for happened in eventSets where happened.count == 1 { ask(nil, [], happened, dated: false) }
    for happened in eventSets where happened.count < 2 { ask(nil, [], happened, unmade: true) }
    // What happened so long before the record was made that no time counts from it any more.
    for happened in eventSets
    where !happened.isEmpty && (happened.count == 1 || happened.count == events.count) {
      ask(nil, [], happened, longAgo: true)
    }
    if isMixed {
      for made in [19_798, 19_753, 19_416] {
        for happened in eventSets where happened.count < 2 {
          ask(nil, [], happened, made: Day(number: made))
        }
      }
    }
    return result
  }

  /// Every subset of a few names; of many, none, each, each two and all.
  private static func subsets(_ names: [String], most: Int) -> ([[String]], Bool) {
    guard names.count > most else {
      let sets = (0..<(1 << names.count)).map { bits in
        names.indices.filter { bits & (1 << $0) != 0 }.map { names[$0] }
      }
      return (sets.sorted { $0.count < $1.count }, true)
    }
    var sets: [[String]] = [[]] + names.map { [$0] }
    if names.count <= 4 {
      for (place, name) in names.enumerated() {
        sets += names[(place + 1)...].map { [name, $0] }
      }
    }
    return (sets + [names], false)
  }
}

extension Norm {
  /// True of a duty to delete, anonymise or archive that no time of keeping brings along.
  fileprivate var isDutyToDispose: Bool {
    effect == .duty && origin == .plain && [.delete, .anonymise, .archive].contains(action)
  }
}
