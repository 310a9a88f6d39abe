package import ZabtaSyntax

/// What a policy leaves to people: the data of `zabta report`.
///
/// Nothing here is a mistake. It is what an auditor asks for first: promises that no rule carries, rules
/// that no test guards, words that nobody can compute, and the reasons given for prose without rules.
package struct PolicyReport: Sendable, Hashable {
  /// A place of the policy with what is to be said about it.
  package struct Entry: Sendable, Hashable {
    /// The clause it stands in.
    package var clause: String
    /// The words of the policy: the promise, the rule, the reason.
    package var text: String
    /// Why it is listed, where the words alone do not tell.
    package var remark: String
    package var range: SourceRange
  }

  /// Promises in clauses that have neither rules nor a `No rule:`.
  package var promises: [Entry]
  /// Rules that no `Check:` reaches.
  package var untested: [Entry]
  /// Rules that lean on what nobody can compute, or that say *promptly*.
  package var vague: [Entry]
  /// Duties of people, `protect` and `announce`: no service can keep them, a person attests them.
  package var attested: [Entry]
  /// The reasons of `No rule:`.
  package var excuses: [Entry]

  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - policy: A policy without errors.
  ///   - source: The text of the file that holds it.
  package init(_ policy: Policy, source: SourceText) {
    let context = ProseContext(policy, source: source)
    promises = UnenforcedPromise.find(context).map { promise in
      Entry(
        clause: promise.clause, text: context.sentence(around: promise.range),
        remark: "no rule enforces it", range: promise.range)
    }
    let coverage = CheckCoverage(policy)
    var untested: [Entry] = []
    var vague: [Entry] = []
    var attested: [Entry] = []
    for clause in policy.clauses {
      for rule in clause.rules {
        let text = context.line(of: rule.range)
        if !coverage.reaches(rule, in: clause.id) {
          untested.append(
            Entry(clause: clause.id, text: text, remark: "no check reaches it", range: rule.range))
        }
        if rule.isDutyOfPeople {
          attested.append(
            Entry(
              clause: clause.id, text: text, remark: "a person attests it", range: rule.range))
        }
        for remark in VagueWords.remarks(rule, policy.lexicon) {
          vague.append(Entry(clause: clause.id, text: text, remark: remark, range: rule.range))
        }
      }
    }
    self.untested = untested
    self.vague = vague
    self.attested = attested
    excuses = policy.clauses.compactMap { clause in
      clause.noRule.map { Entry(clause: clause.id, text: $0, remark: "", range: clause.range) }
    }
  }
}

extension RuleSentence {
  fileprivate var isDutyOfPeople: Bool {
    mode.mode == .must && verbs.contains { $0.verb == .protect || $0.verb == .announce }
  }
}

/// What a rule says that nobody can compute.
private enum VagueWords {
  static func remarks(_ rule: RuleSentence, _ lexicon: Lexicon) -> [String] {
    var remarks: [String] = []
    for name in NamedWords.read(rule) {
      guard case .word(let word) = name.thing, let reason = lexicon[word].vague else { continue }
      let remark = "\"\(lexicon[word].name)\" is vague" + (reason.isEmpty ? "" : ": \(reason)")
      if !remarks.contains(remark) { remarks.append(remark) }
    }
    for tail in rule.tails {
      if case .promptly = tail.part {
        remarks.append("\"promptly\" names no day that could be computed")
      }
    }
    return remarks
  }
}

extension ProseContext {
  /// The words of a place, with line breaks folded into spaces.
  fileprivate func line(of range: SourceRange) -> String {
    text(range).split { $0 == "\n" || $0 == "\r\n" || $0 == " " }.joined(separator: " ")
  }

  /// The sentence of prose around a place.
  fileprivate func sentence(around range: SourceRange) -> String {
    for clause in clauses {
      for passage in clause.passages
      where passage.block.range.lower <= range.lower && range.upper <= passage.block.range.upper {
        guard let first = passage.words.firstIndex(where: { $0.lower >= range.lower }),
          let last = passage.words[first...].firstIndex(where: \.endsSentence)
            ?? passage.words.indices.last
        else { continue }
        var whole = passage.range(passage.sentenceStart(first), last)
        if passage.words[last].endsSentence, passage.language == .english { whole.upper += 1 }
        return line(of: whole)
      }
    }
    return line(of: range)
  }
}
