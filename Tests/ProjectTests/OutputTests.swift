import Foundation
import Testing
import ZabtaCompiler
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// What stands under `output/` is what the sources say, whoever compiles them and in which order.
@Suite struct OutputTests {
  @Test func thePoliciesRaiseNoError() throws {
    let compilation = try Repository.compilation.get()
    let found = compilation.diagnostics.filter { $0.severity != .note }
    #expect(found.map { "\($0.id): \($0.summary)" }.isEmpty)
    #expect(compilation.policies.map(\.id).sorted() == policyIDs)
  }

  @Test func theOutputIsExactlyWhatTheSourcesGive() throws {
    var expected: [String: [UInt8]] = [:]
    for id in policyIDs {
      for file in try Repository.policy(id).files { expected["\(id)/\(file.path)"] = file.bytes }
    }
    #expect(try Repository.files("output") == expected.keys.sorted())
    for (path, bytes) in expected where Repository.exists("output/\(path)") {
      let isFresh = try Repository.bytes("output/\(path)") == bytes
      #expect(isFresh, "output/\(path) is stale: run bin/zabta build")
    }
  }

  @Test func compilingTwiceGivesTheSameBytes() throws {
    let project = try Repository.project()
    let (first, second) = (Compiler.compile(project), Compiler.compile(project))
    #expect(first.policies.map(\.files) == second.policies.map(\.files))
    #expect(first.diagnostics == second.diagnostics)
  }

  @Test func theOrderOfTheSourcesMeansNothing() throws {
    var project = try Repository.project()
    project.sources.reverse()
    let reversed = Compiler.compile(project)
    #expect(!reversed.hasErrors)
    for built in reversed.policies {
      #expect(try Repository.policy(built.id).files == built.files)
    }
    #expect(reversed.policies.count == policyIDs.count)
  }

  @Test(arguments: policyIDs) func thePagesAreSound(_ id: String) throws {
    let pages = try Repository.policy(id).files.filter { $0.path.hasSuffix(".html") }
    #expect(pages.map(\.path).contains("index.html"))
    #expect(pages.map(\.path).contains("ur/index.html"))
    for page in pages {
      let isPiece = page.path == "notices/banner.html"
      #expect(PageReading.problems(page.bytes, isPiece: isPiece) == [], "\(page.path)")
    }
  }

  /// A citation's anchor works in either form, in either language.
  @Test(arguments: policyIDs) func bothFormsHaveEveryAnchor(_ id: String) throws {
    let built = try Repository.policy(id)
    for folder in ["", "ur/"] {
      let html = try anchors(built, "\(folder)index.html")
      let markdown = try anchors(built, "\(folder)index.md")
      for clause in built.content.clauses.map(\.id) {
        #expect(html.contains(clause), "\(folder)index.html lacks #\(clause)")
        #expect(markdown.contains(clause), "\(folder)index.md lacks #\(clause)")
      }
      let clauses = Set(built.content.clauses.map(\.id))
      #expect(
        html.filter(clauses.contains) == markdown.filter(clauses.contains),
        "the anchors of \(folder)index stand in another order")
    }
  }

  /// The ids of a page, in its order.
  private func anchors(_ built: CompiledPolicy, _ path: String) throws -> [String] {
    let file = try #require(built.files.first { $0.path == path })
    return String(decoding: file.bytes, as: UTF8.self).matches(of: /id="([^"]+)"/)
      .map { String($0.1) }
  }
}
