internal import Calendars

extension SourceHistory {
  /// What streams of one queue say, ticket exports and counts apart; every known interval has a row, zeros included.
  /// - Parameter hours: over which counts by day are spread; nil = as they were at the import.
  func histories(
    of streams: [Stream], queue: QueueID, zone: Zone, hours: OpeningHours? = nil
  ) -> [IntervalHistory] {
    let tickets = streams.filter { $0.form != .counts }
    let counts = streams.filter { $0.form == .counts }.map {
      placed($0.spread(over: hours, queue: queue, zone: zone), queue, zone)
    }
    var result: [IntervalHistory] = []
    if let first = tickets.first {
      var whole = zeros(queue: queue, zone: zone, interval: first.cells.interval)
      for stream in tickets { whole = whole.filled(with: placed(stream.cells, queue, zone)) }
      // Times that were rounded say nothing about the quarters of the hour. A few tickets may lie there by chance.
      let isRounded =
        grain > whole.interval && grain.rawValue % whole.interval.rawValue == 0 && contactsWithTimes >= 20
      result.append(isRounded ? whole.coarsened(to: grain) : RoundedDays(whole).spread)
    }
    if !counts.isEmpty {
      let width = counts.reduce(Minutes(1)) { DayReplacement.commonWidth($0, $1.interval) }
      var sum = IntervalHistory(queue: queue, zone: zone, interval: width)
      for part in counts { sum = sum.adding(part.coarsened(to: width)) }
      let zones = Set(streams.filter { $0.form == .counts }.map(\.cells.zone))
      let clock = zones.count == 1 ? zones.first ?? zone : zone
      result.append(OmittedZeros(sum, zone: clock, coverage: countCoverage).filled)
    }
    return result
  }

  private func placed(_ cells: IntervalHistory, _ queue: QueueID, _ zone: Zone) -> IntervalHistory {
    var cells = cells
    cells.queue = queue
    cells.zone = zone
    return cells
  }

  private var contactsWithTimes: Double {
    streams.reduce(0) { $0 + ($1.form == .counts ? 0 : $1.cells.contacts.reduce(0, +)) }
  }

  /// Whether the times of its tickets are rounded to the full or half hour.
  public var isRounded: Bool { grain > 15 && contactsWithTimes >= 20 }

  /// Whether zeros are put in for intervals that its counts leave out.
  var lacksZeros: Bool {
    Set(streams.map(\.name)).contains { name in
      let own = streams.filter { $0.name == name && $0.form == .counts }
      let known = own.reduce(0) { $0 + $1.cells.starts.count }
      return histories(of: own, queue: "", zone: zone).reduce(0) { $0 + $1.starts.count } > known
    }
  }

  /// A zero for each interval of the dates that ticket exports cover.
  private func zeros(queue: QueueID, zone: Zone, interval: Minutes) -> IntervalHistory {
    var history = IntervalHistory(queue: queue, zone: zone, interval: interval)
    for span in coverage.known.spans {
      let first = self.zone.instant(of: span.lowerBound)
      let end = self.zone.instant(of: span.upperBound.adding(days: 1))
      for index in first.rawValue / interval.seconds..<max(first.rawValue, end.rawValue) / interval.seconds {
        history.starts.append(Instant(rawValue: index * interval.seconds))
      }
    }
    let none = Array(repeating: 0.0, count: history.starts.count)
    (history.contacts, history.timedContacts, history.handleSeconds) = (none, none, none)
    return history
  }

  /// The dates on which its counts have rows, and the quiet ones between them.
  var countCoverage: SourceCoverage {
    SourceCoverage(
      days: DaySpans(streams.flatMap { $0.form == .counts ? $0.dates.spans : [] }), declared: declared)
  }
}
