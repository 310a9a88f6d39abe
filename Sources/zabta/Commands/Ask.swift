import ArgumentParser
import ZabtaCompiler
import ZabtaSyntax

struct Ask: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a policy a question in its own language.",
    discussion: """
      Example: zabta ask buy-inverter.privacy "We may share phone with logistics-partner for delivery."
      Example: zabta ask buy-inverter.privacy "Who may view payment-data?"

      A sentence is answered yes (exit 0) or no (exit 1); a question with who, what or when gets a list.
      """)

  @OptionGroup var root: RootOption
  @Argument(help: "The policy's id.")
  var policy: String
  @Argument(help: "A rule sentence, or a question: Who may …? What may … receive? When may we …?")
  var sentence: String

  func run() throws {
    let compilation = Compiler.compile(try ProjectFolder(root: root).read())
    let answer = Asking.answer(sentence, about: try compilation.find(policy))
    if !answer.diagnostics.isEmpty {
      Messages.show(answer.diagnostics, sources: answer.sources)
      throw ExitCode(2)
    }
    Console.result(answer.text)
    if !answer.isYes { throw ExitCode(1) }
  }
}
