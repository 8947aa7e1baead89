internal import Calendars
internal import Plans
internal import Workforce

/// What every section of the report looks things up in.
struct ReportContext {
  let index: PlanIndex
  /// The days of the reader's calendar that the plan touches, and a day more on either side where other zones could
  /// need it.
  let days: [ReportDay]
  /// The days on which any queue is open.
  let openDays: [ReportDay]
  /// The stretch of a day that pictures show.
  let window: DayWindow
  /// Duties with their people, by start.
  let duties: [AssignedDuty]

  var plan: PlanDocument { index.plan }
  var zone: Zone { index.plan.readerZone }
  var grid: IntervalGrid { index.plan.request.grid }

  init(_ original: PlanDocument) {
    let plan = original.asReported
    index = PlanIndex(plan)
    duties = plan.rota.duties.sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    let zone = plan.readerZone
    let first = plan.request.firstDate
    let span = plan.request.days
    let all = (-1..<span + 1).map { ReportDay(first.adding(days: $0), zone: zone) }
    let openDates = Self.openDates(of: plan, zone: zone)
    let dutyDays = Set(duties.map { zone.date(at: $0.duty.start) })
    days = all.map { day in
      var day = day
      let inside = day.date >= first && day.date < first.adding(days: span)
      day.isShown = inside || dutyDays.contains(day.date) || openDates.contains(day.date)
      return day
    }
    openDays = days.filter { openDates.contains($0.date) }
    window = DayWindow(of: plan, duties: duties.map(\.duty), days: days)
  }

  private static func openDates(of plan: PlanDocument, zone: Zone) -> Set<CivilDate> {
    var days: Set<CivilDate> = []
    for coverage in plan.coverage {
      for slot in coverage.open.indices where coverage.open[slot] {
        days.insert(zone.date(at: plan.request.grid.instant(at: slot)))
      }
    }
    return days
  }

  /// Minutes from the grid's start: the unit of every picture's time axis.
  func x(_ instant: Instant) -> Int { (instant - grid.start) / 60 }

  /// The intervals of the grid that begin inside a stretch of time.
  func slots(in range: Range<Instant>) -> Range<Int> {
    let width = grid.interval.seconds
    func index(_ instant: Instant) -> Int {
      min(max(0, ((instant - grid.start) + width - 1).quotientAndRemainder(dividingBy: width).quotient), grid.count)
    }
    let first = index(range.lowerBound)
    return first..<max(first, index(range.upperBound))
  }

  /// Agent-minutes missing and spare on a queue over a stretch of time.
  func balance(queue: Int, in range: Range<Instant>) -> (missing: Int, spare: Int) {
    let coverage = plan.coverage[queue]
    var (missing, spare) = (0, 0)
    for slot in slots(in: range) {
      let net = coverage.scheduled[slot] - coverage.required[slot]
      if net < 0 { missing -= net } else { spare += net }
    }
    return (missing * grid.interval.rawValue, spare * grid.interval.rawValue)
  }

  /// The day that holds the instant, where the report shows it.
  func day(of instant: Instant) -> ReportDay? {
    days.first { $0.isShown && $0.start <= instant && instant < $0.end }
  }
}

extension PlanDocument {
  /// Open only where something was planned, and figures that are no numbers as 0 or unknown: a page with a gap in it
  /// helps more than no page. (`plan.json` refuses them, so that the fault does not go unseen.)
  fileprivate var asReported: PlanDocument {
    func finite(_ values: [Double]) -> [Double] { values.map { $0.isFinite ? $0 : 0 } }
    func known(_ values: [Double?]) -> [Double?] { values.map { $0?.isFinite == true ? $0 : nil } }
    var plan = self
    for number in coverage.indices {
      plan.coverage[number].open = plannedIntervals(queue: number)
      plan.coverage[number].contacts = finite(coverage[number].contacts)
      plan.coverage[number].contactsLow = finite(coverage[number].contactsLow)
      plan.coverage[number].contactsHigh = finite(coverage[number].contactsHigh)
      plan.coverage[number].handleTime = finite(coverage[number].handleTime)
      plan.coverage[number].serviceLevel = known(coverage[number].serviceLevel)
      plan.coverage[number].expectedService = coverage[number].expectedService.map(known)
    }
    plan.summary.serviceLevel = known([summary.serviceLevel])[0]
    plan.summary.serviceLevelByQueue = known(summary.serviceLevelByQueue)
    return plan
  }
}

/// A day of the reader's calendar.
struct ReportDay: Hashable {
  var date: CivilDate
  /// Midnight, and the next one: 23 or 25 hours later when the clocks change.
  var start: Instant
  var end: Instant
  /// Whether the plan has anything on it, seen from the reader's zone.
  var isShown = true

  init(_ date: CivilDate, zone: Zone) {
    self.date = date
    start = zone.instant(of: date)
    end = zone.instant(of: date.adding(days: 1))
  }

  /// The anchor of its picture.
  var anchor: String { "day-\(date)" }
}

/// The stretch of a day that its picture shows, in elapsed minutes after midnight; above 1440 lies the day after.
struct DayWindow: Hashable {
  var from: Int
  var to: Int

  var span: Int { to - from }

  /// The smallest whole hours that hold what is open and worked on any of the days, so that all days share one axis.
  init(of plan: PlanDocument, duties: [Duty], days: [ReportDay]) {
    var from = 1440
    var to = 0
    func take(_ span: Range<Instant>) {
      for day in days where day.start < span.upperBound && span.lowerBound < day.end {
        from = min(from, max(0, (span.lowerBound - day.start) / 60))
        // What began the day before is shown by its end alone.
        if span.lowerBound >= day.start { to = max(to, (span.upperBound - day.start) / 60) }
      }
    }
    for duty in duties { take(duty.start..<duty.end) }
    let grid = plan.request.grid
    for coverage in plan.coverage {
      var first: Int?
      for slot in 0...coverage.open.count {
        let open = slot < coverage.open.count && coverage.open[slot]
        if open, first == nil { first = slot }
        guard !open, let start = first else { continue }
        for day in days {
          let (low, high) = (max(grid.instant(at: start), day.start), min(grid.instant(at: slot), day.end))
          if low < high { take(low..<high) }
        }
        first = nil
      }
    }
    if from >= to { (from, to) = (0, 1440) }
    self.from = from / 60 * 60
    self.to = min((to + 59) / 60 * 60, 1440 + 840)
  }
}
