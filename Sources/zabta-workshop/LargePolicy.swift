import ZabtaCompiler
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// A policy of a given length: the longest policy's sections over and over, each copy about words of
/// its own.
///
/// A copy that spoke of the same words would say every rule again, and the messages about that would
/// take most of the time. So each copy has its own names, headings and vocabulary; what is left alike
/// is the prose. A copy is as free of errors as the policy it is made of.
enum LargePolicy {
  static func make(words: Int, from project: Project, _ healthy: Compilation) -> Project {
    guard
      let longest = healthy.policies.max(by: {
        project.sources[$0.policy.file].bytes.count < project.sources[$1.policy.file].bytes.count
      })
    else { return project }
    let source = project.sources[longest.policy.file]
    let parts = Parts.of(source.string(0, source.bytes.count))
    var vocabularies = [CopyNames.shared(longest.policy)]
    var usedWords = "Words from: \(CopyNames.sharedName)"
    var sections: [String] = []
    var count = parts.front.wordCount
    var copy = 1
    while count < words, !parts.sections.isEmpty {
      let names = CopyNames(longest.policy, copy: copy)
      usedWords += ", words-\(names.suffix)"
      vocabularies.append(names.vocabulary)
      for section in parts.sections where count < words {
        sections.append(names.rename(section))
        count += section.wordCount
      }
      copy += 1
    }
    let front = parts.front.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("Words from:") ? usedWords : String($0) }.joined(separator: "\n")
    var result = Project()
    result.templates = project.templates
    result.sources = [SourceText(path: source.path, text: front + sections.joined())]
    result.sources += vocabularies.enumerated().map {
      SourceText(path: "policies/words-\($0).zabta", text: $1)
    }
    return result
  }
}

/// A policy's text, cut before each section.
private struct Parts {
  var front = ""
  var sections: [String] = []

  static func of(_ text: String) -> Parts {
    var parts = Parts()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("Section ") { parts.sections.append("") }
      if parts.sections.isEmpty {
        parts.front += line + "\n"
      } else {
        parts.sections[parts.sections.count - 1] += line + "\n"
      }
    }
    return parts
  }
}

/// The names of one copy: each name and label with an ending of the copy's.
private struct CopyNames {
  let suffix: String
  private let urduSuffix: String
  private let policy: Policy
  private let words: [WordEntry]
  private let names: Set<String>
  private let anchors: Set<String>
  private let labels: Set<String>
  private let headings: Set<String>

  init(_ policy: Policy, copy: Int) {
    self.policy = policy
    // Letters: a number in a heading would be a number that the rules do not know.
    suffix = String(repeating: "x", count: copy)
    urduSuffix = " " + String(repeating: "ل", count: copy)
    words = policy.lexicon.words.filter { !Self.isShared($0) }
    names = Set(words.map(\.name))
    anchors = Set(policy.sections.map(\.id) + policy.clauses.map(\.id))
    labels = Set(words.map(\.urdu))
    headings = Set(policy.sections.map(\.heading.urdu))
  }

  /// A name with the copy's ending; before "-request", so that the event of a request stays its event.
  private func copied(_ name: String) -> String {
    let twin = "-request"
    let stem = name.dropLast(twin.count)
    return name.hasSuffix(twin) && names.contains(String(stem))
      ? "\(stem)-\(suffix)\(twin)" : "\(name)-\(suffix)"
  }

  /// What the language or the policy's front matter knows by name stays as it is.
  private static func isShared(_ word: WordEntry) -> Bool {
    word.kind == .person || word.kind == .place
      || ["identified", "last-activity", "inactivity"].contains(word.name)
  }

  static let sharedName = "shared-words"

  /// The declarations of the words that all copies share.
  static func shared(_ policy: Policy) -> String {
    policy.lexicon.words.filter { isShared($0) || $0.name == "personal-data" }.reduce(
      "Vocabulary \(sharedName): Shared words\n"
    ) {
      $0 + declaration($1, english: "", urdu: "", name: $1.name, includes: [])
    }
  }

  /// The declarations of the copy's words.
  var vocabulary: String {
    var text = "Vocabulary words-\(suffix): Words of part \(suffix)\n"
    for word in words {
      var parts = word.includes.map { policy.lexicon[$0] }
      if word.kind == .data, word.name == "personal-data" {
        parts = words.filter {
          $0.kind == .data && $0.name != word.name
            && $0.parents.allSatisfy { policy.lexicon[$0].name == word.name }
        }
      }
      text += Self.declaration(
        word, english: " \(suffix)", urdu: urduSuffix, name: copied(word.name),
        includes: parts.map { names.contains($0.name) ? copied($0.name) : $0.name })
    }
    return text
  }

  private static func declaration(
    _ word: WordEntry, english: String, urdu: String, name: String, includes: [String]
  ) -> String {
    var text = "\n\(word.kind.rawValue.capitalizedFirst) \(name): "
    text += "\(word.english)\(english)\nUrdu: \(word.urdu)\(urdu)"
    if word.urduOblique != word.urdu { text += " / \(word.urduOblique)\(urdu)" }
    text += "\n"
    if !includes.isEmpty { text += "Includes: \(includes.joined(separator: ",\n"))\n" }
    if let vague = word.vague { text += "Vague: \(vague)\n" }
    return text
  }

  /// A section with the copy's names.
  func rename(_ section: String) -> String {
    var result = ""
    var isRules = false
    var isHeading = false
    for line in section.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { isRules = false }
      // The right of deletion has its meaning by its name, so a copy's is a right like others.
      if isRules, line.hasSuffix(" after deletion-request.") { continue }
      var line = String(line)
      if line.hasPrefix("Rule") || line.hasPrefix("Check:") {
        isRules = true
        line = line.prefix(5).description + renamed(String(line.dropFirst(5)))
      } else if isRules {
        line = renamed(line)
      } else if line.hasPrefix("Section ") || line.hasPrefix("Subsection ") {
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        line = renamed(String(line[..<colon])) + line[colon...] + " \(suffix)"
        isHeading = true
      } else if line.hasPrefix("Text ") {
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        line = renamed(String(line[..<colon])) + line[colon...]
      } else if isHeading, line.hasPrefix("Urdu:") {
        line += urduSuffix
        isHeading = false
      }
      result += line + "\n"
    }
    return bound(result)
  }

  /// Rule text with the names in it renamed; of a capitalised name, too.
  private func renamed(_ text: String, isSlot: Bool = false) -> String {
    var result = ""
    var name = ""
    func finished() -> String {
      let isName =
        names.contains(name) || names.contains(name.uncapitalizedFirst)
        || (!isSlot && anchors.contains(name))
      return isName ? copied(name) : name
    }
    for character in text {
      if character.isASCII, character.isLetter || character.isNumber || character == "-" {
        name.append(character)
      } else {
        result += finished() + String(character)
        name = ""
      }
    }
    return result + finished()
  }

  /// Prose with the names in slots and behind bound words renamed.
  private func bound(_ text: String) -> String {
    var result = ""
    var inner: String?
    var close: Character = "}"
    var last: Character = " "
    for character in text {
      if let name = inner {
        if character == close {
          result += target(name) + String(character)
          inner = nil
        } else {
          inner = name + String(character)
        }
      } else {
        result.append(character)
        if character == "{" { (inner, close) = ("", "}") }
        if character == "(", last == "]" { (inner, close) = ("", ")") }
      }
      last = character
    }
    return result + (inner ?? "")
  }

  private func target(_ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if text.unicodeScalars.allSatisfy(\.isASCII) {
      return renamed(text, isSlot: !text.hasPrefix("see "))
    }
    let see = "دیکھیے "
    if text.hasPrefix(see) {
      return headings.contains(String(text.dropFirst(see.count))) ? text + urduSuffix : text
    }
    for end in ["", " کی مدت", " کی مہلت", " کی فہرست", " کے حصے"] where text.hasSuffix(end) {
      let label = String(text.dropLast(end.count))
      if labels.contains(label) { return label + urduSuffix + end }
    }
    return text
  }
}

extension String {
  fileprivate var wordCount: Int { split(whereSeparator: \.isWhitespace).count }

  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  fileprivate var uncapitalizedFirst: String { prefix(1).lowercased() + dropFirst() }
}
