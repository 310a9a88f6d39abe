/// "A or B and C": two readings, each written as sentences of its own.
struct MixedCondition {
  var items: [TestsTree.Item]
  /// For each conjunction the index of the test it stands before, and whether it is *or*.
  var joints: [(index: Int, isOr: Bool)]
  var range: SourceRange

  /// The groups of one reading: tests in a group are joined by *and*, groups by *or*.
  func groups(orBindsTighter: Bool) -> [[Int]] {
    guard items.count <= 8 else { return [] }
    guard orBindsTighter else {
      var groups = [[0]]
      for item in 1..<max(1, items.count) {
        if isOr(before: item) {
          groups.append([item])
        } else {
          groups[groups.count - 1].append(item)
        }
      }
      return groups
    }
    // (A or B) and (C or D): one group for each choice.
    var factors = [[0]]
    for item in 1..<max(1, items.count) {
      if isOr(before: item) {
        factors[factors.count - 1].append(item)
      } else {
        factors.append([item])
      }
    }
    var groups: [[Int]] = [[]]
    for factor in factors {
      groups = groups.flatMap { group in factor.map { group + [$0] } }
      if groups.count > 4 { return [] }
    }
    return groups
  }

  /// A test without a conjunction before it is joined as the next conjunction says.
  private func isOr(before item: Int) -> Bool {
    joints.first { $0.index >= item }?.isOr ?? joints.last?.isOr ?? false
  }

  func text(of group: [Int]) -> String {
    group.map { (items[$0].isConsent ? "consent to " : "") + items[$0].name.text }
      .joined(separator: " and ")
  }
}

extension SentenceParser {
  func mixed(
    _ condition: MixedCondition, _ first: SourceRange, _ other: SourceRange
  ) -> SentenceFailure {
    guard condition.items.count <= 8, condition.range.upper - sentenceLower < 2_000 else {
      return failure(
        "mixed-conditions", "\"and\" and \"or\" are mixed in one condition", at: first,
        explanation: ["This could mean two things. Write two sentences, one for each case."])
    }
    let before = text.folded(sentenceLower, condition.range.lower)
    var rest = SentenceLexer(text, condition.range.upper, upper)
    var end = condition.range.upper
    var count = 0
    while count < 400 {
      let next = rest.next()
      if next.kind == .end || next.kind == .stop { break }
      end = next.upper
      count += 1
    }
    let after = text.folded(condition.range.upper, end)
    let joint = after.isEmpty || after.hasPrefix(",") ? after : " " + after
    var explanation = [
      "This could mean two things. Write two sentences, one for each case:"
    ]
    var fixes: [Diagnostic.Fix] = []
    for (letter, tighter) in [("a", false), ("b", true)] {
      let groups = condition.groups(orBindsTighter: tighter)
      guard !groups.isEmpty else { continue }
      let sentences = groups.map { "\(before) \(condition.text(of: $0))\(joint)." }
      for (index, sentence) in sentences.enumerated() {
        explanation.append((index == 0 ? "  \(letter)) " : "     ") + sentence)
      }
      let whole = reporter.range(sentenceLower, stop(after: end))
      fixes.append(
        .init("as in \(letter))", edits: [.init(whole, sentences.joined(separator: "\n"))]))
    }
    return SentenceFailure(
      diagnostic: Diagnostic(
        "mixed-conditions", .error, "\"and\" and \"or\" are mixed in one condition",
        at: .init(first), also: [.init(other)], explanation: explanation, fixes: fixes))
  }

  private func stop(after offset: Int) -> Int {
    var index = offset
    while index < upper, text.bytes[index].isSpace { index += 1 }
    return index < upper && text.bytes[index] == .stop ? index + 1 : offset
  }
}
