import Foundation
import Testing
import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax
@Suite(.serialized) struct Tmp {
  @Test func timing() throws {
    let p = try String(contentsOfFile: "/work/main/policies/buy-inverter.zabta", encoding: .utf8)
    let v = try String(contentsOfFile: "/work/main/policies/vocabulary.zabta", encoding: .utf8)
    func c(_ p: String) throws -> EditionSnapshot {
      var t = ContinuousClock.now
      let texts = [SourceText(path: "v", text: v), SourceText(path: "p", text: p)]
      let trees = texts.enumerated().map { Parser.parse($1, file: $0).tree }
      var r = try #require(Resolver.resolve(trees).policies.first)
      r.norms = Lowering.norms(of: r)
      print("compile", ContinuousClock.now - t); t = .now
      let pr = ClauseTexts.of(r)
      print("texts", ContinuousClock.now - t)
      return EditionSnapshot(policy: r, printed: pr, content: r.content(edition: 0), source: Array(p.utf8))
    }
    let a = try c(p)
    let b = try c(p.replacingOccurrences(of: "We may share name, phone and delivery-address with logistics-partner only", with: "We may share name, email and phone with logistics-partner only"))
    let t = ContinuousClock.now
    let ch = Differ.compare(old: a, new: b)
    print("diff", ContinuousClock.now - t)
    print(DiffOutput.render(ch, as: .text, title: ""))
    print(ch.changes.map { $0.witness ?? "-" })
    let t2 = ContinuousClock.now
    _ = ContentDigest(b)
    print("digest", ContinuousClock.now - t2)
  }
}
