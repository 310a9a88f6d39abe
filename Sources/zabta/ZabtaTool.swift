import ArgumentParser

/// The command line: arguments, files, exit codes, progress.
///
/// Everything else is in the compiler.
@main
struct ZabtaTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zabta",
    abstract: "Policies as code: one source becomes the page, the change notice and the rules.",
    discussion: """
      Example: zabta build

      Exit status: 0 fine, 1 the sources have errors (or the answer is no), 2 wrong use, 3 the \
      machine failed.
      """,
    version: "0.1.0",
    subcommands: [
      Build.self, Check.self, Ask.self, Decide.self, Retain.self, Deadline.self, Diff.self,
      Release.self, Read.self, Report.self, Format.self, New.self, Keygen.self, Trust.self,
      Sign.self, Verify.self, Export.self, Convert.self,
    ])

  static func main() {
    Signals.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as MachineError {
      Console.endProgress()
      Console.message("zabta: \(failure)")
      leave(3)
    } catch let code as ExitCode {
      leave(code.rawValue)
    } catch {
      // Help and version are results; everything else that ArgumentParser throws is wrong use.
      let text = fullMessage(for: error)
      if exitCode(for: error) == .success {
        Console.result(text)
        leave(0)
      }
      Console.message(Diff.refusal(Array(CommandLine.arguments.dropFirst())) ?? text)
      leave(2)
    }
  }
}
