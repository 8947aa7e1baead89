internal import Calendars
public import Tables
internal import Words
public import Workforce

/// Reads a file of meetings for the people of a plan.
public struct MeetingFile {
  private let rows: TableRows
  private let request: RosterRequest

  /// - Parameter file: how messages name it.
  /// - Throws: what is wrong with the file or with a cell, with file, row, column and cure: `csv.…`, `table.…`,
  ///   `meetings.…`.
  public static func read(
    _ bytes: [UInt8], file: String, for request: RosterRequest
  ) throws(Diagnostic) -> [Meeting] {
    let reader = MeetingFile(
      rows: try TableRows(
        bytes, file: file, required: ["id", "people", "length"],
        optional: ["title", "kind", "earliest", "latest", "days", "repeats", "paid"]), request: request)
    var meetings: [Meeting] = []
    var seen: [String: Int] = [:]
    for row in 0..<reader.rows.count {
      let meeting = try reader.meeting(row)
      if let earlier = seen[meeting.id] {
        throw reader.fail(
          row, "id", "meetings.id",
          "'\(meeting.id)' is the id of row \(reader.rows.position(earlier, "id").row ?? 0) already",
          cure: "Give each meeting an id of its own.")
      }
      seen[meeting.id] = row
      meetings.append(meeting)
    }
    return meetings
  }

  private func meeting(_ row: Int) throws(Diagnostic) -> Meeting {
    let id = try rows.needed(row, "id")
    guard id.utf8.count <= 60, id.utf8.allSatisfy(Self.isPlain) else {
      throw fail(
        row, "id", "meetings.id", "'\(id)' isn't an id; expected letters, digits, '-' and '_', at most 60",
        cure: "Write for example weekly-team; the title may say anything.")
    }
    let kind = try word(row, "kind", of: Attendance.Kind.allCases) ?? .meeting
    let title = rows.text(row, "title") ?? id
    guard title.unicodeScalars.count <= 200, !title.unicodeScalars.contains(where: Self.isControl) else {
      throw fail(
        row, "title", "meetings.title", "the title is longer than 200 letters, or has line breaks in it",
        cure: "Write a short one on one line.")
    }
    var meeting = Meeting(
      id: id, title: title, kind: kind, people: try people(row), length: try length(row),
      repeats: try word(row, "repeats", of: Meeting.Repeat.allCases) ?? .once, paid: try rows.flag(row, "paid") ?? true)
    if kind == .oneToOne, meeting.people.count != 2 {
      throw fail(
        row, "people", "meetings.people", "a one-to-one of \(meeting.people.count) people; expected two",
        cure: "Name two, or make it a meeting.")
    }
    if let earliest = try clock(row, "earliest") { meeting.earliest = earliest }
    if let latest = try clock(row, "latest") { meeting.latest = latest }
    guard meeting.earliest.minutes < 1440 else {
      throw fail(
        row, "earliest", "meetings.time", "found \(meeting.earliest); expected a time before 24:00",
        cure: "Write the time of the day on which it begins.")
    }
    guard meeting.earliest.minutes + meeting.length.rawValue <= meeting.latest.minutes else {
      throw fail(
        row, "latest", "meetings.time",
        "\(Words.plain.duration(meeting.length)) don't fit between \(meeting.earliest) and \(meeting.latest)",
        cure: "Choose a later time, or a shorter meeting.")
    }
    try readDays(row, into: &meeting)
    return meeting
  }

  // MARK: Cells

  private func length(_ row: Int) throws(Diagnostic) -> Minutes {
    let text = try rows.needed(row, "length")
    let seconds = Int(text).flatMap { (1...Attendance.mostMinutes).contains($0) ? $0 * 60 : nil }
    guard let seconds = seconds ?? SettingsNode.duration(text), seconds.isMultiple(of: 60),
      (60...Attendance.mostMinutes * 60).contains(seconds)
    else {
      throw fail(
        row, "length", "meetings.length", "'\(text)' isn't a length; expected minutes, at most 12 h",
        cure: "Write for example 45m, 1h30m or 45.")
    }
    let width = request.grid.interval.rawValue
    guard (seconds / 60).isMultiple(of: width) else {
      let nearest = (seconds / 60 + width - 1) / width * width
      throw fail(
        row, "length", "meetings.length",
        "'\(text)' isn't a multiple of \(Words.plain.minutes(width)), in which the plan counts people",
        cure: "Write \(nearest)m.")
    }
    return Minutes(seconds / 60)
  }

  private func clock(_ row: Int, _ column: String) throws(Diagnostic) -> ClockTime? {
    guard let text = rows.text(row, column) else { return nil }
    guard let clock = ClockTime(text) else {
      throw fail(
        row, column, "meetings.time", "'\(text)' isn't a time of day; expected HH:MM", cure: "Write for example 09:30.")
    }
    return clock
  }

  private func readDays(_ row: Int, into meeting: inout Meeting) throws(Diagnostic) {
    guard let text = rows.text(row, "days") else { return }
    for part in Self.parts(of: text) {
      if CivilDate(part) != nil || part.utf8.first.map({ (48...57).contains($0) }) ?? false {
        guard let date = CivilDate(part), TableRows.years.contains(date.year) else {
          throw fail(
            row, "days", "meetings.days", "there is no date '\(part)'; expected YYYY-MM-DD",
            cure: "For example 2026-11-30.")
        }
        meeting.dates = (meeting.dates ?? []).union([date])
      } else {
        guard let days = SettingsNode.weekdays(part) else {
          throw fail(
            row, "days", "meetings.days", "'\(part)' is neither a weekday nor a date",
            cure: "Write for example: tue thu, mon-wed or 2026-11-30.")
        }
        meeting.weekdays = (meeting.weekdays ?? []).union(days)
      }
    }
  }

  /// IDs, `skill:` with a queue, `site:` with a site, or `all`, in the order in which they stand.
  private func people(_ row: Int) throws(Diagnostic) -> [PersonID] {
    var people: [PersonID] = []
    for part in Self.parts(of: try rows.needed(row, "people")) {
      let found = try group(part, row)
      people += found.filter { !people.contains($0) }
    }
    return people
  }

  private func group(_ part: String, _ row: Int) throws(Diagnostic) -> [PersonID] {
    if request.people.contains(where: { $0.id.rawValue == part }) { return [PersonID(part)] }
    if part == "all" { return request.people.map(\.id) }
    for (prefix, known, isMember) in groups where part.hasPrefix(prefix) {
      let name = String(part.dropFirst(prefix.count))
      guard known.contains(name) else {
        throw fail(
          row, "people", "meetings.group", "there is no '\(name)' in the plan",
          cure: (NearestName.of(name, among: known).map { "Did you mean '\(prefix)\($0)'? " } ?? "")
            + "Known: \(Words.plain.list(known)).")
      }
      let people = request.people.filter { isMember($0, name) }.map(\.id)
      guard !people.isEmpty else {
        throw fail(row, "people", "meetings.group", "'\(part)' is nobody of the plan", cure: "Name others.")
      }
      return people
    }
    let ids = request.people.map(\.id.rawValue)
    throw fail(
      row, "people", "meetings.person", "nobody in the plan has the ID '\(part)'",
      cure: (NearestName.of(part, among: ids).map { "Did you mean '\($0)'? " } ?? "")
        + "Expected IDs, skill:QUEUE, site:SITE or all, parted by blanks.")
  }

  private var groups: [(prefix: String, known: [String], isMember: (Person, String) -> Bool)] {
    [
      ("skill:", request.demand.map(\.queue.rawValue), { $0.queues.contains(QueueID($1)) }),
      ("site:", request.sites.map(\.id.rawValue), { $0.site == SiteID($1) }),
    ]
  }

  private func word<Value: RawRepresentable<String>>(
    _ row: Int, _ column: String, of all: [Value]
  ) throws(Diagnostic) -> Value? {
    guard let text = rows.text(row, column) else { return nil }
    guard let value = Value(rawValue: text.lowercased()) else {
      let known = all.map(\.rawValue)
      throw fail(
        row, column, "meetings.\(column)", "'\(text)' isn't one of \(Words.plain.list(known))",
        cure: NearestName.of(text, among: known).map { "Did you mean '\($0)'?" } ?? "Write one of these.")
    }
    return value
  }

  private static func parts(of text: String) -> [String] {
    text.split { $0 == " " || $0 == "," || $0 == ";" || $0 == "|" }.map(String.init)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

  private func fail(_ row: Int, _ column: String, _ code: String, _ message: String, cure: String) -> Diagnostic {
    rows.fail(row, column, code, message, cure: cure)
  }
}
