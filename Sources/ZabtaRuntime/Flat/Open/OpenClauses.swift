extension FlatCheck {
  /// Checks the labels of words.
  ///
  /// - Returns: How many texts they take, the first of all.
  func labels() throws(RulesetError) -> Int {
    var next = 0
    for index in 0..<count(.words) {
      next = try texts(view.word(index).labels, after: next, .words, index)
    }
    return next
  }

  /// Checks the clauses, their texts and the citations of them.
  func clauses(texts used: Int) throws(RulesetError) {
    var next = used
    var rules = 0
    let count = count(.clauses)
    let seen = UnsafeMutableBufferPointer<Bool>.allocate(capacity: max(1, self.count(.strings)))
    seen.initialize(repeating: false)
    defer { seen.deallocate() }
    for index in 0..<count {
      let clause = view.clause(index)
      guard isString(clause.id) else {
        throw fault(.clauses, index, "there is no string \(clause.id)")
      }
      guard !seen[Int(clause.id)] else {
        throw fault(.clauses, index, "another clause has the same id")
      }
      seen[Int(clause.id)] = true
      next = try texts(clause.heading, after: next, .clauses, index)
      next = try texts(clause.text, after: next, .clauses, index)
      guard clause.rules.lowerBound == rules, clause.rules.upperBound <= self.count(.rules) else {
        throw fault(.clauses, index, "its rules do not follow those of the clause before")
      }
      for rule in clause.rules {
        next = try texts(run(view.rules, rule * 2), after: next, .rules, rule)
      }
      rules = clause.rules.upperBound
      guard u32(clause.at, 7) == 0 else { throw fault(.clauses, index, "its last number is not 0") }
    }
    guard rules == self.count(.rules) else { throw fault(.rules, rules, "no clause has it") }
    guard next == self.count(.texts) else { throw fault(.texts, next, "nothing has it") }
    try reasons(clauses: count)
  }

  /// Checks a run of texts by language; answers where the next one begins.
  private func texts(
    _ run: Range<Int>, after next: Int, _ section: FlatSection, _ index: Int
  ) throws(RulesetError) -> Int {
    guard run.lowerBound == next, run.upperBound <= count(.texts) else {
      throw fault(section, index, "its texts do not follow those before")
    }
    for place in run {
      let (code, text) = (u32(view.texts, place * 2), u32(view.texts, place * 2 + 1))
      guard isString(code), isString(text) else {
        throw fault(.texts, place, "there is no such string")
      }
      guard place == run.lowerBound || isBefore(u32(view.texts, place * 2 - 2), code) else {
        throw fault(.texts, place, "the languages of a text do not rise")
      }
    }
    return run.upperBound
  }

  /// True where a string comes before another by its bytes.
  private func isBefore(_ one: UInt32, _ other: UInt32) -> Bool {
    view.bytes(one).lexicographicallyPrecedes(view.bytes(other))
  }

  /// The citations rise: by clause, by sentence, the permission before what is none.
  private func reasons(clauses: Int) throws(RulesetError) {
    var last = (clause: -1, sentence: 0, effect: UInt32(0))
    for index in 0..<count(.reasons) {
      let reason = view.reason(index)
      let next = (clause: reason.clause, sentence: reason.sentence, effect: u32(reason.at, 1))
      guard next.clause < clauses else {
        throw fault(.reasons, index, "there is no clause \(next.clause)")
      }
      guard next.sentence >= 0, next.effect <= 1 else {
        throw fault(.reasons, index, "its sentence or its effect is not a number that there is")
      }
      guard last < next else {
        throw fault(.reasons, index, "it does not come after the one before")
      }
      last = next
    }
  }
}
