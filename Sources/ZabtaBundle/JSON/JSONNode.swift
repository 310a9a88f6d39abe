/// A value together with its place, for readers that refuse what they do not expect.
struct JSONNode {
  let value: JSONValue
  let path: String

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
    return elements.enumerated().map { JSONNode(value: $1, path: "\(path)[\($0)]") }
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
    for (name, node) in try members() { texts[name] = try node.string() }
    return texts
  }

  /// The members of an object, by name.
  func members() throws(JSONError) -> [String: JSONNode] {
    guard case .object(let members) = value else { throw expected("an object") }
    return Dictionary(
      uniqueKeysWithValues: members.map { name, value in
        (name, JSONNode(value: value, path: path.isEmpty ? name : "\(path).\(name)"))
      })
  }

  /// The members of an object that may have no others than those named.
  func members(only names: Set<String>) throws(JSONError) -> JSONMembers {
    let members = try members()
    if let stranger = members.keys.filter({ !names.contains($0) }).min() {
      throw fault("there is no member \"\(stranger)\" in this format")
    }
    return JSONMembers(members: members, path: path)
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
  let members: [String: JSONNode]
  let path: String

  /// A member that has to be there.
  func required(_ name: String) throws(JSONError) -> JSONNode {
    guard let node = members[name] else {
      throw JSONError(path: path.isEmpty ? name : "\(path).\(name)", reason: "this is missing")
    }
    return node
  }

  /// A list of names, empty where the member is absent.
  func strings(_ name: String) throws(JSONError) -> [String] {
    try members[name]?.strings() ?? []
  }

  /// An object of texts, empty where the member is absent.
  func texts(_ name: String) throws(JSONError) -> [String: String] {
    try members[name]?.texts() ?? [:]
  }

  /// True where the member is there and true.
  func flag(_ name: String) throws(JSONError) -> Bool {
    try members[name]?.bool() ?? false
  }
}
