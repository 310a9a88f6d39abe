import Foundation
import Testing
import ZabtaBundle
import ZabtaRuntime

@testable import zabta_service

/// Bundles from a folder: verified, swapped, kept for a restart.
@Suite struct KeeperTests {
  let publisher: Publisher

  init() throws { publisher = try Publisher() }

  private func answer(_ slot: PolicySlot, at now: Int = 1_800_000_000) -> Bool? {
    slot.policy?.decide(Evaluation(Shop.question()), at: now).0.isPermitted
  }

  @Test func aSignedBuildAnswersAndTheNextTakesItsPlace() async throws {
    try publisher.publish(try publisher.files(3))
    let (slot, keeper) = try publisher.keeper()
    #expect(await keeper.look())
    #expect(answer(slot) == true)
    let former = try #require(slot.policy)
    try publisher.publish(try publisher.files(4))
    #expect(await keeper.look())
    #expect(answer(slot) == false)
    #expect(slot.status.edition == 4)
    #expect(slot.status.loads == 2)
    // Whoever is answering goes on with the one it has.
    #expect(former.decide(Evaluation(Shop.question()), at: 1_800_000_000).0.isPermitted)
    // Nothing changed: nothing is read again.
    #expect(await keeper.look())
    #expect(slot.status.loads == 2)
  }

  @Test func whatIsNotTrustedLeavesTheOldOneAnswering() async throws {
    try publisher.publish(try publisher.files(3))
    let (slot, keeper) = try publisher.keeper()
    #expect(await keeper.look())
    let good = try publisher.files(5)
    var altered = good
    altered["\(Shop.id)/bundle.json"]?[200] ^= 1
    let bad: [(String, [String: [UInt8]])] = [
      ("sign", try publisher.files(5, signedBy: SigningKey())),
      ("edition 2", try publisher.files(2)),
      ("not the file that was signed", altered),
      ("bundle of other.privacy", try publisher.files(5, policy: "other.privacy")),
      ("there must be a newer one", try publisher.files(5, expires: "2020-01-01T00:00:00Z")),
      ("cannot be read", ["\(Shop.id).sig.json": Array("{".utf8)]),
    ]
    for (place, (reason, files)) in bad.enumerated() {
      try publisher.publish(files)
      #expect(await !keeper.look())
      #expect(answer(slot) == true)
      #expect(slot.status.edition == 3)
      #expect(slot.status.refused == place + 1)
      #expect(slot.status.fault?.contains(reason) == true, "\(slot.status.fault ?? "")")
    }
    try publisher.publish(good)
    #expect(await keeper.look())
    #expect(slot.status.edition == 5)
    #expect(slot.status.fault == nil)
  }

  @Test func whatIsSignedAndNoBundleIsRefusedToo() async throws {
    try publisher.publish(try publisher.files(3))
    let (slot, keeper) = try publisher.keeper()
    #expect(await keeper.look())
    let junk = Array("{\"format\":\"zabta.bundle/1\"}".utf8)
    let manifest = Manifest(
      policy: Shop.id, edition: 4, expires: try #require(Moment("2099-01-01T00:00:00Z")),
      files: ["bundle.json": Manifest.File(of: junk)])
    try publisher.publish([
      "\(Shop.id)/bundle.json": junk,
      "\(Shop.id).sig.json": try BundleVerifier.sign(manifest, with: [publisher.key]),
    ])
    #expect(await !keeper.look())
    #expect(slot.status.edition == 3)
    // It was never taken, so its number is not remembered.
    let state = try #require(publisher.scratch.read("state/\(Shop.id).seen.json"))
    #expect(try SeenEdition.read(state).edition == 3)
  }

  @Test func unsignedRulesAreTakenOnlyWhereThatWasSaid() async throws {
    let bundle = BundleJSON.write(Shop.content(1))
    try publisher.publish(["\(Shop.id)/bundle.json": bundle])
    let (closed, strict) = try publisher.keeper()
    #expect(await !strict.look())
    #expect(closed.policy == nil)
    let (open, lenient) = try publisher.keeper(trust: nil, state: false)
    #expect(await lenient.look())
    #expect(answer(open) == true)
    try publisher.publish([
      "\(Shop.id)/bundle.json": BundleJSON.write(Shop.content(2, policy: "other.privacy"))
    ])
    #expect(await !lenient.look())
    #expect(open.status.fault?.contains("shop.privacy is expected") == true)
    #expect(answer(open) == true)
  }

  /// A build in both forms, or with a flat file of another edition's rules.
  private func bothForms(_ edition: Int, flat: Int, signed: Bool = true) throws -> [String: [UInt8]]
  {
    var content = Shop.content(flat)
    content.edition = edition
    let files = [
      "bundle.json": BundleJSON.write(Shop.content(edition)),
      FlatFile.name: try FlatFile.write(content),
    ]
    var named = Dictionary(uniqueKeysWithValues: files.map { ("\(Shop.id)/\($0)", $1) })
    guard signed else { return named }
    let manifest = Manifest(
      policy: Shop.id, edition: edition, expires: try #require(Moment("2099-01-01T00:00:00Z")),
      files: files.mapValues(Manifest.File.init(of:)))
    named["\(Shop.id).sig.json"] = try BundleVerifier.sign(manifest, with: [publisher.key])
    return named
  }

  @Test func theFlatFormAnswersWhereThereIsOneAndHasToAgree() async throws {
    try publisher.publish(try bothForms(3, flat: 3))
    let (slot, keeper) = try publisher.keeper()
    #expect(await keeper.look())
    #expect(slot.status.edition == 3)
    #expect(answer(slot) == true)
    // It was opened from the flat file: both were kept, and the flat one is what answers.
    let kept = try #require(
      publisher.scratch.read("state/\(Shop.id).kept").flatMap { KeptBuild($0) })
    #expect(kept.files.keys.sorted() == ["bundle.json", "bundle.zb"])
    #expect(FlatFile.answering(kept.files) == FlatFile.name)
    // Signed, and the two forms say different things: the former build goes on.
    try publisher.publish(try bothForms(5, flat: 4))
    #expect(await !keeper.look())
    #expect(slot.status.edition == 3)
    #expect(slot.status.fault?.contains("it does not say what bundle.json says") == true)
    // JSON alone is as good.
    try FileManager.default.removeItem(atPath: publisher.folder + "/bundle.zb")
    try publisher.publish(try publisher.files(6))
    #expect(await keeper.look())
    #expect(slot.status.edition == 6)
    #expect(answer(slot) == false)
  }

  @Test func unsignedFormsHaveToAgreeToo() async throws {
    try publisher.publish(try bothForms(3, flat: 3, signed: false))
    let (slot, keeper) = try publisher.keeper(trust: nil, state: false)
    #expect(await keeper.look())
    #expect(await keeper.look())
    #expect(slot.status.loads == 1)
    #expect(answer(slot) == true)
    // Only one of the two was replaced.
    let next = try bothForms(4, flat: 4, signed: false)
    let json = try #require(next["\(Shop.id)/bundle.json"])
    try publisher.publish(["\(Shop.id)/bundle.json": json])
    #expect(await !keeper.look())
    #expect(slot.status.edition == 3)
    try publisher.publish(next)
    #expect(await keeper.look())
    #expect(slot.status.edition == 4)
    // A flat file alone answers as well.
    try FileManager.default.removeItem(atPath: publisher.folder + "/bundle.json")
    #expect(await keeper.look())
    #expect(slot.status.loads == 3)
    #expect(answer(slot) == false)
  }

  @Test func theLastGoodBuildAnswersWhileTheSourceIsDown() async throws {
    try publisher.publish(try publisher.files(3))
    do {
      let (_, keeper) = try publisher.keeper()
      #expect(await keeper.look())
    }
    try FileManager.default.removeItem(atPath: publisher.folder)
    try FileManager.default.removeItem(atPath: publisher.folder + ".sig.json")
    let (slot, keeper) = try publisher.keeper()
    await keeper.start()
    #expect(answer(slot) == true)
    #expect(slot.status.origin == .kept)
    #expect(await !keeper.look())
    #expect(slot.status.unreachable == 1)
    #expect(answer(slot) == true)
  }

  @Test func theKeptBuildIsVerifiedAnew() async throws {
    try publisher.publish(try publisher.files(3))
    let (_, first) = try publisher.keeper()
    #expect(await first.look())
    let name = "state/\(Shop.id).kept"
    let whole = try #require(publisher.scratch.read(name))
    // A flipped bit, a missing end, a byte too many, another keeper's keys: none of them answers.
    var flipped = whole
    flipped[whole.count - 40] ^= 1
    for bytes in [flipped, Array(whole.dropLast()), whole + [0], [], Array("{}\n".utf8)] {
      try publisher.scratch.write(name, bytes)
      let (slot, keeper) = try publisher.keeper()
      await keeper.start()
      #expect(slot.policy == nil)
    }
    try publisher.scratch.write(name, whole)
    let other = SigningKey()
    try publisher.scratch.write("other.json", try publisher.list([other]).file(signedBy: [other]))
    let (slot, keeper) = try publisher.keeper(trust: ["other.json"])
    await keeper.start()
    #expect(slot.policy == nil)
    #expect(slot.status.refused == 1)
  }

  @Test func aRestartTakesNoOlderEdition() async throws {
    try publisher.publish(try publisher.files(5))
    let (_, first) = try publisher.keeper()
    #expect(await first.look())
    try publisher.publish(try publisher.files(4))
    try FileManager.default.removeItem(atPath: publisher.scratch.path + "/state/\(Shop.id).kept")
    let (slot, keeper) = try publisher.keeper()
    await keeper.start()
    #expect(await !keeper.look())
    #expect(slot.policy == nil)
    #expect(slot.status.fault?.contains("edition 5 was in use") == true)
    // A mark that cannot be read is no reason to trust anything.
    try publisher.scratch.write("state/\(Shop.id).seen.json", Array("{}".utf8))
    let (other, confused) = try publisher.keeper()
    await confused.start()
    #expect(other.policy == nil)
    #expect(other.status.fault?.contains("mark") == true)
  }

  @Test func aKillBeforeTheMarkWasWrittenBringsNoOlderEditionBack() async throws {
    let mark = "state/\(Shop.id).seen.json"
    try publisher.publish(try publisher.files(4))
    let (_, first) = try publisher.keeper()
    #expect(await first.look())
    let older = try #require(publisher.scratch.read(mark))
    try publisher.publish(try publisher.files(5))
    #expect(await first.look())
    // Edition 5 is kept, and the mark is still that of edition 4.
    try publisher.scratch.write(mark, older)
    try publisher.publish(try publisher.files(4))
    let (slot, keeper) = try publisher.keeper()
    await keeper.start()
    #expect(slot.status.edition == 5)
    #expect(await !keeper.look())
    #expect(slot.status.edition == 5)
    #expect(slot.status.fault?.contains("edition 5 was in use") == true)
    #expect(try SeenEdition.read(try #require(publisher.scratch.read(mark))).edition == 5)
  }

  @Test func rulesThatRunOutDenyButForWhatGoesOn() async throws {
    let end = "2027-01-15T08:00:00Z"  // the second 1_800_000_000
    try publisher.publish(
      try publisher.files(3, expires: end, goesOn: [.retain, .action(.delete)]))
    let (slot, keeper) = try publisher.keeper(now: { 1_799_999_999 })
    #expect(await keeper.look())
    let policy = try #require(slot.policy)
    #expect(answer(slot, at: 1_799_999_999) == true)
    #expect(!policy.isStale(at: 1_799_999_999))
    #expect(answer(slot, at: 1_800_000_000) == false)
    #expect(policy.isStale(at: 1_800_000_000))
    let denied = policy.decide(Evaluation(Shop.question()), at: 1_800_000_000).0
    #expect(denied.unknown == ["expired: \(end)"])
    #expect(!policy.refuses(.retain, at: 1_800_000_000))
    #expect(policy.refuses(.deadline, at: 1_800_000_000))
    // A start after the end: it is loaded, and denies.
    let (late, later) = try publisher.keeper(now: { 1_800_000_001 })
    await later.start()
    #expect(late.policy?.isStale(at: 1_800_000_001) == true)
    #expect(await later.look())
    #expect(answer(late, at: 1_800_000_001) == false)
  }

  @Test func aListOfKeysThatFollowsCountsWithoutARestart() async throws {
    try publisher.publish(try publisher.files(3))
    let fresh = SigningKey()
    let (slot, keeper) = try publisher.keeper()
    #expect(await keeper.look())
    try publisher.publish(try publisher.files(4, signedBy: fresh))
    #expect(await !keeper.look())
    try publisher.scratch.write(
      "trust.json",
      try publisher.list([publisher.key, fresh]).file(signedBy: [publisher.key, fresh]))
    #expect(await keeper.look())
    #expect(slot.status.edition == 4)
  }

  @Test func everyThreadSeesTheNextValue() async {
    let numbers = ThreadReaders(0)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var last = 0
          while last < 200 {
            let next = numbers.value
            guard next >= last else { return false }
            last = next
            await Task.yield()
          }
          return true
        }
      }
      for number in 1...200 {
        numbers.replace(with: number)
        await Task.yield()
      }
      for await isInOrder in group { #expect(isInOrder) }
    }
    // The readers of a slot that is gone hinder no other: places of the system are given back.
    for number in 0..<3000 { #expect(ThreadReaders(number).value == number) }
  }

  @Test func twoServicesDoNotShareAFolder() throws {
    let folder = publisher.scratch.path + "/own"
    let first = try StateFolder(folder)
    #expect(throws: FileError.self) { try StateFolder(folder) }
    _ = first
  }

  @Test func aPipeOrAFileTooLongIsNotRead() throws {
    let path = publisher.scratch.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: FileError.self) { try Place.read(path, atMost: 10) }
    try publisher.scratch.write("long", [UInt8](repeating: 1, count: 11))
    #expect(throws: FileError.self) {
      try Place.read(publisher.scratch.path + "/long", atMost: 10)
    }
    #expect(try Place.read(publisher.scratch.path + "/long", atMost: 11)?.count == 11)
    #expect(try Place.read(publisher.scratch.path + "/absent", atMost: 1) == nil)
  }
}
