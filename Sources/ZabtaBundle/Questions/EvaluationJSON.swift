import ZabtaRuntime

/// Reads evaluations as services send them: OpenID AuthZEN Authorization API 1.0, sections 6 and 7.
package enum EvaluationJSON {
  /// How many of several evaluations are answered (section 7.1.2.1).
  package enum Semantic: String, Sendable, CaseIterable {
    /// All of them.
    case executeAll = "execute_all"
    /// Up to the first that is denied, or that is no evaluation.
    case denyOnFirstDeny = "deny_on_first_deny"
    /// Up to the first that is permitted.
    case permitOnFirstPermit = "permit_on_first_permit"
  }

  /// What a request for several evaluations holds.
  package enum Batch: Sendable {
    /// No list, or an empty one: it is a single evaluation.
    case single(Evaluation)
    /// A list; what is no evaluation is denied in its place.
    case several([Result<Evaluation, JSONError>], Semantic)
  }

  /// Reads a single evaluation.
  package static func evaluation(_ bytes: [UInt8]) throws(JSONError) -> Evaluation {
    try evaluation(try RequestJSON.question(bytes), Defaults())
  }

  /// Reads several evaluations, with the defaults that stand beside the list.
  package static func evaluations(
    _ bytes: [UInt8], atMost limit: Int
  ) throws(JSONError) -> Batch {
    let members = try RequestJSON.question(bytes)
    let items = try members.stated("evaluations")?.array() ?? []
    let semantic = try semantic(members)
    guard !items.isEmpty else { return .single(try evaluation(members, Defaults())) }
    guard items.count <= limit else {
      throw JSONError(
        path: "evaluations",
        reason: "these are \(items.count); at most \(limit) are answered at once")
    }
    let defaults = try Defaults(members)
    let several = try items.map { item throws(JSONError) -> Result<Evaluation, JSONError> in
      let members = try RequestJSON.object(item)
      do throws(JSONError) {
        return .success(try evaluation(members, defaults))
      } catch {
        return .failure(error)
      }
    }
    return .several(several, semantic)
  }

  // MARK: Parts

  /// What evaluations of a list have where they do not say otherwise.
  private struct Defaults {
    var subject: EvaluationSubject?
    var action: String?
    var resource: Request.Entity?
    var context: JSONMembers?

    init() {}

    init(_ members: JSONMembers) throws(JSONError) {
      subject = try members["subject"].map(EvaluationSubject.init(identified:))
      action = try members["action"].map(RequestJSON.action)
      resource = try members["resource"].map(RequestJSON.entity)
      context = try members.stated("context").map(RequestJSON.object)
      // Read where it stands, so that what is wrong with it is told of its own place.
      if let context { _ = try RequestJSON.context(context) }
    }
  }

  private static func evaluation(
    _ members: JSONMembers, _ defaults: Defaults
  ) throws(JSONError) -> Evaluation {
    let own = try members["subject"].map(EvaluationSubject.init(identified:))
    guard let subject = own ?? defaults.subject else { throw members.missing("subject") }
    let ownAction = try members["action"].map(RequestJSON.action)
    guard let action = ownAction ?? defaults.action else { throw members.missing("action") }
    let ownResource = try members["resource"].map(RequestJSON.entity)
    guard let resource = ownResource ?? defaults.resource else { throw members.missing("resource") }
    var context = subject.facts
    let ownContext = try members.stated("context").map(RequestJSON.object)
    if let stated = ownContext ?? defaults.context {
      context = try RequestJSON.context(stated, over: context)
    }
    let isInProfile = try negotiate(ownContext ?? defaults.context, &context)
    var evaluation = Evaluation(
      Request(subject: subject.entity, action: action, resource: resource, context: context),
      roles: subject.roles)
    evaluation.wantsProfile = isInProfile
    return evaluation
  }

  /// Reads which types of obligations the caller knows: AuthZEN Profile for Obligations 1.0 (draft 1),
  /// section 7.
  ///
  /// Ours is `custom`; whoever does not know it can honour none of our measures. True where the caller
  /// says anything about it.
  static func negotiate(
    _ stated: JSONMembers?, _ context: inout Context
  ) throws(JSONError) -> Bool {
    guard let types = try stated?.stated("supported_obligations")?.strings() else { return false }
    if !types.contains("custom") { context.honours = [] }
    return true
  }

  private static func semantic(_ members: JSONMembers) throws(JSONError) -> Semantic {
    guard let options = try members.stated("options").map(RequestJSON.object),
      let semantic = options.stated("evaluations_semantic")
    else { return .executeAll }
    return try semantic.one(of: Semantic.self)
  }
}

/// A subject with what its properties say.
struct EvaluationSubject {
  /// The subject's type and id.
  var entity: Request.Entity
  /// The roles of a user; nil where the subject is no user.
  var roles: [String]?
  /// The facts about the person whose data it is.
  var facts = Context()

  /// The properties that are facts about the person: those of the context that speak of a person and
  /// not of the request.
  static let facts = ["person", "age", "jurisdiction", "consent", "circumstances", "events"]

  /// Reads a subject.
  init(identified node: JSONNode) throws(JSONError) {
    entity = try RequestJSON.entity(node)
    try readProperties(node)
  }

  /// Reads a subject of which only the type is given, in a search for it.
  init(sought node: JSONNode) throws(JSONError) {
    let members = try RequestJSON.object(node)
    entity = Request.Entity(type: try members.required("type").string(), id: "")
    try readProperties(node)
  }

  private mutating func readProperties(_ node: JSONNode) throws(JSONError) {
    let isUser = entity.type == "user"
    if isUser { roles = [] }
    guard let properties = try RequestJSON.object(node).stated("properties") else { return }
    let members = try RequestJSON.object(properties)
    let known = members.values.filter { EvaluationSubject.facts.contains($0.key) }
    facts = try RequestJSON.context(JSONMembers(values: known, path: properties.path))
    guard let named = members.stated("roles") else { return }
    let names = try named.strings()
    guard names.count <= Evaluation.roleLimit else {
      throw named.fault("a user has at most \(Evaluation.roleLimit) roles")
    }
    guard isUser else { return }
    var seen: Set<String> = []
    roles = names.filter { seen.insert($0).inserted }
  }
}

extension JSONMembers {
  /// The error that a member has to be there.
  func missing(_ name: String) -> JSONError {
    JSONError(path: path.isEmpty ? name : "\(path).\(name)", reason: "this is missing")
  }
}
