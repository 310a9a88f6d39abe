/// The flat form of a rule bundle, `bundle.zb`: one little-endian file that is checked once and then
/// read in place.
///
/// A header of ``headerSize`` bytes, the table of sections, and the sections, in the order of
/// ``FlatSection`` and each exactly once. A section begins at the first multiple of 8 at or after the
/// end of the one before, and the file ends with the last section's last byte, rounded up to 8. Bytes
/// between sections are zero. So a reader can compute every offset before it reads it, and nothing
/// overlaps or hides.
///
/// | byte | type | header field |
/// | --- | --- | --- |
/// | 0 | 8 bytes | ``magic`` |
/// | 8 | u32 | ``version`` |
/// | 12 | u32 | how many sections the table lists |
/// | 16 | u64 | the length of the file in bytes, below 2³² |
/// | 24 | 32 bytes | the digest of the norms, as `digest` of bundle.json; zero where it is not told |
/// | 56 | i64 | the edition's number |
/// | 64 | i64 | the first day in force, as days since 1970-01-01; zero where it is not told |
/// | 72 | i32 | the offset from UTC in minutes |
/// | 76 | u32 | ``HeaderFlag`` |
/// | 80 | u32 | the policy's id, a string |
/// | 84 | u32 | the publisher's id, a string |
/// | 88 | u32 | the edition's date, a string, or ``none`` |
/// | 92 | u32 | the form of data that states none, a word, or ``none`` |
/// | 96 | u32 | the seed of ``FlatHash`` |
/// | 100 | 28 bytes | zero |
///
/// A line of the table has four u32: the section's number, its stride (the size of a record in bytes),
/// its offset from the start of the file, and how many records it has.
enum FlatFormat {
  /// The first eight bytes of a file.
  static let magic: [UInt8] = Array("zabta.zb".utf8)
  /// The number of the format; any change that an older reader could misread gets a new one.
  static let version: UInt32 = 1
  /// The size of the header in bytes.
  static let headerSize = 128
  /// The size of a line of the table of sections in bytes.
  static let lineSize = 16
  /// Where the first section may begin.
  static var tableEnd: Int { headerSize + FlatSection.allCases.count * lineSize }
  /// Stands where an index would, for "there is none".
  static let none = UInt32.max
  /// The longest file, in bytes: offsets are u32.
  static let sizeLimit = Int(UInt32.max)
  /// How many actions there are, which the lists by action have room for.
  static let actionCount = 21
  /// How many kinds of word there are.
  static let kindCount = 17
  /// A norm about more atoms than this stands in its action's broad list instead of in each atom's.
  static let broadLimit = 64
  /// The most places that a look for a name visits in the section ``FlatSection/names``.
  static let probeLimit = 64
}

/// Bits of the header's flags; the others are zero.
enum HeaderFlag {
  static let hasDigest: UInt32 = 1
  static let hasEffective: UInt32 = 2
}

/// The sections, in the order in which they stand in the file.
///
/// All but ``blob`` and ``pool`` are records of u32; the order of the fields is given. "A string" is an
/// index into ``strings``, "a word" one into ``words``, "a mask" the first of a row of u64 in ``pool``.
/// Where a field gives the first of a run of records, the runs follow each other in the order in which
/// they are given, without gaps and without sharing.
enum FlatSection: UInt32, CaseIterable {
  /// The bytes of all strings, one after the other: valid UTF-8.
  case blob = 1
  /// The offset in the blob at which each string begins, and once more the length of the blob: a string
  /// reaches to the beginning of the next.
  ///
  /// No string stands twice; they have the order in which the writer met them.
  case strings
  /// One for each kind, in the order of ``Kind``: first word, how many words, how many atoms, 0.
  case kinds
  /// The words, kind by kind (places: the countries, the union, what is declared, what is named):
  /// name (a string); kind | ``WordFlag`` << 8; the one atom that it stands for, or none; the mask of
  /// its atoms in its kind's own numbers, where they are several, or none; its own atom or its first;
  /// first of ``includes``, how many; first of ``texts`` (its labels), how many; 0.
  ///
  /// A mask of a kind's own numbers takes as many u64 as the kind's atoms need.
  case words
  /// The words that words include, of the same kind; never in a circle.
  case includes
  /// The words in the order of the content; places that nobody declared are not among them.
  case declared
  /// The kinds of person that "people" means: strings.
  case people
  /// The words' names, hashed: see ``FlatHash``.
  ///
  /// A power of two of records, at least twice as many as names: the hash's low 32 bits, the list, the
  /// name (a string), the number; an empty place has ``FlatFormat/none`` for the list and 0 for the
  /// rest. The lists are the kinds 0…16, whose numbers are words, and those of ``NameList``. A name
  /// stands at the place that its hash tells or at one of the next (after the last comes the first),
  /// without an empty place before it and at most ``FlatFormat/probeLimit`` places on.
  case names
  /// What can have happened: name (a string); 1 where it ends consents, else 0.
  case events
  /// Circumstances and measures: name (a string); mask at the circumstances' slot: itself and what holds
  /// when it does.
  case circumstances
  /// The bits of all masks, as u64: 64 atoms each, the lowest first.
  ///
  /// A mask of a slot takes as many u64 as the slot is wide (``SlotWidths``).
  case pool
  /// The norms in the order of the content: effect | action << 8 | origin << 16 | ``NormFlag`` << 24;
  /// mask of the objects; mask of the actors; first of ``facts``, how many; period or none; reason;
  /// detail.
  case norms
  /// What norms test: test | slot << 8 | ``FactFlag`` << 16; a; b; c. See ``FactTest``.
  case facts
  /// Per norm, what only those need who tell or rebuild it, as ``NormDetail`` says: a row of u32 each.
  case details
  /// Lengths of time: the count's low and high half, the unit, 0.
  case spans
  /// Periods: first of ``ends``, how many.
  case periods
  /// Ends: 1 where it is the last of its alternative, else 0; span or none; detail of the list of events
  /// since one of which it counts; 0.
  case ends
  /// Deadlines: norm, measure (0 within, 1 immediately, 2 promptly) | 256 where it is typical; span or
  /// none; detail of the list of strings since which it counts.
  case deadlines
  /// The citations, in the order of the page, each once: clause; effect (0 permit, 1 other); the
  /// sentence's low and high half.
  case reasons
  /// Clauses in the order of the page: id (a string); first of ``texts`` (its heading), how many; the
  /// same of its text; first of ``rules``, how many; 0.
  case clauses
  /// A clause's rule sentences: first of ``texts``, how many.
  case rules
  /// Texts by language: the language's code, the text; both strings, the codes rising by their bytes.
  case texts
  /// For each action, each atom of its kind of object: the first of ``candidates`` that forbids and the
  /// first that permits; and at last their number. They rise.
  case candidateStarts
  /// The norms that are about an atom: filter (low half, high half, rest; see ``Filter``); norm, with
  /// ``Filter/exact``.
  case candidates
  /// For each action, the first of ``broad`` that forbids and the first that permits; at last their
  /// number. They rise.
  case broadStarts
  /// The norms that are about more atoms than ``FlatFormat/broadLimit``, as ``candidates``.
  case broad
  /// For each action, the first of ``byAction`` that forbids and the first that permits; at last their
  /// number. They rise.
  case actionStarts
  /// All norms that permit or forbid, by action and effect.
  case byAction
  /// The norms that are duties to keep, rising.
  case floors
  /// The norms that speak about keeping records, rising.
  case keeping

  /// The size of a record in bytes.
  var stride: Int {
    switch self {
    case .blob: 1
    case .strings, .includes, .declared, .people, .details, .candidateStarts, .broadStarts,
      .actionStarts, .byAction, .floors, .keeping:
      4
    case .events, .circumstances, .pool, .periods, .rules, .texts: 8
    case .kinds, .names, .facts, .spans, .ends, .deadlines, .reasons, .candidates, .broad: 16
    case .norms, .clauses: 32
    case .words: 40
    }
  }
}

/// The lists of ``FlatSection/names`` beside the kinds.
enum NameList {
  /// Numbers of ``FlatSection/events``.
  static let event: UInt32 = 17
  /// Numbers of ``FlatSection/circumstances``.
  static let circumstance: UInt32 = 18
  /// Places in ``Action``'s list.
  static let action: UInt32 = 19
  static let count: UInt32 = 20
}

/// Bits of a word's flags; the others are zero.
enum WordFlag {
  /// A circumstance that nobody can compute.
  static let isVague: UInt32 = 1
}

/// Bits of a norm's flags; the others are zero.
enum NormFlag {
  /// The norm is about what the publisher does.
  static let isOurs: UInt32 = 1
  /// A forbid of every form but some.
  static let shutsOutForms: UInt32 = 2
  /// The norm leans on a circumstance that nobody can compute.
  static let isVague: UInt32 = 4
  /// The norm binds the recipient by measures.
  static let hasObligations: UInt32 = 8
}

/// What a fact tests, and what its fields a, b and c hold.
///
/// "A list" is the place in ``FlatSection/details`` of a count and so many items.
enum FactTest {
  /// The word at the slot is one of the mask: a the mask, c the list of the names (strings).
  static let among: UInt32 = 0
  /// One of the consents is given: a the mask, c the list of the names (strings).
  static let consent: UInt32 = 1
  /// A circumstance is told: a its number.
  static let circumstance: UInt32 = 2
  /// The age is under a limit: a and b its low and high half.
  static let ageUnder: UInt32 = 3
  /// One of the events has happened: a the list of their numbers, b the span or none.
  static let happened: UInt32 = 4
  /// A period is over: a the period.
  static let over: UInt32 = 5
}

/// Bits of a fact's flags; the others are zero.
enum FactFlag {
  /// The fact is the last of its condition: one of the facts since the one before must hold.
  static let endsCondition: UInt32 = 1
  /// The opposite is meant; never of `among`.
  static let isNegated: UInt32 = 2
  /// The answer of `among` where the request states no word.
  static let whenUnstated: UInt32 = 4
  /// The names of `among` are those left out; the mask holds the others.
  static let isWrittenAsNot: UInt32 = 8
}

/// A norm's row in ``FlatSection/details``.
///
/// One u32 of bits; where ``hasNotice`` is set, the notice's span; then the lists (a count that is not
/// 0, and so many items) whose bits are set, in the order of ``lists``; then a list for each fact that
/// has one, in their order (of a period: one for each of its ends); those of the norm's own period;
/// that of its deadline. Items are strings, but actions' places in the list of what is done afterwards
/// and numbers of events in lists of events. The rows follow each other without gaps.
enum NormDetail {
  /// The lists of a norm, each with its bit: the first is bit 0.
  enum List: UInt32, CaseIterable {
    case obligations, measures, channels, grounds, afterwards, vague, actor, object, except

    var bit: UInt32 { 1 << rawValue }
  }

  /// Where the form of the actor stands: 0 we, 1 people, 2 named, 3 anybody but.
  static let actorShift: UInt32 = 9
  /// Where the kind of a named actor stands; 0 for we and people.
  static let actorKindShift: UInt32 = 11
  /// The object means all else.
  static let isComplement: UInt32 = 1 << 16
  static let hasNotice: UInt32 = 1 << 17
  /// All bits that may be set.
  static let all: UInt32 = (1 << 18) - 1
}
