import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Random edits of the vocabulary.
struct WordEdits {
  let edition: Edition
  private var lexicon: Lexicon { edition.policy.lexicon }

  init(_ edition: Edition) { self.edition = edition }

  func make(_ kind: EditKind, _ random: inout SplitMix64) -> [Splice]? {
    guard let word = random.pick(declared) else { return nil }
    switch kind {
    case .includeWord:
      let others = declared.filter { $0.kind == word.kind && $0.name != word.name }
      guard let group = random.pick(groups(of: word.kind)), let part = random.pick(others) else {
        return nil
      }
      return including(part.name, in: group)
    case .excludeWord:
      guard let group = random.pick(declared.filter { $0.includes.count > 1 }),
        let part = random.pick(group.includes)
      else { return nil }
      return splice(includes: names(group).filter { $0 != lexicon[part].name }, of: group)
    case .newWord: return [declaration(beside: word)]
    case .newWordIncluded:
      guard let group = random.pick(groups(of: word.kind)) else { return nil }
      return including(newName, in: group).map { $0 + [declaration(beside: word)] }
    case .newWordUsed:
      let lists = edition.typedRules.flatMap { $0.sentence.lists(lexicon) }
      guard let list = random.pick(lists.filter { $0.kind != .place }),
        let like = declared.first(where: { $0.kind == list.kind })
      else { return nil }
      return [
        declaration(beside: like), Splice(list.range, NameList.text(list.names + [newName])),
      ]
    case .dropWord:
      let lonely = declared.filter(\.includes.isEmpty)
      guard let word = random.pick(lonely) else { return nil }
      var splices = [Splice(paragraph(of: word), "")]
      for group in declared where group.kind == word.kind && names(group).contains(word.name) {
        guard let other = splice(includes: names(group).filter { $0 != word.name }, of: group)
        else { return nil }
        splices += other
      }
      return splices
    default: return nil
    }
  }

  /// The words that a file of ours declares; not the root, which includes all data anyhow.
  private var declared: [WordEntry] {
    lexicon.words.filter { word in
      word.name != "personal-data"
        && edition.texts[word.range.file].string(word.range) == word.name
        && paragraph(of: word).lower < word.range.lower
    }
  }

  private func groups(of kind: Kind) -> [WordEntry] {
    declared.filter { $0.kind == kind && !$0.includes.isEmpty }
  }

  private func names(_ group: WordEntry) -> [String] { group.includes.map { lexicon[$0].name } }

  private let newName = "brand-new-word"

  private func declaration(beside word: WordEntry) -> Splice {
    let kind = word.kind.rawValue
    let label = kind.prefix(1).uppercased() + kind.dropFirst()
    return Splice(
      paragraph(of: word).start, "\(label) \(newName): brand new word\nUrdu: بالکل نیا لفظ\n")
  }

  private func including(_ part: String, in group: WordEntry) -> [Splice]? {
    guard part != group.name, !names(group).contains(part) else { return nil }
    return splice(includes: names(group) + [part], of: group)
  }

  /// From the word's label to the next label line that is not about it.
  private func paragraph(of word: WordEntry) -> SourceRange {
    let bytes = edition.texts[word.range.file].bytes
    let newline = UInt8(ascii: "\n")
    let lower = (bytes[..<word.range.lower].lastIndex(of: newline) ?? -1) + 1
    var upper = bytes[lower...].firstIndex(of: newline) ?? bytes.count
    while upper < bytes.count {
      let next = bytes[(upper + 1)...].firstIndex(of: newline) ?? bytes.count
      let line = String(decoding: bytes[(upper + 1)..<next], as: UTF8.self)
      let about = ["Urdu:", "Same as:", "Kind of:", "Includes:", "Vague:", "Names:", "Lasts:"]
      let goesOn = line.first.map { $0.isLowercase } ?? false
      guard goesOn || about.contains(where: line.hasPrefix) || line.hasPrefix("Set by:") else {
        break
      }
      upper = next
    }
    return SourceRange(file: word.range.file, lower, min(upper + 1, bytes.count))
  }

  /// The `Includes` line typed anew, or none.
  private func splice(includes names: [String], of group: WordEntry) -> [Splice]? {
    let range = paragraph(of: group)
    let lines = edition.texts[range.file].string(range)
      .split(separator: "\n", omittingEmptySubsequences: true)
    var kept: [Substring] = []
    var isInside = false
    for line in lines {
      if line.hasPrefix("Includes:") {
        isInside = true
      } else if isInside, line.first?.isLowercase == true {
        continue
      } else {
        isInside = false
        kept.append(line)
      }
    }
    var text = kept.joined(separator: "\n")
    if !names.isEmpty { text += "\nIncludes: \(names.joined(separator: ", "))" }
    return [Splice(range, "\(text)\n")]
  }
}
