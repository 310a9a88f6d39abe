/// Replaces whole folders: the files of all of them are written beside, then each changes places
/// with what stood there.
///
/// A process that is killed leaves each folder old or new; one that fails leaves all of them old.
/// What a killed process left beside is cleared at the next start.
enum FolderSwap {
  struct Folder {
    var path: String
    /// Paths relative to the folder.
    var files: [(path: String, bytes: [UInt8])]
  }

  /// Puts these folders in place; the folder that they stand in must be held (``FolderLock``).
  static func replace(_ folders: [Folder]) throws(MachineError) {
    var swapped: [(path: String, former: Bool)] = []
    do throws(MachineError) {
      for folder in folders { try prepare(folder) }
      for folder in folders {
        let former = try FileTree.kind(folder.path) != nil
        try swap(folder.path, former: former)
        swapped.append((folder.path, former))
      }
    } catch {
      for (path, former) in swapped.reversed() {
        if former {
          try? swap(path, former: true)
        } else {
          try? Disk.move(path, to: Beside.unfinished.name(of: path))
        }
      }
      for folder in folders { try? Disk.remove(Beside.unfinished.name(of: folder.path)) }
      throw error
    }
    // Where the former ones are now.
    for folder in folders { try Disk.remove(Beside.unfinished.name(of: folder.path)) }
  }

  private static func prepare(_ folder: Folder) throws(MachineError) {
    let beside = Beside.unfinished.name(of: folder.path)
    try Disk.makeFolder(beside)
    var folders: Set<String> = [""]
    for file in folder.files {
      let above = file.path.split(separator: "/").dropLast().joined(separator: "/")
      if folders.insert(above).inserted { try Disk.makeFolder(beside + "/" + above) }
      try Disk.create(beside + "/" + file.path, file.bytes)
    }
  }

  /// Lets a folder and the one beside it change places; done twice, it is undone.
  private static func swap(_ path: String, former: Bool) throws(MachineError) {
    let beside = Beside.unfinished.name(of: path)
    guard former else {
      try Disk.move(beside, to: path)
      return
    }
    if try Disk.exchange(beside, with: path) { return }
    let old = Beside.former.name(of: path)
    try Disk.move(path, to: old)
    do throws(MachineError) {
      try Disk.move(beside, to: path)
    } catch {
      try? Disk.move(old, to: path)
      throw error
    }
    do throws(MachineError) {
      try Disk.move(old, to: beside)
    } catch {
      try? Disk.move(path, to: beside)
      try? Disk.move(old, to: path)
      throw error
    }
  }

  /// Clears what killed runs left in a folder, which must be held.
  static func clear(_ folder: String) throws(MachineError) {
    let leftovers = try Beside.leftovers(in: folder)
    for (kind, path, place) in leftovers where kind == .former {
      if try FileTree.kind(place) == nil {
        try Disk.move(path, to: place)
      } else {
        try Disk.remove(path)
      }
    }
    for (kind, path, _) in leftovers where kind == .unfinished { try Disk.remove(path) }
  }
}
