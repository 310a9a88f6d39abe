/// Reads what follows a label that takes a list: `Includes: name, email`.
struct NameList {
  let text: SourceText
  let form: LabelForm

  init(text: SourceText, _ form: LabelForm) {
    self.text = text
    self.form = form
  }

  func read(_ range: Range<Int>, _ reporter: inout Reporter) -> [Name] {
    var names: [Name] = []
    var lower = range.lowerBound
    while lower < range.upperBound {
      let comma = text.firstIndex(of: .comma, from: lower, to: range.upperBound)
      let item = text.trimmed(lower, comma ?? range.upperBound)
      lower = comma.map { $0 + 1 } ?? range.upperBound
      let place = reporter.range(item.lowerBound, item.upperBound)
      guard names.count < Limits.namesInList else {
        reporter.report(
          Diagnostic(
            "list-too-long", .error, "a list may hold \(Limits.namesInList) names", at: .init(place)
          ))
        break
      }
      if item.isEmpty {
        reporter.report(
          Diagnostic(
            "empty-name", .error, "a name is missing between two commas",
            at: .init(place), fixes: [.init("Write the name, or remove a comma.")]))
        continue
      }
      if let name = name(item, place, &reporter) { names.append(name) }
    }
    if names.isEmpty, range.isEmpty {
      reporter.report(
        Diagnostic(
          "empty-list", .error, "\"\(form.words):\" wants at least one name",
          at: .init(reporter.range(range.lowerBound, range.lowerBound))))
    }
    return names
  }

  private func name(
    _ item: Range<Int>, _ place: SourceRange, _ reporter: inout Reporter
  ) -> Name? {
    var item = item
    // "a, b and c": the conjunction before the last name is no part of it.
    let bytes = text.bytes[item]
    for joint in ["and ", "or "] where bytes.starts(with: joint.utf8) && takesWords {
      item = text.trimmed(item.lowerBound + joint.utf8.count, item.upperBound)
    }
    let place = reporter.range(item.lowerBound, item.upperBound)
    let name = Name(text.folded(item.lowerBound, item.upperBound), place)
    if takesWords, !NameRules.isName(name.text.utf8) {
      reporter.report(NameRules.complaint(name, isDotted: form.keyword == .wordsFrom))
      return NameRules.isDotted(name.text) && form.keyword == .wordsFrom ? name : nil
    }
    return name
  }

  /// Whether the list holds words of rules; languages and cookies have names of their own.
  private var takesWords: Bool {
    form.keyword != .languages && form.keyword != .names
  }
}

extension NameRules {
  /// Whether the text is names joined by full stops, as `buy-inverter.privacy`.
  static func isDotted(_ name: String) -> Bool {
    name.utf8.split(separator: .stop, omittingEmptySubsequences: false).allSatisfy {
      isWord(Array($0))
    }
  }

  /// What is wrong with a name, and the name that was probably meant.
  static func complaint(_ name: Name, isDotted: Bool = false) -> Diagnostic {
    let proposal = proposal(name.text)
    let fixes =
      proposal.isEmpty
      ? [Diagnostic.Fix("Write an English name in small letters and hyphens.")]
      : [Diagnostic.Fix(proposal, edits: [.init(name.range, proposal)])]
    let reason: String
    if name.text.utf8.count > Limits.nameBytes {
      reason = "a name may have \(Limits.nameBytes) letters"
    } else if name.text.utf8.contains(where: { $0 >= 0x80 }) {
      reason = "it holds letters that are not English"
    } else if name.text.utf8.contains(where: \.isSpace) {
      reason = "a name is one word, with hyphens in place of spaces"
    } else if name.text.utf8.contains(where: \.isUpper) {
      reason = "it holds capital letters"
    } else {
      reason = "a name has small letters, digits and single hyphens, and begins with a letter"
    }
    return Diagnostic(
      "not-a-name", .error, "\"\(shortened(name.text))\" cannot be a name: \(reason)",
      at: .init(name.range), fixes: fixes)
  }

  /// A long word cut for a message.
  static func shortened(_ word: String) -> String {
    word.unicodeScalars.count <= 60
      ? word : String(String.UnicodeScalarView(word.unicodeScalars.prefix(57))) + "…"
  }
}
