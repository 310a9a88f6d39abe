package import ZabtaModel

/// Rules as sentences.
package enum Sentences {
  /// A rule as an English sentence: "We never sell personal data.".
  package static func english(_ rule: RuleSentence, in policy: Policy) -> String {
    English(policy: policy).sentence(rule)
  }

  /// A rule as an Urdu sentence: «ہم ذاتی ڈیٹا کبھی فروخت نہیں کرتے۔».
  package static func urdu(_ rule: RuleSentence, in policy: Policy) -> String {
    Urdu(policy: policy).sentence(rule)
  }

  /// A rule as a sentence of a language.
  package static func sentence(
    _ rule: RuleSentence, in policy: Policy, language: Language
  ) -> String {
    pack(language, for: policy).sentence(rule)
  }

  /// The pack of a language.
  package static func pack(_ language: Language, for policy: Policy) -> any LanguagePack {
    switch language {
    case .english: English(policy: policy)
    case .urdu: Urdu(policy: policy)
    }
  }
}
