import ZabtaChanges
import ZabtaPages
import ZabtaSyntax

/// The templates of a project: its own, or the tool's where it brings none.
struct Templates {
  var page: Template?
  var notice: Template?
  /// The texts that messages about templates point into; their files count on from the sources.
  var sources: [SourceText] = []
  var diagnostics: [Diagnostic] = []

  static func read(_ project: Project, after count: Int) -> Templates {
    var templates = Templates()
    let style = style(of: project)
    templates.page = templates.parse(
      project.templates["page.html"]
        ?? SourceText(path: "page.html (built in)", bytes: PackageResources.page_html),
      PageWriter.slots, style, count)
    templates.notice = templates.parse(
      project.templates["notice.html"]
        ?? SourceText(path: "notice.html (built in)", bytes: PackageResources.notice_html),
      Notice.slots, style, count)
    return templates
  }

  /// The style sheet: the project's, or the tool's.
  static func style(of project: Project) -> String {
    project.templates["theme.css"].map { String(decoding: $0.bytes, as: UTF8.self) }
      ?? String(decoding: PackageResources.theme_css, as: UTF8.self)
  }

  private mutating func parse(
    _ text: SourceText, _ slots: Set<String>, _ style: String, _ count: Int
  ) -> Template? {
    let (template, found) = Template.parse(text, file: count + sources.count, slots: slots)
    sources.append(text)
    diagnostics += found
    guard var template else { return nil }
    template.style = style
    return template
  }
}
