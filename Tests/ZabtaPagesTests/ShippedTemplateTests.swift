import Foundation
import Testing
import ZabtaPages
import ZabtaSyntax

/// The templates that the project ships fit what the pages fill.
@Suite struct ShippedTemplateTests {
  @Test func pageTemplateIsComplete() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = try Data(contentsOf: root.appending(path: "templates/page.html"))
    let source = SourceText(path: "templates/page.html", bytes: Array(bytes))
    let (template, problems) = Template.parse(source, file: 0, slots: PageWriter.slots)
    #expect(problems.map(\.summary) == [])
    #expect(template != nil)
  }
}
