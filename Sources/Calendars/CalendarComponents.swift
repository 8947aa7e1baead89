internal import Tables

/// The lines of an iCalendar file (RFC 5545, section 3.1), unfolded, as properties inside their components.
struct CalendarComponents {
  /// `DTSTART;VALUE=DATE:20260101`
  struct Property: Hashable {
    /// In upper case.
    var name: String
    /// Names in upper case, values without quotes, in order.
    var parameters: [(name: String, value: String)]
    /// As it stands, escapes included.
    var value: String
    /// The line of the file on which it starts.
    var row: Int

    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    static func == (left: Self, right: Self) -> Bool {
      left.name == right.name && left.value == right.value && left.row == right.row
    }
    func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(value)
      hasher.combine(row)
    }
  }

  /// An event: its own properties, those of alarms inside it left out.
  struct Event {
    var properties: [Property]
    var row: Int

    /// The first property of this name.
    func property(_ name: String) -> Property? { properties.first { $0.name == name } }

    /// The dates that properties of this name list; times and the ends of periods are dropped.
    func dates(of name: String) -> [CivilDate] {
      properties.filter { $0.name == name }.flatMap { property in
        property.value.split(separator: ",").compactMap { CivilDate(compact: $0.prefix(8)) }
      }
    }

    /// Whether the event is a day to remember rather than a day off, as public calendars mark them.
    var isObservance: Bool {
      let description = property("DESCRIPTION")?.value.lowercased() ?? ""
      let categories = (property("CATEGORIES")?.value.lowercased() ?? "").split(separator: ",")
      return description.hasPrefix("observance") || categories.contains { $0.hasPrefix("observance") }
    }
  }

  private(set) var events: [Event] = []

  /// - Throws: `ics.not-a-calendar`, `ics.unclosed` for an event without end, `ics.bad-line`.
  init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    var stack: [String] = []
    var current: Event?
    var seenCalendar = false
    for (line, row) in Self.unfolded(bytes) {
      if line.allSatisfy({ $0 == 0x20 || $0 == 9 }) { continue }
      guard let property = Self.property(line, row: row) else {
        if !seenCalendar { throw Self.notACalendar(file, row: row) }
        throw Diagnostic(
          "ics.bad-line", "this line is no property: a name, a colon and a value are expected",
          at: SourcePosition(file: file, row: row), cure: "Export the calendar again.")
      }
      switch property.name {
      case "BEGIN":
        let name = property.value.uppercased()
        guard seenCalendar || name == "VCALENDAR" else { throw Self.notACalendar(file, row: row) }
        seenCalendar = true
        stack.append(name)
        if name == "VEVENT", current == nil { current = Event(properties: [], row: row) }
      case "END":
        let name = property.value.uppercased()
        guard stack.last == name else {
          throw Diagnostic(
            "ics.unclosed", "END:\(name) closes a \(stack.last ?? "component that was never opened")",
            at: SourcePosition(file: file, row: row), cure: "Export the calendar again; the file may be cut.")
        }
        stack.removeLast()
        if name == "VEVENT", let event = current {
          events.append(event)
          current = nil
        }
      default:
        guard seenCalendar else { throw Self.notACalendar(file, row: row) }
        if stack.last == "VEVENT" { current?.properties.append(property) }
      }
    }
    guard seenCalendar else { throw Self.notACalendar(file, row: nil) }
    guard stack.isEmpty else {
      throw Diagnostic(
        "ics.unclosed", "the file ends inside a \(stack[stack.count - 1])",
        at: SourcePosition(file: file, row: current?.row), cure: "Export the calendar again; the file is cut.")
    }
  }

  private static func notACalendar(_ file: String, row: Int?) -> Diagnostic {
    Diagnostic(
      "ics.not-a-calendar", "the file does not start with BEGIN:VCALENDAR", at: SourcePosition(file: file, row: row),
      cure: "Export an iCalendar file (.ics), or a CSV file with the columns date,name,class.")
  }

  /// Logical lines with the row on which each starts. A line that starts with a blank goes on with the one before; the
  /// break may stand inside a character, so this works on bytes. LF and CR alone end lines too.
  private static func unfolded(_ bytes: [UInt8]) -> [(line: [UInt8], row: Int)] {
    var lines: [(line: [UInt8], row: Int)] = []
    var row = 1
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
      let line = bytes[start..<index]
      if let first = line.first, first == 0x20 || first == 9, !lines.isEmpty {
        lines[lines.count - 1].line += line.dropFirst()
      } else {
        lines.append((Array(line), row))
      }
      if index + 1 < bytes.count, bytes[index] == 13, bytes[index + 1] == 10 { index += 1 }
      index += 1
      row += 1
    }
    return lines
  }

  /// Splits name, parameters and value; nil when there is no colon or no name. A quoted parameter may hold `:` `;` `,`.
  static func property(_ line: [UInt8], row: Int) -> Property? {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    var index = 0
    while index < line.count {
      let byte = line[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == UInt8(ascii: ";") {
        parts.append([])
      } else if !isQuoted, byte == UInt8(ascii: ":") {
        let name = String(decoding: parts[0], as: UTF8.self).uppercased()
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) || (65...90).contains($0) })
        else { return nil }
        let parameters = parts.dropFirst().map { part in
          let split = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
          return (
            name: String(decoding: part[..<split], as: UTF8.self).uppercased(),
            value: String(decoding: part[split...].dropFirst(), as: UTF8.self)
          )
        }
        return Property(
          name: name, parameters: parameters, value: String(decoding: line[index...], as: UTF8.self), row: row)
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    return nil
  }

  /// Text without its escapes: `\\`, `\;`, `\,`, `\n`.
  static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        result.append(scalar == "n" || scalar == "N" ? " " : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
