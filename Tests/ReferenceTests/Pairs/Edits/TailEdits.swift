import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Edits that add a tail, and edits that say the same in other sentences.
extension SentenceEdits {
  /// A tail before the full stop, whether the verb takes it or not.
  func addTail(_ random: inout SplitMix64) -> [Splice]? {
    let only = random.oneIn(2) ? "only " : ""
    func word(_ kind: Kind) -> String {
      let words = edition.policy.lexicon.words.filter { $0.kind == kind && $0.vague == nil }
      return random.pick(words)?.name ?? "nothing"
    }
    let span = "\(random.number(1...14)) \(random.pick(["day", "month", "year"]) ?? "day")s"
    let tail =
      switch random.number(0...15) {
      case 0: "\(only)for \(word(.purpose))"
      case 1: "\(only)with \(word(.recipient))"
      case 2, 3: "\(only)with consent to \(word(.consent))"
      case 4: "\(only)in \(word(.form)) form"
      case 5: "\(only)through \(word(.touchpoint))"
      case 6: "\(only)under \(word(.measure))"
      case 7: "\(only)if \(word(.circumstance))"
      case 8, 9: "unless \(word(.circumstance)) and \(word(.circumstance))"
      case 10: "unless consent to \(word(.consent)) or \(word(.event))"
      case 11: "after \(word(.event))"
      case 12: "in \(random.pick(["EU", "PK", "DE", "US"]) ?? "EU")"
      case 13: "within \(span)"
      case 14: "under \(random.number(13...18))"
      default: "because of \(word(.reason))"
      }
    return [Splice(fullStop, " \(tail)")]
  }

  /// The empty range before the full stop.
  var fullStop: SourceRange {
    let range = sentence.range
    let isStop = edition.texts[range.file].bytes[range.upper - 1] == UInt8(ascii: ".")
    let place = isStop ? range.upper - 1 : range.upper
    return SourceRange(file: range.file, place, place)
  }

  /// Rules that are about each of their things alone.
  private var isPlain: Bool {
    let verbs: Set<Verb> = [.keep, .delete, .anonymise, .archive, .answer, .resolve, .penalise]
    return sentence.mode.mode != .right && sentence.butNot == nil
      && !sentence.verbs.contains { verbs.contains($0.verb) }
  }

  /// "We may use a and b for p": one sentence for a, one for b.
  func splitObject(_ random: inout SplitMix64) -> [Splice]? {
    let object = sentence.object
    guard isPlain, !object.isOnly, object.except.isEmpty, object.dataOf.isEmpty,
      object.words.count > 1, Set(object.words.map(\.range)).count == object.words.count
    else { return nil }
    return split(object.words, &random)
  }

  /// "for p and q": one sentence for p, one for q; so of recipients, touchpoints and persons.
  func splitTail(_ random: inout SplitMix64) -> [Splice]? {
    guard isPlain, !sentence.tails.contains(where: { $0.modifier == .only }),
      !sentence.object.isOnly, !sentence.subject.isOnly,
      !sentence.tails.contains(where: { if case .unless = $0.part { true } else { false } })
    else { return nil }
    for tail in sentence.tails.shuffled(using: &random) where tail.modifier == nil {
      switch tail.part {
      case .purposes(let refs), .recipients(let refs), .touchpoints(let refs),
        .destinations(let refs), .persons(let refs, _), .form(let refs), .consent(let refs):
        if refs.count > 1 { return split(refs, &random) }
      default: continue
      }
    }
    return nil
  }

  /// The sentence twice, with the first and with the other words of a list.
  private func split(_ refs: [Ref], _ random: inout SplitMix64) -> [Splice]? {
    guard let first = refs.first, let last = refs.last else { return nil }
    let names = refs.map { edition.policy.lexicon[$0.word].name }
    let place = random.number(1...names.count - 1)
    let range = first.range.union(last.range)
    let text = edition.texts[range.file]
    let before = text.string(sentence.range.lower, range.lower)
    let after = text.string(range.upper, sentence.range.upper)
    let halves = [Array(names[..<place]), Array(names[place...])].map {
      before + NameList.text($0) + after
    }
    return [Splice(sentence.range, halves.joined(separator: "\n"))]
  }

  /// What is permitted or forbidden anyhow, said once more for a case of it.
  func narrowerRepeat(_ random: inout SplitMix64) -> [Splice]? {
    let modes: Set<ModeTree.Mode> = [.may, .mayNot]
    guard isPlain, modes.contains(sentence.mode.mode), !sentence.object.isOnly,
      !sentence.subject.isOnly,
      !sentence.tails.contains(where: { tail in
        if case .unless = tail.part { return true }
        return tail.modifier != nil
      }), let circumstance = random.pick(circumstances)
    else { return nil }
    let text = edition.texts[sentence.range.file]
    var again = text.string(sentence.range.lower, fullStop.lower)
    again += " if \(circumstance)."
    return [Splice(sentence.range.end, "\n\(again)")]
  }

  private var circumstances: [String] {
    edition.policy.lexicon.words.filter { $0.kind == .circumstance && $0.vague == nil }.map(\.name)
  }
}
