import ZabtaRuntime
import ZabtaSyntax

/// What the labels of one file say, before any name is looked up.
struct Drafts {
  var vocabularies: [VocabularyDraft] = []
  var policies: [PolicyDraft] = []
  /// `Checks for X:` files.
  var checks: [ChecksDraft] = []
}

struct VocabularyDraft {
  var name: Name
  var words: [WordDraft] = []
  var standards: [String: String] = [:]
  /// Names that declarations would have given if they could be read.
  var unreadable: Set<String> = []
}

/// A word with the labels below it.
struct WordDraft {
  var kind: Kind
  var name: Name
  var label: String
  var labelRange: SourceRange
  var urdu = ""
  var urduRange: SourceRange?
  var includes: [Name] = []
  var sameAs: [Name] = []
  var kindOf: [Name] = []
  var vague: String?
  var cookieNames: [String] = []
  var lasts: Name?
  var setBy: String?
}

/// A line of text with the translations below it.
struct TextDraft {
  var text: String
  var range: SourceRange
  var translations: [String: Name] = [:]
}

struct PolicyDraft {
  var file: Int
  var id: Name
  var title: TextDraft
  var publisher: (id: Name, name: TextDraft)?
  var wordsFrom: [Name] = []
  var people: [Name] = []
  var prevailing: Name?
  var timeZone: Name?
  var languages: [Name] = []
  var contacts: [(id: Name, value: TextDraft)] = []
  var definitions: [(terms: Name, text: TextDraft)] = []
  var releases: [(date: Name, note: String)] = []
  /// Labels that may stand once and stand again, as they are written.
  var repeated: [Name] = []
  /// True where a label of the front matter could not be read; it may have been any.
  var hasUnreadLabel = false
  /// The words declared in the policy's own front matter.
  var own: VocabularyDraft
  var sections: [SectionDraft] = []
  var checks: [(clause: String, sentence: SentenceTree)] = []
}

struct ChecksDraft {
  var policy: Name
  var sentences: [SentenceTree] = []
}

struct SectionDraft {
  var id: Name
  var level: Int
  var heading: TextDraft
  var formerly: [Name] = []
  var clauses: [ClauseDraft]
  var range: SourceRange
}

struct ClauseDraft {
  var id: String
  var isSectionsOwn: Bool
  var sentences: [SentenceTree] = []
  var prose: [ProseDraft] = []
  var noRule: String?
  var formerly: [Name] = []
  var range: SourceRange
  /// True where a paragraph or sentence could not be read: what depends on it is silent.
  var isBroken = false
  /// True where a paragraph reads as a rule that lost its label.
  var hasLostRule = false
  /// What is to be said unless a paragraph of the clause turns out to be a rule without its label.
  var pending: [Diagnostic] = []
}

struct ProseDraft {
  var english: Block
  var translations: [String: Block] = [:]
}
