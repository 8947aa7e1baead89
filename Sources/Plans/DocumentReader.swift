internal import Foundation
internal import Tables

/// A JSON document of this program's own on its way back in: whatever is wrong with it is said with its place inside the
/// file, what was found there and what was expected.
struct DocumentReader {
  private let bytes: [UInt8]
  private let data: Data
  private let file: String
  /// Codes of diagnostics begin with it: `plan`.
  private let code: String
  /// `a plan as …`
  private let expected: String
  private let cure: String

  init(_ bytes: [UInt8], file: String, code: String, expected: String, cure: String) {
    self.bytes = bytes
    data = Data(bytes)
    self.file = file
    self.code = code
    self.expected = expected
    self.cure = cure
  }

  /// - Throws: `CODE.empty`, or `CODE.not-json` for what isn't UTF-8.
  func checkText() throws(Diagnostic) {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw Diagnostic(
        "\(code).empty", "the file is empty; expected \(expected)", at: SourcePosition(file: file), cure: cure)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Diagnostic(
        "\(code).not-json", "the file isn't UTF-8 text; expected \(expected)", at: SourcePosition(file: file),
        cure: cure)
    }
  }

  /// - Throws: `CODE.not-json`, `CODE.missing-field`, `CODE.bad-value`.
  func decode<Content: Decodable>(_ type: Content.Type) throws(Diagnostic) -> Content {
    do { return try JSONDecoder().decode(type, from: data) } catch {
      if Self.isUnplaced(error), let number = JSONNumbers(bytes).culprit({ Self.isJSON($0, for: type) }) {
        throw Diagnostic(
          "\(code).bad-value",
          "found \(number.text), which is no number that belongs here; expected a smaller or a whole one",
          at: SourcePosition(file: "\(file): \(number.path)"), cure: cure)
      }
      throw diagnostic(error)
    }
  }

  private static func isUnplaced(_ error: any Error) -> Bool {
    if case DecodingError.dataCorrupted(let context) = error { return context.codingPath.isEmpty }
    return false
  }

  /// Whether the decoder takes it for JSON, whatever it misses in it.
  private static func isJSON<Content: Decodable>(_ bytes: [UInt8], for type: Content.Type) -> Bool {
    do {
      _ = try JSONDecoder().decode(type, from: Data(bytes))
      return true
    } catch { return !isUnplaced(error) }
  }

  /// Turns what `Codable` says about a field into a place and a cure.
  private func diagnostic(_ error: any Error) -> Diagnostic {
    func at(_ path: [any CodingKey]) -> SourcePosition {
      path.isEmpty ? SourcePosition(file: file) : SourcePosition(file: "\(file): \(dottedPath(path))")
    }
    switch error {
    case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty:
      return Diagnostic(
        "\(code).not-json", "the file isn't JSON\(syntaxFault(context)); expected \(expected)",
        at: SourcePosition(file: file), cure: cure)
    case DecodingError.keyNotFound(let key, let context):
      return Diagnostic(
        "\(code).missing-field", "no field `\(key.stringValue)`", at: at(context.codingPath), cure: cure)
    case DecodingError.valueNotFound(_, let context):
      return Diagnostic(
        "\(code).missing-field", "found null; expected a value", at: at(context.codingPath), cure: cure)
    case DecodingError.typeMismatch(let type, let context):
      let found = JSONProbe.found(at: context.codingPath, in: data) ?? "something else"
      return Diagnostic(
        "\(code).bad-value", "found \(found); expected \(jsonName(of: type))", at: at(context.codingPath), cure: cure)
    case DecodingError.dataCorrupted(let context):
      return Diagnostic("\(code).bad-value", context.debugDescription, at: at(context.codingPath), cure: cure)
    default:
      return Diagnostic("\(code).bad-value", "it can't be read: \(error)", at: SourcePosition(file: file), cure: cure)
    }
  }
}

private func jsonName(of type: any Any.Type) -> String {
  switch type {
  case is String.Type: "text"
  case is Bool.Type: "true or false"
  case is Int.Type, is UInt64.Type: "a whole number"
  case is Double.Type: "a number"
  case is any RangeReplaceableCollection.Type: "a list"
  default: "an object"
  }
}

/// `rota.duties[3].start`
func dottedPath(_ path: [any CodingKey]) -> String {
  path.reduce(into: "") { text, key in
    if let index = key.intValue {
      text += "[\(index)]"
    } else {
      text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
    }
  }
}

/// What the JSON reader says about line and column, where it says so.
private func syntaxFault(_ context: DecodingError.Context) -> String {
  guard let underlying = context.underlyingError else { return "" }
  let text = (underlying as NSError).userInfo["NSDebugDescription"] as? String ?? ""
  return text.isEmpty ? "" : " (\(text))"
}

/// What stands at a place of a JSON document, for messages.
private struct JSONProbe: Decodable {
  private var text: String

  static func found(at path: [any CodingKey], in data: Data) -> String? {
    let decoder = JSONDecoder()
    guard let key = CodingUserInfoKey(rawValue: "rota.path") else { return nil }
    decoder.userInfo[key] = path.map { Key(stringValue: $0.stringValue, intValue: $0.intValue) }
    return try? decoder.decode(JSONProbe.self, from: data).text
  }

  init(from decoder: any Decoder) throws {
    var place = decoder
    let path = CodingUserInfoKey(rawValue: "rota.path").flatMap { decoder.userInfo[$0] as? [Key] } ?? []
    for key in path {
      if let index = key.intValue {
        var list = try place.unkeyedContainer()
        for _ in 0..<index { _ = try list.superDecoder() }
        place = try list.superDecoder()
      } else {
        place = try place.container(keyedBy: Key.self).superDecoder(forKey: key)
      }
    }
    text = try Self.words(for: place)
  }

  private static func words(for place: any Decoder) throws -> String {
    if (try? place.container(keyedBy: Key.self)) != nil { return "an object" }
    if (try? place.unkeyedContainer()) != nil { return "a list" }
    let value = try place.singleValueContainer()
    if value.decodeNil() { return "null" }
    if let flag = try? value.decode(Bool.self) { return "\(flag)" }
    if let number = try? value.decode(Int.self) { return "\(number)" }
    if let number = try? value.decode(Double.self) { return "\(number)" }
    return "'\(try value.decode(String.self).prefix(60))'"
  }

  private struct Key: CodingKey, Sendable {
    var stringValue: String
    var intValue: Int?

    init(stringValue: String, intValue: Int?) {
      self.stringValue = stringValue
      self.intValue = intValue
    }

    init?(stringValue: String) { self.init(stringValue: stringValue, intValue: nil) }
    init?(intValue: Int) { self.init(stringValue: "\(intValue)", intValue: intValue) }
  }
}
