extension Ruleset {
  /// Answers which roles may do something to data, and on what conditions.
  ///
  /// - Parameters:
  ///   - action: What is to be done, for instance ``Action/view``.
  ///   - data: The data's name.
  ///   - purpose: What it is for; nil where that is left open.
  ///   - context: What else is known.
  /// - Returns: The roles that may, and those that might if more were known; by name.
  public func rolesThatMay(
    _ action: Action, _ data: String, for purpose: String? = nil, context: Context = Context()
  ) -> [FoundWord] {
    var context = context
    if let purpose { context.purpose = purpose }
    var search = AccessSearch(
      subjects: "role", action: action.rawValue,
      resource: Request.Entity(type: action.objectKind.rawValue, id: data), context: context)
    search.includesConditional = true
    return all(search)
  }

  /// Answers what the publisher may share with a recipient, and on what conditions: for which purposes,
  /// under which consents.
  public func dataThatMayReach(
    _ recipient: String, for purpose: String? = nil, context: Context = Context()
  ) -> [FoundWord] {
    var context = context
    context.recipient = recipient
    if let purpose { context.purpose = purpose }
    var search = AccessSearch(
      resources: "data", subject: publisher, action: Action.share.rawValue, context: context)
    search.includesConditional = true
    return all(search)
  }

  /// Answers what a subject may do to data, and on what conditions.
  public func actionsPermitted(
    to subject: Request.Entity, on data: String, context: Context = Context()
  ) -> [FoundWord] {
    var search = AccessSearch(
      actionsOf: subject, on: Request.Entity(type: "data", id: data), context: context)
    search.includesConditional = true
    return all(search)
  }

  /// The publisher as the subject of requests.
  public var publisher: Request.Entity {
    Request.Entity(type: "organisation", id: organisation)
  }
}
