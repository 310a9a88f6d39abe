import Foundation
import Testing

/// The files of trust on a disk: killed runs, two services, links, pipes and other builds.
@Suite struct TrustFileTests {
  // MARK: Keys

  @Test func noKilledRunLeavesHalfOfAKey() throws {
    let modes: [Fault.How] = [.kill, .half, .broken, .full, .readOnly, .interrupted]
    for how in modes {
      for at in 1...20 {
        let bench = try TrustBench()
        let fault = Fault(how: how, at: at, folder: bench.root)
        let log = bench.root + ".log"
        defer { try? FileManager.default.removeItem(atPath: log) }
        let process = Process()
        process.executableURL = Tool.executable
        process.arguments = ["keygen", bench.root + "/a"]
        process.environment = fault.environment(log: log)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard FileManager.default.fileExists(atPath: log) else { break }
        // Whatever holds a secret is its owner's; under its name it is whole.
        for name in try FileManager.default.contentsOfDirectory(atPath: bench.root)
        where name.contains(".key") {
          let attributes = try FileManager.default.attributesOfItem(
            atPath: bench.root + "/" + name)
          #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(fault)")
        }
        let before = try? bench.read("a.key")
        if process.terminationStatus == 0 { continue }
        let pub = try? bench.read("a.pub")
        // What a killed run left is finished by the next, with the same key.
        let again = try bench.run("keygen", "@a")
        #expect(again.status == (pub == nil ? 0 : 2), "\(fault) \(again.errors)")
        if let before { #expect(try bench.read("a.key") == before, "\(fault)") }
        #expect(
          try bench.run(
            "trust", "p", "--keys", "@a.pub", "--threshold", "1", "--key", "@a.key", "--output",
            "@list"
          ).status == 0, "\(fault)")
        #expect(try bench.hidden().filter { $0.contains(".key") }.isEmpty || pub != nil, "\(fault)")
      }
    }
  }

  // MARK: Marks

  /// The bundle as another edition; the digest of the rules is the same.
  private func folder(_ edition: Int, in bench: TrustBench) throws {
    let text = try bench.read("out/bundle.json")
    let path = bench.root + "/e\(edition)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(text.contains("\"edition\":1,"))
    try bench.write(
      text.replacing("\"edition\":1,", with: "\"edition\":\(edition),"),
      to: "e\(edition)/bundle.json")
    let signed = try bench.run(
      "sign", "@e\(edition)", "--expires", "2027-06-30", "--key", "@legal.key", "--key",
      "@security.key")
    #expect(signed.status == 0, "\(signed.errors)")
  }

  @Test func twoServicesShareAMark() throws {
    let bench = try TrustBench()
    try bench.trust()
    for edition in 2...9 { try folder(edition, in: bench) }
    for _ in 0..<3 {
      try? FileManager.default.removeItem(atPath: bench.root + "/seen.json")
      let runs = try (2...9).shuffled().map { edition in
        try bench.start(
          "verify", "@e\(edition)", "--trust", "@trust.json", "--seen", "@seen.json", "--on",
          "2027-01-01")
      }
      for run in runs { run.waitUntilExit() }
      // Whoever came last: the mark is never taken back.
      #expect(try bench.read("seen.json").contains("\"edition\":9,"))
    }
    let old = try bench.run(
      "decide", "--bundle", "@e8", "--trust", "@trust.json", "--seen", "@seen.json", "--on",
      "2027-01-01")
    #expect(old.status == 1)
    #expect(old.errors.contains("rollback"))
    #expect(try bench.hidden() == [])
  }

  @Test func theMarkIsTheOldOneOrTheNew() throws {
    let bench = try TrustBench()
    try bench.trust()
    for edition in 2...3 { try folder(edition, in: bench) }
    func verify(_ edition: Int) -> [String] {
      [
        "verify", "\(bench.root)/e\(edition)", "--trust", "\(bench.root)/trust.json", "--seen",
        "\(bench.root)/seen.json", "--on", "2027-01-01",
      ]
    }
    #expect(try Tool.run(verify(2)).status == 0)
    let old = try bench.read("seen.json")
    #expect(try Tool.run(verify(3)).status == 0)
    let new = try bench.read("seen.json")
    let log = bench.root + ".log"
    defer { try? FileManager.default.removeItem(atPath: log) }
    for how in [Fault.How.kill, .half, .broken, .full] {
      for at in 1...20 {
        try bench.write(old, to: "seen.json")
        try? FileManager.default.removeItem(atPath: log)
        let process = Process()
        process.executableURL = Tool.executable
        process.arguments = verify(3)
        process.environment = Fault(how: how, at: at, folder: bench.root).environment(log: log)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let now = try bench.read("seen.json")
        #expect(now == old || now == new, "\(how) \(at)")
        // Who says that it is verified remembers it.
        if process.terminationStatus == 0 { #expect(now == new, "\(how) \(at)") }
        guard FileManager.default.fileExists(atPath: log) else { break }
      }
    }
  }

  // MARK: Folders

  @Test func linksArePassedAndPipesAreNot() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign()
    let verify = [
      "verify", bench.bundle, "--trust", bench.root + "/trust.json", "--on", "2027-01-01",
    ]
    let path = bench.bundle + "/bundle.json"
    // Containers bring their files as links. What counts are the bytes.
    try FileManager.default.moveItem(atPath: path, toPath: bench.root + "/elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: bench.root + "/elsewhere")
    #expect(try Tool.run(verify).status == 0)
    for name in ["/dev/zero", "/dev/null", bench.root + "/pipe"] {
      if name.hasSuffix("pipe") { #expect(mkfifo(name, 0o600) == 0) }
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: name)
      let refused = try Tool.run(verify)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("a pipe or a device"), "\(refused.errors)")
    }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(try Tool.run(verify).status == 3)
    // A thing that nobody signed for is refused whatever it is.
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: bench.root + "/elsewhere", toPath: path)
    #expect(mkfifo(bench.bundle + "/bundle.zb", 0o600) == 0)
    let unknown = try Tool.run(verify)
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("nobody signed for the file"))
    // What is no bundle by its name is not looked at.
    try FileManager.default.removeItem(atPath: bench.bundle + "/bundle.zb")
    try bench.write("{}", to: "out/Bundle.json")
    try bench.write("{}", to: "out/index.html")
    #expect(try Tool.run(verify).status == 0)
  }

  @Test func filesOfTwoBuildsAreNotSigned() throws {
    let bench = try TrustBench()
    try bench.trust()
    let text = try bench.read("out/bundle.json")
    let other = text.replacing("\"edition\":1,", with: "\"edition\":2,")
    let set =
      "{\"editions\":[{\"bundle\":\(other),\"date\":\"2099-01-01\",\"effective\":\"2099-01-01\"}],"
      + "\"format\":\"zabta.bundle-set/1\",\"policy\":\"pumppos.privacy\"}"
    try bench.write(set, to: "out/bundle-set.json")
    let mixed = try bench.run(
      "sign", "@out", "--expires", "2027-06-30", "--key", "@legal.key")
    #expect(mixed.status == 1)
    #expect(!FileManager.default.fileExists(atPath: bench.root + "/out.sig.json"))
  }

  // MARK: Lists

  @Test func aListTellsTheNewestEditionAndItsEnd() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign()
    try bench.run("keygen", "@fresh")
    func list(_ options: String..., output: String) throws {
      let arguments =
        [
          "trust", "pumppos.privacy", "--keys", "@legal.pub", "--keys", "@security.pub",
          "--threshold", "2", "--after", "@trust.json", "--key", "@legal.key", "--key",
          "@security.key", "--output", output,
        ] + options
      let run = try Tool.run(arguments.map { $0.replacing("@", with: bench.root + "/") })
      #expect(run.status == 0, "\(run.errors)")
    }
    func verify(_ file: String) throws -> Tool.Run {
      try bench.run(
        "verify", "@out", "--trust", "@trust.json", "--trust", "@\(file)", "--on", "2027-01-01")
    }
    try list("--edition", "2", output: "@newer.json")
    let old = try verify("newer.json")
    #expect(old.status == 1)
    #expect(old.errors.contains("rollback") && old.errors.contains("there is edition 2"))
    try list("--expires", "2026-12-31", output: "@ended.json")
    #expect(try verify("ended.json").errors.contains("there must be a newer list"))
    try list("--edition", "1", "--expires", "2027-02-01", output: "@good.json")
    let good = try verify("good.json")
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.contains("The list of keys ends before, on 2027-02-01T00:00:00Z."))
    // A forged mark of the highest number gives way to the list that tells the newest edition.
    let forged = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--seen", "@seen.json", "--on", "2027-01-01")
    #expect(forged.status == 0)
    try bench.write(
      try bench.read("seen.json").replacing("\"edition\":1,", with: "\"edition\":999999999,"),
      to: "seen.json")
    let stuck = ["--trust", "@trust.json", "--seen", "@seen.json", "--on", "2027-01-01"]
    #expect(
      try Tool.run(
        (["verify", "@out"] + stuck).map { $0.replacing("@", with: bench.root + "/") }
      ).status == 1)
    let freed = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--trust", "@good.json", "--seen", "@seen.json",
      "--on", "2027-01-01")
    #expect(freed.status == 0, "\(freed.errors)")
    #expect(try bench.read("seen.json").contains("\"edition\":1,"))
  }
}
