import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Retention as §13 says it, sentence by sentence.
///
/// In words, first match first:
/// 1. a `must keep` inside its time (or while its circumstance holds) keeps the record;
/// 2. a form that an *only* shuts out: delete;
/// 3. a permitted keeping inside its period: keep; after the first end of any: delete. A request
///    for deletion that reaches the record, and a `must delete` that is due, are such ends;
/// 4. only a vague period: review;
/// 5. `may delete … after S`: keep, and once S has passed may-dispose;
/// 6. no sentence about it: review.
///
/// A record of a group, of data or of forms, is all of its parts (§13): what must be kept or must go
/// counts for any part, what may be counts for all of them together.
extension ReferenceEvaluator {
  struct Keeping: Equatable {
    var status: Retention.Status
    var until: Day?
    var clauses: Set<String>
    var unknown: Set<String>
  }

  func retain(_ question: RetentionQuestion) -> Keeping {
    var known = ReferenceKnown(words: words, calendar: calendar)
    known.circumstances = Set(question.circumstances)
    // A record is made on a day.
    known.created = question.created.map { .day(Day(number: calendar.day($0))) }
    known.events = question.events
    // `until` is a day, and so the question is asked of the whole day.
    known.on = .day(Day(number: calendar.day(question.on)))
    var unknown = known.unknown
    let atoms = words.atoms(.data, question.record)
    if atoms == nil { unknown.insert("record: \(question.record)") }
    var form = question.form
    if form == nil, words.isDeclared(.form, "identified") { form = "identified" }
    var formAtoms: Set<String> = []
    if let form {
      guard let atoms = words.atoms(.form, form) else {
        unknown.insert("form: \(form)")
        return Keeping(status: .review, until: nil, clauses: [], unknown: unknown)
      }
      formAtoms = atoms
    }
    guard let record = atoms else {
      return Keeping(status: .review, until: nil, clauses: [], unknown: unknown)
    }
    let answer = ReferenceRecord(self, record: record, forms: formAtoms, known: known).answer()
    return Keeping(
      status: answer.status, until: answer.until, clauses: answer.clauses, unknown: unknown)
  }
}
