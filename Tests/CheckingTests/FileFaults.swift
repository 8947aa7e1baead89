import Calendars
import Foundation

@testable import Checking

/// Faults of the files beside `plan.json`: every column of every table, every property of every kind of event, the data
/// of the report, files lost.
struct FileFaults {
  private(set) var list: [Fault] = []

  init(_ files: [String: [UInt8]]) {
    for file in ["shifts.csv", "activities.csv", "coverage.csv", "hours.csv"] { table(file, files[file] ?? []) }
    let own = files.keys.filter { $0.hasPrefix("calendars/") }.sorted { files[$0]?.count ?? 0 > files[$1]?.count ?? 0 }
    for file in ["team.ics"] + own.prefix(1) { calendar(file, files[file] ?? []) }
    report(files["report.html"] ?? [])
    seconds(own, files["team.ics"] ?? [])
    for file in files.keys.sorted() where file != "plan.json" {
      add(file, "lost") { _ in nil }
      add(file, "empty") { _ in [] }
    }
    if own.count > 1 {
      list.append(
        Fault(description: "two calendars swapped") { held in
          let first = held.files[own[0]]
          held.files[own[0]] = held.files[own[1]]
          held.files[own[1]] = first
        })
    }
  }

  private mutating func add(
    _ file: String, _ name: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]?
  ) {
    list.append(Fault(description: "\(file) \(name)") { held in held.files[file] = change(held.files[file] ?? []) })
  }

  /// Calendars beside those of the plan.
  private mutating func seconds(_ own: [String], _ team: [UInt8]) {
    for file in own.prefix(1) + own.suffix(1) {
      let id = String(file.dropFirst("calendars/".count).dropLast(".ics".count))
      let other = CalendarFileName.candidates(for: id).last ?? id
      for path in [
        "calendars/\(other).ics", "calendars/old/\(id).ics", "calendars/a/b/\(id).ics", "calendars/\(id) (1).ICS",
      ] {
        list.append(
          Fault(description: "\(path) beside \(file)") { held in
            guard path != file else { return }
            held.files[path] = team
          })
      }
    }
  }

  // MARK: Tables

  private mutating func table(_ file: String, _ bytes: [UInt8]) {
    let rows = Self.rows(bytes)
    guard rows.count > 4 else { return }
    for (column, name) in rows[0].enumerated() {
      for row in [1, rows.count / 2, rows.count - 1] {
        for (size, cell) in Self.variants(of: rows[row][column], others: rows.dropFirst().map { $0[column] }) {
          add(file, "\(name) row \(row + 1) \(size)") { Self.editedRows($0) { $0[row][column] = cell } }
        }
      }
      add(file, "\(name) column lost") { Self.editedRows($0) { for row in $0.indices { $0[row].remove(at: column) } } }
      add(file, "\(name) column renamed") { Self.editedRows($0) { $0[0][column] += "s" } }
    }
    for row in [1, rows.count / 2, rows.count - 1] {
      add(file, "row \(row + 1) lost") { Self.editedRows($0) { $0.remove(at: row) } }
      add(file, "row \(row + 1) twice") { Self.editedRows($0) { $0.append($0[row]) } }
    }
    add(file, "cut short") { Array($0.prefix($0.count * 2 / 3)) }
  }

  /// The cell off by the smallest unit, by much, and of another row.
  private static func variants(of cell: String, others: [String]) -> [(String, String)] {
    var variants: [(String, String)] = []
    if let number = Int(cell) {
      variants = [("+1", "\(number + 1)"), ("−1", "\(number - 1)"), ("×10", "\(number * 10 + 5)")]
    } else if Double(cell) != nil {
      let last = cell.last == "5" ? "6" : "5"
      variants = [("last digit", cell.dropLast() + last), ("+1", "\((Double(cell) ?? 0) + 1)")]
    } else if let mark = cell.firstIndex(of: "T"), cell.count >= 17, cell.contains(":") {
      let hour = cell.index(after: mark)..<cell.index(mark, offsetBy: 3)
      let minute = cell.index(mark, offsetBy: 4)..<cell.index(mark, offsetBy: 6)
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      variants = [
        ("an hour", cell.replacingCharacters(in: hour, with: two(((Int(cell[hour]) ?? 0) + 1) % 24))),
        ("a minute", cell.replacingCharacters(in: minute, with: two(((Int(cell[minute]) ?? 0) + 1) % 60))),
      ]
    } else if cell == "true" || cell == "false" {
      variants = [("flipped", cell == "true" ? "false" : "true")]
    } else {
      variants = [("a letter", cell + "x")]
    }
    if !cell.isEmpty { variants.append(("emptied", "")) }
    if let other = others.first(where: { $0 != cell && !$0.isEmpty }) { variants.append(("another row's", other)) }
    return variants
  }

  /// Cells; texts in quotes are kept whole.
  static func rows(_ bytes: [UInt8]) -> [[String]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" { isQuoted.toggle() }
        if character == ",", !isQuoted { cells.append("") } else { cells[cells.count - 1].append(character) }
      }
      return cells
    }
  }

  private static func editedRows(_ bytes: [UInt8], _ edit: (inout [[String]]) -> Void) -> [UInt8] {
    var rows = rows(bytes)
    edit(&rows)
    return Array((rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n").utf8)
  }

  // MARK: Calendars

  private mutating func calendar(_ file: String, _ bytes: [UInt8]) {
    let lines = Self.lines(bytes)
    let events = lines.indices.filter { lines[$0] == "BEGIN:VEVENT" }
    let ends = lines.indices.filter { lines[$0] == "END:VEVENT" }
    guard let first = events.first, let end = ends.first, events.count > 1 else { return }
    for line in lines.indices where line < first || events.contains(line) == false && line < end {
      let text = lines[line]
      guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("BEGIN"), !text.hasPrefix("END"),
        line > first || !Self.isZone(line, lines)
      else { continue }
      let name = text[..<colon]
      add(file, "\(name) changed") { Self.editedLines($0) { $0[line] = Self.changed($0[line]) } }
      add(file, "\(name) lost") { Self.editedLines($0) { $0.remove(at: line) } }
      add(file, "\(name) twice") { Self.editedLines($0) { $0.insert($0[line], at: line) } }
      if text.hasPrefix("DESCRIPTION") {
        for (size, old, new) in [
          ("time", "00–", "15–"), ("paid", " paid", " unpaid"), ("zone", "Times are ", "Times are not "),
        ] {
          add(file, "DESCRIPTION \(size)") { Self.editedLines($0) { $0[line] = Self.replaced($0[line], old, new) } }
        }
      }
    }
    add(file, "event lost") { Self.editedLines($0) { $0.removeSubrange(first...end) } }
    add(file, "event twice") { Self.editedLines($0) { $0.insert(contentsOf: $0[first...end], at: first) } }
    add(file, "event repeats") { Self.editedLines($0) { $0.insert("RRULE:FREQ=DAILY", at: end) } }
    for (name, new) in [
      ("alarm", ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Come at 06:00", "TRIGGER:-PT15M", "END:VALARM"]),
      ("another description", ["X-ALT-DESC;FMTTYPE=text/html:<p>06:00–10:00</p>"]),
    ] { add(file, "event with \(name)") { Self.editedLines($0) { $0.insert(contentsOf: new, at: end) } } }
    add(file, "task") {
      Self.editedLines($0) { $0.insert(contentsOf: ["BEGIN:VTODO", "UID:x", "END:VTODO"], at: end + 1) }
    }
    for line in first..<end where lines[line].hasPrefix("DESCRIPTION") {
      for (size, new) in [
        ("another line", "\\nCome at 06:00 instead."), ("another time", "\\n06:00–10:00 work"),
      ] { add(file, "DESCRIPTION \(size)") { Self.editedLines($0) { $0[line] += new } } }
      add(file, "DESCRIPTION words between") {
        Self.editedLines($0) { $0[line] = Self.replaced($0[line], "\\, ", "\\, come at 6 instead\\, ") }
      }
      add(file, "DESCRIPTION a line before") {
        Self.editedLines($0) { $0[line] = Self.replaced($0[line], "DESCRIPTION:", "DESCRIPTION:Off today\\n") }
      }
    }
    let zone = "Europe/Warsaw"
    for line in first..<end where lines[line].hasPrefix("DTSTART:") {
      let local = lines[line].replacingOccurrences(of: "DTSTART:", with: "DTSTART;TZID=\(zone):").dropLast()
      add(file, "DTSTART local") { Self.editedLines($0) { $0[line] = String(local) } }
      // The right wall clock, by a zone of another offset.
      add(file, "DTSTART local and a zone") {
        Self.editedLines($0) { lines in
          lines[line] = Self.later(String(local))
          lines.insert(
            contentsOf: [
              "BEGIN:VTIMEZONE", "TZID:\(zone)", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0500",
              "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE",
            ], at: first)
        }
      }
      add(file, "DTSTART as a date-time of a parameter") {
        Self.editedLines($0) { $0[line] = Self.replaced($0[line], "DTSTART:", "DTSTART;VALUE=DATE:") }
      }
    }
    add(file, "zone") {
      Self.editedLines($0) { $0.insert(contentsOf: ["BEGIN:VTIMEZONE", "TZID:\(zone)", "END:VTIMEZONE"], at: first) }
    }
    add(file, "METHOD") { Self.editedLines($0) { $0.insert("METHOD:CANCEL", at: 1) } }
    add(file, "cut short") { Array($0.prefix($0.count * 2 / 3)) }
  }

  /// Whether a line stands inside a VTIMEZONE.
  private static func isZone(_ line: Int, _ lines: [String]) -> Bool {
    let before = lines[..<line]
    return (before.lastIndex(of: "BEGIN:VTIMEZONE") ?? -1) > (before.lastIndex(of: "END:VTIMEZONE") ?? -1)
  }

  /// An hour later: what the clock shows in winter where the time was UTC.
  private static func later(_ line: String) -> String {
    guard let mark = line.lastIndex(of: "T"), let hour = Int(line[line.index(after: mark)...].prefix(2)), hour < 23
    else {
      return line
    }
    let next = hour < 9 ? "0\(hour + 1)" : "\(hour + 1)"
    let from = line.index(after: mark)
    return line.replacingCharacters(in: from..<line.index(from, offsetBy: 2), with: next)
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
    text.range(of: old).map { text.replacingCharacters(in: $0, with: new) } ?? text + new
  }

  /// The last digit of the value other, or a letter more.
  private static func changed(_ line: String) -> String {
    if line.hasPrefix("STATUS") { return line.hasSuffix("CANCELLED") ? "STATUS:CONFIRMED" : "STATUS:CANCELLED" }
    if line.hasPrefix("TRANSP") { return line.hasSuffix("OPAQUE") ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE" }
    guard line.hasPrefix("D") && !line.hasPrefix("DESCRIPTION") || line.hasPrefix("LAST") || line.hasPrefix("SEQ"),
      let place = line.lastIndex(where: \.isNumber), let digit = line[place].wholeNumberValue
    else { return line + "x" }
    return line.replacingCharacters(in: place...place, with: "\((digit + 1) % 10)")
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "")
      .components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }

  private static func editedLines(_ bytes: [UInt8], _ edit: (inout [String]) -> Void) -> [UInt8] {
    var lines = lines(bytes)
    edit(&lines)
    return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }

  // MARK: Report

  private mutating func report(_ bytes: [UInt8]) {
    let page = String(decoding: bytes, as: UTF8.self)
    guard let data = page.range(of: "id=\"data\">") else { return }
    for key in [
      "start", "interval", "first", "days", "d", "need", "got", "load", "level", "open", "z", "choices", "name",
    ] {
      for (size, skip) in [("near", 0), ("far", 40)] {
        add("report.html", "\(key) \(size)") { _ in
          guard let place = page.range(of: "\"\(key)\":", range: data.upperBound..<page.endIndex) else { return [] }
          var index = place.upperBound
          var left = skip
          // A digit of the value, or its text.
          while index < page.endIndex, page[index] != "}" || key == "open" {
            if page[index].isNumber, key != "name" {
              if left == 0 { break }
              left -= 1
            } else if key == "name", page[index].isLetter {
              break
            }
            let next = page.index(after: index)
            if next < page.endIndex, page[next] == "}" { break }
            index = next
          }
          let other =
            key == "name" ? "~" : page[index].isNumber ? "\(((page[index].wholeNumberValue ?? 0) + 1) % 2)" : "1"
          let shown = String(page[index])
          return Array(page.replacingCharacters(in: index...index, with: shown == other ? "3" : other).utf8)
        }
      }
    }
    add("report.html", "data lost") { _ in Array(page.replacingOccurrences(of: "id=\"data\"", with: "id=\"dat\"").utf8)
    }
  }
}
