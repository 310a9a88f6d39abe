import Foundation
import Testing
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// The project's folder.
let projectFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// A policy over the words of the shop whose only section has this body.
///
/// - Parameters:
///   - body: What stands in the section.
///   - words: Words of the policy's own, as its front matter declares them.
/// - Returns: The policy, lowered.
/// - Throws: What kept the vocabulary from being read.
func shopPolicy(_ body: String, words: String = "") throws -> Policy {
  try shopPolicies(front + words + section + body + "\n")
}

/// A policy file with the vocabularies of the project's policies.
func shopPolicies(_ text: String) throws -> Policy {
  let words = try String(
    contentsOf: projectFolder.appendingPathComponent("policies/vocabulary.zabta"), encoding: .utf8)
  let texts = [words, text]
  let trees = texts.enumerated().map { index, text in
    Parser.parse(SourceText(path: "\(index).zabta", text: text), file: index)
  }
  let resolution = Resolver.resolve(trees.map(\.tree))
  let errors = (trees.flatMap(\.diagnostics) + resolution.diagnostics).filter {
    $0.severity == .error
  }
  #expect(errors.isEmpty, "\(errors.map(\.summary))")
  var policy = try #require(resolution.policies.first)
  policy.norms = Lowering.norms(of: policy)
  return policy
}

private let front = """
  Policy test.privacy: Privacy policy
  Urdu: رازداری کی پالیسی
  Publisher test: Test
  Urdu: ٹیسٹ
  Words from: common, shop
  People: visitor, customer
  Contact privacy-email: privacy@example.org
  Urdu: ہماری ای میل

  """

private let section = """

  Section test: Test
  Urdu: آزمائش


  """
