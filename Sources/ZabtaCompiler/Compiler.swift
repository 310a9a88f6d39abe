import ZabtaBundle
import ZabtaChanges
package import ZabtaModel
import ZabtaPages
package import ZabtaRuntime
package import ZabtaSyntax

/// The whole pipeline: texts in, files and messages out.
package enum Compiler {
  package static func compile(_ project: Project) -> Compilation {
    let parsed = project.sources.enumerated().map { Parser.parse($1, file: $0) }
    let resolution = Resolver.resolve(parsed.map(\.tree))
    let templates = Templates.read(project, after: project.sources.count)
    let ledgers = Ledgers.read(project, for: resolution.policies)
    let analyses = resolution.policies.map { Analysis.of($0, sources: project.sources) }

    let diagnostics =
      parsed.flatMap(\.diagnostics) + resolution.diagnostics + templates.diagnostics
      + ledgers.diagnostics + analyses.flatMap(\.diagnostics)
    var compilation = Compilation(
      sources: project.sources + templates.sources,
      diagnostics: diagnostics.sorted(by: Diagnostic.inReadingOrder))
    // Only a project without errors reaches the back ends.
    guard !compilation.hasErrors else { return compilation }
    compilation.policies = analyses.compactMap { analysis in
      Publishing.publish(analysis, templates: templates, ledger: ledgers[analysis.policy.id])
    }
    return compilation
  }
}
