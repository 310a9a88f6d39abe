import Testing
import ZabtaChanges
import ZabtaCompiler
import ZabtaRuntime
import ZabtaSyntax

/// The published ledgers, and what becomes of them when somebody's hand or disk damages them.
@Suite struct RealLedgerTests {
  private func ledger(_ id: String) throws -> [UInt8] {
    try Repository.bytes("policies/\(id).ledger.jsonl")
  }

  /// Today's tool makes of the kept sources what was recorded.
  ///
  /// Who changes how norms, words or digests come about sees it here: past editions do not follow.
  @Test func theEditionsRebuildAsRecorded() throws {
    let compilation = try Repository.compilation.get()
    #expect(LedgerAudit.messages(compilation).map(\.summary) == [])
    for built in compilation.policies {
      for entry in built.ledger.entries {
        let snapshot = try #require(Editions.snapshot(of: entry))
        let digest = ContentDigest(snapshot)
        #expect(digest.norms == entry.normsDigest)
        #expect(digest.prose == entry.proseDigest)
        #expect(digest.content == entry.contentDigest)
      }
    }
  }

  @Test(arguments: policyIDs) func theyComeBackByteForByte(_ id: String) throws {
    let bytes = try ledger(id)
    let (ledger, problems) = Ledger.parse(bytes, policy: id)
    #expect(problems.isEmpty)
    #expect(ledger.bytes == bytes)
  }

  /// Bytes and stretches flipped, taken out, put in and doubled, all over.
  @Test(arguments: policyIDs) func everyDamageIsNamed(_ id: String) throws {
    let bytes = try ledger(id)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for round in 0..<120 {
      var damaged = bytes
      // Half of the places stand among the members before the long texts.
      let place = round % 2 == 0 ? random(bytes.count) : random(700)
      let size = 1 + random(40)
      let end = min(bytes.count, place + size)
      switch round % 7 {
      case 0: damaged[place] ^= UInt8(1 + random(255))
      case 1: damaged.remove(at: place)
      case 2: damaged.insert(UInt8(random(256)), at: place)
      case 3: damaged.removeSubrange(place..<end)
      case 4: damaged.insert(contentsOf: bytes[place..<end], at: place)
      case 5: damaged.removeLast(size)
      default: damaged.insert(contentsOf: [10], at: place)
      }
      guard damaged != bytes else { continue }
      let problems = Ledger.parse(damaged, policy: id).problems
      #expect(!problems.isEmpty, "round \(round) at \(place)")
    }
    #expect(Ledger.parse(bytes + bytes, policy: id).problems.map(\.kind) == [.twice])
  }

  // MARK: - A line made anew, with digests that hold

  private func audit(_ forge: (inout LedgerEntry) -> Void) throws -> [Diagnostic] {
    let id = "pumppos.privacy"
    var project = try Repository.project()
    var entry = try #require(Ledger.parse(try ledger(id), policy: id).ledger.newest)
    forge(&entry)
    entry.digest = entry.computedDigest
    project.ledgers["policies/\(id).ledger.jsonl"] = entry.line() + [10]
    let compilation = Compiler.compile(project)
    #expect(!compilation.hasErrors, "\(compilation.diagnostics.map(\.summary))")
    return LedgerAudit.messages(compilation)
  }

  @Test func swappedFilesAreNamed() throws {
    let found = try audit { entry in
      for index in entry.published.indices where entry.published[index].path == "index.html" {
        entry.published[index] = .init(
          path: "index.html", digest: entry.published[index].digest, text: "<p>Another.</p>")
      }
    }
    #expect(found.map(\.id) == ["ledger-altered"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.summary.contains("index.html") == true)
    let gone = try audit { $0.published.removeAll { $0.path == "ur/index.html" } }
    #expect(
      gone.map(\.summary) == [
        "the ledger does not keep ur/index.html: edition 1 (2026-03) was altered"
      ])
    let bundle = try audit { entry in
      for index in entry.published.indices where entry.published[index].path == "bundle.json" {
        let text = (entry.published[index].text ?? "").replacing("\"P30D\"", with: "\"P90D\"")
          .replacing("marketing", with: "selling")
        entry.published[index] = .init(
          path: "bundle.json", digest: ContentDigest.of(Array(text.utf8)), text: text)
      }
    }
    #expect(bundle.map(\.id) == ["ledger-altered"])
  }

  @Test func otherSourcesAreNamed() throws {
    let found = try audit { entry in
      for index in entry.sources.indices where entry.sources[index].path == "policies/pumppos.zabta"
      {
        entry.sources[index] = .init(
          path: entry.sources[index].path,
          text: entry.sources[index].text.replacing(
            "is secure in every case", with: "is secure in no case"))
      }
    }
    #expect(found.map(\.id) == ["ledger-rebuilt-otherwise"])
    #expect(found.first?.severity == .warning)
    #expect(found.first?.summary.contains("its printed prose as recorded: no-certainty") == true)
    let unreadable = try audit { entry in
      entry.sources = [.init(path: "policies/pumppos.zabta", text: "Policy pumppos.privacy: ???")]
    }
    #expect(unreadable.first?.summary.hasPrefix("this zabta cannot read the sources") == true)
    let digest = try audit { $0.normsDigest = String(repeating: "0", count: 64) }
    #expect(digest.first?.summary.contains("the digests of its norms") == true)
  }

  /// An edition that this tool would print otherwise is compared as it was published.
  @Test func whatWasPublishedIsCompared() throws {
    let id = "pumppos.privacy"
    var entry = try #require(Ledger.parse(try ledger(id), policy: id).ledger.newest)
    let published = try #require(Editions.snapshot(of: entry))
    for index in entry.sources.indices {
      entry.sources[index] = .init(
        path: entry.sources[index].path,
        text: entry.sources[index].text.replacing("in every case", with: "in no case"))
    }
    let overlaid = try #require(Editions.snapshot(of: entry))
    #expect(Differ.compare(old: overlaid, new: published).isEmpty)
    entry.sources = []
    let alone = try #require(Editions.snapshot(of: entry))
    #expect(alone.content.norms == published.content.norms)
    entry.published = []
    #expect(Editions.snapshot(of: entry) == nil)
  }
}
