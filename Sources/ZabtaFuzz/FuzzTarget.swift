import ZabtaBundle

/// What reads bytes that somebody else may have written: one function a reader.
///
/// libFuzzer, `zabta-workshop fuzz` and the tests that replay kept inputs all call the same.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// The reader of JSON texts.
  case json
  /// `bundle.json` and `bundle-set.json`, and then questions to what was read.
  case bundles
  /// `bundle.zb` and `bundle-set.zb`, opened, asked and converted.
  case flat
  /// Signatures, manifests, lists of keys, keys and marks of the newest edition.
  case trust
  /// Requests, questions about records and about deadlines, evaluations and searches, as JSON.
  case questions
  /// One source: parser, formatter, messages.
  case source
  /// A whole small project: compiler, fixes, bundle.
  case project
  /// The frame of a page.
  case template
  /// The record of released editions.
  case ledger
  /// Published texts that are compared.
  case texts

  /// Reads bytes with this reader.
  /// - Returns: Whether they were accepted.
  /// - Throws: What came out wrong without a crash.
  package func run(_ bytes: [UInt8], in surroundings: Surroundings) throws(Finding) -> Bool {
    switch self {
    case .json: try ReadJSON.run(bytes)
    case .bundles: try ReadBundles.run(bytes)
    case .flat: try ReadFlat.run(bytes)
    case .trust: try ReadTrust.run(bytes)
    case .questions: try ReadQuestions.run(bytes, surroundings)
    case .source: try ReadSource.run(bytes)
    case .project: try ReadProject.run(bytes)
    case .template: try ReadTemplate.run(bytes)
    case .ledger: try ReadLedger.run(bytes)
    case .texts: try ReadTexts.run(bytes)
    }
  }

  /// Damages an input, with pieces of others: mostly as the records or the tree that it is.
  package func damage(
    _ bytes: [UInt8], with others: [[UInt8]], _ random: inout Damage
  ) -> [UInt8] {
    if self == .flat, random.below(8) > 0,
      let damaged = FlatDamage.damage(bytes, with: others, &random)
    {
      return damaged
    }
    guard isJSON, random.below(2) == 0, let value = try? JSONParser.parse(bytes) else {
      return random.damage(bytes, with: others)
    }
    let other = try? JSONParser.parse(random.pick(others, or: []))
    return JSONWriter.write(JSONDamage.damage(value, with: other, &random))
  }

  /// Whether inputs are JSON, so that they can be damaged as trees.
  package var isJSON: Bool {
    switch self {
    case .json, .bundles, .trust, .questions: true
    case .flat, .source, .project, .template, .ledger, .texts: false
    }
  }
}

/// Something that came out wrong: what was promised of every input does not hold for this one.
package struct Finding: Error, Hashable, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// What some readers stand among: made once, used for every input.
package struct Surroundings: Sendable {
  /// The rules that requests are asked of.
  let policies: [Policy]

  /// - Parameter bundles: `bundle.json` or `bundle-set.json` of each policy; what cannot be read is
  ///   left out.
  package init(bundles: [[UInt8]] = []) {
    policies = bundles.compactMap { Policy($0) }
  }
}
