import Foundation
import Synchronization
import Testing
import ZabtaBundle
import ZabtaRuntime

/// Rules that are made to take a reader deep or to cost it memory.
@Suite struct DeepTests {
  /// Runs work on a thread with as little stack as other systems give to theirs.
  private static func onAShallowStack<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) -> Value? {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Value?>(nil)
    let thread = Thread {
      let value = work()
      result.withLock { $0 = value }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    return result.withLock { $0 }
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
