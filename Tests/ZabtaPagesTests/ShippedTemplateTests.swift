import Foundation
import Testing
import ZabtaPages
import ZabtaSyntax

/// The templates that the project ships fit what the pages fill.
@Suite struct ShippedTemplateTests {
  @Test func pageTemplateIsComplete() throws {
    let bytes = try shipped("page.html")
    let source = SourceText(path: "templates/page.html", bytes: Array(bytes))
    let (template, problems) = Template.parse(source, file: 0, slots: PageWriter.slots)
    #expect(problems.map(\.summary) == [])
    #expect(template != nil)
  }

  /// WCAG 2.2 asks 4.5 of words and 3 of the mark of focus, on each ground, by day and by night.
  @Test func coloursAreReadable() throws {
    let theme = String(decoding: try shipped("theme.css"), as: UTF8.self)
    let schemes = theme.matches(of: /:root \{([^}]*)\}/).prefix(2).map { match in
      Dictionary(
        match.1.matches(of: /--([a-z]+): #([0-9a-f]{6});/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })
    }
    #expect(schemes.count == 2)
    for scheme in schemes {
      for (name, least) in [
        ("ink", 4.5), ("quiet", 4.5), ("link", 4.5), ("less", 4.5), ("more", 4.5), ("focus", 3),
      ] {
        for ground in ["paper", "tint"] {
          let one = luminance(try #require(scheme[name]))
          let other = luminance(try #require(scheme[ground]))
          let contrast = (max(one, other) + 0.05) / (min(one, other) + 0.05)
          #expect(contrast >= least, "\(name) on \(ground): \(contrast)")
        }
      }
    }
    #expect(theme.contains("del { color: var(--less); text-decoration: line-through"))
    #expect(theme.contains("ins { color: var(--more); text-decoration: underline"))
  }

  @Test func aPlainPageNeedsNoTemplate() {
    let page = PageWriter.plainPage(
      title: "<i>", [PageBlock(.paragraph([.text("الف")]))], in: .urdu)
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("<html lang=\"ur\" dir=\"rtl\">"))
    #expect(text.contains("<title>&lt;i&gt;</title>"))
    #expect(text.contains("<main>\n<p>الف</p>\n</main>"))
  }

  private func shipped(_ name: String) throws -> Data {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Data(contentsOf: root.appending(path: "templates/\(name)"))
  }

  private func luminance(_ colour: String) -> Double {
    let value = Int(colour, radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
