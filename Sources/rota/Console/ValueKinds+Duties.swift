internal import Calendars
internal import Planning
internal import Workforce

/// A person's dates, as options name them: `a01:2026-11-24` or `a01:2026-11-24..2026-11-26`.
struct PersonDates: Hashable, Sendable {
  var person: PersonID
  var dates: ClosedRange<CivilDate>

  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let dates = DateRange(String(text[text.index(after: colon)...]))
    else { return nil }
    person = PersonID(String(text[..<colon]))
    self.dates = dates.dates
  }

  /// The only date; nil where there are several.
  var date: CivilDate? { dates.lowerBound == dates.upperBound ? dates.lowerBound : nil }
}

/// `2026-11-24` or `2026-11-24..2026-11-26`.
struct DateRange: Hashable, Sendable {
  var dates: ClosedRange<CivilDate>

  init?(_ text: String) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { ValueKind.date.read(String($0)) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else { return nil }
    dates = first...last
  }
}

/// `a01:2026-11-24=…`: a person's date and what is to become of it; `a01:2026-11-24@12:00=…` names a part of it.
struct DutyAssignment: Hashable, Sendable {
  var person: PersonID
  var date: CivilDate
  /// What stands behind the `@`.
  var part: String?
  var value: String

  init?(_ text: String, hasPart: Bool = false) {
    guard let found = text.wholeMatch(of: /(.+):([0-9]{4}-[0-9]{2}-[0-9]{2})(?:@([0-9:-]+))?=(.+)/),
      let date = ValueKind.date.read(String(found.2)), hasPart || found.3 == nil
    else { return nil }
    person = PersonID(String(found.1))
    self.date = date
    part = found.3.map(String.init)
    value = String(found.4)
  }
}

/// From when to when on a person's wall clock: `09:00-17:30`; an end at or before the start lies on the next day.
struct ClockSpan: Hashable, Sendable {
  var start: ClockTime
  var end: ClockTime

  init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = ClockTime(String(ends[0])), let end = ClockTime(String(ends[1])),
      start.minutes < 1440, end.minutes <= 1440
    else { return nil }
    (self.start, self.end) = (start, end)
  }
}

/// A break of somebody's duty at another time, or hours of it on a queue.
struct InnerEdit: Hashable, Sendable {
  var edit: HandEdit
}

extension ValueKind where Value == InnerEdit {
  /// `a03:2026-11-24=12:30`, `a03:2026-11-24@12:00=12:30`.
  static var breakTime: Self {
    Self(
      "ID:DATE[@TIME]=TIME",
      expectation: "a person, a date and a time, such as a03:2026-11-24=12:30 or a03:2026-11-24@12:00=12:30"
    ) { text in
      guard let given = DutyAssignment(text, hasPart: true), let to = ClockTime(given.value), to.minutes < 1440 else {
        return nil
      }
      let present = given.part.flatMap { ClockTime($0) }
      guard given.part == nil || present.map({ $0.minutes < 1440 }) == true else { return nil }
      return InnerEdit(edit: .breakTime(given.person, given.date, of: present, to: to))
    }
  }

  /// `a03:2026-11-24=mail`, `a03:2026-11-24@09:00-11:00=mail`.
  static var queueHours: Self {
    Self(
      "ID:DATE[@TIMES]=QUEUE",
      expectation: "a person, a date and a queue, such as a03:2026-11-24=mail or a03:2026-11-24@09:00-11:00=mail"
    ) { text in
      guard let given = DutyAssignment(text, hasPart: true) else { return nil }
      let hours = given.part.flatMap { ClockSpan($0) }
      guard given.part == nil || hours != nil else { return nil }
      return InnerEdit(
        edit: .queue(
          given.person, given.date, QueueID(given.value), hours: hours.map { WallHours(from: $0.start, to: $0.end) }))
    }
  }
}

extension ValueKind where Value == PersonDates {
  static var personDates: Self {
    Self("ID:DATE[..DATE]", expectation: "a person and a date or two, such as a01:2026-11-24..2026-11-26") {
      PersonDates($0)
    }
  }

  /// A person and one date.
  static var personDate: Self {
    Self("ID:DATE", expectation: "a person and a date, such as a01:2026-11-24") { text in
      PersonDates(text).flatMap { $0.date == nil ? nil : $0 }
    }
  }
}

extension ValueKind where Value == ReplanRequest.LatePerson {
  static var latePerson: Self {
    Self("ID:DATE=TIME", expectation: "a person, a date and how late, such as a01:2026-11-24=+1h or =10:30") { text in
      guard let given = DutyAssignment(text) else { return nil }
      func late(_ delay: ReplanRequest.LatePerson.Delay) -> ReplanRequest.LatePerson {
        ReplanRequest.LatePerson(person: given.person, date: given.date, delay: delay)
      }
      if given.value.hasPrefix("+") {
        return ValueKind<Minutes>.minutes(1...1440).read(String(given.value.dropFirst())).map { late(.by($0)) }
      }
      return ClockTime(given.value).flatMap { $0.minutes < 1440 ? late(.until($0)) : nil }
    }
  }
}

extension ValueKind where Value == ReplanRequest.Frozen {
  static var frozen: Self {
    Self("ID|DATE[..DATE]", expectation: "a person, dates, or both, such as a03, 2026-11-26 or a03:2026-11-26") {
      text in
      if let dates = DateRange(text) { return ReplanRequest.Frozen(person: nil, dates: dates.dates) }
      if let both = PersonDates(text) { return ReplanRequest.Frozen(person: both.person, dates: both.dates) }
      return text.isEmpty ? nil : ReplanRequest.Frozen(person: PersonID(text), dates: nil)
    }
  }
}

extension ValueKind where Value == DemandChange {
  /// `phone=+30%`, `phone=+30%:2026-11-24..2026-11-26` or `phone=+30%:2026-11-24T12:00..18:00`; the queue `all` is every
  /// one.
  static var volume: Self {
    Self(
      "QUEUE=SHARE[:DATE..DATE]", expectation: "a queue, a change and dates, such as phone=+30%:2026-11-24..2026-11-26"
    ) { text in
      guard let found = text.wholeMatch(of: /(.+)=([+-][0-9.]+)%(?::(.+))?/), let percent = Double(found.2),
        (-100...10_000).contains(percent)
      else { return nil }
      var change = DemandChange(queues: found.1 == "all" ? [] : [QueueID(String(found.1))], volume: 1 + percent / 100)
      guard let when = found.3.map(String.init) else { return change }
      if let dates = DateRange(when) {
        (change.first, change.last) = (dates.dates.lowerBound, dates.dates.upperBound)
        return change
      }
      guard let span = when.wholeMatch(of: /([0-9-]{10})T([0-9:]{5})\.\.([0-9:]{5})/),
        let date = ValueKind<CivilDate>.date.read(String(span.1)), let start = ClockTime(String(span.2)),
        let end = ClockTime(String(span.3)), start < end
      else { return nil }
      (change.first, change.last, change.minutes) = (date, date, start.minutes..<end.minutes)
      return change
    }
  }
}

extension ValueKind where Value == PlanMoment {
  static var moment: Self {
    Self("MOMENT", expectation: "a date or a moment, such as 2026-11-24 or 2026-11-24T10:00") { PlanMoment($0) }
  }
}

/// A date or a moment on the plan's clock.
struct PlanMoment: Hashable, Sendable {
  var date: CivilDate
  var clock: ClockTime

  init?(_ text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let date = parts.first.flatMap({ ValueKind<CivilDate>.date.read($0) }) else { return nil }
    var clock = ClockTime(minutes: 0)
    if parts.count == 2 {
      guard let given = ClockTime(parts[1]), given.minutes < 1440 else { return nil }
      clock = given
    }
    (self.date, self.clock) = (date, clock)
  }

  /// Nil = now.
  static func instant(_ moment: PlanMoment?, in zone: Zone, now: Instant) -> Instant {
    moment.map { zone.instant(of: $0.date, $0.clock) } ?? now
  }
}
