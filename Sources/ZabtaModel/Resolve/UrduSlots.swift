package import ZabtaSyntax

/// The Urdu names of slots; each slot has exactly one.
package enum UrduSlots {
  /// The name of a value's slot.
  package static func name(of value: SlotValue) -> String {
    values.first { $0.value == value }?.key ?? value.rawValue
  }

  static let values: [String: SlotValue] = [
    "مدت": .period, "مہلت": .deadline, "عمر": .age, "ڈیٹا": .data,
    "وصول کنندگان": .recipients, "مقاصد": .purposes, "اقدامات": .measures, "ذرائع": .channels,
    "کوکیز": .cookies, "پیغامات": .messages, "درخواستیں": .requests, "وجوہات": .reasons,
    "مقامات": .places, "قواعد": .rules, "لوگ": .people,
  ]
  static let tables: [String: SlotTable] = [
    "مدتوں کا جدول": .retention, "رسائی کا جدول": .access, "فراہمی کا جدول": .sharing,
    "کوکیز کا جدول": .cookies,
  ]

  /// What an Urdu slot asks for.
  ///
  /// Names in it are Urdu labels or headings.
  enum Request {
    case value(SlotValue, of: String?, asList: Bool)
    case parts(of: String, asList: Bool)
    case word(String, asList: Bool)
    case see(String)
    case table(SlotTable)
  }

  static func read(_ text: String) -> Request {
    if let table = tables[text] { return .table(table) }
    if let heading = text.after("دیکھیے ") { return .see(heading) }
    if let inner = text.before(" کی فہرست") {
      switch read(inner) {
      case .value(let value, let of, _): return .value(value, of: of, asList: true)
      case .parts(let of, _): return .parts(of: of, asList: true)
      case .word(let word, _): return .word(word, asList: true)
      case let other: return other
      }
    }
    if let value = values[text] { return .value(value, of: nil, asList: false) }
    if let label = text.before(" کے حصے") { return .parts(of: label, asList: false) }
    if let label = text.before(" کی مدت") { return .value(.period, of: label, asList: false) }
    if let label = text.before(" کی مہلت") { return .value(.deadline, of: label, asList: false) }
    return .word(text, asList: false)
  }
}

extension String {
  fileprivate func after(_ prefix: String) -> String? {
    utf8.starts(with: prefix.utf8) ? String(Substring(utf8.dropFirst(prefix.utf8.count))) : nil
  }

  fileprivate func before(_ suffix: String) -> String? {
    let ending = suffix.utf8
    guard utf8.count > ending.count, utf8.suffix(ending.count).elementsEqual(ending) else {
      return nil
    }
    return String(Substring(utf8.dropLast(ending.count)))
  }
}
