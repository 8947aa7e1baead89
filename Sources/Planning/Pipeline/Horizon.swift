internal import Calendars
internal import Tables
internal import Tickets
internal import Workforce

/// The weeks that are planned, and the grid that holds every instant that they touch in any zone.
struct Horizon {
  var week: ISOWeek
  var weeks: Int
  var grid: IntervalGrid

  var firstDate: CivilDate { week.monday }
  var days: Int { weeks * 7 }
  var dates: Range<CivilDate> { firstDate..<firstDate.adding(days: days) }

  /// - Parameter week: nil = the first ISO week after the history ends.
  init(project: Project, week: ISOWeek?, weeks: Int) throws(Diagnostic) {
    self.weeks = weeks
    if let week {
      self.week = week
    } else {
      guard let date = Horizon.lastDate(of: project) else {
        let place = ShellWord.quoted(project.place)
        var fault = Diagnostic(
          "plan.no-history", "there is no ticket history to plan from",
          cure:
            "Import tickets first: rota import tickets.csv --into \(place), then: rota plan \(place)",
          kind: .missingInput)
        if let unused = ProjectImport.warning(of: project.unclaimed, queues: project.queues) {
          fault.message = "no queue of rota.json has a history; " + unused.message
          fault.cure = unused.cure
        }
        throw fault
      }
      self.week = ISOWeek(containing: date).adding(weeks: 1)
    }
    grid = Horizon.grid(project: project, firstDate: self.week.monday, days: weeks * 7)
  }

  /// The end of the last recorded interval of any queue, or of the last day that is left out.
  static func historyEnd(of project: Project) -> Instant? {
    let days = project.histories.compactMap { history in
      history.leftOut.last.map { history.zone.instant(of: $0.adding(days: 1)) }
    }
    return (days + project.histories.compactMap { history in history.starts.last.map { $0 + history.interval } }).max()
  }

  /// The last local date of which a queue has something, each read on its own clock: the week's last hour in
  /// New York is already Monday in Warsaw.
  private static func lastDate(of project: Project) -> CivilDate? {
    project.histories.compactMap(\.lastDate).max()
  }

  private static func grid(project: Project, firstDate: CivilDate, days: Int) -> IntervalGrid {
    let zones = project.queues.map(\.settings.zone) + project.sites.map(\.zone) + project.people.map(\.zone)
    let lastDate = firstDate.adding(days: days)
    let starts = zones.map { $0.instant(of: firstDate) }
    let ends = zones.map { $0.instant(of: lastDate) }
    // Whose zone isn't their site's may start anywhere on their last date.
    let longest = project.templates.compactMap(\.lengths.last).max() ?? 0
    let away = project.people.filter { person in
      project.sites.contains { $0.id == person.site && $0.zone != person.zone }
    }.map { $0.zone.instant(of: lastDate) + longest }
    // The longest reach of a duty past midnight of its date; an hour more for a clock change on the way.
    let reach =
      project.templates.map { template in
        template.latestStart.minutes + (template.lengths.last?.rawValue ?? 0) - 1440
      }.max() ?? 0
    let spans = project.queues.flatMap { $0.settings.hours.spans }.flatMap { $0 }.map { $0.upperBound - 1440 }
    let overhang = Minutes(max(0, reach + 60, spans.max() ?? 0))
    let width = project.interval.seconds
    let first = starts.min() ?? Instant(rawValue: 0)
    let last = max((ends.max() ?? first) + overhang, away.max() ?? first)
    let aligned = Instant(rawValue: first.rawValue / width * width)
    return IntervalGrid(start: aligned, interval: project.interval, count: (last - aligned + width - 1) / width)
  }
}
