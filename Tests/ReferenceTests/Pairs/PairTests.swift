import Testing
import ZabtaChanges
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// The Differ lists every change of an answer and nothing else, on random pairs of policies.
///
/// The answers are the reference evaluator's. `ZABTA_LONG=1` compares ten times as many pairs.
@Suite struct PairTests {
  @Test(arguments: 0..<4)
  func tellsEditsOfRandomPolicies(part: Int) throws {
    try examine(RandomPair.edited, from: 100_000 * (part + 1), count: 40)
  }

  @Test(arguments: 0..<2)
  func tellsUnrelatedPolicies(part: Int) throws {
    try examine(RandomPair.unrelated, from: 1_000_000 + 100_000 * part, count: 30)
  }

  @Test(arguments: 0..<2)
  func tellsNoChangeOfWhatIsRephrased(part: Int) throws {
    try examine(RandomPair.rephrased, from: 2_000_000 + 100_000 * part, count: 40)
  }

  @Test(arguments: ["buy-inverter", "pumppos"])
  func tellsEditsOfThePublishedPolicies(name: String) throws {
    let files = try ReadPolicy.publishedTexts(name).map { $0.string(0, $0.bytes.count) }
    let edition = try #require(Edition(files))
    try examine(
      { seed in
        var random = SplitMix64(seed: seed)
        return RandomPair.edited(edition, EditKind.allCases, seed, &random)
      }, from: 3_000_000, count: 8)
  }

  private func examine(_ make: (UInt64) -> PolicyPair?, from seed: Int, count: Int) throws {
    var made = 0
    for index in 0..<(count * Scale.factor) {
      guard let pair = make(UInt64(seed + index)) else { continue }
      made += 1
      try PairExamination(pair).expectTruth()
    }
    // Most of what is generated must be good Zabta, or nothing is compared.
    #expect(made * 2 > count * Scale.factor)
  }
}

/// One pair, held against everything that must be true of it.
struct PairExamination {
  let pair: PolicyPair

  init(_ pair: PolicyPair) { self.pair = pair }

  /// What is not true, told once on the smallest pair; it ends the test.
  struct Untruth: Error, CustomStringConvertible {
    var description: String
  }

  func expectTruth(questions: Int = 200) throws {
    let judge = PairJudge(pair)
    for property in [
      \.needlessChange, \.falseEffect, \.baselessMaterial, \.changeOfNothing, \.crookedMirror,
    ] as [KeyPath<PairProperties, () -> String?>] {
      if PairProperties(judge)[keyPath: property]() != nil {
        throw smallest { PairProperties(PairJudge($0))[keyPath: property]() }
      }
    }
    var random = SplitMix64(seed: pair.seed &+ 77)
    let source = PairQuestions(pair, judge.decisions)
    for index in 0..<questions {
      let question: Question =
        switch index % 10 {
        case 0: .retention(source.retention(&random))
        case 1: .deadline(source.deadline(&random))
        default: .decision(source.request(&random))
        }
      guard judge.uncovered(question) != nil else { continue }
      var smaller = question
      while let next = smaller.smaller.first(where: { judge.uncovered($0) != nil }) {
        smaller = next
      }
      throw smallest { PairJudge($0).uncovered(smaller) }
    }
  }

  private func smallest(_ failure: @escaping (PolicyPair) -> String?) -> Untruth {
    let small = PairShrinking(failure: failure).shrink(pair)
    return Untruth(
      description: """
        seed \(pair.seed): \(pair.made)
        \(small.sources)
        \(failure(small) ?? "")
        """)
  }
}

/// The properties that ask no question, by name.
struct PairProperties {
  var needlessChange: () -> String?
  var falseEffect: () -> String?
  var baselessMaterial: () -> String?
  var changeOfNothing: () -> String?
  var crookedMirror: () -> String?

  init(_ judge: PairJudge) {
    needlessChange = judge.needlessChange
    falseEffect = judge.falseEffect
    baselessMaterial = judge.baselessMaterial
    changeOfNothing = judge.changeOfNothing
    crookedMirror = judge.crookedMirror
  }
}
