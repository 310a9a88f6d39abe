import ZabtaRuntime

/// Small random editions whose words, groups and norms differ here and there.
struct RandomContent {
  var random: Chance

  /// Two editions: the second is the first with a few edits.
  mutating func pair() -> (BundleContent, BundleContent) {
    let old = edition()
    var new = old
    for _ in 0..<random.below(4) { edit(&new) }
    if random.below(6) == 0 { new.norms = new.norms + (0..<2).map { norm(90 + $0, new) } }
    new.clauses = clauses(new)
    return (old, new)
  }

  private mutating func edition() -> BundleContent {
    var words: [Word] = []
    for (kind, leaves, groups) in [
      (Kind.data, 4, 2), (.purpose, 3, 1), (.recipient, 2, 1), (.role, 2, 1), (.touchpoint, 2, 1),
      (.form, 2, 1), (.circumstance, 2, 1), (.consent, 2, 1), (.event, 2, 0), (.person, 2, 0),
    ] {
      for index in 0..<leaves { words.append(Word(kind: kind, name: "\(kind.rawValue)\(index)")) }
      for index in 0..<groups {
        let includes = (0..<leaves).filter { _ in random.below(2) == 0 }.map {
          "\(kind.rawValue)\($0)"
        }
        words.append(Word(kind: kind, name: "\(kind.rawValue)g\(index)", includes: includes))
      }
    }
    if random.below(2) == 0 { words.append(Word(kind: .form, name: "identified")) }
    words.append(
      Word(
        kind: .data, name: "personal-data",
        includes: words.filter { $0.kind == .data }.map(\.name)))
    words.append(Word(kind: .event, name: "consent-withdrawal"))
    var content = BundleContent(
      policy: "p", publisher: "us", people: ["person0"], words: words, clauses: [])
    content.norms = (0..<(2 + random.below(8))).map { norm($0, content) }
    content.clauses = clauses(content)
    return content
  }

  private func clauses(_ content: BundleContent) -> [Clause] {
    Set(content.norms.map(\.clause)).sorted().map { Clause(id: $0) }
  }

  private mutating func edit(_ content: inout BundleContent) {
    switch random.below(6) {
    case 0 where !content.norms.isEmpty:
      content.norms.remove(at: random.below(content.norms.count))
    case 1: content.norms.append(norm(50 + random.below(9), content))
    case 2 where !content.norms.isEmpty:
      let index = random.below(content.norms.count)
      content.norms[index] = norm(index, content)
    case 3:
      let groups = content.words.indices.filter {
        content.words[$0].name.contains("g") && content.words[$0].kind != .message
      }
      let index = groups[random.below(groups.count)]
      let leaves = content.words.filter {
        $0.kind == content.words[index].kind && $0.includes.isEmpty
          && $0.name != content.words[index].name
      }
      let leaf = leaves[random.below(leaves.count)].name
      if let place = content.words[index].includes.firstIndex(of: leaf) {
        content.words[index].includes.remove(at: place)
      } else if !content.words[index].name.contains("g0") || !leaf.contains("g") {
        content.words[index].includes.append(leaf)
      }
    case 4:
      let kind = [Kind.data, .purpose, .recipient, .consent, .role][random.below(5)]
      let name = "\(kind.rawValue)9"
      guard !content.words.contains(where: { $0.kind == kind && $0.name == name }) else { return }
      content.words.append(Word(kind: kind, name: name))
      for index in content.words.indices
      where content.words[index].name == "personal-data" && kind == .data
        || content.words[index].name == "\(kind.rawValue)g0" && random.below(2) == 0
      {
        content.words[index].includes.append(name)
      }
    default: content.people = content.people.count == 1 ? ["person0", "person1"] : ["person0"]
    }
  }

  // MARK: Norms

  private mutating func norm(_ index: Int, _ content: BundleContent) -> Norm {
    func words(_ kind: Kind) -> [String] {
      content.words.filter { $0.kind == kind }.map(\.name)
    }
    let action = [Action.use, .share, .store, .store, .view][random.below(5)]
    let effect: Norm.Effect = random.below(3) == 0 ? .forbid : .permit
    var norm = Norm(
      effect: effect, actor: .we, action: action,
      object: Object(kind: .data, names: random.some(words(.data))), clause: "c\(index)")
    if action == .view {
      norm.actor =
        random.below(2) == 0
        ? .named(.role, random.some(words(.role))) : .anybodyBut(.role, random.some(words(.role)))
    }
    if random.below(4) == 0 { norm.object.except = random.some(words(.data)) }
    if effect == .forbid, random.below(5) == 0 { norm.object.isComplement = true }
    for _ in 0..<random.below(3) {
      norm.when.append(Condition(anyOf: (0..<(1 + random.below(2))).map { _ in fact(content) }))
    }
    if action == .store, random.below(2) == 0 {
      let period = period()
      norm.period = period
      switch random.below(3) {
      case 0:
        norm.effect = .forbid
        norm.origin = .ceiling
        norm.when.append(Condition(.over(period)))
      case 1:
        norm.effect = .permit
        norm.origin = .keep
        norm.when.append(Condition(.over(period, negated: true)))
      default:
        norm.effect = .duty
        norm.action = .keep
        norm.origin = .floor
      }
    }
    return norm
  }

  private mutating func span() -> Span {
    [Span(7, .day), Span(30, .day), Span(1, .month), Span(1, .year), Span(36, .hour)][
      random.below(5)]
  }

  private mutating func period() -> Period {
    switch random.below(4) {
    case 0: Period(ends: [[.init(span: span(), since: ["event0"])]])
    case 1: Period(ends: [[.init(span: span())], [.init(since: ["event1"])]])
    case 2:
      Period(ends: [[.init(span: span()), .init(span: span(), since: ["event0", "event1"])]])
    default: Period(ends: [[.init(span: span())]])
    }
  }

  private mutating func fact(_ content: BundleContent) -> Fact {
    func words(_ kind: Kind) -> [String] {
      content.words.filter { $0.kind == kind }.map(\.name)
    }
    let negated = random.below(2) == 0
    switch random.below(8) {
    case 0:
      return .consent(random.below(4) == 0 ? [] : random.some(words(.consent)), negated: negated)
    case 1: return .circumstance(random.some(words(.circumstance))[0], negated: negated)
    case 2: return .ageUnder([13, 18][random.below(2)], negated: negated)
    case 3:
      return .happened(
        random.some(["event0", "event1"]), after: random.below(2) == 0 ? nil : span(),
        negated: negated)
    case 4: return .notAmong(.purpose, random.some(words(.purpose)), whenUnstated: negated)
    case 5: return .among(.form, random.some(words(.form)), whenUnstated: negated)
    case 6: return .among(.recipient, random.some(words(.recipient)), whenUnstated: negated)
    default: return .among(.purpose, random.some(words(.purpose)), whenUnstated: negated)
    }
  }

  // MARK: Requests

  mutating func request(_ old: BundleContent, _ new: BundleContent) -> Request {
    func word(_ kind: Kind, _ chance: inout Chance) -> String {
      let names = Set((old.words + new.words).filter { $0.kind == kind }.map(\.name)).sorted()
      return names[chance.below(names.count)]
    }
    let action = ["use", "share", "store", "keep", "view"][random.below(5)]
    var request = Request(
      subject: .init(type: "organisation", id: "us"), action: action,
      resource: .init(type: "data", id: word(.data, &random)))
    if action == "view" || random.below(8) == 0 {
      request.subject = .init(type: "role", id: word(.role, &random))
    }
    var context = Context()
    if random.below(2) == 0 { context.purpose = word(.purpose, &random) }
    if random.below(2) == 0 { context.recipient = word(.recipient, &random) }
    if random.below(3) == 0 { context.form = word(.form, &random) }
    if random.below(3) == 0 { context.touchpoint = word(.touchpoint, &random) }
    if random.below(3) == 0 { context.age = [12, 13, 17, 18, 40][random.below(5)] }
    let today: Int = 19_800 + random.below(400)
    if random.below(4) > 0 {
      context.on =
        random.below(3) > 0
        ? .day(Day(number: today)) : .instant(seconds: today * 86_400 + 50_000, offset: 0)
    }
    func moment(_ chance: inout Chance) -> Moment {
      let back = [0, 1, 2, 6, 7, 8, 28, 29, 30, 31, 32, 364, 365, 366, 367, 800][chance.below(16)]
      return chance.below(3) > 0
        ? .day(Day(number: today - back))
        : .instant(seconds: (today - back) * 86_400 + chance.below(86_400), offset: 0)
    }
    if random.below(2) == 0 { context.created = moment(&random) }
    for name in ["event0", "event1", "consent-withdrawal"] where random.below(3) == 0 {
      context.events[name] = .some(random.below(4) == 0 ? nil : moment(&random))
    }
    for _ in 0..<random.below(3) {
      context.consent[word(.consent, &random)] = .some(
        random.below(2) == 0 ? nil : moment(&random))
    }
    for _ in 0..<random.below(3) { context.circumstances.append(word(.circumstance, &random)) }
    request.context = context
    return request
  }
}

/// A small generator that gives the same numbers in every run.
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, limit)))
  }

  /// One or two of the values.
  mutating func some(_ values: [String]) -> [String] {
    let first = values[below(values.count)]
    let second = values[below(values.count)]
    return below(2) == 0 || first == second ? [first] : [first, second]
  }
}
