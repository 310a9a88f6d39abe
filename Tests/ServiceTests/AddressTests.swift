import Foundation
import Hummingbird
import Synchronization
import Testing
import ZabtaBundle

@testable import zabta_service

/// Bundles from a web server, with its tags, and within limits.
@Suite struct AddressTests {
  @Test func aBuildIsFetchedOnceForEachTag() async throws {
    let publisher = try Publisher()
    try await SourceServer.serving { server, base in
      server.put(try publisher.files(3))
      let source = try AddressSource(base + "/" + Shop.id, limits: .unhurried)
      let (slot, keeper) = try publisher.keeper(source: source)
      #expect(await keeper.look())
      #expect(slot.status.edition == 3)
      #expect(server.asked == ["/\(Shop.id).sig.json 200", "/\(Shop.id)/bundle.json 200"])
      server.forget()
      #expect(await keeper.look())
      #expect(server.asked == ["/\(Shop.id).sig.json 304"])
      server.put(try publisher.files(4))
      #expect(await keeper.look())
      #expect(slot.status.edition == 4)
      // The server is down, then offers something else, then comes back.
      server.mode = .failing
      #expect(await !keeper.look())
      #expect(slot.status.fault?.contains("status 500") == true)
      #expect(slot.status.unreachable == 1)
      // It is back with the build that answers: nothing is wrong any more.
      server.mode = .plain
      #expect(await keeper.look())
      #expect(slot.status.fault == nil)
      server.put(try publisher.files(5, signedBy: SigningKey()))
      #expect(await !keeper.look())
      #expect(slot.status.refused == 1)
      #expect(slot.status.edition == 4)
      server.put(try publisher.files(6))
      #expect(await keeper.look())
      #expect(slot.status.edition == 6)
      #expect(slot.status.fault == nil)
    }
  }

  @Test func noMoreIsReadThanWasSignedFor() async throws {
    let publisher = try Publisher()
    try await SourceServer.serving { server, base in
      var files = try publisher.files(3)
      files["\(Shop.id)/bundle.json"]? += [UInt8](repeating: 32, count: 1 << 22)
      server.put(files)
      let source = try AddressSource(base + "/" + Shop.id, limits: .unhurried)
      let (slot, keeper) = try publisher.keeper(source: source)
      #expect(await !keeper.look())
      #expect(slot.status.fault?.contains("has more than") == true)
      // Without a length told, too.
      server.mode = .unsized
      #expect(await !keeper.look())
      #expect(slot.status.fault?.contains("has more than") == true)
      #expect(slot.policy == nil)
    }
  }

  @Test func redirectionsAreFew() async throws {
    try await SourceServer.serving { server, base in
      var limits = FetchLimits.unhurried
      limits.redirections = 2
      let source = try AddressSource(base + "/x", limits: limits)
      server.put(["x/bundle.json": [1, 2, 3]])
      server.mode = .redirecting(2)
      #expect(await source.told().hasPrefix("bytes([1, 2, 3]"))
      server.mode = .redirecting(3)
      #expect(await source.told() == "more than 2 redirections")
      server.mode = .plain
      #expect(
        try await source.read(.file("bundle-set.json"), unless: nil, atMost: 100) == .missing)
    }
  }

  /// A server that never answers: however slow the machine is, it is the time that ends the fetch.
  @Test func timeIsShort() async throws {
    try await SourceServer.serving { server, base in
      let source = try AddressSource(base + "/x", limits: FetchLimits(seconds: 0.5))
      server.mode = .silent
      #expect(await source.told().contains("took longer than 0.5 seconds"))
    }
  }

  @Test(arguments: [
    "ftp://a.example/x", "https://", "a.example/x", "https://u:p@a.example/x",
    "https://a.example/x?y",
  ])
  func addressesAreOfFolders(_ address: String) {
    #expect(throws: SourceError.self) { try AddressSource(address, limits: FetchLimits()) }
  }
}

extension FetchLimits {
  /// Limits whose time no machine reaches, however busy it is.
  fileprivate static let unhurried = FetchLimits(seconds: 600)
}

extension AddressSource {
  /// What reading a file brings, or why it brings nothing.
  fileprivate func told() async -> String {
    do throws(SourceError) {
      return "\(try await read(.file("bundle.json"), unless: nil, atMost: 100))"
    } catch {
      return error.description
    }
  }
}

/// A web server in this process that offers files with their tags.
final class SourceServer: HTTPResponder, Sendable {
  typealias Context = BasicRequestContext

  enum Mode: Sendable {
    case plain, failing, unsized
    /// It takes requests and never answers.
    case silent
    /// So many redirections before the file.
    case redirecting(Int)
  }

  private struct State {
    var files: [String: [UInt8]] = [:]
    var asked: [String] = []
    var mode = Mode.plain
  }
  private let state = Mutex(State())

  var asked: [String] { state.withLock { $0.asked } }
  var mode: Mode {
    get { state.withLock { $0.mode } }
    set { state.withLock { $0.mode = newValue } }
  }

  func put(_ files: [String: [UInt8]]) {
    state.withLock { state in
      for (name, bytes) in files { state.files["/" + name] = bytes }
    }
  }

  func forget() { state.withLock { $0.asked = [] } }

  func respond(to request: Request, context: Context) async throws -> Response {
    let path = request.uri.path
    let (mode, bytes) = state.withLock { ($0.mode, $0.files[path]) }
    switch mode {
    case .failing: return Response(status: .internalServerError)
    case .silent: try await Task.sleep(for: .seconds(3600))
    case .redirecting(let count) where count > 0:
      self.mode = .redirecting(count - 1)
      return Response(status: .found, headers: [.location: path])
    default: break
    }
    guard let bytes else { return Response(status: .notFound) }
    let tag = "\"\(OPAArchive(bytes).tag.dropFirst().dropLast())\""
    let isKnown = request.headers[.ifNoneMatch] == tag
    state.withLock { $0.asked.append("\(path) \(isKnown ? 304 : 200)") }
    if isKnown { return Response(status: .notModified, headers: [.eTag: tag]) }
    if case .unsized = mode {
      return Response(
        status: .ok,
        body: ResponseBody { writer in
          for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
            let end = min(start + 1 << 16, bytes.count)
            try await writer.write(ByteBuffer(bytes: bytes[start..<end]))
          }
          try await writer.finish(nil)
        })
    }
    return Response(
      status: .ok, headers: [.eTag: tag], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Serves while the test goes on.
  static func serving(
    _ test: @escaping @Sendable (SourceServer, String) async throws -> Void
  ) async throws {
    let server = SourceServer()
    let (ports, port) = AsyncStream<Int>.makeStream()
    let application = Application(
      responder: server,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      for await port in ports {
        try await test(server, "http://127.0.0.1:\(port)")
        break
      }
      group.cancelAll()
      do { try await group.waitForAll() } catch is CancellationError {}
    }
  }

  /// A file that changed in this very second may change once more in it.
  @Test func aSecondThatIsNotOverMarksNothing() {
    let second = "Sat, 21 Nov 2026 12:41:25 GMT"
    #expect(Fetcher.mark(tag: nil, modified: second, date: second) == nil)
    #expect(Fetcher.mark(tag: nil, modified: second, date: nil) == nil)
    #expect(
      Fetcher.mark(tag: nil, modified: second, date: "Sat, 21 Nov 2026 12:41:26 GMT") == second)
    #expect(Fetcher.mark(tag: "\"a\"", modified: second, date: second) == "\"a\"")
  }
}
