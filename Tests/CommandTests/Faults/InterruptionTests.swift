import Foundation
import Testing

/// Runs that meet each other, signals, full disks and readers that go away.
@Suite struct InterruptionTests {
  static let release = ["release", "example.privacy", "--date", "2026-01-01"]

  /// The call of a release after which the ledger has the edition and the source lacks its line.
  private func haltBetweenTheFiles(
    _ project: FaultyProject, _ how: Fault.How, after command: [String] = release
  ) throws -> Process {
    let before = try project.state("policies")
    for at in 1...100 {
      let halted = try project.start(
        command + ["--root", project.root], Fault(how: how, at: at, folder: project.root))
      if how == .kill { halted.waitUntilExit() } else { waitUntilStopped(halted) }
      let now = try project.state("policies")
      let isRecorded =
        now["example.privacy.ledger.jsonl"] != nil && now["policy.zabta"] == before["policy.zabta"]
      if isRecorded { return halted }
      if how == .stop {
        kill(halted.processIdentifier, SIGKILL)
        halted.waitUntilExit()
      }
      try project.restorePolicies(before)
    }
    Issue.record("no such moment")
    return Process()
  }

  /// A lawyer's edits after the crash are kept, and the line comes all the same.
  @Test func theSourceWasEditedAfterTheKill() throws {
    let project = try FaultyProject()
    _ = try haltBetweenTheFiles(project, .kill)
    try project.edit("policy.zabta", "for 3 years", "for 5 years")
    let check = try project.run(["check"])
    #expect(
      check.status == 0 && check.errors.contains("a release that was interrupted is finished"))
    let source = String(
      decoding: try project.state("policies")["policy.zabta"] ?? Data(), as: UTF8.self)
    #expect(source.contains("Release 2026-01-01: First edition.\n"))
    #expect(source.contains("for 5 years"))
    #expect(try !project.state().hasLeftovers)
    #expect(try project.run(["check", "--release-needed"]).errors.contains("order-records"))
  }

  /// A ledger that was put back by hand takes the release with it.
  @Test func theLedgerWasTakenBackAfterTheKill() throws {
    let project = try FaultyProject()
    let before = try project.state()
    _ = try haltBetweenTheFiles(project, .kill)
    try FileManager.default.removeItem(
      atPath: project.root + "/policies/example.privacy.ledger.jsonl")
    #expect(try project.run(["check"]).status == 0)
    #expect(try project.state() == before)
  }

  /// Where nothing can be written, what a killed release left is read as finished.
  @Test func aReadOnlyFolderAfterTheKill() throws {
    let project = try FaultyProject()
    _ = try haltBetweenTheFiles(project, .kill)
    let left = try project.state("policies")
    let fault = Fault(how: .readOnly, at: 1, folder: project.root + "/policies")
    #expect(try project.run(["build"], fault).status == 0)
    #expect(try project.state("policies") == left)
    let page = try project.state("output")["example.privacy/index.html"]
    #expect(page.map { String(decoding: $0, as: UTF8.self).contains("2026-01-01") } == true)
  }

  /// Nobody reads while a release is between its two files.
  @Test func aBuildDuringARelease() throws {
    let project = try FaultyProject()
    let stopped = try haltBetweenTheFiles(project, .stop)
    let build = try project.start(["build", "--root", project.root])
    usleep(200_000)
    #expect(build.isRunning)
    kill(stopped.processIdentifier, SIGCONT)
    stopped.waitUntilExit()
    build.waitUntilExit()
    #expect(stopped.terminationStatus == 0 && build.terminationStatus == 0)
    let page = try project.state("output")["example.privacy/index.html"]
    #expect(page.map { String(decoding: $0, as: UTF8.self).contains("2026-01-01") } == true)
    #expect(try !project.state().hasLeftovers)
  }

  @Test func twoReleasesAtOnce() throws {
    let project = try FaultyProject()
    let first = try haltBetweenTheFiles(project, .stop)
    let second = try project.start(Self.release + ["--root", project.root])
    kill(first.processIdentifier, SIGCONT)
    first.waitUntilExit()
    second.waitUntilExit()
    #expect(first.terminationStatus == 0)
    #expect(second.terminationStatus == 1, "refused: nothing changed since")
    #expect(try project.run(["check"]).status == 0)
    #expect(try !project.state().hasLeftovers)
  }

  /// Ctrl-C in the middle of a build: the folders are in place when it ends, and nothing beside them.
  @Test func aSignalWaitsForTheFolders() throws {
    let project = try FaultyProject()
    try #require(try project.run(["build"]).status == 0)
    try project.edit("policy.zabta", "Example Shop", "Sample Shop")
    let before = try project.state()
    try #require(try project.run(["build"]).status == 0)
    let after = try project.state()
    for (at, signal) in [(1, SIGTERM), (7, SIGINT), (20, SIGHUP), (24, SIGTERM)] {
      try project.restore(before)
      let build = try project.start(
        ["build", "--root", project.root], Fault(how: .stop, at: at, folder: project.root))
      waitUntilStopped(build)
      kill(build.processIdentifier, signal)
      kill(build.processIdentifier, SIGCONT)
      build.waitUntilExit()
      #expect(build.terminationReason == .uncaughtSignal && build.terminationStatus == signal)
      #expect(try project.state() == after, "at \(at)")
    }
  }

  /// A disk that really takes no more: the limit of the system on the length of a file.
  @Test(arguments: [["build"], release])
  func aFileThatMayNotGrow(command: [String]) throws {
    let project = try FaultyProject()
    let before = try project.state()
    let run = try project.shell(
      "ulimit -f 2; exec \"$0\" \"$@\" --root \"$ROOT\"", command)
    #expect(run.status == 3 && run.errors.contains("cannot write"))
    #expect(try project.state() == before)
    #expect(try project.run(command).status == 0)
  }

  /// A result that cannot be printed is told; what was done before stays whole.
  @Test func standardOutputIsFull() throws {
    let project = try FaultyProject()
    let run = try project.shell("exec \"$0\" \"$@\" --root \"$ROOT\" > /dev/full", Self.release)
    #expect(run.status == 3 && run.errors.contains("cannot write standard output"))
    #expect(try project.run(["check"]).status == 0)
    #expect(try project.state("policies")["example.privacy.ledger.jsonl"] != nil)
    #expect(
      try project.shell("exec \"$0\" \"$@\" --root \"$ROOT\" 2> /dev/full", ["build"]).status == 0)
  }

  /// `zabta read | head -0`: ended as every tool is whose reader has gone, without a word.
  @Test func theReaderHasGone() throws {
    let project = try FaultyProject()
    let run = try project.shell(
      "{ sleep 1; \"$0\" \"$@\" --root \"$ROOT\"; echo $? >&3; } 3>&2 | true",
      ["read", "example.privacy"])
    #expect(run.errors == "\(128 + SIGPIPE)\n")
    let build = try project.shell(
      "{ sleep 1; \"$0\" \"$@\" --root \"$ROOT\" 2>&1; echo $? >&3; } 3>&2 | true", ["build"])
    #expect(build.errors == "0\n")
    #expect(try project.state("output")["example.privacy/index.html"] != nil)
  }
}

/// Waits until the kernel says that a process stands still, or has ended.
private func waitUntilStopped(_ process: Process) {
  let path = "/proc/\(process.processIdentifier)/stat"
  while process.isRunning {
    if let stat = try? String(contentsOfFile: path, encoding: .utf8), stat.contains(") T ") {
      return
    }
    usleep(1000)
  }
}

extension FaultyProject {
  /// Puts the sources back.
  fileprivate func restorePolicies(_ state: State) throws {
    try restore(
      Dictionary(uniqueKeysWithValues: state.map { ("policies/" + $0.key, $0.value) })
        .merging(["policies/": Data()]) { first, _ in first })
  }

  /// Runs the tool by a line of the shell: "$0" is the tool, "$@" the command, $ROOT the folder.
  fileprivate func shell(_ line: String, _ command: [String]) throws -> Tool.Run {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line, Tool.executable.path(percentEncoded: false)] + command
    process.environment = ProcessInfo.processInfo.environment.merging(["ROOT": root]) { $1 }
    let errors = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let messages = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Tool.Run(
      status: process.terminationStatus, output: "",
      errors: String(decoding: messages, as: UTF8.self))
  }
}
