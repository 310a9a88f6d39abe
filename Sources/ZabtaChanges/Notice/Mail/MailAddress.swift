/// Addresses of mail, as far as a header can hold them as they stand.
enum MailAddress {
  /// True of a plain address, `local@domain.example`: RFC 5322's dot-atoms, which need no quoting.
  static func isPlain(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254 else { return false }
    let isLocal = isDotted(parts[0]) {
      isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0)
    }
    let isDomain = isDotted(parts[1]) { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    return isLocal && isDomain
  }

  /// What stands after the sign.
  static func domain(_ address: String) -> String {
    address.utf8.firstIndex(of: UInt8(ascii: "@"))
      .map { String(address[address.utf8.index(after: $0)...]) } ?? "policy.invalid"
  }

  private static func isDotted(
    _ text: Substring.UTF8View, _ isAllowed: (UInt8) -> Bool
  ) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
