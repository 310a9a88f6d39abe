/// Good English that is not in the grammar, and the word of the grammar that says it.
enum WordAdvice {
  static let modes: [String: String] = [
    "will": "must", "shall": "must", "should": "must", "can": "may", "could": "may",
    "might": "may", "cannot": "may not", "do": "may", "does": "may", "need": "must",
    "always": "must", "not": "may not", "would": "may",
  ]

  static let verbs: [String: String] = [
    "disclose": "share", "give": "share", "pass": "share", "provide": "share", "reveal": "share",
    "process": "use", "analyse": "use", "analyze": "use", "retain": "keep", "hold": "store",
    "save": "store", "record": "store", "gather": "collect", "obtain": "collect",
    "receive": "collect", "request": "collect", "take": "collect", "erase": "delete",
    "remove": "delete", "destroy": "delete", "purge": "delete", "see": "view", "read": "view",
    "access": "view", "move": "transfer", "export": "transfer", "anonymize": "anonymise",
    "secure": "protect", "safeguard": "protect", "guard": "protect", "place": "set",
    "reply": "answer", "respond": "answer", "notify": "announce", "publish": "announce",
    "penalize": "penalise", "punish": "penalise", "swap": "trade", "lease": "rent",
    "email": "send", "mail": "send", "fulfil": "resolve", "handle": "resolve",
  ]

  static let tails: [String: String] = [
    "via": "through", "using": "by", "about": "of", "during": "while", "when": "if",
    "where": "if", "whenever": "if", "provided": "if", "till": "until", "before": "until",
    "into": "to", "towards": "to", "inside": "in", "promptly,": "promptly", "soon": "promptly",
    "forever": "indefinitely", "per": "under", "around": "typically within", "usually": "typically",
    "normally": "typically", "due": "because", "upon": "after", "on": "after", "at": "through",
    "save": "except", "excluding": "except",
  ]

  static let tailWords = [
    "for", "from", "to", "with", "without", "in", "under", "if", "unless", "after", "until",
    "within", "while", "of", "through", "by", "because", "then", "immediately", "promptly",
    "indefinitely", "citing", "only", "even", "typically", "except",
  ]

  static let contractions: [String: String] = [
    "don't": "may not", "won't": "may not", "can't": "may not", "cannot": "may not",
    "mustn't": "must not", "shan't": "may not", "shouldn't": "must not", "we'll": "we must",
    "doesn't": "may not", "isn't": "may not", "aren't": "may not", "we've": "we have",
  ]

  static let pronouns: Set<String> = [
    "it", "them", "this", "these", "that", "those", "they", "anyone", "anywhere",
  ]

  static let numbers: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20, "thirty": 30,
    "sixty": 60, "ninety": 90,
  ]
}
