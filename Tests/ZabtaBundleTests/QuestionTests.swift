import Testing
import ZabtaBundle
import ZabtaRuntime

@Suite struct QuestionTests {
  @Test func aRequestIsRead() throws {
    let request = try RequestJSON.decision(
      Array(
        #"""
        {"subject":{"type":"organisation","id":"shop","properties":{"x":1.5}},
         "action":{"name":"share"},"resource":{"type":"data","id":"email"},"extra":[],
         "context":{"recipient":"courier","purpose":"delivery","age":17,"weather":"fine",
          "consent":["mail"],"circumstances":["hold"],"form":null,
          "events":{"closure":"2026-01-01","access":null,"deletion":true},
          "created":"2020-01-01","on":"2026-03-01T09:00:00+05:00","region":"US-CA"}}
        """#.utf8))
    #expect(request.subject == .init(type: "organisation", id: "shop"))
    #expect(request.action == "share")
    #expect(request.context.recipient == "courier" && request.context.age == 17)
    #expect(request.context.consent == ["mail": nil])
    // A null states nothing: what a database has no day of did not happen.
    #expect(request.context.events == ["closure": Moment("2026-01-01"), "deletion": nil])
    #expect(request.context.form == nil && request.context.region == "US-CA")
    #expect(request.context.on == Moment("2026-03-01T09:00:00+05:00"))
  }

  @Test func consentMayBeDatedAndEventsUndated() throws {
    let request = try RequestJSON.decision(
      Array(
        #"""
        {"subject":{"type":"role","id":"a"},"action":{"name":"view"},
         "resource":{"type":"data","id":"b"},
         "context":{"consent":{"mail":"2026-01-01","ads":true,"calls":null},"events":["closure"]}}
        """#.utf8))
    #expect(request.context.consent == ["mail": Moment("2026-01-01"), "ads": nil])
    #expect(request.context.events == ["closure": nil])
  }

  @Test(arguments: [
    (#""age":"18""#, "context.age: a whole number is expected, this is text"),
    (
      #""age":17.5"#,
      "context.age: a whole number is expected, this is a number that is not whole, or too large"
    ),
    (#""purpose":["a"]"#, "context.purpose: text is expected, this is a list"),
    (#""circumstances":"hold""#, "context.circumstances: a list is expected, this is text"),
    (
      #""circumstances":["a",1]"#,
      "context.circumstances[1]: text is expected, this is a whole number"
    ),
    (
      #""consent":true"#,
      "context.consent: a list of names, or an object from names to days, is expected, this is true or false"
    ),
    (
      #""events":{"closure":"2026-03"}"#,
      "context.events.closure: a day such as 2026-03-01 or an instant such as "
        + "2026-03-01T09:00:00+05:00 is expected"
    ),
    (#""created":20200101"#, "context.created: text is expected, this is a whole number"),
  ])
  func aWrongTypeRefuses(_ member: String, _ message: String) {
    let text =
      #"{"subject":{"type":"a","id":"b"},"action":{"name":"c"},"resource":{"type":"d","id":"e"},"#
      + #""context":{"# + member + "}}"
    #expect(
      refusal { () throws(JSONError) in _ = try RequestJSON.decision(Array(text.utf8)) } == message)
  }

  @Test func whatIsMissingIsNamed() {
    let text = #"{"subject":{"type":"a"},"action":{"name":"c"}}"#
    #expect(
      refusal { () throws(JSONError) in _ = try RequestJSON.decision(Array(text.utf8)) }
        == "subject.id: this is missing")
    #expect(
      refusal { () throws(JSONError) in _ = try RequestJSON.retention(Array("{}".utf8)) }
        == "on: this is missing")
    #expect(
      refusal { () throws(JSONError) in _ = try RequestJSON.deadline(Array("[]".utf8)) }
        == "an object is expected, this is a list")
  }

  @Test func retentionAndDeadline() throws {
    let retention = try RequestJSON.retention(
      Array(
        #"""
        {"fact":"B46","record":"email","created":"2021-01-01","form":"identified",
         "events":{"closure":"2026-11-20"},"circumstances":["hold"],"status":"delete"}
        """#.utf8), on: Moment("2026-11-21"))
    #expect(retention.record == "email" && retention.on == Moment("2026-11-21"))
    #expect(retention.created == Moment("2021-01-01") && retention.circumstances == ["hold"])
    #expect(retention.events == ["closure": Moment("2026-11-20")])
    let deadline = try RequestJSON.deadline(
      Array(#"{"request":"access","received":"2026-01-31","jurisdiction":"EU"}"#.utf8))
    #expect(deadline.jurisdiction == "EU" && deadline.received == Moment("2026-01-31"))
  }

  @Test func answers() throws {
    let answers = AnswerJSON(sample)
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let denied = Decision(
      isPermitted: false, reasons: [.init(clause: "sharing", effect: .forbid, sentence: 1)],
      obligations: [], unknown: ["consent: x"])
    let answer = #"""
      {"context":{"edition":2,"obligations":[],"policy":"shop.privacy","reasons":[{\#
      "anchor":"#sharing","clause":"sharing","effect":"forbid",\#
      "heading":{"en":"Sharing","ur":"فراہمی"},"rule":{"en":"We never sell email."},\#
      "text":{"en":"We share."}}],"unknown":["consent: x"]},"decision":false}
      """#
    #expect(text(answers.decision(denied)) == answer)
    #expect(
      text(answers.retention(Retention(status: .mayDispose, until: nil, clauses: ["rights"])))
        == #"{"clauses":["rights"],"edition":2,"status":"may-dispose","until":null}"#)
    #expect(
      text(
        answers.deadline(
          DueDate(
            due: Moment("2026-03-02"), isTypical: true, clauses: [], unknown: ["request: x"])))
        == #"{"clauses":[],"due":"2026-03-02","edition":2,"typical":true,"unknown":["request: x"]}"#
    )
    #expect(
      text(AnswerJSON.refusal(JSONError(path: "a", reason: "b")))
        == #"{"error":{"path":"a","reason":"b"}}"#)
  }

  func refusal(_ read: () throws(JSONError) -> Void) -> String? {
    do throws(JSONError) {
      try read()
      return nil
    } catch {
      return error.description
    }
  }
}
