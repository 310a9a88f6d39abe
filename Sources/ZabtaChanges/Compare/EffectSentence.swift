import ZabtaModel
import ZabtaRuntime

/// Effects in words.
enum EffectSentence {
  static func decision(_ turned: Turned, _ space: SharedSpace) -> String {
    turned.isGained ? "Permitted now." : "No longer permitted."
  }

  static func people(_ turned: Turned, _ space: SharedSpace) -> [String] { [] }
}
