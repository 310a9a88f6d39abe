import Testing

@testable import ZabtaRuntime

/// The table of a set in one flat file: what it says of its bundles holds, or the file is refused.
@Suite struct OpenSetTests {
  private let bundles: [[UInt8]] = [
    Array(repeating: 1, count: 64), Array(repeating: 2, count: 7), [],
    Array(repeating: 3, count: 65),
  ]

  private func ranges(_ bytes: [UInt8]) throws(RulesetError) -> [Range<Int>] {
    do {
      return try bytes.withUnsafeBytes { try FlatSet.bundles(in: $0) }
    } catch let error as RulesetError {
      throw error
    } catch {
      return []
    }
  }

  private func refusal(_ bytes: [UInt8]) -> String? {
    do throws(RulesetError) {
      _ = try ranges(bytes)
      return nil
    } catch {
      return error.description
    }
  }

  private func put(_ number: UInt64, at place: Int, _ bytes: [UInt8], size: Int = 8) -> [UInt8] {
    var bytes = bytes
    withUnsafeBytes(of: number.littleEndian) { number in
      for index in 0..<size { bytes[place + index] = number[index] }
    }
    return bytes
  }

  @Test func bundlesAreFoundWhereTheyWerePut() throws {
    let bytes = FlatSet.write(bundles)
    let found = try ranges(bytes)
    #expect(found.map { Array(bytes[$0]) } == bundles)
    #expect(found.map { $0.lowerBound % 64 } == [0, 0, 0, 0])
    #expect(FlatSet.write(bundles) == bytes)
  }

  @Test func eachDamageHasItsWords() {
    let good = FlatSet.write(bundles)
    let cases: [([UInt8], String)] = [
      ([], "header: these bytes are no set of flat bundles: they do not begin with ZABTASET"),
      (Array(good[..<20]), "header: the file ends within its header, after 20 bytes"),
      (
        put(2, at: 8, good, size: 4),
        "header.format: this program reads format 1, and this is format 2"
      ),
      (put(0, at: 12, good, size: 4), "editions: there is no edition"),
      (put(0xFFFF_FFFF, at: 12, good, size: 4), "editions: there are more than 10000 editions"),
      (
        put(5000, at: 12, good, size: 4),
        "editions: the file ends within the table of 5000 editions"
      ),
      (
        put(1, at: 16, good), "header.length: the header tells 1 bytes, and there are \(good.count)"
      ),
      (put(1, at: 24, good), "header: the bytes from 24 to 31 are not 0"),
      (
        put(0, at: 32, good), "editions[0]: the bundle has to begin at byte 128, not at 0"
      ),
      (
        put(.max, at: 48, good),
        "editions[1]: the bundle has to begin at byte 192, not at 18446744073709551615"
      ),
      (put(.max, at: 40, good), "editions[0]: the bundle goes on beyond the end of the file"),
      (put(1 << 63, at: 88, good), "editions[3]: the bundle goes on beyond the end of the file"),
      (put(7, at: 120, good, size: 1), "editions[0]: the bytes before the bundle are not 0"),
      (put(64, at: 88, good), "editions: after the last bundle stand 1 more bytes"),
    ]
    for (bytes, words) in cases {
      #expect(refusal(bytes) == words)
    }
  }

  @Test func noLengthAndNoBitBringsItDown() {
    let good = FlatSet.write(bundles)
    for count in 0..<good.count { #expect(refusal(Array(good[..<count])) != nil) }
    #expect(refusal(good + [0]) != nil)
    for place in 0..<192 {
      for bit in 0..<8 {
        var bytes = good
        bytes[place] ^= 1 << UInt8(bit)
        // Within the first bundle any bit may stand; a length may reach into the zeros behind its bundle.
        let isFree = (128..<192).contains(place) || place == 56 && bit > 2
        #expect(refusal(bytes) != nil || isFree)
      }
    }
  }
}
