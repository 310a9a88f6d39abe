import Testing
import ZabtaChanges
import ZabtaRuntime

/// Which Urdu was left behind by its English, from the texts alone.
@Suite struct StaleTextTests {
  private func edition(_ texts: TranslatedText...) -> EditionSnapshot {
    var edition = EditionSnapshot(
      policy: "sample", title: [:], sections: [],
      content: BundleContent(policy: "sample", publisher: "sample", people: [], words: []))
    edition.translations = texts
    return edition
  }

  private func text(
    _ id: String, _ english: String, _ urdu: String, kind: TranslatedText.Kind = .paragraph,
    place: String = "", named: String? = nil
  ) -> TranslatedText {
    TranslatedText(
      kind: kind, id: id, place: place.isEmpty ? id : place,
      english: .init(english, named: named), urdu: .init(urdu))
  }

  private func find(_ old: EditionSnapshot, _ new: EditionSnapshot) -> [StaleText] {
    StaleTexts.find(new.translations, past: [PastTexts(edition: 1, texts: old.translations)])
  }

  /// The stale texts of the last of several editions: the edition, its English and today's.
  private func history(holdsIn confirmed: Int? = nil, _ texts: TranslatedText?...) -> [String] {
    let past = texts.dropLast().enumerated().reversed().map { index, text in
      PastTexts(
        edition: index + 1, texts: text.map { [$0] } ?? [], urduHolds: confirmed == index + 1)
    }
    return StaleTexts.find([texts.last ?? nil].compactMap { $0 }, past: past).map {
      "\($0.since): \($0.english.old) > \($0.english.new)"
    }
  }

  private func stale(_ old: EditionSnapshot, _ new: EditionSnapshot) -> [String] {
    find(old, new).map { "\($0.place): \($0.english.old) > \($0.english.new)" }
  }

  @Test func englishChangedAndUrduDidNot() {
    let old = edition(text("a", "We keep it.", "ہم رکھتے ہیں۔"), text("b", "Ask us.", "پوچھیے۔"))
    let new = edition(text("a", "We lose it.", "ہم رکھتے ہیں۔"), text("b", "Ask us.", "پوچھیے۔"))
    #expect(stale(old, new) == ["a: We keep it. > We lose it."])
    #expect(find(old, new).first?.urdu == "ہم رکھتے ہیں۔")
    #expect(stale(old, old).isEmpty)
    // The smallest change is one: whether the Urdu still holds is for its reader to say.
    let comma = edition(text("a", "We keep it!", "ہم رکھتے ہیں۔"))
    #expect(stale(old, comma) == ["a: We keep it. > We keep it!"])
  }

  @Test func urduThatChangedOrIsNewIsNotStale() {
    let old = edition(text("a", "We keep it.", "ہم رکھتے ہیں۔"))
    #expect(stale(old, edition(text("a", "We lose it.", "ہم کھو دیتے ہیں۔"))).isEmpty)
    #expect(stale(old, edition(text("a", "We keep it.", "ہم اسے رکھتے ہیں۔"))).isEmpty)
    let more = edition(text("a", "We keep it.", "ہم رکھتے ہیں۔"), text("c", "New.", "نیا۔"))
    #expect(stale(old, more).isEmpty)
  }

  /// Nothing is known of an edition that is read from its bundle alone.
  @Test func anEditionWithoutTextsTellsNothing() {
    #expect(stale(edition(), edition(text("a", "We keep it.", "ہم رکھتے ہیں۔"))).isEmpty)
  }

  @Test func movedAndRenamedTextsAreFoundByTheirUrdu() {
    let old = edition(text("a", "First.", "پہلا۔"), text("b", "Second.", "دوسرا۔"))
    #expect(
      stale(old, edition(text("b", "Second.", "دوسرا۔"), text("c", "First.", "پہلا۔"))).isEmpty)
    #expect(
      stale(old, edition(text("b", "Second.", "دوسرا۔"), text("c", "Foremost.", "پہلا۔")))
        == ["c: First. > Foremost."])
  }

  /// One Urdu word may translate two English ones; only what was left behind is named.
  @Test func theSameUrduTwice() {
    let old = edition(text("a", "Email", "ای میل"), text("b", "Mail", "ای میل"))
    #expect(stale(old, old).isEmpty)
    let third = edition(
      text("a", "Email", "ای میل"), text("b", "Mail", "ای میل"), text("c", "Letter", "ای میل"))
    #expect(stale(old, third).isEmpty)
    let changed = edition(text("a", "Email", "ای میل"), text("b", "Post", "ای میل"))
    #expect(stale(old, changed) == ["b: Mail > Post"])
    // Its old English stands elsewhere now; it was still left behind.
    let copied = edition(text("a", "Post", "ای میل"), text("c", "Email", "ای میل"))
    #expect(stale(edition(old.translations[0]), copied) == ["a: Email > Post"])
  }

  @Test func aBulletInsertedAboveShiftsNothing() {
    let old = edition(text("a", "One", "ایک"), text("a", "Two", "دو"), text("a", "Three", "تین"))
    let new = edition(
      text("a", "Zero", "صفر"), text("a", "One", "ایک"), text("a", "Two", "دو"),
      text("a", "Thrice", "تین"))
    #expect(stale(old, new) == ["a: Three > Thrice"])
  }

  /// A label or a name that changes makes the texts that show the word no staler; its own label is.
  @Test func wordsCountByNameOrByLabel() {
    let old = edition(text("a", "Your {email}.", "آپ کا {ای میل}۔", named: "Your {mail}."))
    let relabelled = edition(text("a", "Your {e-mail}.", "آپ کا {ای میل}۔", named: "Your {mail}."))
    let renamed = edition(text("a", "Your {email}.", "آپ کا {ای میل}۔", named: "Your {email}."))
    let other = edition(text("a", "Your {phone}.", "آپ کا {ای میل}۔", named: "Your {phone}."))
    #expect(stale(old, relabelled).isEmpty)
    #expect(stale(old, renamed).isEmpty)
    #expect(stale(old, other).count == 1)
    let label = edition(text("data email", "email", "ای میل", kind: .word))
    #expect(
      stale(label, edition(text("data email", "e-mail address", "ای میل", kind: .word))).count == 1)
  }

  @Test func noReleaseForgetsWhatWasLeftBehind() {
    let (old, new) = (
      text("a", "We share.", "ہم دیتے ہیں۔"), text("a", "We never share.", "ہم دیتے ہیں۔")
    )
    let other = text("a", "We seldom share.", "ہم دیتے ہیں۔")
    #expect(history(old, new, new) == ["1: We share. > We never share."])
    #expect(history(old, old, new, new, new, new) == ["2: We share. > We never share."])
    #expect(history(old, other, new) == ["1: We share. > We never share."])
    // The old English back, other Urdu since, or Urdu that began with today's English: nothing to do.
    #expect(history(old, new, old).isEmpty)
    #expect(history(old, text("a", "We never share.", "ہم کبھی نہیں دیتے۔")).isEmpty)
    #expect(history(text("a", "We share.", "ہم"), new, new).isEmpty)
    #expect(history(old, nil, new, new).isEmpty)
    // The Urdu came with "We share.", whatever it was confirmed for later.
    #expect(history(new, old, new, old) == ["1: We never share. > We share."])
  }

  @Test func aConfirmationHoldsUntilTheEnglishChangesAgain() {
    let (old, new) = (text("a", "Old.", "ایک"), text("a", "New.", "ایک"))
    #expect(history(holdsIn: 2, old, new, new).isEmpty)
    #expect(history(holdsIn: 1, old, new, new) == ["1: Old. > New."])
    #expect(history(holdsIn: 2, old, new, text("a", "Next.", "ایک")) == ["2: New. > Next."])
  }

  /// A word with another label in one edition and another name in the next is the same word.
  @Test func sameStepByStep() {
    let first = text("a", "Your {email}.", "ای میل", named: "Your {mail}.")
    let label = text("a", "Your {e-mail}.", "ای میل", named: "Your {mail}.")
    let name = text("a", "Your {e-mail}.", "ای میل", named: "Your {address}.")
    #expect(history(first, label, name).isEmpty)
  }

  @Test func manyTextsWithOneUrduAreComparedInOnePass() {
    let old = (0..<4000).map { text("a", "Old \($0)", "ایک") }
    let new = (0..<4000).map { text("a", "New \($0)", "ایک") }
    var (before, after) = (edition(), edition())
    before.translations = old
    after.translations = new
    #expect(find(before, after).count == 4000)
  }
}
