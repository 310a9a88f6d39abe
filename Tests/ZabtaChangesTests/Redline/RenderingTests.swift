import Testing
import ZabtaChanges
import ZabtaPages
import ZabtaRuntime

/// Redlines as pages: sound HTML, in both directions, without script.
@Suite struct RenderingTests {
  private var changes: EditionChanges {
    let old = sampleEdition()
    var new = old
    new.sections.swapAt(3, 4)
    let moved = new.sections[1].clauses.removeFirst()
    new.sections[2].clauses.append(moved)
    new.edit("children") {
      $0.printed = ["en": ["Our shop is for <adults>."], "ur": ["ہماری دکان بڑوں کے لیے ہے۔"]]
    }
    new.sections[2].heading = ["en": "What you may ask", "ur": "آپ کے حقوق"]
    new.sections.remove(at: 0)
    return Differ.compare(old: old, new: new)
  }

  private var page: String { DiffOutput.render(changes, as: .html, title: "Privacy & more") }

  @Test func thePageIsSound() {
    #expect(PageReading.problems(Array(page.utf8)) == [])
  }

  @Test func theSwitchNeedsNoScript() {
    #expect(!page.contains("<script"))
    #expect(
      page.contains(
        "<input type=\"radio\" name=\"view-inline\" id=\"view-inline\" checked=\"checked\"><label for=\"view-inline\">In one text</label>"
      ))
    #expect(page.contains("id=\"view-side\"><label for=\"view-side\">Side by side</label>"))
    // Each view has its own links: those of the other lead to what is hidden.
    let views = page.split(separator: "<div class=\"view\"").dropFirst().map(String.init)
    #expect(views.count == 2)
    #expect(!views[0].contains("#side-") && !views[1].contains("#change-"))
  }

  @Test func everyChangeLeadsToTheNext() {
    var number = 1
    while page.contains("id=\"change-\(number)\"") { number += 1 }
    let count = number - 1
    #expect(count > 4)
    for number in 1..<count {
      #expect(page.contains("href=\"#change-\(number + 1)\">"), "\(number)")
      #expect(page.contains("id=\"side-\(number)\""), "\(number)")
    }
    #expect(page.contains("<nav aria-label=\"List of changes\""))
  }

  @Test func urduRunsFromRightToLeft() {
    #expect(
      page.contains("<table class=\"comparison\" lang=\"ur\" dir=\"rtl\">"))
    #expect(page.contains("<p class=\"redline\" lang=\"ur\" dir=\"rtl\">"))
    #expect(page.contains(">پہلے</th>") && page.contains(">اب</th>"))
  }

  /// An Urdu page without a translation shows the English text.
  @Test func englishAmongTheUrduRunsFromLeftToRight() {
    let old = sampleEdition()
    var (mixed, edited) = (old, old)
    mixed.edit("children") { $0.printed = ["en": ["For adults."], "ur": ["For adults."]] }
    edited.edit("children") { $0.printed = ["en": ["For all."], "ur": ["For all."]] }
    var base = old
    base.edit("children") { $0.printed = ["en": ["For adults."], "ur": ["بڑوں کے لیے۔"]] }
    let replaced = DiffOutput.render(
      Differ.compare(old: base, new: mixed), as: .html, title: "Privacy")
    #expect(
      replaced.contains(
        "<p class=\"redline\" lang=\"ur\" dir=\"rtl\"><del>بڑوں کے لیے۔</del></p>"), "\(replaced)")
    #expect(replaced.contains("<p class=\"redline\"><ins>For adults.</ins></p>"))
    #expect(
      replaced.contains("<span lang=\"en\" dir=\"ltr\"><ins>For adults.</ins></span></td>"))
    #expect(PageReading.problems(Array(replaced.utf8)) == [])
    let changes = Differ.compare(old: mixed, new: edited)
    let page = DiffOutput.render(changes, as: .html, title: "Privacy")
    #expect(!page.contains("<p class=\"redline\" lang=\"ur\""), "\(page)")
    #expect(
      DiffOutput.render(changes, as: .markdown, title: "Privacy")
        .contains("<div lang=\"en\" dir=\"ltr\">\n\nFor "))
  }

  @Test func aMailHasNoAnchorsAndNoSwitch() {
    let html = String(
      decoding: PageWriter.plainPage(title: "x", changes.inlineRedlineBlocks, in: .english),
      as: UTF8.self)
    for mark in ["<input", "id=\"", "href=", "<table"] { #expect(!html.contains(mark), "\(mark)") }
    #expect(html.contains("&lt;adults&gt;"))
  }

  @Test func markdownTellsMovesAndEscapes() {
    let text = changes.markdownRedlines.joined(separator: "\n\n")
    #expect(text.contains("> Moved here from: *With whom we share*"))
    #expect(text.contains("\\<adults\\>"))
    #expect(text.contains("<div lang=\"ur\" dir=\"rtl\">"))
  }

  @Test func theTerminalIsNotCommanded() {
    let redline = Redline(old: "a \u{1B}[2J b", new: "a \u{9B}c b\u{7}")
    let text = redline.terminal(colour: false)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
  }

  @Test func longTextsThatDidNotChangeAreLeftOut() {
    let paragraphs = (0..<40).map { "Paragraph \($0) of a long text." }
    var old = sampleEdition()
    old.edit("children") { $0.printed = ["en": paragraphs] }
    var new = old
    new.edit("children") { $0.printed["en", default: []][20] = "Paragraph 20 of a very long text." }
    let changes = Differ.compare(old: old, new: new)
    #expect(
      changes.textRedlines(colour: false) == [
        """
        Children:
          … 19 paragraphs unchanged …
          Paragraph 19 of a long text.
          Paragraph 20 of a{+ very+} long text.
          Paragraph 21 of a long text.
          … 18 paragraphs unchanged …
        """
      ])
    #expect(RedlineCheck.problems(old, new, changes) == [])
  }
}
