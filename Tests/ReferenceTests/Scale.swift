import FoundationEssentials

/// How much is compared: ten times as much with `ZABTA_LONG=1`.
enum Scale {
  static let isLong = ProcessInfo.processInfo.environment["ZABTA_LONG"] == "1"
  static let factor = isLong ? 10 : 1
}
