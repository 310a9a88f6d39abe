import Foundation
import Synchronization
import Testing
import ZabtaBundle
import ZabtaRuntime

/// Rules that are made to take a reader deep or to cost it memory.
@Suite struct DeepTests {
  /// A group of many, and conditions that name them one by one.
  private static func content(_ count: Int) -> BundleContent {
    let parts = (0..<count).map { "r\($0)" }
    let data = (0..<count).map { "d\($0)" }
    let words =
      (parts.map { Word(kind: .recipient, name: $0) } + data.map { Word(kind: .data, name: $0) })
      + [
        Word(kind: .recipient, name: "everybody", includes: parts),
        Word(kind: .data, name: "everything", includes: data),
      ]
    let facts = parts.map { Fact.among(.recipient, [$0]) }
    return BundleContent(
      policy: "p", publisher: "p", words: words, clauses: [Clause(id: "x")],
      norms: [
        Norm(
          effect: .permit, actor: .we, action: .share,
          object: Object(kind: .data, names: ["everything"]),
          when: [Condition(anyOf: facts)], clause: "x"),
        Norm(
          effect: .forbid, actor: .we, action: .share,
          object: Object(kind: .data, names: ["d1"]),
          when: [Condition(anyOf: facts), Condition(.among(.recipient, ["r1"]))], clause: "x"),
      ])
  }

  /// Runs work on a thread with as little stack as other systems give to theirs.
  private static func onAShallowStack<Value: Sendable>(
    of kilobytes: Int = 512, _ work: @escaping @Sendable () -> Value
  ) -> Value? {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Value?>(nil)
    let thread = Thread {
      let value = work()
      result.withLock { $0 = value }
      done.signal()
    }
    thread.stackSize = kilobytes << 10
    thread.start()
    done.wait()
    return result.withLock { $0 }
  }

  @Test func aGroupWhosePartsAreNamedOneByOneFitsASmallStack() throws {
    // A quarter of the words on a quarter of the stack: as deep, and in a sixteenth of the time.
    let rules = try Ruleset(Self.content(1000))
    var request = Request(
      subject: .init(type: "organisation", id: "p"), action: "share",
      resource: .init(type: "data", id: "d0"))
    request.context.recipient = "everybody"
    let asked = request
    let decision = Self.onAShallowStack(of: 128) { rules.decide(asked) }
    // Either answer is safe: yes, or no because it takes too long.
    #expect(decision != nil)
    request.context.recipient = "r7"
    #expect(rules.decide(request).isPermitted)
  }

  @Test func wordsThatIncludeEachOtherInALongChainAreRead() throws {
    let names = (0..<4000).map { "w\($0)" }
    var words = names.enumerated().map { index, name in
      Word(kind: .data, name: name, includes: index + 1 < names.count ? [names[index + 1]] : [])
    }
    let content = BundleContent(policy: "p", publisher: "p", words: words)
    #expect(Self.onAShallowStack { (try? Ruleset(content)) != nil } == true)
    words[names.count - 1].includes = ["w0"]
    let circle = BundleContent(policy: "p", publisher: "p", words: words)
    #expect(Self.onAShallowStack { (try? Ruleset(circle)) != nil } == false)
  }

  @Test func listsInEachOtherFitASmallStack() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
    let isRead = Self.onAShallowStack { (try? JSONParser.parse(deep)) != nil }
    #expect(isRead == false)
    let most =
      Array(String(repeating: "[", count: 64).utf8)
      + Array(
        String(repeating: "]", count: 64).utf8)
    #expect(Self.onAShallowStack { (try? JSONParser.parse(most)) != nil } == true)
  }
}
