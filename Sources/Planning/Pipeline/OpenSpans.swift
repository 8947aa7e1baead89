internal import Calendars
internal import Workforce

/// The opening hours of a project's queues as spans of time, by the date on which they start.
struct OpenSpans {
  /// By queue, in the project's order.
  private let spans: [[CivilDate: [Range<Instant>]]]

  /// - Parameter withHolidays: whether queues are closed on the holidays on which they are.
  init(_ project: Project, dates: Range<CivilDate>, withHolidays: Bool) {
    // A duty may start on the site's date before or after the person's, and a span reach over midnight.
    let days = (-3...(dates.upperBound - dates.lowerBound) + 2).map { dates.lowerBound.adding(days: $0) }
    spans = project.queues.map { queue in
      let closed = withHolidays ? project.closedDates(for: queue) : []
      let zone = queue.settings.zone
      var spans: [CivilDate: [Range<Instant>]] = [:]
      for date in days where !closed.contains(date) {
        spans[date] = queue.settings.hours.spans[date.weekday.index].compactMap { span in
          let from = zone.instant(of: date, ClockTime(minutes: span.lowerBound))
          let to = zone.instant(of: date, ClockTime(minutes: span.upperBound))
          return from < to ? from..<to : nil
        }
      }
      return spans
    }
  }

  /// Of one queue around a date: those of any zone that may touch it.
  ///
  /// - Parameter queue: its place in the project.
  func around(_ date: CivilDate, queue: Int) -> [Range<Instant>] {
    (-3...2).flatMap { spans[queue][date.adding(days: $0)] ?? [] }
  }
}
