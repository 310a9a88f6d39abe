import ArgumentParser
import ZabtaBundle
import ZabtaCompiler
import ZabtaPages
import ZabtaSyntax

struct Check: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github
  }

  static let configuration = CommandConfiguration(
    abstract: "Report mistakes and failing Check: sentences.",
    discussion: "Example: zabta check --format github")

  @OptionGroup var root: RootOption
  @Option(help: "How to report: text, json, sarif or github.")
  var format: Format = .text
  @Flag(help: "Take the first fix of each message that has one, then check again.")
  var fix = false
  @Flag(help: "Read the written pages back as well.")
  var output = false
  @Flag(help: "Exit 1 where a policy's content is not what its newest release says.")
  var releaseNeeded = false
  @Argument(help: "Files to report on; everything is checked either way.")
  var paths: [String] = []

  func run() throws {
    if fix { try ProjectFolder(root: root).writing { try takeFixes(Compiler.compile($0)) } }
    let compilation = Compiler.compile(try ProjectFolder(root: root).read())
    var diagnostics =
      compilation.diagnostics + LedgerAudit.messages(compilation)
      + StaleUrdu.messages(compilation)
    if releaseNeeded {
      diagnostics += compilation.policies.flatMap { ReleaseNeeded.messages($0) }
    }
    diagnostics.sort(by: Diagnostic.inReadingOrder)
    if output { try readBack(compilation) }
    if !paths.isEmpty {
      let wanted = try files(compilation)
      diagnostics.removeAll { !wanted.contains($0.at.range.file) }
    }
    let sources = compilation.sources
    switch format {
    case .text: Messages.show(diagnostics, sources: sources)
    case .json: Console.result(DiagnosticRenderer.json(diagnostics, sources: sources))
    case .sarif: Console.result(DiagnosticRenderer.sarif(diagnostics, sources: sources))
    case .github: Console.result(DiagnosticRenderer.github(diagnostics, sources: sources))
    }
    if format == .text, !diagnostics.contains(where: { $0.severity == .error }) {
      Console.message("no errors in \(compilation.policyFileCount) files")
    }
    try Messages.failOnErrors(diagnostics)
  }

  /// The indices of the files that the arguments name.
  private func files(_ compilation: Compilation) throws -> Set<Int> {
    var wanted: Set<Int> = []
    for path in paths {
      let matches = compilation.sources.indices.filter { index in
        let source = root.path(compilation.sources[index].path)
        return source == path || source.hasPrefix(path.hasSuffix("/") ? path : path + "/")
          || compilation.sources[index].path == path
      }
      guard !matches.isEmpty else {
        Console.message("zabta: \(path) is no source of this project")
        throw ExitCode(2)
      }
      wanted.formUnion(matches)
    }
    return wanted
  }

  private func takeFixes(_ compilation: Compilation) throws {
    for (index, bytes) in Fixing.apply(compilation.diagnostics, to: compilation.sources) {
      let path = root.path(compilation.sources[index].path)
      try Signals.held { try SourceFiles.replace(path, with: bytes) }
      Console.message("\(path): mended")
    }
  }

  private func readBack(_ compilation: Compilation) throws {
    var failures = 0
    for built in compilation.policies {
      let folder = root.path("output/" + built.id)
      for file in built.files where file.path.hasSuffix(".html") || file.path.hasSuffix(".zb") {
        let path = folder + "/" + file.path
        guard let bytes = try FileTree.read(path) else {
          Console.message("\(path): is not there. Run: zabta build")
          failures += 1
          continue
        }
        if file.path.hasSuffix(".zb") {
          if let problem = try problem(of: bytes, at: path) {
            Console.message(problem)
            failures += 1
          }
          continue
        }
        for problem in PageReading.problems(bytes, isPiece: file.path == Notices.banner) {
          Console.message("\(path): \(problem)")
          failures += 1
        }
      }
    }
    if failures > 0 { throw ExitCode(1) }
  }

  /// What is wrong with a flat file, read back.
  ///
  /// What its digest does not hold, such as the edition's day, is told by the JSON beside it alone. Past
  /// editions are as they were published: their JSON may tell less.
  private func problem(of bytes: [UInt8], at path: String) throws -> String? {
    let (folder, name) = Beside.split(path)
    var files = [name: bytes]
    let json = String(name.dropLast(".zb".count)) + ".json"
    if !folder.contains("/editions/") { files[json] = try FileTree.read("\(folder)/\(json)") }
    do throws(JSONError) {
      try FlatFile.compare(files)
      return nil
    } catch {
      return "\(folder)/\(error)"
    }
  }
}
