import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaSyntax

/// The notice of an edition, in all its forms.
enum Notices {
  static func files(
    of built: CompiledPolicy, edition: Int, date: String, effective: String?, note: String,
    changes: EditionChanges?, project: Project
  ) throws(UnfilledSlot) -> [PublishedFile] {
    let policy = built.policy
    let notice = Notice(
      title: ["en": policy.title.english, "ur": policy.title.urdu],
      publisher: ["en": policy.publisher.name.english, "ur": policy.publisher.name.urdu],
      edition: edition, date: date, effective: effective, note: note, changes: changes,
      contact: policy.contacts.first { $0.value.contains("@") }?.value
        ?? policy.contacts.first?.value)
    let name = "notices/\(edition)"
    var files = [
      PublishedFile(path: "\(name).md", bytes: Array(notice.markdown.utf8)),
      PublishedFile(path: "\(name).txt", bytes: Array(notice.plainText.utf8)),
      PublishedFile(path: "\(name).json", bytes: notice.json),
    ]
    let templates = Templates.read(project, after: project.sources.count)
    if let template = templates.notice {
      files.append(PublishedFile(path: "\(name).html", bytes: try notice.html(template)))
    }
    return files
  }
}
