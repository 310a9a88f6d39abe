/// The places that need no declaration.
package enum Places {
  /// The officially assigned two-letter codes of ISO 3166-1, as in tzdata 2025b and iso-codes 4.15.
  static let countries = words(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM
    ZW
    """)

  /// The members of the European Union, as of 2020-02-01 (after the withdrawal of the United Kingdom).
  static let europeanUnion = words(
    """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
    """)

  /// The name of the union of those members.
  static let union = "EU"

  /// The country of a subdivision in the form of ISO 3166-2, such as `US-CA`: a country's code, a
  /// hyphen and one to three capital letters or digits.
  ///
  /// Nil for any other text.
  static func country(ofSubdivision name: String) -> String? {
    let parts = name.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 2, (1...3).contains(parts[1].count),
      parts[1].allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
    else { return nil }
    let country = String(name.utf8.prefix(2)) ?? ""
    return countrySet.contains(country) ? country : nil
  }

  /// True of names that mean a place without being declared.
  package static func isBuiltIn(_ name: String) -> Bool {
    name == union || countrySet.contains(name) || country(ofSubdivision: name) != nil
  }

  /// The table of places: countries, the union, what is declared and the subdivisions named.
  ///
  /// A country always has an atom of its own, for the subdivisions that nobody names.
  static func table(
    declared: [Word], named: [String]
  ) throws(AtomTable.Circle) -> AtomTable {
    var names = countries + [union]
    var seen = Set(names)
    for name in declared.map(\.name) + named where seen.insert(name).inserted {
      names.append(name)
    }
    let index = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    var entries = names.map { AtomTable.Entry(name: $0) }
    for position in countries.indices { entries[position].hasRemainder = true }
    if let position = index[union] {
      entries[position].isUnion = true
      entries[position].parts = europeanUnion.compactMap { index[$0] }
    }
    for word in declared {
      guard let position = index[word.name] else { continue }
      entries[position].parts += word.includes.compactMap { index[$0] }
    }
    for (position, name) in names.enumerated() {
      guard let country = country(ofSubdivision: name), let parent = index[country] else {
        continue
      }
      entries[parent].parts.append(position)
    }
    return try AtomTable(entries)
  }

  private static let countrySet = Set(countries)

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }
}

extension Places {
  /// The place of each country in the table.
  static let countryIndex = Dictionary(
    zip(countries, countries.indices), uniquingKeysWith: { first, _ in first })
}
