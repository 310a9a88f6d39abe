/// A policy's rules, ready to be asked.
///
/// A ruleset is a value without state: it may be shared between threads, and the same question gets
/// the same answer everywhere. It never reads a clock; the moment in question is part of the question.
///
/// All that it knows stands in one piece of memory, made of content or mapped from a `bundle.zb`, which
/// was checked once: no question can fail. A copy of a ruleset shares that memory.
public struct Ruleset: Sendable {
  let owner: RulesetMemory
  /// What the owner's memory holds; valid for as long as the owner lives.
  nonisolated(unsafe) let view: UnsafePointer<FlatView>

  /// Compiles content.
  /// - Throws: The first place at which the content does not hang together: a word or a clause that is
  ///   missing or declared twice, words that include each other in a circle, too large a size.
  public init(_ content: BundleContent) throws(RulesetError) {
    try ContentCheck.check(content)
    let vocabulary = try Vocabulary(content)
    let memory = try FlatWriter.write(content, vocabulary)
    guard let base = memory.bytes.baseAddress else {
      throw RulesetError(path: "words", reason: "there is no memory for them")
    }
    self.init(RulesetMemory(memory, FlatView(checked: base), content, vocabulary))
  }

  /// Takes flat bytes that have been checked, all of them.
  ///
  /// - Parameters:
  ///   - view: The bytes as records.
  ///   - memory: What the bytes are part of.
  ///   - content: Reads the content back; called once, when somebody asks for it.
  init(
    checked view: FlatView, in memory: FlatMemory,
    content: @escaping @Sendable (FlatView) -> BundleContent
  ) {
    self.init(RulesetMemory(memory, view, content))
  }

  private init(_ owner: RulesetMemory) {
    self.owner = owner
    view = UnsafePointer(owner.view)
  }

  /// What the ruleset was built from.
  ///
  /// Of a mapped file it is made when it is first asked for, which takes time and memory.
  public var content: BundleContent { owner.content }

  /// The policy's id, for instance `buy-inverter.privacy`.
  public var policy: String { string(80) }

  /// The publisher's id: the `organisation` that "we" stands for.
  public var organisation: String { string(84) }

  /// The edition's number, from 1; 0 is a draft that was never released.
  public var edition: Int { Int(int64(56)) }

  /// The edition's date as it was released; nil of a draft, and where it is not told.
  public var date: String? {
    defer { withExtendedLifetime(owner) {} }
    let string = FlatView.header(view.pointee.base, 88)
    return string == FlatFormat.none ? nil : view.pointee.string(string)
  }

  /// The first day on which the edition is in force; nil where it is not told.
  public var effective: Day? {
    defer { withExtendedLifetime(owner) {} }
    guard FlatView.header(view.pointee.base, 76) & HeaderFlag.hasEffective != 0 else { return nil }
    return Day(number: Int(int64(64)))
  }

  /// The offset from UTC, in minutes, in which the policy's days begin and end.
  public var timeZone: Int {
    defer { withExtendedLifetime(owner) {} }
    return view.pointee.timeZone
  }

  /// The words of one kind and the atoms that each stands for.
  package func atoms(_ kind: Kind) -> AtomTable { owner.vocabulary.table(kind) }

  private func string(_ offset: Int) -> String {
    defer { withExtendedLifetime(owner) {} }
    return view.pointee.string(FlatView.header(view.pointee.base, offset))
  }

  private func int64(_ offset: Int) -> Int64 {
    defer { withExtendedLifetime(owner) {} }
    return Int64(
      littleEndian: view.pointee.base.load(fromByteOffset: offset, as: Int64.self))
  }
}
