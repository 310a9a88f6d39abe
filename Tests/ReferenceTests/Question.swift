import ZabtaRuntime

/// A question of one of the three kinds, as it is asked, shrunk and printed.
enum Question: CustomStringConvertible {
  case decision(Request)
  case retention(RetentionQuestion)
  case deadline(DeadlineQuestion)

  /// The same question with one thing less known.
  var smaller: [Question] {
    switch self {
    case .decision(let request):
      return smaller(request.context).map { context in
        var next = request
        next.context = context
        return .decision(next)
      }
    case .retention(let question):
      var all: [RetentionQuestion] = []
      func add(_ change: (inout RetentionQuestion) -> Void) {
        var next = question
        change(&next)
        if next != question { all.append(next) }
      }
      add { $0.created = nil }
      add { $0.form = nil }
      for name in question.events.keys.sorted() { add { $0.events[name] = nil } }
      for name in question.circumstances { add { $0.circumstances.removeAll { $0 == name } } }
      return all.map { .retention($0) }
    case .deadline(let question):
      guard question.jurisdiction != nil else { return [] }
      return [.deadline(DeadlineQuestion(request: question.request, received: question.received))]
    }
  }

  private func smaller(_ context: Context) -> [Context] {
    var all: [Context] = []
    func add(_ change: (inout Context) -> Void) {
      var next = context
      change(&next)
      if next != context { all.append(next) }
    }
    let words: [WritableKeyPath<Context, String?>] = [
      \.recipient, \.purpose, \.touchpoint, \.form, \.person, \.region, \.jurisdiction,
    ]
    for key in words { add { $0[keyPath: key] = nil } }
    add { $0.age = nil }
    add { $0.created = nil }
    add { $0.on = nil }
    for name in context.consent.keys.sorted() { add { $0.consent[name] = nil } }
    for name in context.events.keys.sorted() { add { $0.events[name] = nil } }
    for name in context.circumstances { add { $0.circumstances.removeAll { $0 == name } } }
    return all
  }

  var description: String {
    switch self {
    case .decision(let request):
      let context = request.context
      return fields(
        "may \(request.subject.type) \(request.subject.id) \(request.action)"
          + " \(request.resource.type) \(request.resource.id)?",
        [
          ("recipient", context.recipient), ("purpose", context.purpose),
          ("touchpoint", context.touchpoint), ("form", context.form),
          ("person", context.person), ("region", context.region),
          ("jurisdiction", context.jurisdiction), ("age", context.age.map(String.init)),
          ("consent", dated(context.consent)),
          ("circumstances", list(context.circumstances)), ("events", dated(context.events)),
          ("created", context.created.map(text)), ("on", context.on.map(text)),
        ])
    case .retention(let question):
      return fields(
        "what of the record \(question.record)?",
        [
          ("form", question.form), ("circumstances", list(question.circumstances)),
          ("events", dated(question.events)), ("created", question.created.map(text)),
          ("on", text(question.on)),
        ])
    case .deadline(let question):
      return fields(
        "by when \(question.request)?",
        [("received", text(question.received)), ("jurisdiction", question.jurisdiction)])
    }
  }

  private func fields(_ head: String, _ fields: [(String, String?)]) -> String {
    ([head] + fields.compactMap { name, value in value.map { "  \(name): \($0)" } })
      .joined(separator: "\n")
  }

  private func list(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: ", ")
  }

  private func dated(_ moments: [String: Moment?]) -> String? {
    list(moments.sorted { $0.key < $1.key }.map { "\($0) \($1.map(text) ?? "(undated)")" })
  }

  private func text(_ moment: Moment) -> String {
    switch moment {
    case .day(let day): return "\(day)"
    case .instant(let seconds, let offset): return "instant \(seconds) offset \(offset)"
    }
  }
}
