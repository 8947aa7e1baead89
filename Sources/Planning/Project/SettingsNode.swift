package import Tables
internal import Words

/// A value of `rota.json`, before it is known what it should be.
package enum SettingsValue {
  case object([String: SettingsValue])
  case array([SettingsValue])
  case text(String)
  case number(Double)
  case flag(Bool)
  case null

  /// What it is, for messages.
  package var kind: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .text(let text): "'\(text)'"
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }
}

/// A value of `rota.json` together with where it stands, so that every complaint names the place.
package struct SettingsNode {
  package var value: SettingsValue
  /// `rota.json`
  package var file: String
  /// `queues[2].hours`; empty at the top.
  package var path: String
  /// Where the values of the file stand, by path; empty where nobody has read them from text.
  package var places: [String: SettingsPlace] = [:]

  package init(value: SettingsValue, file: String, path: String, places: [String: SettingsPlace] = [:]) {
    self.value = value
    self.file = file
    self.path = path
    self.places = places
  }

  /// Reads JSON5: comments, trailing commas and unquoted keys are welcome.
  package static func parse(_ bytes: [UInt8], file: String) throws(Diagnostic) -> SettingsNode {
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
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let row = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
      throw Diagnostic(
        "project.encoding", "a character isn't UTF-8", at: SourcePosition(file: file, row: row.map { $0 + 1 }),
        cure: "Save rota.json as UTF-8 text.")
    }
    // Brackets first: of a lost one the grammar only says where it was missed.
    let brackets = BracketScan(bytes)
    if brackets.deepest > JSON5Reader.deepest {
      throw Diagnostic(
        "project.nesting",
        "brackets are nested \(brackets.deepest) deep; at most \(JSON5Reader.deepest) make sense",
        at: SourcePosition(file: file), cure: "Look for brackets that are opened and not closed.")
    }
    if let fault = brackets.fault {
      throw Diagnostic(
        "project.json", fault.message, at: SourcePosition(file: file, row: fault.row, column: fault.column),
        cure: "Check commas, quotes and brackets near that place.")
    }
    let read = try JSON5Reader.read(text, file: file)
    return SettingsNode(value: read.value, file: file, path: "", places: read.places)
  }

  /// A value inside this one.
  package func inner(_ value: SettingsValue, at path: String) -> SettingsNode {
    SettingsNode(value: value, file: file, path: path, places: places)
  }

  package func fail(_ code: String, _ message: String, cure: String? = nil) -> Diagnostic {
    Diagnostic(code, message, at: position, cure: cure)
  }

  /// Its line and column with its path, or the path alone.
  package var position: SourcePosition {
    guard let place = places[path] else { return SourcePosition(file: path.isEmpty ? file : "\(file): \(path)") }
    return SourcePosition(file: file, row: place.row, column: place.column, path: path.isEmpty ? nil : path)
  }

  package func expected(_ what: String, example: String) -> Diagnostic {
    fail("project.type", "found \(value.kind); expected \(what)", cure: "For example: \(example)")
  }

  // MARK: Objects

  /// The fields of an object of which only `keys` are known; a misspelt one names its nearest neighbour.
  package func object(_ keys: [String]) throws(Diagnostic) -> [String: SettingsNode] {
    guard case .object(let fields) = value else { throw expected("an object", example: "{ id: \"phone\" }") }
    for key in fields.keys.sorted() where !keys.contains(key) {
      let hint = NearestName.of(key, among: keys).map { "Did you mean '\($0)'? " } ?? ""
      throw inner(value, at: path.isEmpty ? key : "\(path).\(key)").fail(
        "project.unknown-key", "there is no setting '\(key)' here",
        cure: hint + "Known here: \(Words.plain.list(keys)).")
    }
    return fields.mapValuesWithKeys { key, value in
      inner(value, at: path.isEmpty ? key : "\(path).\(key)")
    }
  }

  package func list() throws(Diagnostic) -> [SettingsNode] {
    guard case .array(let items) = value else { throw expected("a list", example: "[ … ]") }
    return items.enumerated().map { inner($1, at: "\(path)[\($0)]") }
  }

  /// A list, or a single value standing for a list of one.
  package func listOrOne() throws(Diagnostic) -> [SettingsNode] {
    if case .array = value { return try list() }
    return [self]
  }

  // MARK: Plain values

  package func text() throws(Diagnostic) -> String {
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

  package func flag() throws(Diagnostic) -> Bool {
    guard case .flag(let flag) = value else { throw expected("true or false", example: "true") }
    return flag
  }

  package func number(in range: ClosedRange<Double>, unit: String) throws(Diagnostic) -> Double {
    let isShare = unit == "share"
    guard let number = isShare ? share : plainNumber else {
      throw expected("a number (\(unit))", example: isShare ? "0.8 or \"80%\"" : "20")
    }
    guard number.isFinite, range.contains(number) else {
      throw fail(
        "project.range",
        "\(value.kind) is out of range; expected \(unit) from \(plain(range.lowerBound)) to "
          + plain(range.upperBound),
        cure: isShare ? "Shares are written 0.8 or \"80%\", not 80." : "Choose a value in that range.")
    }
    return number
  }

  private var plainNumber: Double? {
    guard case .number(let number) = value else { return nil }
    return number
  }

  /// `0.8` or `"80%"`; nil where it is written otherwise.
  package var share: Double? {
    guard case .text(let text) = value else { return plainNumber }
    guard text.hasSuffix("%") else { return nil }
    return Double(text.dropLast().filter { $0 != " " }).map { $0 / 100 }
  }

  package func integer(in range: ClosedRange<Int>, unit: String) throws(Diagnostic) -> Int {
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
