import Testing
import ZabtaCompiler
import ZabtaSyntax

/// What the project ships is in the one layout, and what it gives newcomers works.
@Suite struct RoundTripTests {
  @Test func thePoliciesAreInTheOneLayout() throws {
    for source in try Repository.project().sources {
      #expect(formatted(source) == source.bytes, "zabta format changes \(source.path)")
    }
  }

  @Test func theStarterSaysNothingAndBuilds() {
    var project = Project()
    for file in Starter.files {
      project.sources.append(SourceText(path: file.path, bytes: file.bytes))
    }
    let compilation = Compiler.compile(project)
    #expect(compilation.diagnostics.map(\.summary).isEmpty)
    #expect(compilation.policies.count == 1)
    for source in project.sources { #expect(formatted(source) == source.bytes) }
  }

  private func formatted(_ source: SourceText) -> [UInt8] {
    Formatter.format(Parser.parse(source, file: 0).tree)
  }
}
