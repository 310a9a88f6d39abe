import Testing
import ZabtaBundle
import ZabtaRuntime

@Suite struct BundleTests {
  @Test func aBundleReadsBack() throws {
    let bytes = BundleJSON.write(sample)
    let read = try BundleJSON.read(bytes)
    #expect(read == sample)
    #expect(BundleJSON.write(read) == bytes)
  }

  @Test func theFormIsCanonical() throws {
    let text = String(decoding: BundleJSON.write(sample), as: UTF8.self)
    #expect(text.hasPrefix("{\"clauses\":[{\"anchor\":\"#sharing\",\"heading\":{\"en\":"))
    #expect(text.contains(#""ur":"ذاتی ڈیٹا \"\u0001\n\\""#))
    #expect(text.contains(#""timeZone":"+05:00""#))
    let norm = #"""
      {"action":["share"],"actor":["we"],"channels":["link"],\#
      "clause":"shop.privacy#sharing","effect":"permit","except":["email"],\#
      "measures":["contract"],"object":["personal-data"],"obligations":["contract"],\#
      "when":[["recipient","in",["courier"]],["purpose","in",["delivery"],"unstated-passes"],\#
      ["form","not in",["identified"]],["region","not in",["EU","US-CA"],"unstated-fails"],\#
      {"any":[["consent","any",["mail"]],["circumstance","fails","hold"]]}]}
      """#
    #expect(text.contains(norm))
    let fact = #"""
      ["period","over",[[{"after":"P7Y"},{"since":["closure"]}],\#
      [{"after":"P30D","since":["closure","access-request"]}]]]
      """#
    #expect(text.contains(fact))
  }

  @Test func membersAreSortedByCodeUnits() {
    // RFC 8785, section 3.2.3: the emoji (U+1F600, D83D DE00) comes before U+FB33.
    let value = JSONValue.object([
      "\u{FB33}": .int(1), "\u{1F600}": .int(2), "\r": .int(3), "1": .int(4), "\u{80}": .int(5),
    ])
    let text = String(decoding: JSONWriter.write(value), as: UTF8.self)
    #expect(text == "{\"\\r\":3,\"1\":4,\"\u{80}\":5,\"\u{1F600}\":2,\"\u{FB33}\":1}")
  }

  @Test func theDigestIsOfTheRulesAlone() {
    var words = sample
    words.edition = 9
    words.clauses[0].text["en"] = "Other prose."
    words.words[0].labels["en"] = "a label"
    #expect(BundleJSON.digest(words) == BundleJSON.digest(sample))
    #expect(BundleJSON.digest(sample).hasPrefix("sha256:"))
    #expect(BundleJSON.digest(sample).utf8.count == 71)
    var rules = sample
    rules.norms[0].effect = .forbid
    #expect(BundleJSON.digest(rules) != BundleJSON.digest(sample))
    rules = sample
    rules.people = []
    #expect(BundleJSON.digest(rules) != BundleJSON.digest(sample))
  }

  @Test(arguments: [
    ("{}", "format: this is missing; a bundle begins with it"),
    ("[]", "an object is expected, this is a list"),
    (
      #"{"format":"zabta.bundle/2","x":1}"#,
      #"format: this program reads zabta.bundle/1, not "zabta.bundle/2""#
    ),
    (
      #"{"format":"zabta.bundle/1","surprise":1}"#,
      #"there is no member "surprise" in this format"#
    ),
    (#"{"format":"zabta.bundle/1"}"#, "policy: this is missing"),
    (#"{"a":1,"a":2}"#, #"the member "a" stands twice in one object"#),
    ("{\"a\":1", "no JSON: a comma or the end of the object is expected at byte 6"),
    ("", "no JSON: a value is expected at byte 0"),
    ("01", "no JSON: a value is expected at byte 0"),
  ])
  func whatIsNoBundle(_ text: String, _ message: String) {
    #expect(refusal(of: Array(text.utf8)) == message)
  }

  @Test(arguments: [
    (
      #""personal-data"],"obligations""#, #"7],"obligations""#,
      "norms[0].object[0]: text is expected, this is a whole number"
    ),
    (
      #"["recipient","in""#, #"["recipient","is""#,
      #"norms[0].when[0][1]: "in" or "not in" is expected"#
    ),
    (
      #"["circumstance","holds","hold"]"#, #"["weather","holds","hold"]"#,
      #"norms[1].when[1][0]: there are no facts about "weather""#
    ),
    (
      #""unstated-passes""#, #""unstated-fails""#,
      #"norms[0].when[1][3]: "unstated-passes" or nothing is expected"#
    ),
    (
      #""after":"P7Y""#, #""after":"P07Y""#,
      "norms[1].when[6][2][0][0].after: a duration such as PT72H, P30D, P2W, P6M or P7Y is expected"
    ),
    (
      ##""anchor":"#rights""##, ##""anchor":"#right""##,
      ##"clauses[1].anchor: "#rights" is expected"##
    ),
    (
      #""clause":"shop.privacy#rights""#, #""clause":"other#rights""#,
      ##"norms[4].clause: "shop.privacy#" and the id of a clause are expected"##
    ),
    (
      #""edition":2"#, #""edition":2.5"#,
      "edition: a whole number is expected, this is a number that is not whole, or too large"
    ),
    (
      #""timeZone":"+05:00""#, #""timeZone":"PKT""#,
      "timeZone: an offset such as +05:00 is expected"
    ),
    (
      #""effect":"forbid""#, #""effect":"permit""#,
      "digest: the rules do not have this digest: the bundle was altered"
    ),
    (
      #""effect":"forbid""#, #""effect":"allow""#,
      #"norms[1].effect: "allow" is none of permit, forbid, duty"#
    ),
    (
      #""kind":"channel""#, #""kind":"tunnel""#,
      #"words[0].kind: "tunnel" is none of "#
    ),
  ])
  func alterations(_ old: String, _ new: String, _ message: String) {
    let text = String(decoding: BundleJSON.write(sample), as: UTF8.self)
    let altered = text.replacing(old, with: new, maxReplacements: 1)
    #expect(altered != text)
    #expect(refusal(of: Array(altered.utf8))?.hasPrefix(message) == true)
  }

  @Test func whatIsReferredToHasToBeThere() {
    var content = sample
    content.norms[0].clause = "nowhere"
    #expect(
      refusal(of: BundleJSON.write(content)) == #"norms[0].clause: there is no clause "nowhere""#)
    content = sample
    content.norms[0].obligations = ["promise"]
    #expect(
      refusal(of: BundleJSON.write(content))
        == #"norms[0].obligations: there is no measure "promise" among the words"#)
  }

  func refusal(of bytes: [UInt8]) -> String? {
    do throws(BundleError) {
      _ = try BundleJSON.read(bytes)
      return nil
    } catch {
      return error.description
    }
  }
}
