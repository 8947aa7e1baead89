internal import Foundation
internal import Tables

/// A value of `rota.json`, before it is known what it should be.
enum SettingsValue: Decodable {
  case object([String: SettingsValue])
  case array([SettingsValue])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
      var fields: [String: SettingsValue] = [:]
      for key in keyed.allKeys { fields[key.stringValue] = try keyed.decode(SettingsValue.self, forKey: key) }
      self = .object(fields)
    } else if var list = try? decoder.unkeyedContainer() {
      var items: [SettingsValue] = []
      while !list.isAtEnd { items.append(try list.decode(SettingsValue.self)) }
      self = .array(items)
    } else {
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        self = .null
      } else if let flag = try? single.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? single.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try single.decode(String.self))
      }
    }
  }

  /// What it is, for messages.
  var kind: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .text(let text): "'\(text)'"
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// A value of `rota.json` together with where it stands, so that every complaint names the place.
struct SettingsNode {
  var value: SettingsValue
  /// `rota.json`
  var file: String
  /// `queues[2].hours`; empty at the top.
  var path: String

  /// Reads JSON5: comments, trailing commas and unquoted keys are welcome.
  static func parse(_ bytes: [UInt8], file: String) throws(Diagnostic) -> SettingsNode {
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      throw Diagnostic(
        "project.empty", "the file is empty", at: SourcePosition(file: file),
        cure: "Run `rota init DIR` to get a commented project that runs as it is.")
    }
    if bytes.contains(0) {
      throw Diagnostic(
        "project.binary", "this isn't a text file (it holds a zero byte)", at: SourcePosition(file: file),
        cure: "Write rota.json as UTF-8 text.")
    }
    // Foundation's JSON5 reader ends the program on keys that aren't UTF-8, so they never get there.
    if String(validating: bytes, as: UTF8.self) == nil {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let row = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
      throw Diagnostic(
        "project.encoding", "a character isn't UTF-8", at: SourcePosition(file: file, row: row.map { $0 + 1 }),
        cure: "Save rota.json as UTF-8 text.")
    }
    let brackets = BracketScan(bytes)
    if brackets.deepest > 64 {
      throw Diagnostic(
        "project.nesting", "brackets are nested \(brackets.deepest) deep; at most 64 make sense",
        at: SourcePosition(file: file), cure: "Look for brackets that are opened and not closed.")
    }
    if let fault = brackets.fault {
      throw Diagnostic(
        "project.json", fault.message, at: SourcePosition(file: file, row: fault.row, column: fault.column),
        cure: "Check commas, quotes and brackets near that place.")
    }
    if let (key, before) = KeyScan(bytes).repeated {
      throw Diagnostic(
        "project.repeated-key", "'\(key.name)' is there twice in the same braces, first in line \(before.row)",
        at: SourcePosition(file: file, row: key.row, column: key.column),
        cure: "Only one of them would count: remove or rename the other.")
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return SettingsNode(value: try decoder.decode(SettingsValue.self, from: Data(bytes)), file: file, path: "")
    } catch {
      throw Diagnostic(
        "project.json", "it can't be read as JSON5", at: SourcePosition(file: file),
        cure: "Check commas, quotes and brackets.")
    }
  }

  func fail(_ code: String, _ message: String, cure: String? = nil) -> Diagnostic {
    Diagnostic(code, message, at: SourcePosition(file: path.isEmpty ? file : "\(file): \(path)"), cure: cure)
  }

  func expected(_ what: String, example: String) -> Diagnostic {
    fail("project.type", "found \(value.kind); expected \(what)", cure: "For example: \(example)")
  }

  // MARK: Objects

  /// The fields of an object of which only `keys` are known; a misspelt one names its nearest neighbour.
  func object(_ keys: [String]) throws(Diagnostic) -> [String: SettingsNode] {
    guard case .object(let fields) = value else { throw expected("an object", example: "{ id: \"phone\" }") }
    for key in fields.keys.sorted() where !keys.contains(key) {
      let hint = NearestName.of(key, among: keys).map { "Did you mean '\($0)'? " } ?? ""
      throw fail(
        "project.unknown-key", "there is no setting '\(key)' here",
        cure: hint + "Known here: \(keys.joined(separator: ", ")).")
    }
    return fields.mapValuesWithKeys { key, value in
      SettingsNode(value: value, file: file, path: path.isEmpty ? key : "\(path).\(key)")
    }
  }

  func list() throws(Diagnostic) -> [SettingsNode] {
    guard case .array(let items) = value else { throw expected("a list", example: "[ … ]") }
    return items.enumerated().map { SettingsNode(value: $1, file: file, path: "\(path)[\($0)]") }
  }

  /// A list, or a single value standing for a list of one.
  func listOrOne() throws(Diagnostic) -> [SettingsNode] {
    if case .array = value { return try list() }
    return [self]
  }

  // MARK: Plain values

  func text() throws(Diagnostic) -> String {
    guard case .text(let text) = value else { throw expected("text in quotes", example: "\"phone\"") }
    if text.isEmpty {
      throw fail("project.empty-text", "the text is empty", cure: "Write something, or leave the setting out.")
    }
    if text.utf8.count > 10_000 {
      throw fail(
        "project.long-text", "the text has \(text.utf8.count) bytes; at most 10000 make sense", cure: "Shorten it.")
    }
    return text
  }

  func flag() throws(Diagnostic) -> Bool {
    guard case .flag(let flag) = value else { throw expected("true or false", example: "true") }
    return flag
  }

  func number(in range: ClosedRange<Double>, unit: String) throws(Diagnostic) -> Double {
    guard case .number(let number) = value else { throw expected("a number (\(unit))", example: "20") }
    guard number.isFinite, range.contains(number) else {
      throw fail(
        "project.range",
        "\(value.kind) is out of range; expected \(unit) from \(plain(range.lowerBound)) to "
          + plain(range.upperBound),
        cure: unit == "share" ? "Shares are written 0.8, not 80." : "Choose a value in that range.")
    }
    return number
  }

  func integer(in range: ClosedRange<Int>, unit: String) throws(Diagnostic) -> Int {
    let number = try number(in: Double(range.lowerBound)...Double(range.upperBound), unit: unit)
    guard number == number.rounded() else {
      throw fail("project.range", "\(value.kind) isn't a whole number; expected \(unit)", cure: "Round it.")
    }
    return Int(number)
  }

  private func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}

extension Dictionary {
  func mapValuesWithKeys<T>(_ transform: (Key, Value) -> T) -> [Key: T] {
    var result: [Key: T] = [:]
    for (key, value) in self { result[key] = transform(key, value) }
    return result
  }
}
