import ArgumentParser
import ZabtaBundle

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn a bundle from JSON into the flat form that services map, or back.",
    discussion: """
      Example: zabta convert bundle.json
      Example: zabta convert bundle-set.zb --output editions.json

      A bundle gives a bundle, a set gives a set. What is converted is checked first: its form, its digest, and \
      that it says nothing but its rules. There and back again gives the same bytes.
      """)

  @Argument(help: "A bundle.json or bundle-set.json, or one of them as .zb.")
  var file: String
  @Option(help: "Where to write; beside the file by default, with the other ending.")
  var output: String?

  func run() throws {
    guard let bytes = try FileTree.read(file) else {
      throw MachineError("there is no file \(file)")
    }
    let converted: [UInt8]
    do throws(JSONError) {
      converted = try FlatFile.convert(bytes)
    } catch {
      Console.message("zabta: \(file) is no bundle that can be used: \(error)")
      throw ExitCode(1)
    }
    let target = try output ?? beside(isFlat: !FlatFile.isFlat(bytes))
    try SourceFiles.put(converted, at: target)
    Console.result(target)
  }

  private func beside(isFlat: Bool) throws -> String {
    let (old, new) = isFlat ? (".json", ".zb") : (".zb", ".json")
    guard file.hasSuffix(old) else {
      Console.message(
        "zabta: \(file) does not end in \(old). Say where to write: --output NAME\(new)")
      throw ExitCode(2)
    }
    return file.dropLast(old.count) + new
  }
}
