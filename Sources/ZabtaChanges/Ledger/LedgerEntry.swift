/// One edition as the ledger keeps it: a line of canonical JSON.
package struct LedgerEntry: Sendable, Hashable, Codable {
  /// The version of this form; a tool that meets a higher one says so and stops.
  package static let currentFormat = 1

  /// A source file that the edition was built from, verbatim.
  package struct KeptFile: Sendable, Hashable, Codable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// A file that was published with the edition.
  package struct PublishedFile: Sendable, Hashable, Codable {
    package var path: String
    /// SHA-256 of its bytes.
    package var digest: String
    /// The file itself, where it is kept so that past pages are served as they were.
    package var text: String?

    package init(path: String, digest: String, text: String? = nil) {
      self.path = path
      self.digest = digest
      self.text = text
    }
  }

  package var format: Int
  package var policy: String
  /// The edition's number, from 1.
  package var edition: Int
  /// As released: `2026-03` or `2026-03-14`.
  package var date: String
  /// The day from which the edition is in force, where it is not its date.
  package var effective: String?
  package var approvedBy: String?
  package var note: String
  /// The classes of its changes; empty for a first edition.
  package var classes: [String]
  package var sources: [KeptFile]
  package var normsDigest: String
  package var proseDigest: String
  package var contentDigest: String
  package var published: [PublishedFile]
  /// The digest of the entry before; empty for the first.
  package var previous: String
  /// SHA-256 of this entry's line without this digest.
  package var digest: String

  package init(
    policy: String, edition: Int, date: String, effective: String? = nil,
    approvedBy: String? = nil, note: String, classes: [String], sources: [KeptFile],
    content: ContentDigest, published: [PublishedFile] = [], previous: String
  ) {
    format = LedgerEntry.currentFormat
    self.policy = policy
    self.edition = edition
    self.date = date
    self.effective = effective
    self.approvedBy = approvedBy
    self.note = note
    self.classes = classes
    self.sources = sources.sorted { $0.path < $1.path }
    normsDigest = content.norms
    proseDigest = content.prose
    contentDigest = content.content
    self.published = published.sorted { $0.path < $1.path }
    self.previous = previous
    digest = ""
    digest = computedDigest
  }

  /// What the digest has to be, as the entry stands.
  package var computedDigest: String {
    ContentDigest.of(line(withDigest: false))
  }

  /// The entry as it stands in the file, without the line break.
  package func line(withDigest: Bool = true) -> [UInt8] {
    var fields: [(String, CanonicalJSON)] = [
      ("classes", .array(classes.map(CanonicalJSON.string))),
      ("contentDigest", .string(contentDigest)), ("date", .string(date)),
      ("edition", .number(edition)), ("format", .number(format)),
      ("normsDigest", .string(normsDigest)), ("note", .string(note)),
      ("policy", .string(policy)), ("previous", .string(previous)),
      ("proseDigest", .string(proseDigest)),
      (
        "published",
        .array(
          published.map { file in
            .object(
              [("path", .string(file.path)), ("digest", .string(file.digest))]
                + (file.text.map { [("text", .string($0))] } ?? []))
          })
      ),
      (
        "sources",
        .array(
          sources.map { .object([("path", .string($0.path)), ("text", .string($0.text))]) })
      ),
    ]
    if let effective { fields.append(("effective", .string(effective))) }
    if let approvedBy { fields.append(("approvedBy", .string(approvedBy))) }
    if withDigest { fields.append(("digest", .string(digest))) }
    return CanonicalJSON.object(fields).bytes
  }
}
