import ZabtaBundle
import ZabtaFuzz
import ZabtaRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times the opening of flat files, and tells what stays in memory.
enum OpenBench {
  /// Runs the rows; `wants` tells whether a row of such a name is asked for.
  static func run(
    _ wants: (String) -> Bool, _ row: (String, Duration?, @autoclosure () -> Duration) -> Void
  ) throws {
    let count = 100_000
    let name = "open: a flat file of \(count) norms mapped and checked"
    guard wants(name) else { return }
    let bytes = try FlatFile.write(content(norms: count))
    let path = "/tmp/zabta-bench-\(getpid()).zb"
    try write(bytes, to: path)
    defer { unlink(path) }
    row(
      "\(name) (\(bytes.count) bytes)", .milliseconds(5),
      Timing.median(of: 21) { (try? Ruleset(mapping: path)) == nil ? 0 : 1 })
    let before = residentKilobytes()
    let ruleset = try Ruleset(mapping: path)
    let after = residentKilobytes()
    print(
      "open: resident memory grows by \(after - before) KB on opening \(bytes.count / 1024) KB"
        + " (goal: the file and 1024 KB)")
    withExtendedLifetime(ruleset) {}
  }

  /// What of the process is in memory, on Linux.
  private static func residentKilobytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    guard fgets(&line, 200, file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw RulesetError(path: path, reason: "cannot be written")
    }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw RulesetError(path: path, reason: "cannot be written")
    }
  }

  /// A policy as a large company might have it, with norms by chance.
  static func content(norms count: Int) -> BundleContent {
    var random = Damage(seed: 11)
    var words: [Word] = []
    for kind in Kind.allCases where kind != .place {
      for index in 0..<(kind == .data ? 500 : 40) {
        words.append(
          Word(kind: kind, name: "\(kind)-\(index)", labels: ["en": "\(kind) number \(index)"]))
      }
    }
    for group in 0..<40 {
      let parts = (0..<10).map { "data-\(group * 12 + $0)" }
      words.append(Word(kind: .data, name: "group-\(group)", includes: parts))
    }
    let clauses = (0..<2000).map { index in
      Clause(
        id: "clause-\(index)", heading: ["en": "Heading \(index)", "ur": "عنوان"],
        text: ["en": "What clause number \(index) says, in the many words that clauses take."],
        rules: [["en": "We may do number \(index)."]])
    }
    func some(_ kind: Kind) -> [String] {
      ["\(kind)-\(random.below(kind == .data ? 500 : 40))"]
    }
    let actions: [Action] = [.use, .share, .collect, .store, .view]
    let norms = (0..<count).map { index in
      var when = [Condition(.among(.purpose, some(.purpose) + some(.purpose)))]
      if random.below(2) == 0 { when.append(Condition(.among(.recipient, some(.recipient)))) }
      if random.below(4) == 0 { when.append(Condition(.consent(some(.consent)))) }
      return Norm(
        effect: random.below(5) == 0 ? .forbid : .permit,
        actor: random.below(3) == 0 ? .named(.role, some(.role)) : .we,
        action: actions[random.below(actions.count)],
        object: Object(
          kind: .data,
          names: random.below(10) == 0 ? ["group-\(random.below(40))"] : some(.data)), when: when,
        obligations: random.below(6) == 0 ? some(.measure) : [],
        clause: "clause-\(index * 2000 / count)")
    }
    return BundleContent(
      policy: "large.privacy", publisher: "large", edition: 1, words: words, clauses: clauses,
      norms: norms)
  }
}
