import ZabtaRuntime

// usage: Example BUNDLE-SET.zb [NEWER-BUNDLE-SET.zb]

/// Asks about two kinds of data, goes over to the newer file, and asks about a record.
func run(_ files: ArraySlice<String>) throws(RulesetError) {
  guard let first = files.first, let last = files.last,
    let now = Moment("2026-11-21T09:00:00+05:00"), let made = Day("2019-11-22")
  else {
    print("usage: Example BUNDLE-SET.zb [NEWER-BUNDLE-SET.zb]")
    return
  }
  let desk = try DeliveryDesk(opening: first)
  var worker = desk.worker()
  for data in ["phone", "payment-data"] {
    let decision = worker.mayHandOver(data, to: "logistics-partner", at: now)
    print(
      "\(data): \(decision.isPermitted ? "yes" : "no")", decision.reasons.map(\.clause),
      decision.obligations)
  }
  try desk.exchange(for: last)
  let record = worker.fate(of: "transaction-records", made: made, at: now)
  print("transaction-records: \(record.status)", record.until?.description ?? "without end")
}

do {
  try run(CommandLine.arguments.dropFirst())
} catch {
  print("cannot open \(error)")
}
