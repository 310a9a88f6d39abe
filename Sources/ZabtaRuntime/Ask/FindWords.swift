extension Ruleset {
  /// The most words that one page holds.
  public static let pageLimit = 1_000

  /// Answers a search, a page at a time.
  ///
  /// - Parameters:
  ///   - search: What is sought.
  ///   - after: ``FoundPage/next`` of the page before; nil for the first page.
  ///   - limit: The most words wanted, within 1 and ``pageLimit``.
  /// - Returns: The words in the order of their UTF-8 bytes. A page may hold fewer words than the limit
  ///   and still have a next one: what a page may look at is bounded.
  public func find(_ search: AccessSearch, after: String? = nil, limit: Int = 100) -> FoundPage {
    let names = candidates(search)
    var page = FoundPage(words: [], next: nil, unknown: unknownWords(search))
    guard !hasUnknownPart(search, page.unknown) else { return page }
    let wanted = min(max(limit, 1), Ruleset.pageLimit)
    var budget = NeedSearch.pageBudget
    var position = after.map { names.firstPlace(after: $0) } ?? 0
    let widest = search.listing == .widest ? WidestWords(self, search, names, &budget) : nil
    while position < names.count {
      guard page.words.count < wanted, budget > 0 else {
        page.next = names[position - 1]
        return page
      }
      let name = names[position]
      position += 1
      if let widest, !widest.contains(name) { continue }
      if let word = found(name, search, &budget) { page.words.append(word) }
    }
    return page
  }

  /// Every word that a search finds, without pages.
  public func all(_ search: AccessSearch) -> [FoundWord] {
    var words: [FoundWord] = []
    var after: String?
    repeat {
      let page = find(search, after: after, limit: Ruleset.pageLimit)
      words += page.words
      after = page.next
    } while after != nil
    return words
  }

  /// The word with its conditions, where it is permitted or could be.
  func found(_ name: String, _ search: AccessSearch, _ budget: inout Int) -> FoundWord? {
    let request = search.request(with: name)
    let decision = decide(request)
    budget -= 1
    if decision.isPermitted {
      return FoundWord(name: name, conditions: [[]], decision: decision)
    }
    guard search.includesConditional else { return nil }
    var needs = NeedSearch(self, request, limits: .ofASearch)
    needs.run()
    budget -= needs.work
    guard let first = needs.found.first else { return nil }
    return FoundWord(
      name: name, conditions: needs.found, decision: decide(request.adding(first)))
  }

  /// The words that may stand in the open part, sorted.
  private func candidates(_ search: AccessSearch) -> [String] {
    switch search.sought {
    case .subjects("organisation"): return [content.publisher]
    case .subjects(let type):
      return AccessSearch.subjectKinds[type].map { words($0, search.listing) } ?? []
    case .resources(let type):
      guard let kind = Kind(rawValue: type), isFitting(kind, search.request.action) else {
        return []
      }
      return words(kind, search.listing)
    case .actions:
      let kind = Kind(rawValue: search.request.resource.type)
      return Action.allCases.filter { $0.objectKind == kind }.map(\.rawValue)
        .sorted { $0.isBytewiseBefore($1) }
    }
  }

  private func isFitting(_ kind: Kind, _ action: String) -> Bool {
    Action(rawValue: action).map { $0.objectKind == kind } ?? true
  }

  private func words(_ kind: Kind, _ listing: AccessSearch.Listing) -> [String] {
    content.words.filter { $0.kind == kind && (listing != .leaves || $0.includes.isEmpty) }
      .map(\.name).sorted { $0.isBytewiseBefore($1) }
  }

  /// The words of the request's other parts that the policy lacks.
  private func unknownWords(_ search: AccessSearch) -> [String] {
    var unknown = decide(search.request).unknown
    // The open part is empty, and says nothing about itself.
    switch search.sought {
    case .subjects(let type):
      unknown.removeAll { $0 == "subject: " }
      if AccessSearch.subjectKinds[type] == nil, type != "organisation" {
        unknown.insert("subject: \(type)", at: 0)
      }
    case .resources(let type):
      unknown.removeAll { $0 == "resource: " }
      if Kind(rawValue: type).map({ Kind.things.contains($0) }) != true {
        unknown.append("resource: \(type)")
      }
    case .actions:
      unknown.removeAll { $0 == "action: " }
    }
    return unknown
  }

  /// True where a word that is asked about alone is unknown; of a list, unknown members are ignored.
  private func hasUnknownPart(_ search: AccessSearch, _ unknown: [String]) -> Bool {
    unknown.contains { text in
      !["consent: ", "circumstances: ", "events: "].contains { text.hasPrefix($0) }
    }
  }
}

/// The words of a search that stand in no other word that it finds.
private struct WidestWords {
  private let names: Set<String>

  init(_ rules: Ruleset, _ search: AccessSearch, _ names: [String], _ budget: inout Int) {
    var kind: Kind?
    switch search.sought {
    case .subjects(let type): kind = AccessSearch.subjectKinds[type]
    case .resources(let type): kind = Kind(rawValue: type)
    case .actions: break
    }
    guard let kind else {
      self.names = Set(names)
      return
    }
    // Every word is looked at once, for a group's name may come after its parts'.
    var found: [String: [[MissingFact]]] = [:]
    for name in names {
      if let word = rules.found(name, search, &budget) { found[name] = word.conditions }
    }
    budget = NeedSearch.pageBudget
    var inner: Set<String> = []
    for (name, conditions) in found {
      for part in rules.atoms(kind).descendants(of: name).dropFirst()
      where found[part] == conditions { inner.insert(part) }
    }
    self.names = Set(found.keys).subtracting(inner)
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
}

extension AccessSearch {
  /// The kinds of the subjects that have words.
  static let subjectKinds: [String: Kind] = [
    "role": .role, "recipient": .recipient, "person": .person,
  ]

  /// The request with a word in the open part.
  func request(with name: String) -> Request {
    var request = self.request
    switch sought {
    case .subjects: request.subject.id = name
    case .resources: request.resource.id = name
    case .actions: request.action = name
    }
    return request
  }
}

extension Kind {
  /// The kinds that something can be done to.
  static let things: [Kind] = [.data, .message, .cookie, .request, .event, .person]
}

extension [String] {
  /// The first place whose name comes after the given one; the names are sorted by their bytes.
  fileprivate func firstPlace(after name: String) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if name.isBytewiseBefore(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension String {
  /// True where the text comes before another in the order of UTF-8 bytes.
  func isBytewiseBefore(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
