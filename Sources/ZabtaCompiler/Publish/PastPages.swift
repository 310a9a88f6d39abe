import ZabtaChanges
import ZabtaPages

/// The files of a past edition at the place where they stand now.
///
/// They are served as they were published. One thing has to follow from their place: a page that
/// stood in the policy's folder stands in `editions/<n>/` now, so its links to what did not come with
/// it (earlier editions, notices, the feed) lead two folders up.
enum PastPages {
  static func files(of entry: LedgerEntry) -> [PublishedFile] {
    let own = entry.published.filter { !$0.path.hasPrefix("notices/") }
    let paths = Set(own.map(\.path))
    let kept = own.compactMap { file -> PublishedFile? in
      guard let bytes = file.bytes else { return nil }
      return PublishedFile(
        path: "editions/\(entry.edition)/\(file.path)",
        bytes: relinked(bytes, of: file.path, among: paths))
    }
    return kept + BundleSets.flat(entry)
  }

  /// The file with its links to files beside the edition's own leading two folders up.
  private static func relinked(_ bytes: [UInt8], of path: String, among own: Set<String>) -> [UInt8]
  {
    let marks: [[UInt8]]
    let end: UInt8
    if path.hasSuffix(".html") {
      marks = [Array(" href=\"".utf8), Array(" src=\"".utf8)]
      end = UInt8(ascii: "\"")
    } else if path.hasSuffix(".md") {
      marks = [Array("](".utf8)]
      end = UInt8(ascii: ")")
    } else {
      return bytes
    }
    let folder = path.split(separator: "/").dropLast().map(String.init)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 256)
    var copied = 0
    for place in places(of: marks, in: bytes) where place >= copied {
      let target = bytes[place...].prefix { $0 != end && $0 != UInt8(ascii: "\n") }
      result += bytes[copied..<place]
      if leavesTheEdition(target, from: folder, own) { result += "../../".utf8 }
      result += target
      copied = target.endIndex
    }
    return result + bytes[copied...]
  }

  /// Where a mark ends, from the first to the last; all marks begin with one byte.
  private static func places(of marks: [[UInt8]], in bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { text in
      var places: [Int] = []
      for index in text.indices where text[index] == marks[0][0] {
        if let mark = marks.first(where: { text[index...].starts(with: $0) }) {
          places.append(index + mark.count)
        }
      }
      return places
    }
  }

  /// True for a relative address of a file that is not the edition's own.
  private static func leavesTheEdition(
    _ target: ArraySlice<UInt8>, from folder: [String], _ own: Set<String>
  ) -> Bool {
    let address = target.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    // A scheme, another host, the top of the site, or a place on the page.
    guard let first = address.first, first != UInt8(ascii: "/"),
      !address.contains(UInt8(ascii: ":"))
    else { return false }
    var parts = folder
    for part in String(decoding: address, as: UTF8.self).split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(String(part))
      }
    }
    let path = parts.joined(separator: "/")
    return !own.contains(path) && !own.contains(path + (path.isEmpty ? "" : "/") + "index.html")
  }
}
