import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import zabta_service

/// Who may ask.
@Suite struct GateTests {
  let scratch: Scratch
  let token = "0123456789abcdef0123456789abcdef"

  init() throws { scratch = try Scratch() }

  private func tokens(_ text: String, mode: Int = 0o600) throws -> BearerTokens {
    try scratch.write("tokens", Array(text.utf8))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: scratch.path + "/tokens")
    return try BearerTokens(scratch.path + "/tokens")
  }

  private func refusal(_ gate: BearerTokens, _ header: String?) -> Refusal? {
    var head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/")
    head.headerFields[.authorization] = header
    do throws(Refusal) {
      try gate.admit(head)
      return nil
    } catch {
      return error
    }
  }

  @Test func onlyKnownTokensAreLetIn() throws {
    let second = String(token.reversed())
    let gate = try tokens("# first\n\(token)\n\n\(second)\r\n")
    #expect(refusal(gate, "Bearer \(token)") == nil)
    #expect(refusal(gate, "bearer  \(second)") == nil)
    for header in [
      nil, "", "Bearer", "Bearer ", "Basic \(token)", token, "Bearer \(token)x",
      "Bearer \(token.dropLast())", "Bearer # first", "Bearer \(token) \(token)",
    ] {
      let refused = try #require(refusal(gate, header))
      #expect(refused.status == .unauthorized)
      #expect(refused.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=\"zabta\"") == true)
    }
  }

  @Test func aFileThatGuardsNothingIsRefused() throws {
    #expect(throws: FileError.self) { try tokens("") }
    #expect(throws: FileError.self) { try tokens("short\n") }
    #expect(throws: FileError.self) { try tokens("\(token)\n", mode: 0o644) }
    #expect(throws: FileError.self) { try BearerTokens(scratch.path + "/absent") }
  }

  @Test func tokensAreReplacedWithoutARestart() throws {
    let gate = try tokens("\(token)\n")
    let fresh = "another-token-of-some-length"
    try scratch.write("tokens", Array("\(fresh)\n".utf8))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: scratch.path + "/tokens")
    try gate.refresh()
    #expect(refusal(gate, "Bearer \(fresh)") == nil)
    #expect(refusal(gate, "Bearer \(token)") != nil)
    // A file that cannot be used changes nothing.
    try scratch.write("tokens", [])
    #expect(throws: FileError.self) { try gate.refresh() }
    #expect(refusal(gate, "Bearer \(fresh)") == nil)
  }

  @Test(arguments: [
    (["--host", "0.0.0.0"], false), (["--host", "127.0.0.2"], true), (["--host", "::1"], true),
    (["--host", "localhost"], true), (["--host", "127.0.0.1.example"], false),
    (["--host", "10.0.0.1", "--tokens", "t"], true),
    (["--host", "0.0.0.0", "--let-anybody-ask"], true),
    (["--client-ca", "ca"], false), (["--tls-key", "k"], false),
    (["--host", "::", "--client-ca", "ca", "--tls-key", "k", "--tls-certificate", "c"], true),
    (["--max-body", "0"], false), (["--port", "70000"], false),
  ])
  func otherMachinesAskOnlyWithTokensOrCertificates(_ arguments: [String], isFine: Bool) {
    #expect(((try? ServerOptions.parse(arguments)) != nil) == isFine)
  }

  @Test(arguments: [
    ([], false), (["--bundles", "output"], false), (["--bundles", "output", "--unsigned"], true),
    (["--bundle", "a", "--trust", "t"], false),
    (["--bundle", "a", "--trust", "t", "--state", "s"], true),
    (["--bundle", "a", "--trust", "t", "--state", "s", "--unsigned"], false),
    (["--bundles", "output", "--unsigned", "--poll", "0"], false),
  ])
  func unsignedRulesHaveToBeAskedFor(_ arguments: [String], isFine: Bool) {
    #expect(((try? SourceOptions.parse(arguments)) != nil) == isFine)
  }

  @Test func sourcesAreNamedByTheirPolicies() throws {
    let options = try SourceOptions.parse([
      "--unsigned", "--bundle", "out/shop.privacy/", "--bundle", "https://a.example/b/pos.privacy",
      "--bundle", "x.privacy=/srv/other",
    ])
    let sources = try options.sources()
    #expect(sources.map(\.id) == ["shop.privacy", "pos.privacy", "x.privacy"])
    #expect(
      sources.map(\.source.name) == [
        "out/shop.privacy", "https://a.example/b/pos.privacy", "/srv/other",
      ])
    let twice = try SourceOptions.parse(["--unsigned", "--bundle", "a/x", "--bundle", "b/x"])
    #expect(throws: FileError("the policy x has two sources: a/x and b/x")) {
      try twice.sources()
    }
  }

  /// What cannot be meant ends the start, in words for whoever wrote it.
  @Test func sourcesThatAreNoneAreRefused() throws {
    func fault(_ arguments: String...) -> String {
      do {
        _ = try SourceOptions.parse(["--unsigned"] + arguments).sources()
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(fault("--bundles", "/nowhere") == "there is no folder /nowhere")
    #expect(
      fault("--bundles", #filePath) == "the folder \(#filePath) cannot be read, or is none")
    #expect(
      fault("--bundle", #filePath)
        == "\(#filePath) is a file: name the policy's folder, which holds the bundles")
    #expect(fault("--bundle", "ftp://a.example/x").hasPrefix("ftp://a.example/x is no address"))
    // A folder may come later.
    #expect(fault("--bundle", "/nowhere/x") == "")
  }
}
