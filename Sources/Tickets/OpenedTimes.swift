internal import Calendars

/// From which date on, and up to which, times of the week have rows: where a desk came to open, or came to close, at a time,
/// the dates before its first row, or after its last, have none since it was closed and not since nobody came.
///
/// A time of day opened on its first date where, by what comes since, ten contacts or more would have come on the dates
/// before (one in twenty thousand such times is only seldom asked for); one weekday's, where it has rows on each of its
/// dates since, two at least, with six contacts. A time with fewer rows opened with the one beside it. What opened within a
/// week of one another opened together.
struct OpenedTimes {
  private static let expected = 10.0
  private static let rows = 3
  private static let together = 7
  private static let weekdayContacts = 6.0

  private let perDay: Int
  /// By time of the week.
  private var first: [CivilDate?]
  private var last: [CivilDate?]

  /// - Parameters:
  ///   - zone: on whose clock times of the week are alike.
  ///   - known: the dates that have rows, and the quiet ones between them.
  init(_ history: IntervalHistory, zone: Zone, known: DaySpans) {
    perDay = 1440 / history.interval.rawValue
    first = Array(repeating: nil, count: 7 * perDay)
    last = first
    var seen = Array(repeating: Seen(), count: 7 * perDay)
    for row in history.starts.indices {
      let civil = zone.civil(at: history.starts[row])
      let place = civil.date.weekday.index * perDay + civil.minuteOfDay / history.interval.rawValue
      seen[place].add(history.contacts[row], on: civil.date)
    }
    let dates = (0..<7).map { weekday in known.dates.filter { $0.weekday.index == weekday } }
    for isLast in [false, true] {
      var edges: [Int: CivilDate] = [:]
      for time in 0..<perDay {
        let places = (0..<7).map { $0 * perDay + time }.filter { seen[$0].rows > 0 }
        let all = places.reduce(into: Seen()) { $0.add(seen[$1]) }
        // Days of the weekdays on which the time has rows at all.
        let days = places.flatMap { dates[$0 / perDay] }
        if all.rows >= Self.rows, let edge = all.edge(isLast: isLast, days: days, expected: Self.expected) {
          for place in places { edges[place] = edge }
          continue
        }
        for place in places where seen[place].contacts >= Self.weekdayContacts {
          guard let edge = seen[place].edge(isLast: isLast, days: dates[place / perDay], expected: Self.expected),
            seen[place].rows >= max(2, dates[place / perDay].count { isLast ? $0 <= edge : $0 >= edge })
          else { continue }
          edges[place] = edge
        }
      }
      spread(&edges, over: seen, isLast: isLast)
      for (place, edge) in edges {
        let near = edges.values.filter { abs($0 - edge) <= Self.together }
        if isLast { last[place] = near.max() } else { first[place] = near.min() }
      }
    }
  }

  /// Gives times with few rows the edge of the time beside them, where none of their rows lies beyond it.
  private func spread(_ edges: inout [Int: CivilDate], over seen: [Seen], isLast: Bool) {
    for step in [1, -1] {
      for time in step > 0 ? Array(1..<perDay) : Array((0..<perDay - 1).reversed()) {
        for weekday in 0..<7 {
          let place = weekday * perDay + time
          guard edges[place] == nil, seen[place].rows > 0, seen[place].rows < Self.rows, let span = seen[place].span,
            let edge = edges[place - step],
            isLast ? span.upperBound <= edge : span.lowerBound >= edge.adding(days: -Self.together)
          else { continue }
          edges[place] = isLast ? max(edge, span.upperBound) : min(edge, span.lowerBound)
        }
      }
    }
  }

  /// Whether a time of the week may have been open on a date.
  func isOpen(at place: Int, on date: CivilDate) -> Bool {
    if let first = first[place], date < first { return false }
    if let last = last[place], date > last { return false }
    return true
  }

  /// Rows of a time.
  private struct Seen {
    var rows = 0
    var contacts = 0.0
    var span: ClosedRange<CivilDate>?

    mutating func add(_ contacts: Double, on date: CivilDate) {
      add(Seen(rows: 1, contacts: contacts, span: date...date))
    }

    mutating func add(_ other: Seen) {
      rows += other.rows
      contacts += other.contacts
      guard let theirs = other.span else { return }
      span = span.map { min($0.lowerBound, theirs.lowerBound)...max($0.upperBound, theirs.upperBound) } ?? theirs
    }

    /// The first date, or the last, where the days beyond it would have had so many contacts.
    func edge(isLast: Bool, days: [CivilDate], expected: Double) -> CivilDate? {
      guard let span else { return nil }
      let edge = isLast ? span.upperBound : span.lowerBound
      let beyond = days.count { isLast ? $0 > edge : $0 < edge }
      let inside = days.count - beyond
      guard inside > 0, contacts / Double(inside) * Double(beyond) >= expected else { return nil }
      return edge
    }
  }
}
