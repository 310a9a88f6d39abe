import Logging
import Testing
import ZabtaBundle

@testable import zabta_service

/// Sources that hang.
@Suite struct PollingTests {
  /// A start waits for sources some time and no longer; what was kept answers meanwhile.
  @Test func aSourceThatHangsKeepsNoServiceFromStarting() async throws {
    let publisher = try Publisher()
    try publisher.publish(try publisher.files(3))
    let (_, first) = try publisher.keeper()
    #expect(await first.look())
    try await SourceServer.serving { server, base in
      server.mode = .silent
      let source = try AddressSource(base + "/" + Shop.id, limits: FetchLimits(seconds: 600))
      let (slot, keeper) = try publisher.keeper(source: source)
      await keeper.start()
      let polling = Polling(keepers: [keeper], interval: .seconds(600))
      // Without an end of its own, this would last as long as the fetch may: ten minutes.
      await polling.begin(within: .milliseconds(100))
      #expect(slot.policy != nil)
      #expect(slot.status.origin == .kept)
      #expect(slot.status.fault == nil)
      // Ending does not wait for it either.
      let running = Task { try await polling.run() }
      running.cancel()
      try await running.value
      #expect(slot.status.fault?.contains("the service is ending") == true)
    }
  }

  @Test func aStartWaitsForSourcesThatAnswer() async throws {
    let publisher = try Publisher()
    try publisher.publish(try publisher.files(3))
    let (slot, keeper) = try publisher.keeper()
    await Polling(keepers: [keeper], interval: .seconds(600)).begin(within: .seconds(600))
    #expect(slot.status.edition == 3)
    #expect(slot.status.origin == .source)
  }
}
