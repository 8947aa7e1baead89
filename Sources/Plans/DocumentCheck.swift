internal import Calendars
internal import Workforce

/// What makes a document unfit for its readers: where, and why.
struct DocumentFault: Hashable {
  /// Dotted path inside the document: `coverage[0].contacts[12]`.
  var path: String
  /// What was found, and what was expected.
  var message: String
}

/// Holds the values of a document that comes back in to what indexes and arithmetic rely on, and keeps the first that
/// doesn't fit. Every range is far outside what this program writes and far inside what its arithmetic holds.
struct DocumentCheck {
  private(set) var fault: DocumentFault?

  /// Heads in one interval, and whatever else is counted for one person.
  static let heads = 1_000_000
  static let contacts = 1e12
  static let seconds = 1e9
  /// Money, and whatever else is only shown.
  static let amount = 1e15
  static let mostMoves = 1_000_000_000_000_000
  /// Ten years.
  static let mostDays = 3660
  /// A hair of rounding on either side.
  static let shares = -1e-6...1 + 1e-6

  // MARK: What holds

  mutating func demand(_ holds: Bool, at path: @autoclosure () -> String, _ message: () -> String) {
    if !holds, fault == nil { fault = DocumentFault(path: path(), message: message()) }
  }

  mutating func demand(_ holds: Bool, _ message: String, at path: @autoclosure () -> String) {
    demand(holds, at: path()) { message }
  }

  mutating func distinct(_ names: [String], at path: String) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      demand(seen.insert(name).inserted, at: "\(path)[\(index)].id") { "'\(name)' is there twice" }
    }
  }

  // MARK: Numbers

  mutating func whole(_ value: Int, _ range: ClosedRange<Int>, _ what: String, at path: @autoclosure () -> String) {
    demand(range.contains(value), at: path()) {
      "found \(value); expected \(what) from \(range.lowerBound) to \(range.upperBound)"
    }
  }

  mutating func number(
    _ value: Double, _ range: ClosedRange<Double>, _ what: String, at path: @autoclosure () -> String
  ) {
    demand(range.contains(value), at: path()) {
      "found \(value); expected \(what) from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
    }
  }

  /// A share from 0 to 1, but for rounding.
  mutating func share(_ value: Double, at path: @autoclosure () -> String) {
    demand(Self.shares.contains(value), at: path()) { "found \(value); expected a share from 0 to 1" }
  }

  mutating func amount(_ value: Double?, at path: @autoclosure () -> String) {
    if let value { number(value, -Self.amount...Self.amount, "a number", at: path()) }
  }

  /// A figure of a simulation.
  mutating func estimate(_ value: Estimate?, at path: @autoclosure () -> String) {
    guard let value else { return }
    amount(value.mean, at: "\(path()).mean")
    amount(value.low, at: "\(path()).low")
    amount(value.high, at: "\(path()).high")
  }

  // MARK: Lists

  mutating func length(_ found: Int, _ expected: Int, at path: @autoclosure () -> String, each: String = "interval") {
    let article = "aeiou".contains(each.prefix(1)) ? "an" : "a"
    demand(found == expected, at: path()) { "\(found) values; expected one \(article) \(each) (\(expected))" }
  }

  mutating func numbers(
    _ values: [Double?], _ count: Int, _ range: ClosedRange<Double>, _ what: String, at path: String,
    each: String = "interval"
  ) {
    length(values.count, count, at: path, each: each)
    for (index, value) in values.enumerated() {
      if let value, !range.contains(value) { number(value, range, what, at: "\(path)[\(index)]") }
    }
  }

  /// Heads.
  mutating func wholes(_ values: [Int], _ count: Int, at path: String) {
    length(values.count, count, at: path)
    for (index, value) in values.enumerated() where !(0...Self.heads).contains(value) {
      whole(value, 0...Self.heads, "heads", at: "\(path)[\(index)]")
    }
  }

  // MARK: Duties

  /// A duty of some length with a bearable number of breaks, which starts about its date, in the years about the plan.
  mutating func duty(_ duty: Duty, about first: CivilDate, at path: String) {
    start(duty.start, on: duty.date, about: first, at: path)
    demand(duty.length >= 1 && duty.length <= .hours(24 * 14), at: "\(path).length") {
      "a duty of \(duty.length.rawValue) minutes; expected at least 1 and at most two weeks"
    }
    demand(duty.breaks.count <= 100, at: "\(path).breaks") { "found \(duty.breaks.count) breaks; expected at most 100" }
    for (index, pause) in duty.breaks.enumerated() {
      demand(pause.offset >= 0 && pause.length >= 0, at: "\(path).breaks[\(index)]") {
        "a break of \(pause.length.rawValue) minutes, \(pause.offset.rawValue) after the start; expected neither below 0"
      }
    }
  }

  /// A duty of another rota.
  mutating func settled(_ duty: SettledDuty, about first: CivilDate, at path: String) {
    start(duty.start, on: duty.date, about: first, at: path)
    demand(duty.start < duty.end && duty.end - duty.start <= 14 * 86_400, at: "\(path).end") {
      "it ends at \(duty.end.utcText); expected a time after its start, and at most two weeks later"
    }
  }

  /// A meeting, a training or a one-to-one of somebody, about the time of the plan.
  mutating func activity(_ activity: Attendance, on grid: IntervalGrid, at path: String) {
    whole(activity.length.rawValue, 1...Attendance.mostMinutes, "minutes", at: "\(path).length")
    demand(
      activity.start >= grid.start - .hours(72) && activity.start <= grid.end + .hours(72), at: "\(path).start"
    ) {
      "it starts at \(activity.start.utcText), days outside the plan"
    }
  }

  mutating func start(_ start: Instant, on date: CivilDate, about first: CivilDate, at path: String) {
    demand(abs(date - first) <= Self.mostDays, at: "\(path).date") {
      "found \(date); expected a date within ten years of the plan's first, \(first)"
    }
    demand(Self.isNear(start, date), at: "\(path).start") {
      "it starts at \(start.utcText), which isn't on its date, \(date)"
    }
  }

  /// Whether an instant lies on the date by some wall clock, give or take two days.
  static func isNear(_ instant: Instant, _ date: CivilDate) -> Bool {
    abs(instant - Zone.utc.instant(of: date)) <= 3 * 86_400
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
