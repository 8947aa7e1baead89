import Calendars
import Forecasting
internal import Workforce

/// A forecast on the planning grid: what arrives in each interval, and for how much of it the queue is open.
struct GridDemand {
  /// Parallel to the grid: seconds in which the queue is open.
  private(set) var openSeconds: [Int]
  /// Parallel to the grid: contacts that arrive while the queue is open (or are carried to that opening).
  private(set) var contacts: [Double]
  /// Parallel to the grid: the handle time of those contacts in seconds, summed.
  private(set) var work: [Double]
  /// Parallel to the grid: handle time in seconds of what arrives in the interval itself, open or closed.
  private(set) var arrivingWork: [Double]
  /// Parallel to the grid: the contacts of that work.
  private(set) var arrivingContacts: [Double]
  /// Parallel to the grid: whether the forecast says anything about the interval.
  private(set) var isForecast: [Bool]
  /// Mean handle time that the forecast gives for each interval, in seconds.
  private(set) var handleTime: [Double]
  /// Contacts that arrive while the queue is closed: lost, or (`keepsClosedArrivals`) carried to the next opening.
  private(set) var closedContacts = 0.0
  /// Of those carried, the contacts for which the grid holds no further opening.
  private(set) var leftOver = 0.0
  /// Contacts that came after the last opening before the grid and were carried to its first.
  private(set) var carriedIn = 0.0

  /// Spreads each interval of the forecast evenly over its open minutes; contacts of an interval without any open minute
  /// arrive while the queue is closed. What lies outside the grid is left out.
  ///
  /// - Parameter isLinear: whether the rate moves linearly within intervals that are open throughout
  ///   (`RateReconstruction`), rather than by steps.
  init(
    _ forecast: QueueForecast, for settings: QueueSettings, on grid: IntervalGrid, closedDates: Set<CivilDate>,
    keepsClosedArrivals: Bool, isLinear: Bool = false
  ) {
    let hours = OpenTime(hours: settings.hours, zone: settings.zone, closedDates: closedDates)
    openSeconds = (0..<grid.count).map { hours.openSeconds(grid.instant(at: $0), seconds: grid.interval.seconds) }
    contacts = Array(repeating: 0, count: grid.count)
    work = contacts
    arrivingWork = contacts
    arrivingContacts = contacts
    isForecast = Array(repeating: false, count: grid.count)
    handleTime = Array(repeating: settings.handleTime, count: grid.count)

    let rises = isLinear ? Self.rises(forecast, hours: hours) : []
    for (row, start) in forecast.starts.enumerated() {
      guard start + forecast.interval > grid.start, start < grid.end else { continue }
      let arriving = forecast.contacts[row] > 0 ? min(forecast.contacts[row], 1e12) : 0
      var seconds = forecast.handleTime?[row] ?? settings.handleTime
      if !(seconds > 0 && seconds.isFinite) { seconds = settings.handleTime }

      let pieces = forecast.pieces(of: row, on: grid).map { piece in
        (piece: piece, slot: piece.slot, open: hours.openSeconds(piece.start, seconds: piece.seconds))
      }
      let inGrid = pieces.filter { isForecast.indices.contains($0.slot) }
      for (_, slot, _) in inGrid {
        isForecast[slot] = true
        handleTime[slot] = seconds
      }
      let open = pieces.reduce(0) { $0 + $1.open }
      if open > 0 {
        let rise = isLinear && open == forecast.interval.seconds && arriving > 0 ? rises[row] / arriving : 0
        for (piece, slot, openHere) in inGrid where openHere > 0 {
          var share = arriving * Double(openHere) / Double(open)
          if rise != 0 {
            // Where the middle of the piece lies in the interval, −½…½.
            let middle = Double(piece.start - start) + Double(openHere) / 2
            share *= 1 + rise * (middle / Double(open) - 0.5)
          }
          contacts[slot] += share
          work[slot] += share * seconds
          arrivingWork[slot] += share * seconds
          arrivingContacts[slot] += share
        }
      } else {
        var share = 0.0
        for (piece, slot, _) in inGrid {
          share += arriving * piece.share
          arrivingWork[slot] += arriving * piece.share * seconds
          arrivingContacts[slot] += arriving * piece.share
        }
        closedContacts += share
        guard keepsClosedArrivals, let first = inGrid.first else { continue }
        if let next = openSeconds[first.slot...].firstIndex(where: { $0 > 0 }) {
          contacts[next] += share
          work[next] += share * seconds
        } else {
          leftOver += share
        }
      }
    }
  }

  /// Adds what arrived while closed before `grid` and finds its first opening in it.
  ///
  /// - Parameter earlier: the contacts of the days before; each takes as long as those to come.
  mutating func carryIn(
    _ earlier: [QueueForecast], for settings: QueueSettings, on grid: IntervalGrid, closedDates: Set<CivilDate>
  ) {
    let longer = grid.reaching(back: earlier)
    let seconds = meanHandleTime ?? settings.handleTime
    for part in earlier {
      let known = GridDemand(part, for: settings, on: longer, closedDates: closedDates, keepsClosedArrivals: true)
      for index in contacts.indices {
        let count = known.contacts[longer.count - grid.count + index]
        contacts[index] += count
        work[index] += count * seconds
        carriedIn += count
      }
    }
  }

  /// The rise of contacts over each row of the forecast; only rows that are open throughout know one another.
  private static func rises(_ forecast: QueueForecast, hours: OpenTime) -> [Double] {
    let width = forecast.interval.seconds
    let isOpen = forecast.starts.map { hours.openSeconds($0, seconds: width) == width }
    let means = forecast.contacts.map { $0 > 0 ? min($0, 1e12) : 0 }
    let isJoined = forecast.starts.indices.map { row in
      row > 0 && isOpen[row] && isOpen[row - 1] && forecast.starts[row - 1] + forecast.interval == forecast.starts[row]
    }
    return RateReconstruction.rises(means: means, isJoined: isJoined)
  }

  /// Mean handle time in seconds of all contacts that are worked on; nil where there are none.
  var meanHandleTime: Double? {
    let count = contacts.reduce(0, +)
    return count > 0 ? work.reduce(0, +) / count : nil
  }

  /// Mean handle time in seconds of the contacts of an interval; the forecast's where there are none.
  func meanHandleTime(at index: Int) -> Double {
    contacts[index] > 0 ? work[index] / contacts[index] : handleTime[index]
  }
}

/// Opening hours on the queue's wall clock, asked in UTC.
struct OpenTime {
  let hours: OpeningHours
  let zone: Zone
  let closedDates: Set<CivilDate>

  /// Open seconds of a short stretch from `start`. Minutes are counted one by one only where the stretch begins and ends
  /// differently; an opening or a break that lies wholly inside the stretch is therefore not seen.
  func openSeconds(_ start: Instant, seconds: Int) -> Int {
    let first = isOpen(start)
    if isOpen(start.adding(seconds: max(0, seconds - 60))) == first { return first ? seconds : 0 }
    var open = 0
    for second in stride(from: 0, to: seconds, by: 60) where isOpen(start.adding(seconds: second)) {
      open += min(60, seconds - second)
    }
    return open
  }

  /// Open seconds of the intervals from `instant` on, up to and with the first open one; none where none comes within four
  /// weeks.
  func untilWorked(from instant: Instant, interval: Minutes) -> [Int] {
    let width = interval.seconds
    var seconds: [Int] = []
    for index in 0..<28 * 86_400 / width {
      seconds.append(openSeconds(instant.adding(seconds: index * width), seconds: width))
      if seconds[index] > 0 { return seconds }
    }
    return []
  }

  private func isOpen(_ instant: Instant) -> Bool {
    hours.isOpen(at: zone.civil(at: instant), closedDates: closedDates)
  }
}
