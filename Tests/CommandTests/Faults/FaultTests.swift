import Foundation
import Testing

/// Nothing is lost: whatever call on the disk a run dies at or fails in, what stands there is the
/// old state or the new one, and the next run goes on.
@Suite struct FaultTests {
  static let output = ["output/example.privacy", "output/second.privacy"]

  @Test(arguments: [false, true])
  func aBuildIntoNothing(isPlain: Bool) throws {
    let project = try FaultyProject()
    try walkBuild(project, isPlain: isPlain)
  }

  @Test(arguments: [false, true])
  func aBuildOverAnEarlierOne(isPlain: Bool) throws {
    let project = try FaultyProject()
    try #require(try project.run(["build"]).status == 0)
    try project.edit("vocabulary.zabta", "delivering your order", "bringing your order")
    try walkBuild(project, isPlain: isPlain)
  }

  @Test func aFirstRelease() throws {
    let project = try FaultyProject()
    try walkRelease(project, date: "2026-01-01", isPlain: false)
  }

  @Test(arguments: [false, true])
  func aSecondRelease(isPlain: Bool) throws {
    let project = try FaultyProject()
    try #require(
      try project.run(["release", "example.privacy", "--date", "2026-01-01"]).status == 0)
    try project.edit("policy.zabta", "for 3 years", "for 4 years")
    try walkRelease(project, date: "2026-02-01", isPlain: isPlain)
  }

  @Test func aNewProject() throws {
    let project = try FaultyProject()
    try project.restore([:])
    let before = try project.state()
    try #require(try Tool.run(["new", project.root]).status == 0)
    let after = try project.state()
    try walk(project, ["new"], from: before, isRootGiven: false) { fault, status, met, isNews in
      let state = try project.state()
      #expect(state.visible == before || state.visible == after, "\(fault)")
      expectStatus(status, fault, met, state, after)
      #expect(
        try state.visible == after || Tool.run(["new", project.root]).status == 0, "\(fault)")
    }
  }

  @Test func formattingAndMending() throws {
    let project = try FaultyProject()
    try project.edit("policy.zabta", "never sell personal-data", "never   sell personal-data")
    try walkSources(project, ["format"])
    try project.edit("policy.zabta", "sell personal-data", "sell persnal-data")
    try walkSources(project, ["check", "--fix"])
  }

  /// A reading that fails is told, and nothing is written after it.
  @Test(arguments: [["build"], ["release", "example.privacy", "--date", "2026-01-01"]])
  func readingsThatFail(command: [String]) throws {
    let project = try FaultyProject()
    let before = try project.state()
    try #require(try project.run(command).status == 0)
    let after = try project.state()
    for how in [Fault.How.broken, .interrupted] {
      for at in 1... {
        try project.restore(before)
        let fault = Fault(how: how, at: at, folder: project.root, reads: true)
        let (status, met) = try project.run(command, fault)
        guard met != nil else { break }
        let state = try project.state()
        if how == .interrupted {
          #expect(status == 0 && state == after, "\(fault) \(met ?? "")")
        } else {
          let isWhole = state.visible == before || state.visible == after
          #expect(status == 3 && isWhole, "\(fault) \(met ?? "") \(status)")
        }
      }
    }
  }
}

extension FaultTests {
  /// Every call of a build, every fault.
  private func walkBuild(_ project: FaultyProject, isPlain: Bool) throws {
    let before = try project.state()
    try #require(try project.run(["build"]).status == 0)
    let after = try project.state()
    try #require(before != after)
    try walk(project, ["build"], from: before, isPlain: isPlain) { fault, status, met, isNews in
      let state = try project.state()
      try expectWhole(state, fault, before, after)
      #expect(state.part("policies") == before.part("policies"), "\(fault)")
      expectStatus(status, fault, met, state, after)
      guard isNews else { return }
      let next = try project.run(["build"])
      #expect(next.status == 0, "\(fault): \(next.errors)")
      #expect(try project.state() == after, "\(fault)")
    }
  }

  /// Each policy's folder is the old one or the new one.
  private func expectWhole(
    _ state: FaultyProject.State, _ fault: Fault, _ before: FaultyProject.State,
    _ after: FaultyProject.State
  ) throws {
    for folder in Self.output {
      let part = state.part(folder)
      // Without exchange there is one moment without the folder; the next run brings it back.
      if fault.isPlain, part.isEmpty, [.kill, .half, .readOnly].contains(fault.how) { continue }
      let isWhole = part == before.part(folder) || part == after.part(folder)
      #expect(isWhole, "\(fault) \(folder)")
    }
  }

  /// Every call of a release, every fault.
  private func walkRelease(_ project: FaultyProject, date: String, isPlain: Bool) throws {
    let release = ["release", "example.privacy", "--date", date]
    let before = try project.state()
    try #require(try project.run(release).status == 0)
    let after = try project.state()
    try walk(project, release, from: before, isPlain: isPlain) { fault, status, met, isNews in
      let left = try project.state()
      expectStatus(status, fault, met, left, after)
      // Without exchange, a disk that fills up in the very step is left to the next run.
      if ![.kill, .half, .readOnly].contains(fault.how), !(isPlain && fault.how == .full) {
        #expect(left.visible == before || left.visible == after, "\(fault) \(met)")
      }
      guard isNews else { return }
      // Reading alone already sees one of the two states, whether or not it may write.
      let reading = try project.run(["build", "--check"])
      #expect(!reading.errors.contains("error"), "\(fault) \(met): \(reading.errors)")
      #expect(try project.state() == left, "\(fault): build --check writes nothing")
      #expect(try project.run(["check"]).status == 0, "\(fault) \(met)")
      let state = try project.state()
      #expect(state == before || state == after, "\(fault) \(met)")
      let again = try project.run(release)
      #expect(again.status == (state == before ? 0 : 1), "\(fault) \(met): \(again.errors)")
      #expect(try project.state() == after, "\(fault) \(met)")
    }
  }

  /// Every call of a command that rewrites one source.
  private func walkSources(_ project: FaultyProject, _ command: [String]) throws {
    let before = try project.state()
    try #require(try project.run(command).status == 0)
    let after = try project.state()
    try #require(before != after)
    try walk(project, command, from: before) { fault, status, met, isNews in
      let state = try project.state()
      #expect(state.visible == before || state.visible == after, "\(fault) \(met)")
      expectStatus(status, fault, met, state, after)
      guard isNews else { return }
      #expect(try project.run(command).status == 0, "\(fault) \(met)")
      #expect(try project.state().visible == after, "\(fault) \(met)")
    }
    try project.restore(after)
  }

  /// Runs a command with each fault at each call until it ends without meeting one.
  private func walk(
    _ project: FaultyProject, _ command: [String], from before: FaultyProject.State,
    isRootGiven: Bool = true, isPlain: Bool = false,
    _ examine: (_ fault: Fault, _ status: Int32, _ met: String, _ isNews: Bool) throws -> Void
  ) throws {
    // What a run leaves decides what the next one does: each state is gone on from once.
    var known: Set<FaultyProject.State> = []
    for how in [Fault.How.kill, .half, .broken, .interrupted, .full, .readOnly] {
      if isPlain, [.half, .interrupted].contains(how) { continue }
      var met = 0
      for at in 1...1000 {
        if try project.state() != before { try project.restore(before) }
        let fault = Fault(how: how, at: at, folder: project.root, isPlain: isPlain)
        let run = try project.run(command, fault, isRootGiven: isRootGiven)
        guard let call = run.met else { break }
        met = at
        if call == "skipped" || (how == .half && call != "write") { continue }
        let isNews = known.insert(try project.state()).inserted
        try examine(fault, run.status, call, isNews)
      }
      #expect(met > 2 && met < 1000, "\(how) met \(met) calls")
    }
  }

  /// The status that a fault must give, and what it may leave beside.
  private func expectStatus(
    _ status: Int32, _ fault: Fault, _ met: String, _ state: FaultyProject.State,
    _ after: FaultyProject.State
  ) {
    switch fault.how {
    case .kill, .half: #expect(status == SIGKILL, "\(fault) \(met)")
    case .interrupted:
      #expect(status == 0, "\(fault) \(met)")
      #expect(state == after, "\(fault) \(met)")
    case .broken, .full:
      #expect(status == 3, "\(fault) \(met)")
      // What cannot be removed stays until the next run.
      let isCleared = !state.hasLeftovers || ["unlink", "rmdir"].contains(met)
      #expect(isCleared || (fault.isPlain && fault.how == .full), "\(fault) \(met)")
    case .readOnly, .stop: #expect(status == 3, "\(fault) \(met)")
    }
  }
}
