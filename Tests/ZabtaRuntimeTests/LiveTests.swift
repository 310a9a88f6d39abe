import Synchronization
import Testing
import ZabtaRuntime

@Suite struct LiveTests {
  /// Rules that permit using the email for one circumstance alone, which tells the edition.
  static func edition(_ number: Int) throws -> EditionSet {
    let odd = number % 2 == 1
    var content = Shop.content([
      permit(.use, data(odd ? "email" : "phone"), clause: odd ? "one" : "two")
    ])
    content.edition = number
    return try EditionSet([Ruleset(content)])
  }

  @Test func readersSeeWhatIsPutInPlace() throws {
    let live = LiveRules(try Self.edition(1))
    var reader = live.reader()
    var other = live.reader()
    #expect(reader.read { $0.earliest.content.edition } == 1)
    let old = live.replace(with: try Self.edition(2))
    #expect(old.earliest.content.edition == 1)
    #expect(live.current.earliest.content.edition == 2)
    #expect(reader.read { $0.earliest.content.edition } == 2)
    #expect(other.read { $0.earliest.content.edition } == 2)
  }

  /// What is asked in one body is asked of one edition, also when it is exchanged in the middle.
  @Test func aBodySeesOneValue() throws {
    let live = Live(1)
    var reader = live.reader()
    let seen = reader.read { value in
      live.replace(with: 2)
      return value
    }
    #expect(seen == 1)
    #expect(reader.read { value in value } == 2)
  }

  private final class Tracked: Sendable {
    let count: Counter
    init(_ count: Counter) {
      self.count = count
      count.living.add(1, ordering: .relaxed)
    }
    deinit { count.living.subtract(1, ordering: .relaxed) }
  }

  private final class Counter: Sendable { let living = Atomic<Int>(0) }

  @Test func anOldValueIsFreedWhenTheLastReaderMovesOn() {
    let count = Counter()
    let live = Live(Tracked(count))
    var reader = live.reader()
    var idle = live.reader()
    for _ in 0..<50 { live.replace(with: Tracked(count)) }
    #expect(count.living.load(ordering: .relaxed) == 2)
    reader.read { _ in }
    #expect(count.living.load(ordering: .relaxed) == 2)
    idle.refresh()
    #expect(count.living.load(ordering: .relaxed) == 1)
  }

  /// 200 exchanges while four tasks decide: every answer is that of the edition that it names, and
  /// no reader ever goes back.
  @Test func everyAnswerIsOfTheEditionItNames() async throws {
    let sets = try (1...200).map { try Self.edition($0) }
    let live = LiveRules(sets[0])
    let isDone = Counter()
    let ask = request("use", "email")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var reader = live.reader()
          var (last, decisions) = (0, 0)
          repeat {
            let (edition, decision) = reader.read { set in
              (set.earliest.content.edition, set.decide(ask, on: moment("2026-01-01")))
            }
            #expect(decision.isPermitted == (edition % 2 == 1) && edition >= last)
            #expect(decision.reasons.map(\.clause) == (edition % 2 == 1 ? ["one"] : []))
            (last, decisions) = (edition, decisions + 1)
            await Task.yield()
          } while isDone.living.load(ordering: .acquiring) == 0
          #expect(reader.read { $0.earliest.content.edition } == 200)
          return decisions
        }
      }
      for set in sets.dropFirst() {
        live.replace(with: set)
        await Task.yield()
      }
      isDone.living.add(1, ordering: .releasing)
      for try await decisions in group { #expect(decisions > 0) }
    }
  }
}
