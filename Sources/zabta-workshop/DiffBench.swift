import ZabtaChanges
import ZabtaCompiler
import ZabtaSyntax

/// The edits of a lawyer by which comparing two editions is timed.
enum DiffBench {
  struct Edit {
    var policy: String
    var name: String
    /// Words of a source and what stands in their place.
    var replacements: [(String, String)]
  }

  static let edits = [
    Edit(
      policy: "buy-inverter.privacy", name: "seven years become ten",
      replacements: [
        ("keep transaction-records for 7 years", "keep transaction-records for 10 years")
      ]),
    Edit(
      policy: "buy-inverter.privacy", name: "a new recipient and a new purpose",
      replacements: [
        ("Includes: delivery\nPurpose", "Includes: delivery, installation\nPurpose"),
        (
          "Recipient logistics-partner:",
          "Purpose installation: installing what you bought\nUrdu: تنصیب\n"
            + "Recipient installer: installers\nUrdu: تنصیب کرنے والے\nRecipient logistics-partner:"
        ),
        (
          "Rule card-gateways:",
          "Rule installers:\nWe may share name, phone and delivery-address with installer "
            + "only for installation,\nunder protection-contract.\n\n{list of rules}\n\n"
            + "Rule card-gateways:"
        ),
      ]),
    Edit(
      policy: "buy-inverter.privacy", name: "a cookie needs consent",
      replacements: [
        (
          "Consent targeting:",
          "Consent performance: measuring how you use the site\nUrdu: کارکردگی کی کوکیز\n"
            + "Consent targeting:"
        ),
        (
          "We may set performance-cookie.",
          "We may set performance-cookie only with consent to performance."
        ),
      ]),
    Edit(
      policy: "buy-inverter.privacy", name: "an Urdu heading",
      replacements: [("Children\nUrdu: بچے\n", "Children\nUrdu: بچوں کی رازداری\n")]),
    Edit(
      policy: "buy-inverter.privacy", name: "a prohibition reaches fewer people",
      // In the rules of one clause and in their checks.
      replacements: Array(repeating: ("from people under 18", "from people under 16"), count: 5)
        + [("through purchase under 18", "through purchase under 16")]),
    Edit(
      policy: "pumppos.privacy", name: "a purpose falls away",
      replacements: [
        (
          "Rule legal-demands: We may share personal-data with legal-authority for legal-obligation.",
          "Rule legal-demands: We may share personal-data with legal-authority."
        ),
        (
          "We may not share email with legal-authority for service-improvement.",
          "We may share email with legal-authority for service-improvement."
        ),
      ]),
    Edit(
      policy: "pumppos.privacy", name: "a measure falls away",
      replacements: Array(
        repeating: ("by access-control, encryption and secure-infrastructure.", "by encryption."),
        count: 2)),
  ]

  /// The policy before and after an edit; nil where its words are not there, or it has mistakes then.
  static func editions(
    _ edit: Edit, _ project: Project
  ) -> (old: EditionSnapshot, new: EditionSnapshot)? {
    var changed = project
    for (old, new) in edit.replacements {
      guard
        let place = changed.sources.firstIndex(where: { source in
          source.string(0, source.bytes.count).utf8.firstRange(of: Array(old.utf8)) != nil
        })
      else { return nil }
      let source = changed.sources[place]
      let text = source.string(0, source.bytes.count)
      guard let range = Substring(text).utf8.firstRange(of: Array(old.utf8)) else { return nil }
      changed.sources[place] = SourceText(
        path: source.path,
        text: String(text[..<range.lowerBound]) + new + String(text[range.upperBound...]))
    }
    func snapshot(_ project: Project) -> EditionSnapshot? {
      Compiler.compile(project, withLedgers: false).policies.first { $0.id == edit.policy }?
        .snapshot
    }
    guard let old = snapshot(project), let new = snapshot(changed) else { return nil }
    return (old, new)
  }
}
