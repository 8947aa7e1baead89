public import Tables

/// The events of an iCalendar file as days: what an event says, and on which dates it lies, its repeats included.
public struct CalendarDays: Hashable, Sendable {
  public struct Event: Hashable, Sendable {
    /// Its `SUMMARY`.
    public var name: String
    /// Its `CATEGORIES`.
    public var categories: [String]
    /// Addresses of its organizer and attendees, without `mailto:`.
    public var addresses: [String]
    /// On which it starts, rising.
    public var starts: [CivilDate]
    /// How many days it covers from each start.
    public var length: Int
    /// Whether it begins or ends at a time within a day.
    public var isPartOfDay: Bool
    /// The line on which it begins.
    public var row: Int

    /// Every date that it covers; some may come twice.
    public var dates: [CivilDate] { starts.flatMap { start in (0..<length).map { start.adding(days: $0) } } }
  }

  public private(set) var events: [Event] = []
  /// What was read otherwise than it stands, or left out.
  public private(set) var warnings: [Diagnostic] = []

  private init() {}

  /// - Parameters:
  ///   - zone: an event that starts at a UTC time lies on the date that it then is there; nil takes the date as written.
  ///   - lastYear: where events that recur without end stop.
  ///   - skipsObservances: whether events marked as days to remember are left out.
  /// - Throws: `ics.…`, with the place.
  public init(
    _ bytes: [UInt8], file: String, zone: Zone? = nil, through lastYear: Int = 2060, skipsObservances: Bool = false
  ) throws(Diagnostic) {
    let events = try CalendarComponents(bytes, file: file).events
    var observances: [String] = []
    // Dates of a series that an event of its own stands for.
    var moved: [String: Set<CivilDate>] = [:]
    for event in events {
      guard let uid = event.property("UID")?.value, let original = event.property("RECURRENCE-ID") else { continue }
      var unheard = CalendarDays()
      moved[uid, default: []].insert(try unheard.date(of: original, name: "", file: file, zone: zone))
    }
    for event in events {
      let name = CalendarComponents.unescaped(event.property("SUMMARY")?.value ?? "")
      if event.property("STATUS")?.value.uppercased() == "CANCELLED" {
        warn("ics.cancelled", "'\(name)' is cancelled and left out", at: event.row, of: file)
        continue
      }
      if skipsObservances, event.isObservance {
        observances.append(name)
        continue
      }
      guard let start = event.property("DTSTART") else {
        throw Diagnostic(
          "ics.no-start", "the event '\(name)' has no DTSTART", at: SourcePosition(file: file, row: event.row),
          cure: "Give it a date or remove it.")
      }
      let first = try date(of: start, name: name, file: file, zone: zone)
      let length = try days(of: event, from: first, file: file, zone: zone)
      var replaced: Set<CivilDate> = []
      if event.property("RECURRENCE-ID") == nil, let uid = event.property("UID")?.value { replaced = moved[uid] ?? [] }
      let dates = recurrences(of: event, from: first, without: replaced, name: name, file: file, through: lastYear)
      let categories = (event.property("CATEGORIES")?.value ?? "").split(separator: ",")
      self.events.append(
        Event(
          name: name, categories: categories.map { Header.trimmed(CalendarComponents.unescaped(String($0))) },
          addresses: event.addresses, starts: dates, length: length,
          isPartOfDay: Self.isPartOfDay(event, start, zone: zone), row: event.row))
    }
    if !observances.isEmpty { warnings.append(Self.leftOut(observances, of: file)) }
  }

  private static func leftOut(_ observances: [String], of file: String) -> Diagnostic {
    let names = Set(observances).sorted()
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 5 ? " …" : "")
    return Diagnostic(
      "ics.observance",
      "\(observances.count) events marked as observances, which are no days off, are left out: \(shown)",
      at: SourcePosition(file: file), cure: "Add those on which you are closed in a CSV file: date,name.",
      severity: .warning)
  }

  /// Whether it begins or ends at another time than midnight.
  private static func isPartOfDay(
    _ event: CalendarComponents.Event, _ start: CalendarComponents.Property, zone: Zone?
  ) -> Bool {
    if !isMidnight(start.value, zone: zone) { return true }
    if let end = event.property("DTEND") { return !isMidnight(end.value, zone: zone) }
    // A time without an end or a length is a moment.
    guard start.value.utf8.count > 8 else { return false }
    return event.property("DURATION").map { $0.value.contains("T") } ?? true
  }

  /// The date on which a `DTSTART` or `DTEND` lies.
  private mutating func date(
    of property: CalendarComponents.Property, name: String, file: String, zone: Zone?
  ) throws(Diagnostic) -> CivilDate {
    let value = property.value
    if value.utf8.count == 8, let date = CivilDate(compact: value) { return date }
    guard value.utf8.count >= 15, let written = TimeReader().read(value) else {
      throw Diagnostic(
        "ics.bad-date", "'\(value.prefix(40))' isn't a date or time of iCalendar; expected 20261225 or 20261225T000000",
        at: SourcePosition(file: file, row: property.row))
    }
    switch written {
    case .local(let civil):
      if let named = property.parameter("TZID"), let zone, named != zone.identifier {
        warn(
          "ics.other-zone", "'\(name)' is timed in \(named), not \(zone); its date is taken as written",
          at: property.row, of: file)
      }
      return civil.date
    case .instant(let instant):
      let there = zone ?? .utc
      warn("ics.timed", "'\(name)' is timed in UTC; taken as its date in \(there)", at: property.row, of: file)
      return there.date(at: instant)
    }
  }

  /// How many days the event covers: `DTEND` is exclusive; without it, and without `DURATION`, one.
  private mutating func days(
    of event: CalendarComponents.Event, from first: CivilDate, file: String, zone: Zone?
  ) throws(Diagnostic) -> Int {
    var length = 1
    var row = event.row
    if let end = event.property("DTEND") {
      row = end.row
      var unheard = CalendarDays()
      let last = try unheard.date(of: end, name: "", file: file, zone: zone)
      length = last - first
      // An end at some time of a day includes that day; one at midnight does not.
      if !Self.isMidnight(end.value, zone: zone), length >= 0 { length += 1 }
      if length == 0 { length = 1 }
    } else if let duration = event.property("DURATION") {
      row = duration.row
      guard let days = Self.days(ofDuration: duration.value) else {
        throw Diagnostic(
          "ics.bad-duration", "'\(duration.value.prefix(40))' isn't a duration; expected P1D, P2W or PT8H",
          at: SourcePosition(file: file, row: row))
      }
      length = days
    }
    guard (1...366).contains(length) else {
      throw Diagnostic(
        "ics.bad-end", "the event covers \(length) days", at: SourcePosition(file: file, row: row),
        cure: "A holiday covers 1 to 366 days; DTEND is the day after the last.")
    }
    return length
  }

  /// Whether a date or time is the first moment of a day where the people are.
  private static func isMidnight(_ value: String, zone: Zone?) -> Bool {
    switch TimeReader().read(value) {
    case .local(let civil): civil.minuteOfDay == 0
    case .instant(let instant): (zone ?? .utc).civil(at: instant).minuteOfDay == 0
    case nil: true
    }
  }

  /// Whole days of `P1D`, `P2W`, `P1DT12H`; a part of a day counts as one. Nil when it is no duration.
  private static func days(ofDuration text: String) -> Int? {
    var seconds = 0
    var number: Int?
    var isTime = false
    var parts = 0
    guard text.first == "P" else { return nil }
    for byte in text.utf8.dropFirst() {
      if (48...57).contains(byte) {
        let next = (number ?? 0) * 10 + Int(byte - 48)
        guard next < 1_000_000 else { return nil }
        number = next
        continue
      }
      if byte == UInt8(ascii: "T"), !isTime, number == nil {
        isTime = true
        continue
      }
      let units: [UInt8: Int] =
        isTime
        ? [UInt8(ascii: "H"): 3600, UInt8(ascii: "M"): 60, UInt8(ascii: "S"): 1]
        : [UInt8(ascii: "W"): 604_800, UInt8(ascii: "D"): 86_400]
      guard let unit = units[byte], let value = number else { return nil }
      seconds += value * unit
      number = nil
      parts += 1
    }
    guard number == nil, parts > 0, seconds > 0 else { return nil }
    return (seconds + 86_399) / 86_400
  }

  /// The dates on which an event starts: itself and its repeats, less the exceptions and those that events of their own
  /// stand for; rising.
  private mutating func recurrences(
    of event: CalendarComponents.Event, from first: CivilDate, without replaced: Set<CivilDate>, name: String,
    file: String, through lastYear: Int
  ) -> [CivilDate] {
    let exceptions = replaced.union(event.dates(of: "EXDATE"))
    let added = event.dates(of: "RDATE")
    var dates = Set(added).union([first]).subtracting(exceptions).sorted()
    if let rule = event.property("RRULE") {
      do {
        let found = try RecurrenceRule(rule.value, start: first).dates(through: lastYear)
        // A rule that doesn't hold for the first date says so by itself.
        dates = Set(added).union(found).subtracting(exceptions).sorted()
        let isCut = found.count == RecurrenceRule.most
        warn(
          "ics.recurrence-expanded", "'\(name)' recurs; \(Self.taken(dates, isCut: isCut))", at: rule.row, of: file)
      } catch {
        warn(
          "ics.recurrence-refused",
          "'\(name)' recurs as '\(rule.value.prefix(80))': \(error.words); "
            + (dates == [first] ? "only \(first) is taken" : Self.taken(dates)), at: rule.row, of: file)
      }
    }
    for property in event.properties where property.name == "EXRULE" {
      warn("ics.recurrence-refused", "'\(name)': EXRULE isn't read; no date is taken out", at: property.row, of: file)
    }
    return dates
  }

  /// `2 dates from 2026-11-25 to 2026-11-27 are taken`
  private static func taken(_ dates: [CivilDate], isCut: Bool = false) -> String {
    guard let first = dates.first, let last = dates.last else { return "no date is taken" }
    if dates.count == 1 { return "one date, \(first), is taken" }
    return "\(isCut ? "the first " : "")\(dates.count) dates from \(first) to \(last) are taken"
  }

  private mutating func warn(_ code: String, _ message: String, at row: Int, of file: String) {
    warnings.append(Diagnostic(code, message, at: SourcePosition(file: file, row: row), severity: .warning))
  }
}

extension CalendarComponents.Event {
  /// Of the organizer and the attendees, without `mailto:`.
  fileprivate var addresses: [String] {
    properties.filter { ["ORGANIZER", "ATTENDEE"].contains($0.name) }.compactMap { property in
      let value = property.value.lowercased()
      return value.hasPrefix("mailto:") ? String(value.dropFirst(7)) : nil
    }
  }
}
