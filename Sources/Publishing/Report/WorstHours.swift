internal import Calendars
internal import Plans
internal import Simulation

/// An hour of a queue in which people are missing.
struct WorstHour: Hashable {
  /// Place in the plan's list of queues.
  var queue: Int
  var date: CivilDate
  /// `Tue 24 Mar 14:00–15:00`, in the reader's zone.
  var when: String
  /// At the hour's tightest interval.
  var missing: Int
  var required: Int
  /// Contact-weighted over the hour.
  var serviceLevel: Double?
  /// The day's picture.
  var anchor: String
}

/// The hours with most people missing, worst first: by missing people summed over the hour's intervals, then by time.
/// An hour is one of the reader's clock; of one queue and day only the worst is named, so that a list shows the week.
func worstHours(_ context: ReportContext, queue only: Int? = nil, limit: Int) -> [WorstHour] {
  struct Tally {
    var queue: Int
    var start: Instant
    var sum = 0
    var missing = 0
    var required = 0
    var answered = 0.0
    var contacts = 0.0
  }
  let grid = context.grid
  var tallies: [Tally] = []
  for (number, coverage) in context.plan.coverage.enumerated() where only == nil || only == number {
    var current: Tally?
    for slot in 0..<grid.count {
      let start = grid.instant(at: slot)
      let civil = context.zone.civil(at: start)
      let hour = start - Minutes(civil.minuteOfDay % 60)
      if hour != current?.start {
        if let tally = current, tally.sum > 0 { tallies.append(tally) }
        current = Tally(queue: number, start: hour)
      }
      guard coverage.open[slot] else { continue }
      let missing = max(0, coverage.required[slot] - coverage.scheduled[slot])
      current?.sum += missing
      if missing > current?.missing ?? 0 {
        current?.missing = missing
        current?.required = coverage.required[slot]
      }
      if let level = coverage.service[slot] {
        current?.answered += level * coverage.contacts[slot]
        current?.contacts += coverage.contacts[slot]
      }
    }
    if let tally = current, tally.sum > 0 { tallies.append(tally) }
  }
  tallies.sort { ($1.sum, $0.start, $0.queue) < ($0.sum, $1.start, $1.queue) }
  var named: Set<[Int]> = []
  let worst = tallies.filter { named.insert([$0.queue, context.zone.date(at: $0.start).dayNumber]).inserted }
  return worst.prefix(limit).map { tally in
    let from = context.zone.civil(at: tally.start)
    let to = context.zone.civil(at: tally.start + 60)
    let date = ReportText.shortDay(from.date)
    return WorstHour(
      queue: tally.queue, date: from.date, when: "\(date) \(ReportText.hour(from.clock, to.clock))",
      missing: tally.missing, required: tally.required,
      serviceLevel: tally.contacts > 0 ? tally.answered / tally.contacts : nil,
      anchor: context.day(of: tally.start)?.anchor ?? "days")
  }
}
