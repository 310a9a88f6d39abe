import Foundation
import Testing
import ZabtaBundle
import ZabtaRuntime

/// What an attacker can try beyond the threats that TUF names: forged marks, keys that are none,
/// other ways to write the same.
@Suite struct TrustAttackTests {
  let signers = Signers()

  // MARK: Fast-forward

  @Test func fastForwardAttack() throws {
    // Both keys were stolen, and edition 999,999,999 kept every real one out.
    let forged = try signers.mark(signers.manifest(edition: 999_999_999))
    let fresh = SigningKey()
    let second = try signers.keys([signers.legal, fresh], version: 2, edition: 3)
    let real = try BundleVerifier.sign(
      signers.manifest(edition: 3), with: [signers.legal, fresh])
    let verifier = BundleVerifier(keys: second, seen: forged)
    #expect(try verifier.manifest(real, on: signers.now).edition == 3)
    // Without the edition in the list, the mark holds.
    let silent = try signers.keys([signers.legal, fresh], version: 2)
    #expect(
      refusal {
        _ = try BundleVerifier(keys: silent, seen: forged).manifest(real, on: signers.now)
      } == .rollback)
    // A mark that was made under the new list holds, too.
    let later = try signers.mark(signers.manifest(edition: 4), keys: second)
    #expect(
      refusal {
        _ = try BundleVerifier(keys: second, seen: later).manifest(real, on: signers.now)
      } == .rollback)
  }

  @Test func theEditionOfAListHoldsForListsThatFollow() throws {
    let first = try signers.keys(edition: 3)
    let second = try signers.keys(version: 2)
    let chain = try TrustedKeys.chain([
      try first.file(signedBy: signers.both), try second.file(signedBy: signers.both),
    ])
    let old = try BundleVerifier.sign(signers.manifest(edition: 2), with: signers.both)
    #expect(
      refusal { _ = try BundleVerifier(keys: chain).manifest(old, on: signers.now) } == .rollback)
  }

  @Test func noNumberIsTheLast() throws {
    let huge = signers.manifest(edition: .max)
    #expect(refusal { _ = try BundleVerifier.sign(huge, with: signers.both) } == .unreadable)
    #expect(refusal { _ = try signers.keys(version: .max) } == .unreadable)
    #expect(refusal { _ = try signers.keys(version: 1_000_000_000) } == .unreadable)
    #expect(refusal { _ = try signers.keys(edition: .max) } == .unreadable)
    let last = try signers.keys(version: 999_999_999)
    let file = try signers.keys().file(signedBy: signers.both)
    #expect(refusal { _ = try last.next(file) } == .rollback)
  }

  // MARK: Lists

  @Test func aListThatEndedIsFrozen() throws {
    let keys = try signers.keys(expires: "2026-11-30T00:00:00Z")
    let signed = try BundleVerifier.sign(signers.manifest(), with: signers.both)
    let verifier = BundleVerifier(keys: keys)
    #expect(refusal { _ = try verifier.manifest(signed, on: signers.now) } == .frozen)
    // One that ended still leads to the next (TUF 1.0.33, section 5.3.10: the last root alone counts).
    let chain = try TrustedKeys.chain([
      try keys.file(signedBy: signers.both),
      try signers.keys(version: 2).file(signedBy: signers.both),
    ])
    #expect(throws: Never.self) {
      try BundleVerifier(keys: chain).manifest(signed, on: signers.now)
    }
    #expect(refusal { _ = try signers.keys(expires: "2027-01-01") } == .unreadable)
  }

  @Test func aMarkOfALaterListIsNotTakenBack() throws {
    let second = try signers.keys(version: 2)
    let mark = try signers.mark(signers.manifest(), keys: second)
    let signed = try BundleVerifier.sign(signers.manifest(edition: 4), with: signers.both)
    let old = BundleVerifier(keys: try signers.keys(), seen: mark)
    #expect(refusal { _ = try old.manifest(signed, on: signers.now) } == .rollback)
    #expect(try BundleVerifier(keys: second, seen: mark).manifest(signed).edition == 4)
  }

  @Test func hugeListsAndChainsAreRefused() throws {
    let many = (0..<65).map { _ in SigningKey() }
    #expect(refusal { _ = try signers.keys(many, threshold: 1) } == .unreadable)
    // Counted before any key of them is decoded: these are no keys.
    let list = "[" + (0..<65).map { _ in "\"\"" }.joined(separator: ",") + "]"
    let payload =
      "{\"format\":\"zabta.keys/1\",\"keys\":\(list),\"policy\":\"a\",\"threshold\":1,\"version\":1}"
    let thrown = #expect(throws: TrustError.self) {
      try TrustedKeys.first(
        envelope(payload, type: "application/vnd.zabta.keys+json", [signers.legal]))
    }
    #expect(thrown?.reason.contains("at most 64 keys") == true)
    let file = try signers.keys().file(signedBy: signers.both)
    let files = Array(repeating: file, count: 1025)
    #expect(refusal { _ = try TrustedKeys.chain(files) } == .tooLong)
    #expect(refusal { _ = try TrustedKeys.chain([]) } == .untrusted)
  }

  @Test func oneKeyIsNotListedTwice() throws {
    // Go's client counted one key with two ids as two (GHSA-3633-5h82-39pq): here a key is its bytes.
    let key = Base64Text.encode(signers.legal.publicKey.bytes)
    let payload =
      "{\"format\":\"zabta.keys/1\",\"keys\":[\"\(key)\",\"\(key)\"],\"policy\":\"shop.privacy\","
      + "\"threshold\":2,\"version\":1}"
    let file = try envelope(payload, type: "application/vnd.zabta.keys+json", [signers.legal])
    #expect(refusal { _ = try TrustedKeys.first(file) } == .unreadable)
  }

  @Test func keysForWhichEverybodyCanSignAreNone() throws {
    // The points of low order, with and without the sign: for the first, the signature of 32 bytes
    // of it and 32 zeros holds whatever is signed.
    let zero = [UInt8](repeating: 0, count: 31)
    let minusOne = [0xEC] + [UInt8](repeating: 0xFF, count: 30)
    let eight = hexadecimal("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc")
    let other = hexadecimal("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03")
    let tails: [([UInt8], UInt8)] = [
      ([1] + zero.dropLast(), 0), (zero, 0), (minusOne, 0x7F), (eight, 0x05), (other, 0x7A),
      // Not below the prime: 2^255 - 19 itself, and 2^255 - 1.
      ([0xED] + minusOne.dropFirst(), 0x7F), ([UInt8](repeating: 0xFF, count: 31), 0x7F),
    ]
    for (bytes, last) in tails {
      for sign: UInt8 in [0, 0x80] {
        let kind = refusal { _ = try PublicKey(bytes + [last | sign]) }
        // Some are no points at all.
        #expect(kind == .untrusted || kind == .unreadable, "\(bytes) \(last | sign)")
      }
    }
    #expect(refusal { _ = try PublicKey([1] + zero) } == .untrusted)
    for _ in 0..<50 {
      let key = SigningKey().publicKey
      #expect(try PublicKey(key.bytes) == key)
    }
  }

  // MARK: Signatures

  @Test func aSignatureHasOneForm() throws {
    let signed = try BundleVerifier.sign(signers.manifest(), with: signers.both)
    let verifier = BundleVerifier(keys: try signers.keys())
    // S + L instead of S verifies by the equation alone (RFC 8032, section 5.1.7: S < L).
    let text = String(decoding: signed, as: UTF8.self)
    let start = try #require(text.range(of: "\"sig\":\"")).upperBound
    let end = try #require(text[start...].firstIndex(of: "\""))
    var signature = try #require(Base64Text.decode(String(text[start..<end])))
    #expect(signature.count == 64)
    let order =
      hexadecimal("edd3f55c1a631258d69cf7a2def9de14") + [UInt8](repeating: 0, count: 15) + [0x10]
    var carry = 0
    for index in 0..<32 {
      let sum = Int(signature[32 + index]) + Int(order[index]) + carry
      signature[32 + index] = UInt8(sum & 0xFF)
      carry = sum >> 8
    }
    #expect(carry == 0)
    let other = text[..<start] + Base64Text.encode(signature) + text[end...]
    #expect(refusal { _ = try verifier.manifest(Array(other.utf8), on: signers.now) } == .untrusted)
  }

  @Test func base64HasOneForm() throws {
    let text = String(
      decoding: try BundleVerifier.sign(signers.manifest(), with: signers.both), as: UTF8.self)
    let verifier = BundleVerifier(keys: try signers.keys())
    // 64 bytes end in a digit with four free bits and two signs of padding.
    let end = try #require(text.range(of: "==\""))
    let digit = text.index(before: end.lowerBound)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let place = try #require(alphabet.firstIndex(of: text[digit]))
    let variants = [
      text[..<digit] + String(alphabet[place | 1]) + text[end.lowerBound...],
      text[..<end.lowerBound] + "\"" + text[end.upperBound...],
      text[..<digit] + "\\n" + text[digit...],
      text[..<digit] + " " + text[digit...],
    ]
    for variant in variants {
      let bytes = Array(variant.utf8)
      #expect(refusal { _ = try verifier.manifest(bytes, on: signers.now) } == .unreadable)
    }
  }

  @Test func whatIsSignedHasOneForm() throws {
    let plain = signers.manifest()
    let signed = try BundleVerifier.sign(plain, with: signers.both)
    let text = String(decoding: signed, as: UTF8.self)
    let start = try #require(text.range(of: "\"payload\":\"")).upperBound
    let end = try #require(text[start...].firstIndex(of: "\""))
    let payload = String(
      decoding: try #require(Base64Text.decode(String(text[start..<end]))), as: UTF8.self)
    let verifier = BundleVerifier(keys: try signers.keys())
    let type = "application/vnd.zabta.manifest+json"
    #expect(
      try verifier.manifest(envelope(payload, type: type, signers.both), on: signers.now) == plain)
    let variants = [
      payload + " ", payload.replacing("\"edition\":3", with: "\"edition\": 3"),
      payload.replacing("shop", with: "sh\\u006fp"), payload.replacing(":3,", with: ":3.0,"),
      payload.replacing("00Z", with: "00.0Z"), payload.replacing("00Z", with: "00+00:00"),
      payload.replacing("\"edition\":3,", with: "\"edition\":3,\"edition\":4,"),
      payload.replacing("\"edition\":3,", with: ""),
      payload.replacing("\"files\"", with: "\"goesOn\":{\"classes\":[]},\"files\""),
      payload.replacing("\"format\"", with: "\"later\":1,\"format\""),
    ]
    for variant in variants {
      #expect(variant != payload)
      let file = try envelope(variant, type: type, signers.both)
      #expect(
        refusal { _ = try verifier.manifest(file, on: signers.now) } == .unreadable, "\(variant)")
    }
  }

  @Test func namesOfFilesHaveNoOtherSpelling() throws {
    for name in [
      "Bundle.json", "BUNDLE.JSON", "bundle.json ", "./bundle.json", "bundle.json\u{0}",
      "bundle\u{2024}json", "bundle.json\u{301}", "", "..", "bundle.json/",
    ] {
      let signed = try BundleVerifier.sign(signers.manifest([name: [1]]), with: signers.both)
      let verifier = BundleVerifier(keys: try signers.keys())
      #expect(
        refusal { _ = try verifier.manifest(signed, on: signers.now) } == .unreadable, "\(name)")
    }
  }

  @Test func policiesAreComparedByTheirBytes() throws {
    // U+212A, the Kelvin sign, is the letter K to a comparison by meaning.
    let keys = try TrustedKeys(
      policy: "Kiosk", version: 1, threshold: 1, keys: [signers.legal.publicKey])
    let manifest = Manifest(
      policy: "\u{212A}iosk", edition: 1, expires: .instant(seconds: 1_900_000_000, offset: 0),
      files: ["bundle.json": .init(of: [])])
    let signed = try BundleVerifier.sign(manifest, with: [signers.legal])
    #expect(
      refusal { _ = try BundleVerifier(keys: keys).manifest(signed, on: signers.now) } == .foreign)
  }

  @Test func oneInstantInTwoOffsetsIsOneInstant() throws {
    let first = signers.manifest(expires: "2027-01-01T00:00:00Z")
    let second = signers.manifest(
      expires: "2027-01-01T05:00:00+05:00", ["bundle.json": [9]])
    let verifier = BundleVerifier(keys: try signers.keys(), seen: try signers.mark(first))
    let signed = try BundleVerifier.sign(second, with: signers.both)
    #expect(refusal { _ = try verifier.manifest(signed, on: signers.now) } == .equivocal)
  }

  // MARK: Making what the tool would not make

  /// An envelope around any text, with signatures that hold.
  private func envelope(
    _ payload: String, type: String, _ keys: [SigningKey]
  ) throws -> [UInt8] {
    try SignedText.envelope(Array(payload.utf8), type: type, keys)
  }

  private func hexadecimal(_ text: String) -> [UInt8] {
    stride(from: 0, to: text.utf8.count, by: 2).compactMap { offset in
      let start = text.index(text.startIndex, offsetBy: offset)
      return UInt8(text[start..<text.index(start, offsetBy: 2)], radix: 16)
    }
  }
}
