/// A value together with its place, for readers that refuse what they do not expect.
struct JSONNode {
  let value: JSONValue
  private let place: Place

  /// Where a value stands.
  ///
  /// The text of it is put together for errors alone: most values have none.
  private enum Place {
    case whole(String)
    case member(of: String, String)
    case element(of: String, Int)
  }

  /// A value at a place.
  init(value: JSONValue, path: String) {
    self.value = value
    place = .whole(path)
  }

  /// The member of an object at a place.
  init(value: JSONValue, of path: String, member: String) {
    self.value = value
    place = .member(of: path, member)
  }

  private init(value: JSONValue, of path: String, element: Int) {
    self.value = value
    place = .element(of: path, element)
  }

  /// The place, for instance `norms[3].when[0]`; empty for the whole text.
  var path: String {
    switch place {
    case .whole(let path): path
    case .member(let path, let name): path.isEmpty ? name : "\(path).\(name)"
    case .element(let path, let index): "\(path)[\(index)]"
    }
  }

  /// The error that something else is expected here.
  func expected(_ what: String) -> JSONError {
    JSONError(path: path, reason: "\(what) is expected, this is \(value.noun)")
  }

  /// An error about this place.
  func fault(_ reason: String) -> JSONError {
    JSONError(path: path, reason: reason)
  }

  func string() throws(JSONError) -> String {
    guard case .string(let text) = value else { throw expected("text") }
    return text
  }

  func int() throws(JSONError) -> Int {
    guard case .int(let number) = value else { throw expected("a whole number") }
    return number
  }

  func bool() throws(JSONError) -> Bool {
    guard case .bool(let bool) = value else { throw expected("true or false") }
    return bool
  }

  func array() throws(JSONError) -> [JSONNode] {
    guard case .array(let elements) = value else { throw expected("a list") }
    let path = path
    return elements.enumerated().map { JSONNode(value: $1, of: path, element: $0) }
  }

  func strings() throws(JSONError) -> [String] {
    try map { node throws(JSONError) in try node.string() }
  }

  /// Reads the elements of a list.
  func map<Element>(
    _ read: (JSONNode) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    var elements: [Element] = []
    for node in try array() { elements.append(try read(node)) }
    return elements
  }

  /// Reads an object from names to text.
  func texts() throws(JSONError) -> [String: String] {
    var texts: [String: String] = [:]
    let members = try members()
    for (name, value) in members.values {
      guard case .string(let text) = value else {
        throw JSONNode(value: value, of: members.path, member: name).expected("text")
      }
      texts[name] = text
    }
    return texts
  }

  /// The members of an object, by name.
  func members() throws(JSONError) -> JSONMembers {
    guard case .object(let members) = value else { throw expected("an object") }
    return JSONMembers(values: members, path: path)
  }

  /// The members of an object that may have no others than those named.
  func members(only names: Set<String>) throws(JSONError) -> JSONMembers {
    let members = try members()
    if let stranger = members.values.keys.filter({ !names.contains($0) }).min() {
      throw fault("there is no member \"\(stranger)\" in this format")
    }
    return members
  }

  /// A value of an enumeration that is written as text.
  func one<Value: RawRepresentable & CaseIterable>(
    of type: Value.Type
  ) throws(JSONError) -> Value where Value.RawValue == String {
    let text = try string()
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("\"\(text)\" is none of \(known)")
    }
    return value
  }
}

/// The members of an object.
struct JSONMembers {
  let values: [String: JSONValue]
  let path: String

  /// A member; nil where it is absent.
  subscript(name: String) -> JSONNode? {
    values[name].map { JSONNode(value: $0, of: path, member: name) }
  }

  /// All members, by their names in the order of their bytes.
  var sorted: [(name: String, node: JSONNode)] {
    values.sorted { $0.key < $1.key }.map { name, value in
      (name, JSONNode(value: value, of: path, member: name))
    }
  }

  /// A member that has to be there.
  func required(_ name: String) throws(JSONError) -> JSONNode {
    guard let node = self[name] else {
      throw JSONError(path: path.isEmpty ? name : "\(path).\(name)", reason: "this is missing")
    }
    return node
  }

  /// A list of names, empty where the member is absent.
  func strings(_ name: String) throws(JSONError) -> [String] {
    try self[name]?.strings() ?? []
  }

  /// An object of texts, empty where the member is absent.
  func texts(_ name: String) throws(JSONError) -> [String: String] {
    try self[name]?.texts() ?? [:]
  }

  /// True where the member is there and true.
  func flag(_ name: String) throws(JSONError) -> Bool {
    try self[name]?.bool() ?? false
  }
}
