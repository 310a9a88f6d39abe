import ArgumentParser
import ZabtaCompiler

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a small project that builds.",
    discussion: "Example: zabta new my-policies && zabta build --root my-policies")

  @Argument(help: "The folder to make; it must be new or empty.")
  var folder: String

  func run() throws {
    if FileTree.exists(folder) {
      guard FileTree.isFolder(folder), try FileTree.list(folder).isEmpty else {
        Console.message("zabta: \(folder) is not empty. Name a new folder.")
        throw ExitCode(2)
      }
    }
    for file in Starter.files {
      let path = folder + "/" + file.path
      let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      try FileTree.makeFolder(above.joined(separator: "/"))
      try FileTree.write(file.bytes, to: path)
    }
    Console.result("Made \(folder). Next: zabta build --root \(folder)")
  }
}
