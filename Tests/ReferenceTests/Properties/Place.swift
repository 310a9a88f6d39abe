import ZabtaRuntime

/// The places of a request that hold one word each.
struct Place {
  var name: String
  /// The kind of its words, for an action.
  var kind: (Action) -> Kind
  /// Reads and writes the word.
  var path: WritableKeyPath<Request, String?>

  /// Those of the context.
  static var contexts: [WritableKeyPath<Context, String?>] {
    [\.recipient, \.purpose, \.touchpoint, \.form, \.person, \.region, \.jurisdiction]
  }

  /// Those of a request, whoever acts.
  static func all(of request: Request) -> [Place] {
    let dimensions = [
      Dimension.recipient, .purpose, .touchpoint, .form, .person, .region, .jurisdiction,
    ]
    let context: WritableKeyPath<Request, Context> = \.context
    var all = zip(dimensions, contexts).map { dimension, path in
      Place(
        name: dimension.rawValue, kind: { dimension.kind(for: $0) },
        path: context.appending(path: path))
    }
    all.append(Place(name: "resource", kind: { $0.objectKind }, path: \.resourceName))
    if let kind = Kind(rawValue: request.subject.type) {
      all.append(Place(name: "subject", kind: { _ in kind }, path: \.subjectName))
    }
    return all
  }
}

extension Request {
  fileprivate var resourceName: String? {
    get { resource.id }
    set { resource.id = newValue ?? "" }
  }

  fileprivate var subjectName: String? {
    get { subject.id }
    set { subject.id = newValue ?? "" }
  }
}
