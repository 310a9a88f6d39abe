import ZabtaSyntax

/// An Urdu verb of two words, «جمع کرنا», in the forms that sentences need.
struct UrduVerb {
  /// How the verb takes its object.
  enum Marker: String {
    /// Bare: «ڈیٹا جمع کرنا».
    case direct = ""
    /// With a postposition, the object in its oblique form: «ڈیٹا کی حفاظت کرنا».
    case ki = "کی"
    case ka = "کا"
    case ko = "کو"

    /// The object again, as a pronoun.
    var pronoun: String {
      switch self {
      case .direct, .ko: "اسے"
      case .ki: "اس کی"
      case .ka: "اس کا"
      }
    }

    /// True where the noun of the verb belongs to the object and must follow it at once.
    var isGenitive: Bool { self == .ki || self == .ka }
  }

  var noun: String
  /// «کر».
  var stem: String
  /// «کرتے».
  var habitual: String
  /// «کریں».
  var subjunctive: String
  /// «کرنے».
  var infinitive: String
  var marker: Marker

  private init(_ noun: String, _ light: Light, _ marker: Marker = .direct) {
    self.noun = noun
    (stem, habitual, subjunctive, infinitive) = light.forms
    self.marker = marker
  }

  private enum Light {
    case do_, give, keep, see, send, settle, make, put

    var forms: (String, String, String, String) {
      switch self {
      case .do_: ("کر", "کرتے", "کریں", "کرنے")
      case .give: ("دے", "دیتے", "دیں", "دینے")
      case .keep: ("رکھ", "رکھتے", "رکھیں", "رکھنے")
      case .see: ("دیکھ", "دیکھتے", "دیکھیں", "دیکھنے")
      case .send: ("بھیج", "بھیجتے", "بھیجیں", "بھیجنے")
      case .settle: ("نمٹا", "نمٹاتے", "نمٹائیں", "نمٹانے")
      case .make: ("بنا", "بناتے", "بنائیں", "بنانے")
      case .put: ("ڈال", "ڈالتے", "ڈالیں", "ڈالنے")
      }
    }
  }

  /// The verb of the language in Urdu.
  init(_ verb: Verb) {
    switch verb {
    case .collect: self.init("جمع", .do_)
    case .use: self.init("استعمال", .do_)
    case .share: self.init("فراہم", .do_)
    case .sell: self.init("فروخت", .do_)
    case .rent: self.init("کرائے پر", .give)
    case .trade: self.init("تبادلے میں", .give)
    case .store: self.init("محفوظ", .do_)
    case .keep: self.init("", .keep)
    case .view: self.init("", .see)
    case .transfer: self.init("منتقل", .do_)
    case .delete: self.init("حذف", .do_)
    case .anonymise: self.init("گمنام", .make, .ko)
    case .archive: self.init("محفوظ خانے میں", .put)
    case .protect: self.init("حفاظت", .do_, .ki)
    case .send: self.init("", .send)
    case .set: self.init("", .keep)
    case .answer: self.init("جواب", .give, .ka)
    case .resolve: self.init("", .settle)
    case .announce: self.init("اعلان", .do_, .ka)
    case .penalise: self.init("سزا", .give, .ko)
    }
  }

  /// «جمع کر».
  var withStem: String { joined(noun, stem) }
  /// «جمع کرتے».
  var withHabitual: String { joined(noun, habitual) }
  /// «جمع کریں».
  var withSubjunctive: String { joined(noun, subjunctive) }
  /// «جمع کرنے».
  var withInfinitive: String { joined(noun, infinitive) }
  /// «جمع کرنا».
  var withDirectInfinitive: String { withInfinitive.dropSuffix("ے") + "ا" }
  /// «جمع نہیں کر سکتے».
  var cannot: String { joined(noun, "نہیں", stem, "سکتے") }
  /// «جمع نہیں کرتے».
  var doesNot: String { joined(noun, "نہیں", habitual) }
}

/// Words with one space between them; empty ones are left out.
func joined(_ words: String...) -> String {
  words.filter { !$0.isEmpty }.joined(separator: " ")
}
