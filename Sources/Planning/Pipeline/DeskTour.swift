internal import Calendars
internal import Workforce

/// Whether a person's least hours fit on the dates on which something is open that they can take, and on which further
/// ones they come where they don't.
///
/// Every set of dates of a week is weighed: its longest duties, days off, and days in a row with those before and after
/// the horizon and over its weeks. Rest is left out, and what lies between two lengths.
struct DeskTour {
  /// With the holidays that count towards the contract, and with what lies before and after the horizon.
  var person: Person
  var firstDate: CivilDate
  var weeks: Int
  var reach: DeskReach

  /// The dates on which everything is closed, whatever the calendar says, that the hours need all the same: as few as let
  /// most of the least hours fit, of these the fewest that are wished off, then the earliest. Empty where the hours fit,
  /// or would but for an absence: nobody makes up for leave at a closed desk.
  func closedDatesNeeded() -> [CivilDate] {
    guard !reach.ordinary.isEmpty else { return [] }
    guard let open = best(closed: Array(repeating: 0, count: weeks)), open.missing > 0 else { return [] }
    var allowed = Array(repeating: 7, count: weeks)
    if !person.absences.isEmpty {
      var present = self
      present.person.absences = []
      allowed = present.best(closed: allowed)?.closedDates.map(\.count) ?? []
    }
    guard allowed.contains(where: { $0 > 0 }), let best = best(closed: allowed) else { return [] }
    return best.closedDates.enumerated().flatMap { week, dates in
      dates.days.map { firstDate.adding(days: 7 * week + $0) }
    }
  }

  /// The dates worked in a week, and what becomes of it.
  private struct Week {
    var dates: WeekDates
    var closed: WeekDates
    /// Minutes of the least hours that don't fit.
    var missing: Int
    var wished: Int
  }

  /// The dates worked from a week on.
  private struct Choice {
    var missing = 0
    var closed = 0
    var wished = 0
    /// By week.
    var closedDates: [WeekDates] = []

    var totals: (missing: Int, closed: Int, wished: Int) { (missing, closed, wished) }
  }

  private struct Place: Hashable {
    var week: Int
    /// Days worked in a row up to its Monday.
    var run: Int
  }

  /// - Parameter closed: the most closed dates of each week.
  private func best(closed: [Int]) -> Choice? {
    guard closed.count == weeks else { return nil }
    let limit = min(max(0, person.rules.maximumConsecutiveDays), 1_000_000)
    let ahead = min(max(0, person.ahead?.consecutiveDays ?? 0), limit)
    let ways = (0..<weeks).map { self.ways(week: $0, closed: closed[$0], limit: limit) }
    var known: [Place: Choice?] = [:]

    func search(from place: Place) -> Choice? {
      guard place.week < weeks else { return place.run == 0 || place.run + ahead <= limit ? Choice() : nil }
      if let choice = known[place] { return choice }
      var found: Choice?
      for way in ways[place.week] {
        let lead = way.dates.lead
        guard lead == 0 || place.run + lead <= limit else { continue }
        let run = lead == 7 ? place.run + 7 : way.dates.trail
        guard let rest = search(from: Place(week: place.week + 1, run: run)) else { continue }
        var choice = Choice(
          missing: way.missing + rest.missing, closed: way.closed.count + rest.closed,
          wished: way.wished + rest.wished)
        if let found, found.totals < choice.totals || found.totals == choice.totals && choice.closed == 0 { continue }
        choice.closedDates = [way.closed] + rest.closedDates
        if let found, found.totals == choice.totals, !found.closedDates.lexicographicallyPrecedes(choice.closedDates) {
          continue
        }
        found = choice
      }
      known[place] = .some(found)
      return found
    }
    return search(from: Place(week: 0, run: min(max(0, person.history.consecutiveDays), limit)))
  }

  /// The sets of dates of a week that may be worked.
  private func ways(week: Int, closed: Int, limit: Int) -> [Week] {
    let monday = firstDate.adding(days: 7 * week)
    let dates = (0..<7).map { monday.adding(days: $0) }
    let ordinary = Set(reach.ordinary)
    let open = Set(reach.dates)
    let closedDates = WeekDates { ordinary.contains(dates[$0]) && mayStart(on: dates[$0]) }
    let openDates = WeekDates { open.contains(dates[$0]) && mayStart(on: dates[$0]) }
    let possible = WeekDates(bits: closedDates.bits | openDates.bits)
    let longest = dates.map { reach.longest[$0] ?? 0 }
    let shortest = dates.map { reach.shortest[$0] ?? 0 }
    let wished = WeekDates { day in
      person.wishes.contains { $0.kind == .dayOff && ($0.date == nil || $0.date == dates[day]) }
    }
    let credited = person.creditedMinutes(inWeekFrom: monday)
    let least = person.rules.minimumWeekly.rawValue - credited
    let most = max(0, person.rules.mostWeekly.rawValue - credited)
    let mostDays = 7 - max(0, person.rules.minimumDaysOff)
    return WeekDates.sets.compactMap { set in
      let atClosed = set.intersection(closedDates)
      guard set.isSubset(of: possible), atClosed.count <= closed, set == .none || set.count <= mostDays,
        set.longestRun <= limit, set.days.reduce(0, { $0 + shortest[$1] }) <= most
      else { return nil }
      let paid = min(most, set.days.reduce(0) { $0 + longest[$1] })
      return Week(
        dates: set, closed: atClosed, missing: max(0, least - paid), wished: set.intersection(wished).count)
    }
  }

  private func mayStart(on date: CivilDate) -> Bool {
    reach.longest[date] != nil && !person.fixedDaysOff.contains(date.weekday)
      && !person.absences.contains { $0.first <= date && date <= $0.last }
  }
}
