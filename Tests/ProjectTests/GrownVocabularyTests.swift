import Testing
import ZabtaBundle
import ZabtaChanges
import ZabtaCompiler
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// A vocabulary that several policies share grows by a word that none of them names.
@Suite struct GrownVocabularyTests {
  private let shoeSize = Edit(
    in: "vocabulary.zabta", "\nData email",
    "\nData shoe-size: shoe size\nUrdu: جوتے کا نمبر\n\nData email")

  /// What was released is what services get, until something is released.
  @Test func releasedRulesStayAsTheyAre() throws {
    let grown = Compiler.compile(try Edited([shoeSize]).project)
    #expect(!grown.hasErrors)
    for policy in grown.policies {
      #expect(!policy.needsRelease, "\(policy.id)")
      for name in ["bundle.json", "bundle-set.json"] {
        let file = try #require(policy.files.first { $0.path == name })
        #expect(file.bytes == (try Repository.bytes("output/\(policy.id)/\(name)")), "\(policy.id)")
      }
      #expect(!policy.content.words.contains { $0.name == "shoe-size" })
    }
  }

  /// All data is personal data, so nobody loses anything by a name for some of it.
  @Test func aNameForDataIsNotMaterial() throws {
    let changes = try Edited([shoeSize]).changes()
    #expect(changes.changes.map(\.class) == [.other])
    #expect(changes.changes.flatMap(\.effects).map(\.direction) == [.moved])
  }

  /// A group that rules name says more with it.
  @Test func aNameInAGroupThatRulesNameIsMaterial() throws {
    let inGroup = Edit(
      in: "vocabulary.zabta", "Includes: name, email, phone, delivery-address",
      "Includes: shoe-size, name, email, phone, delivery-address")
    let changes = try Edited([shoeSize, inGroup]).changes()
    #expect(changes.isMaterial)
  }
}
