import Calendars
import Tables
import Tickets
internal import Words

/// The forecast of a queue that has no history: its sibling's, brought to the planner's contacts a day.
///
/// Nothing is known about how wrong the planner is, so a tenth is taken for the spread of the level.
///
/// - Returns: nil where the queue has a history, or where there is no sibling or no figure.
func forecastOfNewQueue(_ request: ForecastRequest) throws(Diagnostic) -> QueueForecast? {
  guard let new = try NewQueue(request) else { return nil }
  var result = new.run.result(new.prediction)
  result.method = NewQueue.method
  result.findings = []
  result.notes = [
    "The queue has no history: \(new.words) contacts an open day, as its planner expects, "
      + new.run.shapeWords(new.shapeless, sibling: new.sibling, means: new.prediction.means)
  ]
  return result
}

/// What a queue without a history is expected to have, before events.
struct NewQueue {
  static let method = "sibling"

  /// The sibling's, under the new queue's name and with its events.
  var run: ForecastRun
  /// The sibling's, brought to the planner's figure.
  var prediction: Prediction
  /// What the sibling's contacts are multiplied by.
  var scale: Double
  var sibling: QueueID
  /// Days on which the sibling has no contacts that could give them a shape.
  var shapeless: [Int]
  /// Contacts an open day, as the planner expects.
  var words: String

  /// - Returns: nil where the queue has a history, or where there is no sibling or no figure.
  init?(_ request: ForecastRequest) throws(Diagnostic) {
    guard request.history.starts.isEmpty, let sibling = request.sibling, !sibling.starts.isEmpty,
      let daily = request.dailyContacts
    else { return nil }
    guard daily >= 0, daily <= 1e9 else {
      throw Diagnostic(
        "forecast.daily-contacts", "\(daily) contacts a day can't be; expected 0 or more", cure: "Correct the figure.")
    }
    var borrowed = request
    borrowed.history = sibling.onWallClock(of: request.history.zone)
    borrowed.history.queue = request.history.queue
    borrowed.sibling = nil
    borrowed.dailyContacts = nil
    borrowed.events = []
    if request.interval == nil { borrowed.interval = max(request.history.interval, sibling.interval) }
    let run = try ForecastRun(borrowed)
    var prediction = run.prediction()
    let days = Double(run.target.count { run.past.traits[$0].isOpen })
    shapeless = run.fillShapelessDays(&prediction.means)
    let whole = prediction.means.reduce(0, +)
    let scale = whole > 0 ? daily * days / whole : 0
    for index in prediction.means.indices { prediction.means[index] *= scale }
    let guess = 0.1
    prediction.uncertainty.dispersion += guess
    prediction.uncertainty.daySpread = (prediction.uncertainty.daySpread * prediction.uncertainty.daySpread + guess)
      .squareRoot()
    self.run = run
    self.run.events = EventEffects(request.events, queue: request.history.queue, grid: run.grid)
    self.prediction = prediction
    self.scale = scale
    self.sibling = sibling.queue
    words = daily == daily.rounded() ? "\(Int(daily))" : Cleansing.amount(daily)
  }
}

extension IntervalHistory {
  /// The same at the same local times of another zone, since habits go by the clock on the wall. Of an hour that clocks
  /// repeat the first pass stays, and one that they skip is left out.
  fileprivate func onWallClock(of zone: Zone) -> IntervalHistory {
    if zone == self.zone { return self }
    var moved = IntervalHistory(queue: queue, zone: zone, interval: interval)
    for row in starts.indices {
      let civil = self.zone.civil(at: starts[row])
      let start = zone.instant(of: civil)
      guard zone.civil(at: start) == civil, moved.starts.last.map({ $0 < start }) ?? true else { continue }
      moved.starts.append(start)
      moved.contacts.append(contacts[row])
      moved.timedContacts.append(row < timedContacts.count ? timedContacts[row] : 0)
      moved.handleSeconds.append(row < handleSeconds.count ? handleSeconds[row] : 0)
    }
    return moved
  }
}

extension ForecastRun {
  /// Spreads the mean of the other days evenly over the hours of open days on which the sibling has no contacts.
  /// - Returns: those days.
  fileprivate func fillShapelessDays(_ means: inout [Double]) -> [Int] {
    func slots(_ day: Int) -> Range<Int> {
      let offset = (day - target.lowerBound) * grid.slotCount
      return offset..<offset + grid.slotCount
    }
    let open = target.filter { past.traits[$0].isOpen }
    let totals = open.map { day in means[slots(day)].reduce(0, +) }
    // A holiday on which nothing comes, as its planner says, has none to spread.
    let shapeless = zip(open, totals).filter { $1 <= 0 && unseenMultiplier($0) == nil }.map(\.0)
    let shaped = totals.count { $0 > 0 }
    let mean = shaped > 0 ? totals.reduce(0, +) / Double(shaped) : 1
    for day in shapeless {
      let own = slots(day).filter { isSlotOpen(on: grid.date(day), slot: $0 - slots(day).lowerBound) }
      for slot in own { means[slot] = mean / Double(own.count) }
    }
    return shapeless
  }

  /// Where the weekdays and the shape of the day come from.
  fileprivate func shapeWords(_ shapeless: [Int], sibling: QueueID, means: [Double]) -> String {
    let open = target.filter { past.traits[$0].isOpen }
    if shapeless.count == open.count {
      return "evenly over its hours: '\(sibling)' has no contacts then that could give them a shape."
    }
    var words = "with weekdays and shape of the day from '\(sibling)'."
    if !shapeless.isEmpty {
      let weekdays = Weekday.allCases.filter { weekday in
        shapeless.contains { past.traits[$0].weekday == weekday.index }
      }
      words +=
        " On \(Words.plain.list(weekdays.map(\.title))), where '\(sibling)' has no contacts in its hours, they "
        + "come evenly."
    }
    let silent = open.contains { day in
      let offset = (day - target.lowerBound) * grid.slotCount
      return (0..<grid.slotCount).contains {
        isSlotOpen(on: grid.date(day), slot: $0) && means[offset + $0] <= 0
      } && !shapeless.contains(day)
    }
    return silent ? words + " None are forecast for those of its hours in which '\(sibling)' has none." : words
  }
}
