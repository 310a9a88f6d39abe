extension HTMLWriter {
  /// A table of two columns.
  ///
  /// A theme may stack the cells on a narrow screen. It stays a table to those who hear it: browsers
  /// keep what the elements say, and HTML forbids to say it again as roles.
  mutating func write(_ comparison: PageComparison, of block: PageBlock, _ outer: Language) {
    out.markup("<table")
    attributes(
      of: PageBlock(
        block.content, id: block.id, language: block.language,
        style: ["comparison", block.style].compactMap(\.self).joined(separator: " ")), outer)
    out.markup(">\n<caption>")
    anchors(block.anchors)
    write(comparison.caption)
    out.markup("</caption>\n<thead><tr>")
    for header in [comparison.before, comparison.after] {
      out.markup("<th scope=\"col\">")
      write(header)
      out.markup("</th>")
    }
    out.markup("</tr></thead>\n<tbody>\n")
    for row in comparison.rows { write(row) }
    out.markup("</tbody></table>")
  }

  private mutating func write(_ row: PageComparison.Row) {
    out.markup("<tr")
    if let id = row.id { out.attribute("id", id) }
    if let style = row.style { out.attribute("class", style) }
    out.markup(">")
    switch row.content {
    case .pair(let before, let after):
      out.markup("<td class=\"before\">")
      write(before)
      out.markup("</td><td class=\"after\">")
      write(after)
      out.markup("</td>")
    case .note(let words):
      out.markup("<td class=\"note\" colspan=\"2\">")
      write(words)
      out.markup("</td>")
    }
    out.markup("</tr>\n")
  }

  /// Radio buttons before the views that they choose from: a theme hides the others.
  ///
  /// Without a theme all views are there, one after the other.
  mutating func write(_ views: PageViews, of block: PageBlock, _ outer: Language) {
    out.markup("<div")
    attributes(
      of: PageBlock(
        block.content, id: block.id, language: block.language,
        style: ["views", block.style].compactMap(\.self).joined(separator: " ")), outer)
    out.markup(" role=\"group\"")
    out.attribute("aria-label", views.name)
    out.markup(">\n")
    anchors(block.anchors)
    let group = views.views.first?.id ?? ""
    for (index, view) in views.views.enumerated() {
      out.markup("<input type=\"radio\"")
      out.attribute("name", group)
      out.attribute("id", view.id)
      if index == 0 { out.markup(" checked=\"checked\"") }
      out.markup("><label")
      out.attribute("for", view.id)
      out.markup(">")
      out.text(view.label)
      out.markup("</label>\n")
    }
    for view in views.views {
      out.markup("<div class=\"view\" role=\"group\"")
      out.attribute("aria-label", view.label)
      out.markup(">\n")
      write(view.blocks)
      out.markup("</div>\n")
    }
    out.markup("</div>")
  }
}
