/// Archives in the format of POSIX.1-2001 (`ustar`), for few and small files.
///
/// No library of this project writes them; what has no time, no owner and no order of its own is the
/// same bytes everywhere.
enum Tar {
  /// Writes files in the order given, with the date 1970-01-01 and nobody as their owner.
  static func archive(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    for file in files {
      let path = Array(file.path.utf8)
      if path.count > 100 {
        // A longer path stands in a record of its own (POSIX.1-2001, "pax").
        add(header(Array("pax".utf8), size: pax(path).count, type: "x"), pax(path), to: &archive)
      }
      add(
        header(Array(path.prefix(100)), size: file.bytes.count, type: "0"), file.bytes,
        to: &archive)
    }
    return archive + [UInt8](repeating: 0, count: 1024)
  }

  private static func add(_ header: [UInt8], _ bytes: [UInt8], to archive: inout [UInt8]) {
    archive += header
    archive += bytes
    archive += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  /// The record `LENGTH path=PATH` and a new line; the length counts its own digits.
  private static func pax(_ path: [UInt8]) -> [UInt8] {
    let rest = Array(" path=".utf8) + path + [UInt8(ascii: "\n")]
    var length = rest.count + 1
    while rest.count + String(length).utf8.count > length { length += 1 }
    return Array(String(length).utf8) + rest
  }

  private static func header(
    _ path: [UInt8], size: Int, type: Unicode.Scalar
  ) -> [UInt8] {
    var header: [UInt8] = []
    func field(_ bytes: [UInt8], _ width: Int) {
      header += bytes + [UInt8](repeating: 0, count: max(0, width - bytes.count))
    }
    func number(_ value: Int, _ width: Int) {
      let digits = String(value, radix: 8)
      let zeros = String(repeating: "0", count: max(0, width - 1 - digits.utf8.count))
      field(Array((zeros + digits).utf8), width)
    }
    field(path, 100)
    number(0o644, 8)  // mode
    number(0, 8)  // owner
    number(0, 8)  // group
    number(size, 12)
    number(0, 12)  // time
    field(Array("        ".utf8), 8)  // the checksum counts as spaces
    field([UInt8(type.value & 0xFF)], 1)
    field([], 100)
    field(Array("ustar\u{0}00".utf8), 8)
    field([], 512 - header.count)
    let sum = header.reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    let checksum = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + "\u{0} "
    header.replaceSubrange(148..<156, with: Array(checksum.utf8))
    return header
  }
}
