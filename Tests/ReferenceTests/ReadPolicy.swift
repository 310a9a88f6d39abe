import FoundationEssentials
import ZabtaModel
import ZabtaSyntax

/// Source text → policy with its norms, as the compiler reads it.
enum ReadPolicy {
  /// The sources do not make a policy; here is why.
  struct Unreadable: Error, CustomStringConvertible {
    var description: String
  }

  /// One of the policies of this project.
  static func published(_ name: String) throws -> Policy {
    try read(publishedTexts(name))
  }

  /// The files of one of the policies of this project.
  static func publishedTexts(_ name: String) throws -> [SourceText] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try ["vocabulary", name].map { file in
      let url = root.appending(path: "policies/\(file).zabta")
      return SourceText(path: "\(file).zabta", bytes: Array(try Data(contentsOf: url)))
    }
  }

  /// A policy that is one file.
  static func read(_ text: String) throws -> Policy {
    try read([SourceText(path: "test.zabta", text: text)])
  }

  /// Norms may contradict each other here; names and forms must be right.
  static func read(_ texts: [SourceText]) throws -> Policy {
    let files = texts.enumerated().map { Parser.parse($1, file: $0) }
    let resolution = Resolver.resolve(files.map(\.tree))
    let diagnostics = files.flatMap(\.diagnostics) + resolution.diagnostics
    if let error = diagnostics.first(where: { $0.severity == .error }) {
      let place = texts[error.at.range.file].string(error.at.range)
      throw Unreadable(description: "\(error.id): \(error.summary): \(place)")
    }
    guard var policy = resolution.policies.first else {
      throw Unreadable(description: "there is no policy")
    }
    policy.norms = Lowering.norms(of: policy)
    return policy
  }
}
