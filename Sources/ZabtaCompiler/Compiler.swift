import ZabtaModel
import ZabtaPages
import ZabtaRuntime
package import ZabtaSyntax

/// The whole pipeline: texts in, files and messages out.
package enum Compiler {
  /// Compiles a project.
  ///
  /// `withLedgers` false compiles the sources alone, as drafts: what past editions are rebuilt
  /// with.
  package static func compile(_ project: Project, withLedgers: Bool = true) -> Compilation {
    var ledgers = withLedgers ? Ledgers(project) : .none
    let merges = withLedgers ? UnfinishedMerge.messages(project, ledgers) : []
    guard merges.isEmpty else { return Compilation(sources: project.sources, diagnostics: merges) }
    let parsed = project.sources.enumerated().map { Parser.parse($1, file: $0) }
    let resolution = Resolver.resolve(parsed.map(\.tree))
    let templates = Templates.read(project, after: project.sources.count)
    let analyses = analyse(parsed, resolution, project)
    let messages = messages(parsed, resolution, analyses, project)
    if withLedgers {
      ledgers.compare(with: resolution.policies, in: project)
      // A policy that cannot be read is still there.
      if !messages.contains(where: { $0.severity == .error }) {
        ledgers.nameOrphans(next: project.sources.count + templates.sources.count)
      }
    }

    var compilation = Compilation(
      sources: project.sources + templates.sources + ledgers.sources,
      diagnostics: ledgers.heldBack(messages) + templates.diagnostics + ledgers.diagnostics)
    // Only a project without errors reaches the back ends.
    if !compilation.hasErrors {
      for analysis in analyses {
        do throws(UnfilledSlot) {
          let built = try Publishing.publish(
            analysis, source: project.sources[analysis.policy.file], templates: templates,
            ledger: ledgers.ledger(of: analysis.policy, in: project))
          guard let built else { continue }
          compilation.policies.append(built)
          compilation.diagnostics += built.diagnostics
        } catch {
          compilation.diagnostics.append(error.diagnostic)
        }
      }
    }
    compilation.diagnostics.sort(by: Diagnostic.inReadingOrder)
    return compilation
  }

  /// The messages alone, without building pages and bundles: what an editor asks for.
  package static func check(_ project: Project) -> [Diagnostic] {
    let parsed = project.sources.enumerated().map { Parser.parse($1, file: $0) }
    let resolution = Resolver.resolve(parsed.map(\.tree))
    let analyses = analyse(parsed, resolution, project)
    return messages(parsed, resolution, analyses, project).sorted(by: Diagnostic.inReadingOrder)
  }

  private static func analyse(
    _ parsed: [ParsedFile], _ resolution: Resolution, _ project: Project
  ) -> [Analysis] {
    let broken = Consequences.brokenFiles(
      parsed.flatMap(\.diagnostics) + resolution.diagnostics)
    return resolution.policies.map { policy in
      let isWhole = Consequences.areNormsWhole(of: policy, resolution.policies, broken)
      return Analysis.of(policy, sources: project.sources, isWhole: isWhole)
    }
  }

  /// What the stages say, without what merely follows from something else.
  private static func messages(
    _ parsed: [ParsedFile], _ resolution: Resolution, _ analyses: [Analysis], _ project: Project
  ) -> [Diagnostic] {
    Consequences.heldBack(
      parsed.flatMap(\.diagnostics) + resolution.diagnostics + analyses.flatMap(\.diagnostics),
      sources: project.sources)
  }
}
