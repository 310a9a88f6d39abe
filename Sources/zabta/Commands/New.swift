import ArgumentParser
import ZabtaCompiler

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a small project that builds.",
    discussion: "Example: zabta new my-policies && zabta build --root my-policies")

  @Argument(help: "The folder to make; it must be new or empty.")
  var folder: String

  func run() throws {
    if try FileTree.kind(folder) != nil {
      guard FileTree.isFolder(folder), try FileTree.list(folder).isEmpty else {
        Console.message("zabta: \(folder) is not empty. Name a new folder.")
        throw ExitCode(2)
      }
    }
    let made = try Disk.makeFolder(folder)
    do {
      try Signals.held {
        try FolderSwap.clear(folder)
        try FolderSwap.replace([
          FolderSwap.Folder(path: folder + "/policies", files: Starter.policies)
        ])
      }
    } catch {
      Disk.removeEmpty(made)
      throw error
    }
    Console.result("Made \(folder). Next: zabta build --root \(folder)")
  }
}
