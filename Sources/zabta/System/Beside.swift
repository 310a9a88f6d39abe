/// The hidden names beside a file or folder while it is being written.
///
/// They are the same for every run, so that a run finds what a killed one left; a ``FolderLock``
/// keeps two runs from using them at once.
enum Beside: String, CaseIterable {
  /// Not finished, or no longer needed: to be removed.
  case unfinished = ".zabta-new"
  /// The former folder, where the disk cannot exchange two: to be put back if its place is empty.
  case former = ".zabta-old"
  /// The source of a release, whole: to be put in place if the ledger has recorded the release.
  case due = ".zabta-due"

  /// For instance `policies/.shop.zabta.zabta-due` for `policies/shop.zabta`.
  func name(of path: String) -> String {
    let (above, name) = Self.split(path)
    return "\(above)/.\(name)\(rawValue)"
  }

  /// The folder that a path stands in, and its name there.
  static func split(_ path: String) -> (above: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    let name = parts.last.map(String.init) ?? path
    let above = parts.dropLast().joined(separator: "/")
    if path.hasPrefix("/") { return ("/" + above, name) }
    return (above.isEmpty ? "." : above, name)
  }

  /// What killed runs left in a folder; with the folders in it where `deep` says so.
  static func leftovers(
    in folder: String, deep: Bool = false
  ) throws(MachineError) -> [(kind: Beside, path: String, place: String)] {
    var found: [(kind: Beside, path: String, place: String)] = []
    var folders = [(path: folder, depth: 0)]
    while let (above, depth) = folders.popLast() {
      guard FileTree.isFolder(above) else { continue }
      for name in try FileTree.names(in: above) {
        let path = above + "/" + name
        if name.hasPrefix("."), let kind = allCases.first(where: { name.hasSuffix($0.rawValue) }) {
          let place = name.dropFirst().dropLast(kind.rawValue.count)
          found.append((kind, path, above + "/" + place))
        } else if deep, !name.hasPrefix("."), depth < FileTree.deepest, FileTree.isFolder(path) {
          folders.append((path, depth + 1))
        }
      }
    }
    return found
  }
}
