/// An iCalendar file (RFC 5545) taken apart: what a plan's calendars need of it, read strictly.
struct CalendarLines {
  /// A content line: `name;PARAM=x:value`.
  struct Property {
    var name: String
    /// Value of the parameter TZID; nil without.
    var zone: String?
    /// Names of its parameters, TZID included, in capitals; without a `VALUE` that says what holds anyway.
    var parameters: [String]
    /// Unescaped where it is text.
    var value: String
    /// The line of the file on which it begins, counted from 1.
    var line: Int
  }

  /// A component with its properties and the components inside it.
  struct Component {
    var name: String
    var line: Int
    var properties: [Property] = []
    var inner: [Component] = []

    func all(_ name: String) -> [Property] { properties.filter { $0.name == name } }
  }

  private(set) var components: [Component] = []
  /// The first line that is no part of a calendar, and why.
  private(set) var fault: (line: Int, message: String)?

  init(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      fault = (1, "the file isn't UTF-8")
      return
    }
    var open: [Component] = []
    for (line, number) in Self.unfolded(text) where !line.isEmpty {
      guard let property = Self.property(line, number) else {
        fault = fault ?? (number, "\(Shown.text(line)) is not a line of a calendar")
        continue
      }
      switch property.name {
      case "BEGIN": open.append(Component(name: property.value.uppercased(), line: number))
      case "END":
        guard let last = open.popLast(), last.name == property.value.uppercased() else {
          fault = fault ?? (number, "END:\(property.value) ends nothing that began")
          continue
        }
        if open.isEmpty { components.append(last) } else { open[open.count - 1].inner.append(last) }
      default:
        if open.isEmpty {
          fault = fault ?? (number, "\(property.name) stands outside a calendar")
        } else {
          open[open.count - 1].properties.append(property)
        }
      }
    }
    if let left = open.last { fault = fault ?? (left.line, "\(left.name) never ends") }
  }

  /// Lines with their continuation (a line break and a blank) taken out, and the number of the first piece.
  private static func unfolded(_ text: String) -> [(String, Int)] {
    var lines: [(String, Int)] = []
    for (index, raw) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var scalars = raw
      if scalars.last == "\r" { scalars.removeLast() }
      if let first = scalars.first, first == " " || first == "\t", !lines.isEmpty {
        lines[lines.count - 1].0 += String(String.UnicodeScalarView(scalars.dropFirst()))
      } else {
        lines.append((String(String.UnicodeScalarView(scalars)), index + 1))
      }
    }
    return lines
  }

  private static func property(_ line: String, _ number: Int) -> Property? {
    // A colon inside a quoted parameter ends nothing.
    var isQuoted = false
    var colon: String.Index?
    for index in line.indices {
      if line[index] == "\"" { isQuoted.toggle() }
      if line[index] == ":", !isQuoted {
        colon = index
        break
      }
    }
    guard let colon else { return nil }
    let head = line[..<colon].split(separator: ";", omittingEmptySubsequences: false)
    guard let name = head.first, !name.isEmpty else { return nil }
    let parameters = head.dropFirst().filter { $0.uppercased() != "VALUE=\(kind(of: name.uppercased()))" }
      .map { $0.prefix { $0 != "=" }.uppercased() }
    let zone = head.dropFirst().first { $0.uppercased().hasPrefix("TZID=") }?.dropFirst(5)
    return Property(
      name: name.uppercased(), zone: zone.map { String($0).replacing("\"", with: "") },
      parameters: parameters, value: unescaped(line[line.index(after: colon)...]), line: number)
  }

  /// The type of a property's value where nothing else is said (RFC 5545 §3.8).
  private static func kind(of name: String) -> String {
    switch name {
    case "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED": "DATE-TIME"
    case "SEQUENCE": "INTEGER"
    default: "TEXT"
    }
  }

  /// §3.3.11: `\n` is a line break, a backslash before anything else stands for that.
  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        result.unicodeScalars.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
