/// One edition as the ledger keeps it: a line of canonical JSON.
package struct LedgerEntry: Sendable, Hashable {
  /// The version of this form; a tool that meets a higher one says so and stops.
  package static let currentFormat = 1

  /// A source file that the edition was built from, verbatim.
  package struct KeptFile: Sendable, Hashable {
    package var path: String
    var kept: KeptText

    package init(path: String, text: String) {
      self.init(path: path, kept: KeptText(text))
    }

    init(path: String, kept: KeptText) {
      self.path = path
      self.kept = kept
    }

    package var text: String { kept.string }
    /// The file in UTF-8.
    package var bytes: [UInt8] { kept.bytes }
  }

  /// A file that was published with the edition.
  package struct PublishedFile: Sendable, Hashable {
    package var path: String
    /// SHA-256 of its bytes.
    package var digest: String
    var kept: KeptText?

    package init(path: String, digest: String, text: String? = nil) {
      self.init(path: path, digest: digest, kept: text.map { KeptText($0) })
    }

    init(path: String, digest: String, kept: KeptText?) {
      self.path = path
      self.digest = digest
      self.kept = kept
    }

    /// The file itself, where it is kept so that past pages are served as they were.
    package var text: String? { kept?.string }
    /// The file in UTF-8.
    package var bytes: [UInt8]? { kept?.bytes }
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
  /// True where the release said that all Urdu holds for the English above it.
  package var urduHolds: Bool
  /// The digest of the entry before; empty for the first.
  package var previous: String
  /// SHA-256 of this entry's line without this digest.
  package var digest: String

  /// An entry to be recorded; its digest is computed.
  package init(
    policy: String, edition: Int, date: String, effective: String? = nil,
    approvedBy: String? = nil, note: String, classes: [String], sources: [KeptFile],
    content: ContentDigest, published: [PublishedFile] = [], urduHolds: Bool = false,
    previous: String
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
    self.urduHolds = urduHolds
    self.previous = previous
    digest = ""
    digest = computedDigest
  }

  /// An entry as it was read, its digest yet to be compared.
  init(
    format: Int, policy: String, edition: Int, date: String, effective: String?,
    approvedBy: String?, note: String, classes: [String], sources: [KeptFile],
    digests: ContentDigest, published: [PublishedFile], urduHolds: Bool, previous: String,
    digest: String
  ) {
    self.format = format
    self.policy = policy
    self.edition = edition
    self.date = date
    self.effective = effective
    self.approvedBy = approvedBy
    self.note = note
    self.classes = classes
    self.sources = sources
    normsDigest = digests.norms
    proseDigest = digests.prose
    contentDigest = digests.content
    self.published = published
    self.urduHolds = urduHolds
    self.previous = previous
    self.digest = digest
  }

  /// For messages: "edition 2 (2026-03-14)".
  package var name: String { "edition \(edition) (\(date))" }

  /// The day from which it is in force; nil where its date is none.
  package var start: ReleaseDate? { ReleaseDate(effective ?? date) }

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
                + (file.kept.map { [("text", .kept($0))] } ?? []))
          })
      ),
      (
        "sources",
        .array(
          sources.map { .object([("path", .string($0.path)), ("text", .kept($0.kept))]) })
      ),
    ]
    if let effective { fields.append(("effective", .string(effective))) }
    if let approvedBy { fields.append(("approvedBy", .string(approvedBy))) }
    // Only where it was said: lines of releases without it stay as they are.
    if urduHolds { fields.append(("urduHolds", .bool(true))) }
    if withDigest { fields.append(("digest", .string(digest))) }
    return CanonicalJSON.object(fields).bytes
  }
}
