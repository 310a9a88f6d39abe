import Crypto
import ZabtaRuntime

/// What an edition says, as SHA-256 digests: equal digests, equal content.
///
/// The stamp (number, date, "Draft") is no part of it. Order of clauses is part of the prose and not
/// of the norms.
package struct ContentDigest: Sendable, Hashable {
  /// Of the norms and of the groups of words that they name.
  package var norms: String
  /// Of everything printed: titles, headings, texts, in every language.
  package var prose: String
  /// Of both, with the rule sentences.
  package var content: String

  init(norms: String, prose: String, content: String) {
    self.norms = norms
    self.prose = prose
    self.content = content
  }

  package init(_ edition: EditionSnapshot) {
    norms = ContentDigest.norms(edition.content)
    prose = ContentDigest.prose(edition)
    var whole = DigestWriter()
    whole.add(edition.policy)
    whole.add(norms)
    whole.add(prose)
    for (_, clause) in edition.placedClauses {
      whole.add(clause.id)
      whole.add(count: clause.rules.count)
      for rule in clause.rules { whole.add(rule) }
    }
    content = whole.finish()
  }

  /// The digest of a file's bytes.
  package static func of(_ bytes: [UInt8]) -> String { of([bytes[...]]) }

  /// The digest of stretches of bytes, one after the other.
  static func of(_ stretches: [ArraySlice<UInt8>]) -> String {
    var writer = DigestWriter()
    for bytes in stretches { writer.feed(bytes) }
    return writer.finish()
  }

  private static func norms(_ content: BundleContent) -> String {
    var writer = DigestWriter()
    writer.add(content.policy)
    writer.add(content.publisher)
    writer.add(count: content.timeZone)
    writer.add(content.people.sorted())
    var named: Set<String> = []
    let norms = content.norms.map { norm -> String in
      let canonical = Meaning.canonical(norm)
      return "\(norm.clause)\u{1F}\(norm.sentence)\u{1F}\(Meaning.text(canonical, naming: &named))"
    }
    writer.add(norms.sorted())
    // The words below the named groups give the norms their reach; words nobody names count not.
    let includes = Dictionary(
      content.words.map { ($0.name, $0.includes) }, uniquingKeysWith: { $0 + $1 })
    var open = Array(named.subtracting(["personal-data"]))
    while let next = open.popLast() {
      for part in includes[next] ?? [] where named.insert(part).inserted { open.append(part) }
    }
    let words = content.words.filter { named.contains($0.name) }.map { word in
      "\(word.kind.rawValue)\u{1F}\(word.name)\u{1F}\(word.isVague)\u{1F}"
        + (word.name == "personal-data" ? "" : word.includes.sorted().joined(separator: ","))
    }
    writer.add(words.sorted())
    return writer.finish()
  }

  private static func prose(_ edition: EditionSnapshot) -> String {
    var writer = DigestWriter()
    writer.add(edition.title)
    func add(_ clause: ClauseSnapshot) {
      writer.add(clause.id)
      writer.add(count: clause.printed.count)
      for (language, blocks) in clause.printed.sorted(by: { $0.key < $1.key }) {
        writer.add(language)
        writer.add(blocks)
      }
      // No policy with links was recorded before they counted, so the others keep their digests.
      if !clause.links.isEmpty { writer.add(clause.links) }
    }
    writer.add(count: edition.front.count)
    edition.front.forEach(add)
    for section in edition.sections {
      writer.add(section.id)
      writer.add(count: section.level)
      writer.add(section.heading)
      writer.add(count: section.clauses.count)
      section.clauses.forEach(add)
    }
    return writer.finish()
  }
}

/// Feeds values to SHA-256 so that different values never give the same bytes: each text goes with its
/// length.
struct DigestWriter {
  private var hash = SHA256()

  mutating func feed(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  mutating func add(_ text: String) {
    add(count: text.utf8.count)
    hash.update(data: Array(text.utf8))
  }

  mutating func add(count: Int) { hash.update(data: Array("\(count):".utf8)) }

  mutating func add(_ texts: [String]) {
    add(count: texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ texts: [String: String]) {
    add(count: texts.count)
    for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
      add(key)
      add(text)
    }
  }

  /// The digest in hexadecimal.
  func finish() -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hash.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
