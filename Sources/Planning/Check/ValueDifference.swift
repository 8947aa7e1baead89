internal import Foundation

/// A place at which two values of one kind differ, by their JSON.
struct ValueDifference: Hashable, Sendable {
  /// Dotted: `request.people[0].contract`.
  var path: String
  /// As JSON, short; `nothing` where there is none.
  var found: String
  var expected: String

  /// Characters of a value that are shown.
  private static let longest = 80

  /// - Parameter path: of the values themselves.
  /// - Returns: empty for equal values.
  static func all<Value: Encodable & Equatable>(_ found: Value, _ expected: Value, at path: String) -> [Self] {
    guard found != expected else { return [] }
    var places: [Self] = []
    compare(json(found), json(expected), at: path, into: &places)
    // What JSON doesn't tell apart.
    return places.isEmpty ? [Self(path: path, found: "another value", expected: "that of the project")] : places
  }

  private static func json(_ value: some Encodable) -> Any? {
    (try? JSONEncoder().encode(value)).flatMap {
      try? JSONSerialization.jsonObject(with: $0, options: .fragmentsAllowed)
    }
  }

  private static func compare(_ found: Any?, _ expected: Any?, at path: String, into places: inout [Self]) {
    if let found = found as? [String: Any], let expected = expected as? [String: Any] {
      for key in Set(found.keys).union(expected.keys).sorted() {
        compare(found[key], expected[key], at: "\(path).\(key)", into: &places)
      }
    } else if let found = found as? [Any], let expected = expected as? [Any], found.count == expected.count {
      for (number, (found, expected)) in zip(found, expected).enumerated() {
        compare(found, expected, at: "\(path)[\(number)]", into: &places)
      }
    } else if text(found) != text(expected) {
      places.append(Self(path: path, found: text(found), expected: text(expected)))
    }
  }

  private static func text(_ value: Any?) -> String {
    guard let value, !(value is NSNull) else { return "nothing" }
    guard
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
    else { return "\(value)" }
    let text = String(decoding: data, as: UTF8.self)
    return text.count > longest ? "\(text.prefix(longest))…" : text
  }
}
