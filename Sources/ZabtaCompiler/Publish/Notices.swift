import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// The notice of an edition, in all its forms.
package enum Notices {
  /// The banner of the newest edition; each edition keeps its own in the ledger.
  package static let banner = "notices/banner.html"
  static let feedFile = "feed.xml"

  /// What is told of an edition; `before` is the one before.
  static func notice(
    of built: CompiledPolicy, edition: Int, date: String, effective: String?, note: String,
    before: EditionSnapshot?, changes: EditionChanges?
  ) -> Notice {
    let policy = built.policy
    return Notice(
      title: words(policy.title), publisher: words(policy.publisher.name), edition: edition,
      date: date, effective: effective, note: note, changes: changes,
      facts: NoticeFacts(
        policy, content: built.content, before: before?.content,
        digest: ContentDigest(built.snapshot).content))
  }

  static func files(of notice: Notice, project: Project) throws(UnfilledSlot) -> [PublishedFile] {
    let name = "notices/\(notice.edition)"
    var files = [
      PublishedFile(path: "\(name).md", bytes: Array(notice.markdown.utf8)),
      PublishedFile(path: "\(name).txt", bytes: Array(notice.plainText.utf8)),
      PublishedFile(path: "\(name).json", bytes: notice.json),
      PublishedFile(path: "\(name).eml", bytes: notice.mail),
    ]
    if let banner = notice.banner {
      files.append(PublishedFile(path: Notices.banner, bytes: banner))
    }
    let templates = Templates.read(project, after: project.sources.count)
    if let template = templates.notice {
      files.append(PublishedFile(path: "\(name).html", bytes: try notice.html(template)))
    }
    return files
  }

  /// The notice of every edition, as it was published; of banners the newest.
  static func kept(in ledger: Ledger) -> [PublishedFile] {
    ledger.entries.flatMap { entry in
      entry.published.compactMap { file in
        guard file.path.hasPrefix("notices/"),
          file.path != banner || entry.edition == ledger.newest?.edition, let bytes = file.bytes
        else { return nil }
        return PublishedFile(path: file.path, bytes: bytes)
      }
    }
  }

  /// The feed of all editions; nothing before the first.
  static func feed(of policy: Policy, content: BundleContent, ledger: Ledger) -> [PublishedFile] {
    let feed = Feed(
      title: words(policy.title), publisher: words(policy.publisher.name),
      facts: NoticeFacts(policy, content: content, digest: ""), ledger: ledger)
    return feed.map { [PublishedFile(path: feedFile, bytes: $0.xml)] } ?? []
  }

  private static func words(_ text: Bilingual) -> [String: String] {
    text.urdu.isEmpty ? ["en": text.english] : ["en": text.english, "ur": text.urdu]
  }
}
