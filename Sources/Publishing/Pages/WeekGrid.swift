internal import Calendars
internal import Plans
internal import Words
internal import Workforce

/// What everybody does on every date of a plan: a row a person by id, a column a date. Sheets and pages are drawn from it.
struct WeekGrid {
  enum Entry: Hashable {
    case off
    /// An absence, whatever its kind.
    case leave
    /// The duty that begins on the date, by its person's calendar.
    case duty(Duty)
  }

  let index: PlanIndex
  let dates: [CivilDate]
  /// Parallel to `index.people` and `dates`.
  let entries: [[Entry]]

  init(_ index: PlanIndex) {
    self.index = index
    let request = index.plan.request
    let dates = (0..<request.days).map { request.firstDate.adding(days: $0) }
    self.dates = dates
    entries = index.people.map { person in
      let duties = Dictionary(
        index.duties(of: person.id).map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
      return dates.map { date in
        if let duty = duties[date] { return .duty(duty) }
        return person.absences.contains { $0.first <= date && date <= $0.last } ? .leave : .off
      }
    }
  }

  /// The columns of each ISO week, by week.
  var weeks: [(week: ISOWeek, columns: Range<Int>)] {
    dates.indices.reduce(into: []) { weeks, column in
      let week = ISOWeek(containing: dates[column])
      if let last = weeks.last, last.week == week {
        weeks[weeks.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        weeks.append((week, column..<column + 1))
      }
    }
  }

  /// `09:00–17:30 Phone` on the person's own clock, `off`, `leave`.
  func text(_ row: Int, _ column: Int) -> String {
    let person = index.people[row]
    switch entries[row][column] {
    case .off: return SheetCell.offWord
    case .leave: return SheetCell.leaveWord
    case .duty(let duty):
      let span = Wording.clockSpan(duty.start..<duty.end, zone: person.zone)
      return "\(span) \(index.mainWork(of: duty, of: person.id))"
    }
  }

  /// `Agent 07`, with the zone where the person's clock isn't the plan's: `Agent 07 (Asia/Manila)`.
  func name(_ row: Int) -> String { index.nameWithClock(of: index.people[row].id) }
}

extension PlanIndex {
  /// `Agent 07`, with the zone where the person's clock isn't the plan's: `Agent 07 (Asia/Manila)`.
  func nameWithClock(of id: PersonID) -> String {
    let zone = zone(of: id)
    return zone == plan.readerZone ? name(of: id) : "\(name(of: id)) (\(zone.identifier))"
  }
}
