import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What a slot prints, in one language.
struct SlotPrinter {
  let policy: Policy
  let pack: any LanguagePack
  let index: PolicyIndex

  /// The form in which a slot's words are asked for.
  struct Form {
    /// Before a postposition.
    var oblique = false
    /// At the beginning of a sentence.
    var capital = false
  }

  /// A slot within a line of prose.
  func inlines(_ slot: Slot, _ form: Form) -> [PageInline] {
    switch slot {
    case .value(.channels, let rules, _, _):
      return joined(RuleValues.channels(of: index.rules(rules)).map(channel), .or, form)
    case .value(let value, let rules, _, _):
      return text(self.value(value, index.rules(rules), form), form)
    case .parts(let word, _):
      return text(labels(policy.lexicon[word].includes, form), form)
    case .word(let word, let asList):
      let words = asList ? partsOrSelf(word) : [word]
      return text(labels(words, form), form)
    case .contact(let id):
      return contact(id)
    case .see(let section, let anchor):
      return [.link([.text(heading(section))], to: "#\(anchor)")]
    case .term(let anchor):
      let term = policy.definitions.first { $0.anchor == anchor }?.terms.first ?? ""
      return [.link([.text(term)], to: "#\(anchor)")]
    case .table, .missing:
      return []
    }
  }

  /// The members of a slot that stands as a list of bullets; nil for one that is no list.
  func bullets(_ slot: Slot) -> [[PageInline]]? {
    switch slot {
    case .value(.rules, let rules, _, _):
      return index.rules(rules).map { [.text(pack.sentence($0))] }
    case .value(.channels, let rules, _, true):
      return RuleValues.channels(of: index.rules(rules)).map(channel)
    case .value(let value, let rules, _, true):
      let words = RuleValues.words(value, of: index.rules(rules), in: policy)
      return words.isEmpty ? nil : words.map { [.text(pack.label($0, oblique: false))] }
    case .parts(let word, true):
      return policy.lexicon[word].includes.map { [.text(pack.label($0, oblique: false))] }
    case .word(let word, true):
      return partsOrSelf(word).map { [.text(pack.label($0, oblique: false))] }
    default:
      return nil
    }
  }

  private func partsOrSelf(_ word: WordID) -> [WordID] {
    let parts = policy.lexicon[word].includes
    return parts.isEmpty ? [word] : parts
  }

  private func value(_ value: SlotValue, _ rules: [RuleSentence], _ form: Form) -> String {
    switch value {
    case .period:
      return first(rules) { tail in pack.period(tail.part) }
    case .deadline:
      return first(rules) { tail in
        pack.deadline(tail.part, isTypical: tail.modifier == .typically)
      }
    case .age:
      return RuleValues.age(of: rules).map(String.init) ?? ""
    case .rules:
      return rules.map(pack.sentence).joined(separator: " ")
    case .data where rules.count == 1 && !(rules[0].object.except.isEmpty):
      return pack.object(rules[0].object, .and, oblique: form.oblique)
    case .recipients:
      let words = RuleValues.words(value, of: rules, in: policy)
      let others = rules.flatMap(\.tails).compactMap { tail -> String? in
        switch tail.part {
        case .anyoneElse: pack.anyone(isElse: true)
        case .anyone: pack.anyone(isElse: false)
        default: nil
        }
      }
      return pack.list(words.map { pack.label($0, oblique: form.oblique) } + others.prefix(1), .and)
    case .places:
      let words = RuleValues.words(value, of: rules, in: policy)
      let others = rules.flatMap(\.tails).compactMap { tail -> String? in
        switch tail.part {
        case .anywhereElse: pack.anywhere(isElse: true)
        case .anywhere: pack.anywhere(isElse: false)
        default: nil
        }
      }
      return pack.list(words.map { pack.label($0, oblique: form.oblique) } + others.prefix(1), .and)
    case .data, .purposes, .measures, .cookies, .messages, .requests, .reasons, .people, .channels:
      return labels(RuleValues.words(value, of: rules, in: policy), form, joint(value, rules))
    }
  }

  /// "A merger, an acquisition or a sale" is one label; several purposes of a prohibition are
  /// alternatives.
  private func joint(_ value: SlotValue, _ rules: [RuleSentence]) -> Joint {
    value == .purposes && !rules.isEmpty && rules.allSatisfy(\.isNegative) ? .or : .and
  }

  private func first(_ rules: [RuleSentence], _ read: (Tail) -> String?) -> String {
    for rule in rules {
      for tail in rule.allTails {
        if let words = read(tail) { return words }
      }
    }
    return ""
  }

  private func labels(_ words: [WordID], _ form: Form, _ joint: Joint = .and) -> String {
    pack.list(words.map { pack.label($0, oblique: form.oblique) }, joint)
  }

  private func text(_ words: String, _ form: Form) -> [PageInline] {
    guard !words.isEmpty else { return [] }
    return [.text(form.capital ? words.withCapital : words)]
  }

  /// Members with links in them, joined as a list.
  private func joined(_ items: [[PageInline]], _ joint: Joint, _ form: Form) -> [PageInline] {
    // The list is made of placeholders first, so that its joints are the pack's.
    let mark = "\u{FFFC}"
    let pattern = pack.list(items.map { _ in mark }, joint)
    var result: [PageInline] = []
    var next = 0
    for (index, piece) in pattern.unicodeScalars.split(
      separator: "\u{FFFC}", omittingEmptySubsequences: false
    )
    .enumerated() {
      if index > 0, items.indices.contains(next) {
        result += items[next]
        next += 1
      }
      if !piece.isEmpty { result.append(.text(String(piece))) }
    }
    if form.capital, case .text(let first) = result.first {
      result[0] = .text(first.withCapital)
    }
    return result
  }

  private func channel(_ channel: ChannelRef) -> [PageInline] {
    switch channel {
    case .channel(let word): [.text(pack.label(word.word, oblique: false))]
    case .contact(let id, _): contact(id)
    }
  }

  /// A contact as a link; a mere text (a subject line) as a run of its own direction.
  func contact(_ id: String) -> [PageInline] {
    guard let contact = policy.contacts.first(where: { $0.id == id }) else { return [] }
    let run: PageInline =
      contact.medium == .text && pack.language == .english
      ? .text(contact.value) : .leftToRight(contact.value)
    guard let address = contact.address else { return [run] }
    return [.link([run], to: address)]
  }

  private func heading(_ section: String) -> String {
    guard let section = index.section(section) else { return section }
    return pack.text(section.heading)
  }
}
