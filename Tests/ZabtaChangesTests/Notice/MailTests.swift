import Testing
import ZabtaChanges

/// The notice as a mail.
@Suite struct MailTests {
  @Test func headersAndBothParts() throws {
    let notice = sampleNotice()
    let mail = try ReadMail(notice.mail)
    #expect(
      mail.headers.map(\.name) == [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Language",
        "X-Unsent", "Content-Type",
      ])
    #expect(mail["From"] == "\"Sample\" <info@example.com>")
    #expect(mail["To"] == "undisclosed-recipients:;")
    #expect(
      try ReadMail.words(try #require(mail["Subject"]))
        == "Privacy policy: what changed – رازداری کی پالیسی: کیا بدلا")
    #expect(mail["Date"] == "Tue, 01 Sep 2026 12:00:00 +0500")
    #expect(mail["Message-ID"]?.hasSuffix("@example.com>") == true)
    #expect(mail.parts.map(\.type) == ["plain", "html"])
    #expect(mail.parts.first?.text == notice.plainText)
    #expect(mail.lines.allSatisfy { $0.utf8.count <= 78 })
    let page = try #require(mail.parts.last?.text)
    #expect(page.contains("<span lang=\"ur\" dir=\"rtl\""))
    #expect(!page.contains("<style") && !page.contains("<script") && !page.contains("<img"))
    #expect(!page.contains("href=\"../"), "a mail stands nowhere")
  }

  @Test(arguments: hostileWords) func nothingBreaksOut(_ words: String) throws {
    let notice = sampleNotice(
      title: ["en": words, "ur": words], publisher: ["en": words], note: words)
    let mail = try ReadMail(notice.mail)
    #expect(mail.headers.count == 9)
    #expect(!mail.headers.contains { $0.name == "Bcc" })
    #expect(mail.lines.allSatisfy { $0.utf8.count <= 78 })
    #expect(mail.parts.count == 2)
    #expect(mail.parts.first?.text == notice.plainText)
    let page = try #require(mail.parts.last?.text)
    #expect(!page.contains("<script") && !page.contains("<b>"))
    // In a header and in a heading the words are one line.
    let subject = try ReadMail.words(try #require(mail["Subject"]))
    #expect(subject.hasPrefix(String(notice.title["en"]?.prefix(20) ?? "")))
    #expect(!notice.title.values.contains { $0.contains("\n") })
  }

  @Test(arguments: ["a@b.c\r\nBcc: x@y.z", "a b@c.d", "\"a\"@b.c", "a@b..c", "@b.c", "ا@b.c"])
  func anAddressThatIsNoneIsNotUsed(_ address: String) throws {
    // The address comes from a policy's contacts, of which the first that a header can hold counts.
    let mail = try ReadMail(sampleNotice(mail: nil).mail)
    #expect(mail["From"] == "\"Sample\" <nobody@policy.invalid>")
    #expect(!NoticeFacts.isMailAddress(address))
  }

  @Test func theSameReleaseGivesTheSameBytes() throws {
    #expect(sampleNotice().mail == sampleNotice().mail)
    let (one, other) = (
      try ReadMail(sampleNotice().mail), try ReadMail(sampleNotice(digest: "other").mail)
    )
    #expect(one["Message-ID"] != other["Message-ID"])
  }

  @Test func aMonthIsItsFirstDay() throws {
    let mail = try ReadMail(sampleNotice(date: "2026-08").mail)
    #expect(mail["Date"] == "Sat, 01 Aug 2026 12:00:00 +0500")
  }

  @Test func withAnAddressTheMailLeadsToThePolicy() throws {
    let notice = sampleNotice(address: "https://example.com/privacy/index.html")
    let mail = try ReadMail(notice.mail)
    #expect(mail.parts.last?.text.contains("href=\"https://example.com/privacy/\"") == true)
    #expect(
      mail.parts.last?.text.contains("href=\"https://example.com/privacy/notices/2.html\"") == true)
    #expect(
      mail.parts.first?.text.contains("The whole policy: https://example.com/privacy/") == true)
  }

  @Test(arguments: [
    ("https://example.com", "https://example.com/"),
    ("https://example.com/privacy", "https://example.com/privacy/"),
    ("http://example.com/a/b.html?c#d", "http://example.com/a/"),
    ("https://example.com/\"><script>", nil), ("ftp://example.com/", nil), ("https://", nil),
    ("javascript:alert(1)", nil), ("https:// example.com", nil),
  ])
  func addresses(_ text: String, _ folder: String?) {
    #expect(PolicyAddress(text)?.folder == folder)
  }
}
