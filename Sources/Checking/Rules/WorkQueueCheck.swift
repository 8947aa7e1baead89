internal import Calendars
internal import Workforce
internal import Words

/// People are counted only on queues that they can take, in whole intervals, and on some queue whenever one of theirs
/// has demand.
enum WorkQueueCheck: RotaCheck {
  static let rules = ["work.queue", "work.grid", "work.idle"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    let grid = reading.request.grid
    let demand = Dictionary(
      reading.request.demand.map { ($0.queue, $0) }, uniquingKeysWith: { first, _ in first })
    return reading.tours.flatMap { tour in
      tour.work.flatMap { span -> [Breach] in
        var found: [Breach] = []
        func report(_ rule: String, _ message: String) {
          found.append(tour.breach(rule, on: WorkTilingCheck.date(of: span.start, in: tour), message))
        }
        if !(span.start - grid.start).isMultiple(of: grid.interval.seconds)
          || !(span.end - grid.start).isMultiple(of: grid.interval.seconds)
        {
          report(
            "work.grid",
            "is counted from \(span.start.utcText) to \(span.end.utcText), off the grid of "
              + Words.plain.duration(grid.interval))
        }
        if let queue = span.queue {
          if !tour.person.queues.contains(queue) {
            report(
              "work.queue",
              "is counted on \(queue) at \(tour.clock(span.start)); they can take "
                + Words.plain.list(tour.person.queues.map(\.rawValue)))
          }
        } else if let idle = firstDemand(during: span, on: tour.person.queues, demand, grid) {
          report(
            "work.idle",
            "is counted on no queue at \(tour.clock(idle.at)), while \(idle.queue) has demand that they can take")
        }
        return found
      }
    }
  }

  private static func firstDemand(
    during span: WorkSpan, on queues: [QueueID], _ demand: [QueueID: QueueDemand], _ grid: IntervalGrid
  ) -> (at: Instant, queue: QueueID)? {
    for index in grid.indices(touching: span.start, span.end) {
      if let queue = queues.first(where: { (demand[$0]?.full(at: index) ?? 0) > 0 }) {
        return (max(span.start, grid.instant(at: index)), queue)
      }
    }
    return nil
  }
}

extension IntervalGrid {
  /// The intervals that share any time with `start..<end`, inside the grid.
  func indices(touching start: Instant, _ end: Instant) -> Range<Int> {
    guard start < end else { return 0..<0 }
    let first = min(max(0, index(of: start)), count)
    return first..<max(first, min(count, index(of: end.adding(seconds: -1)) + 1))
  }
}
