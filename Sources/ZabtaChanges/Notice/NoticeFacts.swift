package import ZabtaModel
package import ZabtaPages
package import ZabtaRuntime

/// What a notice takes from its policy, beside the changes.
package struct NoticeFacts: Sendable, Hashable {
  /// A place of the policy's page.
  package struct Place: Sendable, Hashable {
    /// By language code.
    package var heading: [String: String]
    package var anchor: String
  }

  /// A contact fact, with the way in which it is reached.
  package struct Reach: Sendable, Hashable {
    package var value: String
    package var medium: Medium
    /// Where a link to it leads; nil for a mere text.
    package var address: String?

    package init(value: String, medium: Medium, address: String? = nil) {
      self.value = value
      self.medium = medium
      self.address = address
    }
  }

  /// A right of people, as a word of the vocabulary.
  package struct Right: Sendable, Hashable {
    package var name: String
    /// By language code.
    package var labels: [String: String]
  }

  /// The policy's id.
  package var policy = ""
  /// Minutes from UTC in which the policy's days begin.
  package var timeZone = 0
  /// What the edition says, as a digest: notices of different content never have one identity.
  package var digest = ""
  /// Whom to write to; nil where the policy names nobody.
  package var contact: Reach?
  /// The address that mail comes from; nil where the policy has none.
  package var mail: String?
  /// Where the policy is published.
  package var address: PolicyAddress?
  /// The rights that everybody has.
  package var rights: [Right] = []
  /// Where the policy tells how to use them.
  package var rightsPlace: Place?
  /// How the policy promises to announce a material change.
  package var announcements: [Announcement] = []

  package init() {}

  /// The facts of an edition; `before` is what the one before ruled.
  package init(
    _ policy: Policy, content: BundleContent, before: BundleContent? = nil, digest: String
  ) {
    self.policy = policy.id
    timeZone = policy.timeZone
    self.digest = digest
    let mails = policy.contacts.filter { $0.medium == .mail }.map(\.value)
    mail = mails.first(where: MailAddress.isPlain)
    let reached = policy.contacts.filter { $0.id != PolicyAddress.contact && $0.address != nil }
    contact = (reached.first { $0.medium == .mail } ?? reached.first).map {
      Reach(value: $0.value, medium: $0.medium, address: $0.address)
    }
    address = PolicyAddress(policy)
    announcements = Announcement.promises(
      before: before, now: content, contacts: policy.contacts)
    readRights(policy, content)
  }

  /// True of an address that a mail's header can hold as it stands.
  package static func isMailAddress(_ text: String) -> Bool { MailAddress.isPlain(text) }

  /// A right that only some people have is told in the policy.
  private mutating func readRights(_ policy: Policy, _ content: BundleContent) {
    let norms = content.norms.filter {
      $0.effect == .permit && $0.action == .request && $0.actor == .people
        && !$0.when.contains(where: \.limitsPeople)
    }
    let labels = Dictionary(
      content.words.filter { $0.kind == .request }.map { ($0.name, $0.labels) },
      uniquingKeysWith: { first, _ in first })
    for name in norms.flatMap(\.object.names) where !rights.contains(where: { $0.name == name }) {
      rights.append(Right(name: name, labels: labels[name] ?? ["en": name]))
    }
    guard let clause = norms.first?.clause else { return }
    rightsPlace = policy.sections
      .first { $0.id == clause || $0.clauses.contains { $0.id == clause } }
      .map { Place(heading: $0.heading.byLanguage, anchor: $0.id) }
  }
}

extension Condition {
  /// True where people of some kind, age or region alone are meant.
  fileprivate var limitsPeople: Bool {
    anyOf.contains { fact in
      switch fact {
      case .among(.person, _, _), .among(.region, _, _), .among(.jurisdiction, _, _), .ageUnder:
        true
      default: false
      }
    }
  }
}
