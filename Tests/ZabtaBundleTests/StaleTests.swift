import Foundation
import Testing
import ZabtaBundle
import ZabtaRuntime

/// What goes on after a signature's end is signed with it.
@Suite struct StaleTests {
  let signers = Signers()
  let after = Moment("2027-02-01T00:00:00Z") ?? .day(Day(number: 0))

  private func opened(
    _ manifest: Manifest, keys: TrustedKeys? = nil, at moment: Moment,
    expired: BundleVerifier.Expired = .taken
  ) throws -> VerifiedBundle {
    try BundleVerifier(keys: try keys ?? signers.keys()).open(
      ["bundle.json": [1, 2, 3]],
      signature: try BundleVerifier.sign(manifest, with: signers.both), at: moment, expired: expired
    )
  }

  @Test func nothingGoesOnUnlessSigned() throws {
    let verified = try opened(signers.manifest(), at: after)
    for ruleClass in RuleClass.all {
      #expect(verified.freshness.standing(of: ruleClass, at: signers.now) == .fresh)
      #expect(verified.freshness.standing(of: ruleClass, at: after) == .refused)
    }
    #expect(
      refusal { _ = try opened(signers.manifest(), at: after, expired: .refused) } == .frozen)
  }

  @Test func whatIsSignedGoesOnAndNothingElse() throws {
    let manifest = signers.manifest(
      goesOn: [.retain, .action(.delete)], until: "2027-03-01T00:00:00+05:00")
    let verified = try opened(manifest, at: after)
    #expect(verified.manifest == manifest)
    #expect(verified.files == ["bundle.json": [1, 2, 3]])
    let going = RuleClass.all.filter {
      verified.freshness.standing(of: $0, at: after) == .goesOn
    }
    #expect(Set(going) == [.retain, .action(.delete)])
    let last = try #require(Moment("2027-02-28T18:59:59Z"))
    #expect(verified.freshness.standing(of: .retain, at: last) == .goesOn)
    let end = try #require(Moment("2027-02-28T19:00:00Z"))
    #expect(verified.freshness.standing(of: .retain, at: end) == .refused)
  }

  @Test func whatGoesOnCannotBeChangedWithoutKeys() throws {
    let signed = try BundleVerifier.sign(
      signers.manifest(goesOn: [.retain]), with: signers.both)
    let other = try BundleVerifier.sign(
      signers.manifest(goesOn: [.retain, .action(.sell)]), with: [signers.thief])
    let verifier = BundleVerifier(keys: try signers.keys())
    #expect(refusal { _ = try verifier.manifest(other, on: signers.now) } == .untrusted)
    // Nor by the signatures of the other text.
    let text = String(decoding: other, as: UTF8.self)
    let own = String(decoding: signed, as: UTF8.self)
    let head = try #require(text.range(of: "\"signatures\""))
    let tail = try #require(own.range(of: "\"signatures\""))
    let mixed = text[..<head.lowerBound] + own[tail.lowerBound...]
    #expect(refusal { _ = try verifier.manifest(Array(mixed.utf8), on: signers.now) } == .untrusted)
    // Nor is a more generous signature of the same edition and day put in place of the one that was seen.
    var seeing = verifier
    seeing.seen = try signers.mark(signers.manifest(goesOn: [.retain]))
    let generous = try BundleVerifier.sign(
      signers.manifest(goesOn: [.retain, .action(.sell)]), with: signers.both)
    #expect(refusal { _ = try seeing.manifest(generous, on: signers.now) } == .equivocal)
  }

  @Test func whatCannotBeMeantIsNotSigned() throws {
    let early = signers.manifest(goesOn: [.retain], until: "2026-12-31T00:00:00Z")
    #expect(refusal { _ = try BundleVerifier.sign(early, with: signers.both) } == .unreadable)
    let nothing = signers.manifest(until: "2027-12-31T00:00:00Z")
    #expect(refusal { _ = try BundleVerifier.sign(nothing, with: signers.both) } == .unreadable)
    let day = signers.manifest(expires: "2027-01-01")
    #expect(refusal { _ = try BundleVerifier.sign(day, with: signers.both) } == .unreadable)
  }

  @Test func keysThatEndTakeWithThemWhatGoesOn() throws {
    let keys = try signers.keys(expires: "2027-01-15T00:00:00Z")
    let manifest = signers.manifest(goesOn: [.retain])
    let verified = try opened(manifest, keys: keys, at: after)
    let between = try #require(Moment("2027-01-10T00:00:00Z"))
    #expect(verified.freshness.standing(of: .retain, at: between) == .goesOn)
    #expect(verified.freshness.standing(of: .retain, at: after) == .refused)
    // A signature that outlives the keys ends with them.
    let long = try opened(
      signers.manifest(expires: "2028-01-01T00:00:00Z", goesOn: [.retain]), keys: keys, at: after)
    #expect(long.freshness.standing(of: .action(.view), at: between) == .fresh)
    #expect(long.freshness.standing(of: .retain, at: after) == .refused)
  }

  @Test func answersTellThatTheyAreStale() throws {
    let freshness = Freshness(
      expires: try #require(Moment("2027-01-01T00:00:00+05:00")), goesOn: [.retain])
    let answers = AnswerJSON(beforeEditionsOf: "shop.privacy")
    #expect(AnswerJSON.Stale(freshness, .retain, at: signers.now) == nil)
    #expect(AnswerJSON.Stale(nil, .retain, at: after) == nil)
    let denied = answers.decision(
      freshness.denial, stale: .init(freshness, .action(.view), at: after))
    #expect(
      String(decoding: denied, as: UTF8.self) == """
        {"context":{"edition":null,"obligations":[],"policy":"shop.privacy","reasons":[],"stale":\
        {"goesOn":false,"since":"2027-01-01T00:00:00+05:00"},"unknown":\
        ["expired: 2027-01-01T00:00:00+05:00"]},"decision":false}
        """)
    let kept = answers.retention(
      Retention(status: .keep, until: nil, clauses: ["a"]),
      stale: .init(freshness, .retain, at: after))
    #expect(
      String(decoding: kept, as: UTF8.self) == """
        {"clauses":["a"],"edition":null,"stale":{"goesOn":true,"since":"2027-01-01T00:00:00+05:00"},\
        "status":"keep","until":null}
        """)
  }
}
