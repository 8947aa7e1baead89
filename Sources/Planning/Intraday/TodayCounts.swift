internal import Calendars
internal import Forecasting
internal import Plans
internal import Tables
internal import Tickets
internal import Workforce

/// What has come on a day so far, by queue, as exports say it. What they don't say is unknown, not zero.
struct TodayCounts {
  var histories: [IntervalHistory]
  /// Whether every file has tickets, of which none says when it was made; counts say their zeros themselves.
  var areTickets: Bool
  var warnings: [Diagnostic]

  /// Reads exports as `rota import` does, and keeps nothing of them.
  ///
  /// - Parameter queues: whose contacts they are.
  /// - Throws: what reading an export throws; `today.day-counts` where a file has counts by day, which say nothing of hours.
  init(
    _ sources: [TicketSource], of queues: [ProjectQueue], zone: Zone
  ) throws(Diagnostic) {
    var options = ImportOptions(queueZones: queues.zones, openingHours: queues.openingHours)
    let routing = QueueRouting(queues: queues.routed)
    options.projectRouting = routing
    options.setZones(of: queues, project: zone)
    var store = HistoryStore()
    let report = try importTickets(sources, options: options, into: &store)
    guard !store.sources.contains(where: { $0.streams.contains { !$0.wholeDays.isEmpty } }) else {
      throw Diagnostic(
        "today.day-counts", "the counts of \(report.sources.map(\.name).joined(separator: ", ")) are by day",
        cure: "Export tickets, or counts by hours or parts of them.")
    }
    histories = try store.histories(
      routing: routing, zones: queues.zones, zone: options.zone ?? zone, interval: nil)
    areTickets = report.sources.allSatisfy { $0.system != .counts && $0.system != .history }
    warnings =
      report.warnings
      + [ProjectImport.warning(of: store.unclaimed(by: routing), queues: queues)].compactMap(\.self)
  }

  /// The last of some dates on which anything came; nil where nothing did.
  func lastDate(in dates: Range<CivilDate>, zone: Zone) -> CivilDate? {
    histories.flatMap { history in
      history.starts.indices.filter { history.contacts[$0] > 0 }.map { zone.date(at: history.starts[$0]) }
    }.filter(dates.contains).max()
  }

  func history(of queue: QueueID) -> IntervalHistory? { histories.first { $0.queue == queue } }

  /// Contacts of some intervals one after another; nil where nobody knows all of one.
  ///
  /// - Parameters:
  ///   - width: a multiple of the history's.
  ///   - end: what lies after it is unknown.
  func counts(of queue: QueueID, from start: Instant, width: Minutes, count: Int, until end: Instant) -> [Double?] {
    guard let history = history(of: queue), count > 0 else { return Array(repeating: nil, count: max(0, count)) }
    var sums = [Double](repeating: 0, count: count)
    var minutes = [Int](repeating: 0, count: count)
    for row in history.starts.indices {
      let from = history.starts[row]
      guard from >= start, from + history.interval <= end else { continue }
      let index = (from - start) / width.seconds
      guard index < count else { break }
      sums[index] += history.contacts[row]
      minutes[index] += history.interval.rawValue
    }
    return sums.indices.map { minutes[$0] >= width.rawValue ? sums[$0] : nil }
  }

  /// Until when tickets are known: to `moment`, unless since the last one so many were expected that the export must have
  /// been made then.
  ///
  /// - Parameter expected: contacts of all queues between two moments, as the forecasts have them.
  func end(from start: Instant, to moment: Instant, expected: (Range<Instant>) -> Double) -> Instant {
    guard areTickets else { return moment }
    var last: (start: Instant, end: Instant)?
    for history in histories {
      for row in history.starts.indices where history.contacts[row] > 0 {
        let (from, to) = (history.starts[row], history.starts[row] + history.interval)
        if from >= start, to <= moment, from > last?.start ?? start.adding(seconds: -1) { last = (from, to) }
      }
    }
    guard let last else { return expected(start..<moment) < Self.plausible ? moment : start }
    // The interval of the last ticket may be half told then, too.
    return last.end >= moment || expected(last.end..<moment) < Self.plausible ? moment : last.start
  }

  /// Of so many expected contacts none comes by less than one chance in a thousand.
  private static let plausible = 6.9
}
