import Crypto
import FoundationEssentials

/// Where a search goes on: opaque to callers, nothing that the service has to remember.
///
/// It holds the place, the moment and the size of the first page, and a digest that binds it to the
/// question and to the rules. No secret is needed: whoever makes up a token gets what any search gives.
package struct PageToken: Sendable, Hashable {
  /// How many results stand before the page.
  package var start: Int
  /// How many results a page holds at most.
  package var limit: Int
  /// The moment of the first page, which every page is asked at.
  package var moment: Int

  /// Creates a token.
  package init(start: Int, limit: Int, moment: Int) {
    self.start = start
    self.limit = limit
    self.moment = moment
  }

  /// The token in letters, bound to a question and to the digest of the rules.
  package func text(question: [UInt8], rules: String) -> String {
    let numbers = [start, limit, moment].flatMap { number in
      withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { Array($0) }
    }
    let bytes = numbers + PageToken.seal(numbers, question, rules)
    return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
  }

  /// Reads a token; nil where it belongs to another question or to other rules, or is none.
  package init?(_ text: String, question: [UInt8], rules: String) {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    guard text.utf8.count == 56, let data = Data(base64Encoded: standard), data.count == 40
    else { return nil }
    let bytes = Array(data)
    let numbers = Array(bytes[..<24])
    guard PageToken.seal(numbers, question, rules) == Array(bytes[24...]) else { return nil }
    func number(_ place: Int) -> Int {
      let unsigned = numbers[place * 8..<place * 8 + 8].reversed().reduce(UInt64(0)) {
        $0 << 8 | UInt64($1)
      }
      return Int(truncatingIfNeeded: unsigned)
    }
    self.init(start: number(0), limit: number(1), moment: number(2))
    guard start >= 0, limit >= 0 else { return nil }
  }

  private static func seal(_ numbers: [UInt8], _ question: [UInt8], _ rules: String) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: numbers)
    hash.update(data: Array(rules.utf8))
    hash.update(data: question)
    return Array(hash.finalize().prefix(16))
  }
}
