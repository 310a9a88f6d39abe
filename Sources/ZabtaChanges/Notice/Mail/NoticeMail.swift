import ZabtaPages
import ZabtaRuntime

extension Notice {
  /// The notice as a mail to send on: RFC 5322, as text and as HTML (RFC 2046, `multipart/alternative`).
  ///
  /// It names no recipient. The same notice gives the same bytes: its identity comes from the
  /// content, its date from the release.
  package var mail: [UInt8] {
    let identity = identity
    let sender = facts.mail ?? "nobody@policy.invalid"
    let boundary = "=_zabta_\(identity.prefix(32))"
    let subject = [headline, urduHeadline].compactMap(\.self).joined(separator: " – ")
    var text = MailHeader.address("From", publisher["en"] ?? "", sender)
    text += "To: undisclosed-recipients:;\r\n"
    text += MailHeader.words("Subject", subject)
    text += "Date: \(mailDate)\r\n"
    text +=
      "Message-ID: <zabta.\(edition).\(identity.prefix(32))@\(MailAddress.domain(sender))>\r\n"
    text += "MIME-Version: 1.0\r\n"
    text += "Content-Language: \(urduHeadline == nil ? "en" : "en, ur")\r\n"
    // Mail programs that know it open the file as a draft.
    text += "X-Unsent: 1\r\n"
    text += "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n"
    for (type, part) in [("plain", plainText), ("html", mailPage)] {
      text += "--\(boundary)\r\n"
      text += "Content-Type: text/\(type); charset=utf-8\r\n"
      text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
      text += QuotedPrintable.encode(part) + "\r\n"
    }
    text += "--\(boundary)--\r\n"
    return Array(text.utf8)
  }

  /// The mail's HTML: a page with its styles in its elements, since mail programs drop style sheets.
  var mailPage: String {
    let page = facts.address?.of("index.html")
    var blocks = [headingBlock] + dateBlocks
    blocks += leadBlocks + changeBlocks + (changes?.inlineRedlineBlocks ?? [])
    blocks += closingBlocks(policyPage: page)
    if let address = facts.address {
      blocks.append(
        PageBlock(
          .paragraph([
            .link([.text("The whole policy")], to: address.of("index.html")), .text(" · "),
            .link([.text("This notice on the web")], to: address.of("notices/\(edition).html")),
          ])))
    }
    let title = "\(headline) – \(publisher["en"] ?? "")"
    return String(
      decoding: PageWriter.mailPage(title: title, blocks, in: .english), as: UTF8.self)
  }

  /// What no other notice has: a digest of the policy, the edition and its content.
  var identity: String { Notice.identity(of: facts.policy, edition: edition, facts.digest) }

  static func identity(of policy: String, edition: Int, _ content: String) -> String {
    var writer = DigestWriter()
    writer.add("zabta notice")
    writer.add(policy)
    writer.add(count: edition)
    writer.add(content)
    return writer.finish()
  }

  /// Noon of the day of the release, where the policy is at home: "Tue, 01 Sep 2026 12:00:00 +0500".
  ///
  /// At noon it is the same day nearly everywhere else.
  private var mailDate: String {
    guard let day = ReleaseDate(date)?.day else { return "Thu, 01 Jan 1970 00:00:00 +0000" }
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let (year, month, number) = day.components
    let weekday = days[((day.number % 7) + 7) % 7]
    return "\(weekday), \(Zone.two(number)) \(months[(month + 11) % 12]) \(year) 12:00:00 "
      + Zone(minutes: facts.timeZone).written(with: "")
  }
}

/// An offset from UTC in writing.
struct Zone {
  var minutes: Int

  /// "+05:00", with what stands between hours and minutes.
  func written(with separator: String) -> String {
    let size = Int(min(minutes.magnitude, 1439))
    return (minutes < 0 ? "-" : "+") + Zone.two(size / 60) + separator + Zone.two(size % 60)
  }

  static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
