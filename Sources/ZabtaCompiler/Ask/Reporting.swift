import ZabtaBundle
import ZabtaModel
import ZabtaSyntax

/// `zabta report`: what a policy leaves to people.
package enum Reporting {
  package static func report(_ compilation: Compilation, asJSON: Bool) -> String {
    let reports = compilation.policies.map { built in
      (
        id: built.policy.id, source: compilation.sources[built.policy.file],
        report: PolicyReport(built.policy, source: compilation.sources[built.policy.file])
      )
    }
    if asJSON {
      let values = reports.map { json($0.report, $0.id, $0.source) }
      return String(decoding: JSONWriter.write(.array(values)), as: UTF8.self)
    }
    return reports.map { text($0.report, $0.id, $0.source) }.joined(separator: "\n")
  }

  private static func parts(
    _ report: PolicyReport
  ) -> [(name: String, title: String, entries: [PolicyReport.Entry])] {
    [
      ("promises", "Promises without a rule", report.promises),
      ("untested", "Rules without a test", report.untested),
      ("vague", "What nobody can compute", report.vague),
      ("excuses", "Prose that needs no rule", report.excuses),
    ]
  }

  private static func text(_ report: PolicyReport, _ id: String, _ source: SourceText) -> String {
    let lines = LineIndex(source)
    var text = "\(id)\n"
    for part in parts(report) {
      text += "\n  \(part.title): \(part.entries.isEmpty ? "none" : String(part.entries.count))\n"
      for entry in part.entries {
        let line = lines.line(of: entry.range.lower) + 1
        text += "    \(entry.clause), \(source.path):\(line)\n      \(entry.text)\n"
        if !entry.remark.isEmpty { text += "      \(entry.remark)\n" }
      }
    }
    return text
  }

  private static func json(
    _ report: PolicyReport, _ id: String, _ source: SourceText
  ) -> JSONValue {
    let lines = LineIndex(source)
    var members: [String: JSONValue] = ["policy": .string(id)]
    for part in parts(report) {
      members[part.name] = .array(
        part.entries.map { entry in
          .object([
            "clause": .string(entry.clause), "text": .string(entry.text),
            "remark": .string(entry.remark), "file": .string(source.path),
            "line": .int(lines.line(of: entry.range.lower) + 1),
          ])
        })
    }
    return .object(members)
  }
}
