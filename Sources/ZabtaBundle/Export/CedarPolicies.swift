package import ZabtaRuntime

/// A policy's rules as policies of Cedar, as far as they fit; never wider than the rules.
///
/// Cedar has no questions about groups, no calendar and no obligations. So a permit applies where it
/// reaches the whole of each word by itself, and a forbid where it meets a part of each; a test that
/// Cedar cannot make fails in a permit and holds in a forbid. What that changes is listed.
package struct CedarPolicies {
  /// A rule that Cedar answers otherwise, or not at all.
  package struct Difference: Sendable, Hashable {
    package var clause: String
    package var effect: String
    package var action: String
    package var sentence: Int
    package var what: String
  }

  /// The schema, in Cedar's own form.
  package private(set) var schema = ""
  /// The policies.
  package private(set) var policies = ""
  /// Every rule that is not answered alike.
  package private(set) var differences: [Difference] = []

  private let ruleset: Ruleset
  private let content: BundleContent

  /// What is true of every exported policy, whatever its rules.
  package static let limits = [
    "A permission that several rules give together to the parts of a group is denied; ask about the parts.",
    "Subdivisions of a country that no rule names are denied; so is every day before the edition takes effect.",
    "The caller tells events that have happened and consents that are in force; Cedar computes no days.",
    "Answers name policies; their annotations tell clause, rule and obligations.",
  ]

  /// Writes the rules of an edition.
  package init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    content = ruleset.content
    schema = CedarSchema.text
    policies = guards()
    for (number, norm) in content.norms.enumerated() where norm.effect != .duty {
      policies += policy(norm, number)
    }
  }

  /// The list of differences as a file.
  package var report: [UInt8] {
    JSONWriter.write(
      .object([
        "policy": .string(content.policy), "edition": .int(content.edition),
        "limits": .array(CedarPolicies.limits.map { .string($0) }),
        "differences": .array(
          differences.map { difference in
            .object([
              "clause": .string(difference.clause), "effect": .string(difference.effect),
              "action": .string(difference.action), "sentence": .int(difference.sentence),
              "what": .string(difference.what),
            ])
          }),
      ])) + [UInt8(ascii: "\n")]
  }

  // MARK: Policies

  private mutating func policy(_ norm: Norm, _ number: Int) -> String {
    // Who asks to keep is asking to store: a rule of that name is never met.
    guard norm.action != .keep else { return "" }
    let object = atoms(norm.object)
    var tests = [
      words(norm.object.kind, in: object, norm.effect).isEmpty
        ? "false"
        : "resource in [\(entities(norm.object.kind, words(norm.object.kind, in: object, norm.effect)))]",
      actor(norm),
    ]
    var lost: [String] = []
    for condition in norm.when {
      let facts = condition.anyOf.map { test($0, norm) }
      let misfits = zip(condition.anyOf, facts).filter { $1 == nil }.map { misfit($0.0) }
      lost += misfits
      if !misfits.isEmpty, norm.effect == .forbid { continue }
      let left = facts.compactMap(\.self)
      guard !left.isEmpty else {
        tell(norm, "left out: Cedar cannot test \(misfits.joined(separator: ", "))")
        return ""
      }
      tests.append("(\(left.joined(separator: " || ")))")
    }
    if !lost.isEmpty {
      let what = Array(Set(lost)).sorted().joined(separator: ", ")
      tell(
        norm,
        norm.effect == .forbid
          ? "forbids more: Cedar cannot test \(what), so it always counts as met"
          : "permits less: Cedar cannot test \(what)")
    }
    if norm.origin == .ceiling {
      tell(norm, "forbids more: it does not give way to a duty to keep")
    }
    if !norm.obligations.isEmpty {
      tell(
        norm,
        "obligations stand in the annotation alone: "
          + norm.obligations.joined(separator: ", "))
    }
    let rules = content.clauses.first { $0.id == norm.clause }?.rules ?? []
    let rule = rules.indices.contains(norm.sentence) ? rules[norm.sentence]["en"] ?? "" : ""
    let actions = norm.action == .store ? [.store, .keep] : [norm.action]
    return """

      @id(\(Cedar.text("norm-\(number)")))
      @clause(\(Cedar.text(norm.clause)))
      @rule(\(Cedar.text(rule)))
      @obligations(\(Cedar.text(norm.obligations.joined(separator: " "))))
      \(norm.effect.rawValue) (
        principal,
        action in [\(actions.map { "Zabta::Action::\(Cedar.text($0.rawValue))" }.joined(separator: ", "))],
        resource
      ) when {
        \(tests.joined(separator: " &&\n  "))
      };

      """
  }

  private mutating func tell(_ norm: Norm, _ what: String) {
    differences.append(
      Difference(
        clause: norm.clause, effect: norm.effect.rawValue, action: norm.action.rawValue,
        sentence: norm.sentence, what: what))
  }

  /// Words that the policy lacks deny, wherever they stand; so do the days before the edition.
  private func guards() -> String {
    var guards: [(id: String, test: String)] = []
    for dimension in Dimension.allCases {
      let name = dimension.rawValue
      let known = ruleset.atoms(dimension.kind(for: .share)).names
      var test = "context has \(name) && !\(Cedar.texts(known)).contains(context.\(name))"
      if dimension == .purpose {
        let requests = ruleset.atoms(.request).names
        guards.append(
          (
            "unknown-request",
            "action == Zabta::Action::\"penalise\" && context has purpose"
              + " && !\(Cedar.texts(requests)).contains(context.purpose)"
          ))
        test = "action != Zabta::Action::\"penalise\" && " + test
      }
      guards.append(("unknown-\(name)", test))
    }
    if let day = content.effective {
      let (year, month, date) = day.components
      guards.append(
        (
          "not-in-force",
          "if context has day then context.day < \(year * 10_000 + month * 100 + date) else true"
        ))
    }
    return guards.map { id, test in
      "@id(\(Cedar.text(id)))\nforbid (principal, action, resource) when {\n  \(test)\n};\n"
    }.joined(separator: "\n")
  }

  // MARK: Tests

  /// The test of a fact; nil where Cedar has none.
  private func test(_ fact: Fact, _ norm: Norm) -> String? {
    switch fact {
    case .among(let dimension, let names, let whenUnstated):
      let kind = dimension.kind(for: norm.action)
      return test(dimension, kind, atoms(kind, names), whenUnstated, norm.effect)
    case .notAmong(let dimension, let names, let whenUnstated):
      let kind = dimension.kind(for: norm.action)
      let others = atoms(kind, names).complement(ruleset.atoms(kind).count)
      return test(dimension, kind, others, whenUnstated, norm.effect)
    case .consent(let names, let isNegated):
      let table = ruleset.atoms(.consent)
      let wanted = names.isEmpty ? table.names : names.flatMap { table.descendants(of: $0) }
      let ended = told("events", Array(ruleset.withdrawalNames))
      return negated(isNegated, "\(told("consent", wanted)) && !\(ended)")
    case .circumstance(let name, let isNegated):
      let wanted = [Kind.circumstance, .measure].flatMap {
        ruleset.atoms($0).descendants(of: name)
      }
      return negated(isNegated, told("circumstances", wanted))
    case .ageUnder(let age, let isNegated):
      return negated(isNegated, "context has age && context.age < \(age)")
    case .happened(let names, let after, let isNegated):
      return after == nil ? negated(isNegated, told("events", names)) : nil
    case .over(let period, let isNegated):
      let ends = period.ends.map { ends in
        ends.map { end in
          end.span == nil && !end.since.isEmpty ? told("events", end.since) : nil
        }
      }
      guard !ends.contains(where: { $0.contains(nil) }) else { return nil }
      let alternatives = ends.map { "(\($0.compactMap(\.self).joined(separator: " && ")))" }
      return negated(
        isNegated, alternatives.isEmpty ? "false" : alternatives.joined(separator: " || "))
    }
  }

  private func test(
    _ dimension: Dimension, _ kind: Kind, _ atoms: BitSet, _ whenUnstated: Bool,
    _ effect: Norm.Effect
  ) -> String {
    let name = dimension.rawValue
    let names = words(kind, in: atoms, effect)
    let usual = "identified"
    let isUsual = dimension == .form && ruleset.atoms(.form).atoms(of: usual) != nil
    let passes = isUsual ? names.contains(usual) : whenUnstated
    let stated = names.isEmpty ? "false" : "\(Cedar.texts(names)).contains(context.\(name))"
    return passes
      ? "(if context has \(name) then \(stated) else true)" : "(context has \(name) && \(stated))"
  }

  private func told(_ name: String, _ names: [String]) -> String {
    names.isEmpty
      ? "false"
      : "(context has \(name) && context.\(name).containsAny(\(Cedar.texts(Array(Set(names))))))"
  }

  private func negated(_ isNegated: Bool, _ test: String) -> String {
    isNegated ? "!(\(test))" : "(\(test))"
  }

  private func misfit(_ fact: Fact) -> String {
    switch fact {
    case .happened: "how long ago something happened"
    default: "whether a period is over"
    }
  }

  // MARK: Words

  private func actor(_ norm: Norm) -> String {
    let us = "principal == Zabta::Organisation::\(Cedar.text(content.publisher))"
    var tests: [String] = []
    func add(_ kind: Kind, _ atoms: BitSet) {
      let names = words(kind, in: atoms, norm.effect)
      if !names.isEmpty { tests.append("principal in [\(entities(kind, names))]") }
    }
    switch norm.actor {
    case .we:
      tests.append(us)
      // What we may not do, our staff may not do either.
      if norm.effect == .forbid { add(.role, BitSet(upTo: ruleset.atoms(.role).count)) }
    case .people: add(.person, atoms(.person, content.people))
    case .named(let kind, let names): add(kind, atoms(kind, names))
    case .anybodyBut(let kind, let names):
      tests.append(us)
      for other in [Kind.role, .recipient, .person] {
        let named = other == kind ? atoms(other, names) : BitSet()
        add(other, named.complement(ruleset.atoms(other).count))
      }
    }
    return tests.isEmpty ? "false" : "(\(tests.joined(separator: " || ")))"
  }

  private func atoms(_ object: Object) -> BitSet {
    let named = atoms(object.kind, object.names).subtracting(atoms(object.kind, object.except))
    return object.isComplement ? named.complement(ruleset.atoms(object.kind).count) : named
  }

  private func atoms(_ kind: Kind, _ names: [String]) -> BitSet {
    names.reduce(into: BitSet()) { set, name in
      if let atoms = ruleset.atoms(kind).atoms(of: name) { set.formUnion(atoms) }
    }
  }

  /// The words that a rule reaches: of a permit wholly, of a forbid in some part.
  private func words(_ kind: Kind, in atoms: BitSet, _ effect: Norm.Effect) -> [String] {
    let table = ruleset.atoms(kind)
    return table.names.filter { name in
      guard let own = table.atoms(of: name) else { return false }
      return effect == .permit ? own.isSubset(of: atoms) : own.intersects(atoms)
    }.sorted()
  }

  private func entities(_ kind: Kind, _ names: [String]) -> String {
    names.map { "Zabta::\(CedarSchema.type(kind))::\(Cedar.text($0))" }.joined(separator: ", ")
  }
}

/// Texts in the form of Cedar.
enum Cedar {
  /// A text in quotes; nothing in it ends it.
  static func text(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{20}"..."\u{7E}": quoted.unicodeScalars.append(scalar)
      case "\u{A0}"..."\u{2027}", "\u{2030}"..."\u{D7FF}": quoted.unicodeScalars.append(scalar)
      default: quoted += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return quoted + "\""
  }

  /// A set of texts.
  static func texts(_ names: [String]) -> String {
    "[\(names.sorted().map(text).joined(separator: ", "))]"
  }
}

/// What requests of exported policies look like.
enum CedarSchema {
  /// The entity type of a kind.
  static func type(_ kind: Kind) -> String {
    let name = kind.rawValue
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  static var text: String {
    let actions = Action.allCases.map { action in
      """
        action \(Cedar.text(action.rawValue)) appliesTo {
          principal: [Organisation, Role, Recipient, Person],
          resource: [\(type(action.objectKind))],
          context: Known
        };
      """
    }
    let words = Dimension.allCases.map { "    \($0.rawValue)?: String,\n" }.joined()
    return """
      namespace Zabta {
        entity Organisation, Role, Recipient, Person, Data, Message, Cookie, Request, Event;
        type Known = {
          day: Long,
      \(words)    consent?: Set<String>,
          circumstances?: Set<String>,
          events?: Set<String>,
          age?: Long
        };
      \(actions.joined(separator: "\n"))
      }

      """
  }
}
