public import Calendars
public import Forecasting
public import Plans
public import Tickets

extension KeptForecast {
  /// The forecast with the last four weeks before it, and with the events and holidays of both.
  public init(_ forecast: QueueForecast, project: Project) {
    let history = project.histories.first { $0.queue == forecast.queue }
    self.init(forecast, history: history, holidays: project.holidays, events: project.events)
  }

  public init(
    _ forecast: QueueForecast, history: IntervalHistory?, holidays: [Holiday] = [], events: [DemandEvent] = []
  ) {
    let zone = forecast.zone
    // A forecast sees no history of its own first day.
    let begin = forecast.starts.first.map { zone.instant(of: zone.date(at: $0)) } ?? Instant(rawValue: 0)
    let known = history.map { history in history.starts.indices.filter { history.starts[$0] < begin } } ?? []
    let end = known.last.flatMap { row in history.map { $0.starts[row] + $0.interval } } ?? begin
    let from = end.adding(seconds: -28 * 86_400)
    var past: [PastHour] = []
    for row in known {
      guard let history, history.starts[row] >= from else { continue }
      let start = history.starts[row]
      let hour = start.adding(seconds: -(zone.civil(at: start).minuteOfDay % 60 * 60))
      if past.last?.start != hour { past.append(PastHour(start: hour, contacts: 0)) }
      past[past.count - 1].contacts += history.contacts[row]
    }
    let span = (past.first?.start ?? begin)..<((forecast.starts.last ?? begin) + forecast.interval)
    var marks = holidays.map { holiday in
      Mark(
        title: holiday.name, start: zone.instant(of: holiday.date), end: zone.instant(of: holiday.date.adding(days: 1)))
    }
    marks += events.filter { $0.queue == nil || $0.queue == forecast.queue }.map { event in
      Mark(
        title: event.title, start: zone.instant(of: event.start.date, ClockTime(minutes: event.start.minuteOfDay)),
        end: zone.instant(of: event.end.date, ClockTime(minutes: event.end.minuteOfDay)))
    }
    self.init(
      queue: forecast.queue, zone: zone, interval: forecast.interval, madeFrom: end, method: forecast.method,
      daySpread: forecast.daySpread, dispersion: forecast.dispersion, starts: forecast.starts,
      contacts: forecast.contacts, p10: forecast.p10, p50: forecast.p50, p90: forecast.p90, past: past,
      marks: marks.filter { $0.start < span.upperBound && $0.end > span.lowerBound }.sorted {
        ($0.start, $0.end, $0.title) < ($1.start, $1.end, $1.title)
      })
  }

  /// As the score reads it.
  var asForecast: QueueForecast {
    QueueForecast(
      queue: queue, zone: zone, interval: interval, starts: starts, contacts: contacts, p10: p10, p50: p50, p90: p90,
      handleTime: nil, daySpread: daySpread, method: method, notes: [], dispersion: dispersion)
  }
}
