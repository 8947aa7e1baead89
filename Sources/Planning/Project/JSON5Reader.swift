internal import Tables

/// Where a value of a settings file stands; rows and columns count from 1, columns in characters.
package struct SettingsPlace: Hashable {
  package var row: Int
  package var column: Int
}

/// A settings file as it is written: its value, and where everything in it stands.
struct SettingsText {
  var value: SettingsValue
  /// By dotted path: `queues[2].hours`. The place of a value, for a field that of its key.
  var places: [String: SettingsPlace]
}

/// Reads JSON5 (json5.org, version 1.0.0): JSON with comments, trailing commas, keys without quotes, single quotes,
/// hexadecimal whole numbers, signs and line continuations.
///
/// Everything that isn't JSON5 is refused with its line and column; so is a key that an object has twice, whether or not
/// one of them is written with escapes.
struct JSON5Reader {
  /// The deepest that brackets may be nested.
  static let deepest = 64

  private let file: String
  let text: [Unicode.Scalar]
  var index = 0
  private var row = 1
  private var lineStart = 0
  private var depth = 0
  private var places: [String: SettingsPlace] = [:]

  /// - Throws: `project.json`, `project.nesting` or `project.repeated-key`, with line and column.
  /// - Complexity: O(characters).
  static func read(_ text: String, file: String) throws(Diagnostic) -> SettingsText {
    var reader = JSON5Reader(file: file, text: Array(text.unicodeScalars))
    if reader.peek == "\u{FEFF}" { reader.advance() }
    try reader.skipBlanks()
    let value = try reader.value(at: "")
    try reader.skipBlanks()
    if let extra = reader.peek {
      throw reader.fault("found \(Self.shown(extra)) after the end of the value", cure: "Remove what follows.")
    }
    return SettingsText(value: value, places: reader.places)
  }

  private init(file: String, text: [Unicode.Scalar]) {
    self.file = file
    self.text = text
  }

  // MARK: Characters

  var peek: Unicode.Scalar? { index < text.count ? text[index] : nil }
  var next: Unicode.Scalar? { index + 1 < text.count ? text[index + 1] : nil }
  var place: SettingsPlace { SettingsPlace(row: row, column: index - lineStart + 1) }

  mutating func advance() {
    let scalar = text[index]
    index += 1
    if scalar == "\n" || (scalar == "\r" && peek != "\n") {
      row += 1
      lineStart = index
    }
  }

  private mutating func skipBlanks() throws(Diagnostic) {
    while let scalar = peek {
      if scalar == "/", next == "/" {
        while let scalar = peek, scalar != "\n", scalar != "\r" { advance() }
      } else if scalar == "/", next == "*" {
        let start = place
        advance()
        advance()
        while peek != nil, !(peek == "*" && next == "/") { advance() }
        guard peek != nil else { throw fault("the comment is never closed", at: start, cure: "Close it with */.") }
        advance()
        advance()
      } else if scalar == "\u{FEFF}" || scalar.properties.isWhitespace {
        advance()
      } else {
        return
      }
    }
  }

  func fault(_ message: String, at place: SettingsPlace? = nil, cure: String? = nil) -> Diagnostic {
    let place = place ?? self.place
    return Diagnostic(
      "project.json", message, at: SourcePosition(file: file, row: place.row, column: place.column),
      cure: cure ?? "Check commas, quotes and brackets near that place.")
  }

  static func shown(_ scalar: Unicode.Scalar?) -> String {
    guard let scalar else { return "the end of the file" }
    return scalar == "\n" || scalar == "\r" ? "the end of the line" : "'\(scalar)'"
  }

  // MARK: Values

  private mutating func value(at path: String) throws(Diagnostic) -> SettingsValue {
    if places[path] == nil { places[path] = place }
    switch peek {
    case "{": return try object(at: path)
    case "[": return try list(at: path)
    case "\"", "'": return .text(try string())
    case let scalar? where scalar == "+" || scalar == "-" || scalar == "." || Self.isDigit(scalar):
      return .number(try number())
    case let scalar? where Self.startsName(scalar):
      let start = place
      switch try name() {
      case "true": return .flag(true)
      case "false": return .flag(false)
      case "null": return .null
      case "Infinity": return .number(.infinity)
      case "NaN": return .number(.nan)
      case let word: throw fault("'\(word)' isn't a value", at: start, cure: "Put text in quotes: \"\(word)\".")
      }
    default: throw fault("expected a value, found \(Self.shown(peek))")
    }
  }

  private mutating func descend() throws(Diagnostic) {
    depth += 1
    guard depth <= Self.deepest else {
      throw Diagnostic(
        "project.nesting", "brackets are nested more than \(Self.deepest) deep",
        at: SourcePosition(file: file, row: row, column: place.column),
        cure: "Look for brackets that are opened and not closed.")
    }
    advance()
  }

  private mutating func object(at path: String) throws(Diagnostic) -> SettingsValue {
    let start = place
    try descend()
    var fields: [String: SettingsValue] = [:]
    var seen: [String: SettingsPlace] = [:]
    while true {
      try skipBlanks()
      if peek == "}" { break }
      let keyPlace = place
      let key = try self.key()
      if let before = seen[key] {
        throw Diagnostic(
          "project.repeated-key", "'\(key)' is there twice in the same braces, first in line \(before.row)",
          at: SourcePosition(file: file, row: keyPlace.row, column: keyPlace.column),
          cure: "Only one of them would count: remove or rename the other.")
      }
      seen[key] = keyPlace
      try skipBlanks()
      guard peek == ":" else { throw fault("expected ':' after the key '\(key)', found \(Self.shown(peek))") }
      advance()
      try skipBlanks()
      let inner = path.isEmpty ? key : "\(path).\(key)"
      places[inner] = keyPlace
      fields[key] = try value(at: inner)
      if try !goesOn(to: "}", opened: start) { break }
    }
    advance()
    depth -= 1
    return .object(fields)
  }

  private mutating func list(at path: String) throws(Diagnostic) -> SettingsValue {
    let start = place
    try descend()
    var items: [SettingsValue] = []
    while true {
      try skipBlanks()
      if peek == "]" { break }
      items.append(try value(at: "\(path)[\(items.count)]"))
      if try !goesOn(to: "]", opened: start) { break }
    }
    advance()
    depth -= 1
    return .array(items)
  }

  /// Whether a comma follows; else the closing bracket stands next.
  private mutating func goesOn(to close: Unicode.Scalar, opened: SettingsPlace) throws(Diagnostic) -> Bool {
    try skipBlanks()
    if peek == "," {
      advance()
      return true
    }
    guard peek == close else {
      throw fault(
        "expected ',' or '\(close)' (opened in line \(opened.row)), found \(Self.shown(peek))",
        cure: "Check commas, quotes and brackets near that place.")
    }
    return false
  }

  private mutating func key() throws(Diagnostic) -> String {
    if peek == "\"" || peek == "'" { return try string() }
    guard let scalar = peek, Self.startsName(scalar) || scalar == "\\" else {
      throw fault("expected a key, found \(Self.shown(peek))")
    }
    return try name()
  }

  // MARK: Words and text

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "$" || scalar == "_" || scalar.properties.isIDStart
  }

  mutating func name() throws(Diagnostic) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = peek {
      if scalar == "\\", next == "u" {
        let start = place
        advance()
        advance()
        guard let read = Unicode.Scalar(try hexadecimal(4)),
          Self.startsName(read) || !name.isEmpty && read.properties.isIDContinue
        else { throw fault("the escape is no letter of a key", at: start, cure: "Write the letter itself.") }
        name.append(read)
      } else if Self.startsName(scalar) || scalar.properties.isIDContinue
        || "\u{200C}\u{200D}".unicodeScalars.contains(scalar)
      {
        name.append(scalar)
        advance()
      } else {
        break
      }
    }
    if name.isEmpty { throw fault("expected a key, found \(Self.shown(peek))") }
    return String(name)
  }
}
