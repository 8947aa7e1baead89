import Calendars
public import Tables
import Tickets
internal import Words

/// Forecasts of several queues, in their order.
///
/// Queues of one zone and one width of intervals whose last weeks show that they rise and fall together follow, day by
/// day, the forecast of their total as far as that helped (`Reconciliation`). All else is as `forecast` does it.
///
/// - Throws: as `forecast`, with the queue's name.
/// - Complexity: one forecast a queue, and one for each group.
public func forecastTogether(_ requests: [ForecastRequest]) throws(Diagnostic) -> [QueueForecast] {
  var made: [(run: ForecastRun, prediction: Prediction)?] = []
  var results: [QueueForecast?] = []
  for request in requests {
    let run: ForecastRun
    do throws(Diagnostic) {
      if let borrowed = try forecastOfNewQueue(request) {
        made.append(nil)
        results.append(borrowed)
        continue
      }
      run = try ForecastRun(request)
    } catch {
      var named = error
      let queue = "queue '\(request.history.queue)'"
      if !named.message.contains(queue) { named.message = "\(queue): \(error.message)" }
      throw named
    }
    made.append((run, run.prediction()))
    results.append(nil)
  }
  for group in groups(of: made) {
    guard let total = FollowedTotal(group.compactMap { made[$0] }) else { continue }
    for index in group {
      guard let (run, prediction) = made[index] else { continue }
      var result = run.result(prediction, dayFactors: total.dayFactors)
      result.notes.append(total.note)
      results[index] = result
    }
  }
  var forecasts: [QueueForecast] = []
  for (result, made) in zip(results, made) {
    if let result { forecasts.append(result) } else if let made { forecasts.append(made.run.result(made.prediction)) }
  }
  return forecasts
}

/// Queues that can have a total: forecast by combination over the same days, on the same clock and slots.
func groups(of made: [(run: ForecastRun, prediction: Prediction)?]) -> [[Int]] {
  var groups: [[Int]] = []
  for index in made.indices {
    guard let (run, prediction) = made[index], prediction.method == ForecastMethod.combination.rawValue else {
      continue
    }
    let place = groups.firstIndex { group in
      guard let other = made[group[0]]?.run else { return false }
      return other.zone == run.zone && other.grid.slotMinutes == run.grid.slotMinutes
        && other.request.history.interval == run.request.history.interval && other.request.first == run.request.first
        && other.request.days == run.request.days && other.origin == run.origin
    }
    if let place { groups[place].append(index) } else { groups.append([index]) }
  }
  return groups.filter { $0.count > 1 }
}

/// The total of several queues, where their days have done better by following its forecast.
struct FollowedTotal {
  /// What each day of the horizon is multiplied by.
  let dayFactors: [Double]
  let queues: [QueueID]
  private let reconciliation: Reconciliation

  /// `2 queues by 75 %`
  var words: String { "\(queues.count) queues by \(Words.plain.percent(reconciliation.share))" }

  /// Of the queues.
  var names: String { Words.plain.list(queues.map(\.rawValue)) }

  var note: String {
    let gain = 1 - reconciliation.error / reconciliation.plainError
    return "Its days follow the total of \(words), which would "
      + "have made the errors of the last weeks' days \(Words.plain.percent(gain)) smaller."
  }

  /// - Returns: nil where following the total doesn't help.
  init?(_ members: [(run: ForecastRun, prediction: Prediction)]) {
    guard let total = total(of: members.map(\.run)), let run = try? ForecastRun(total) else { return nil }
    let prediction = run.prediction()
    var trials: [Reconciliation.Trial] = []
    for trial in prediction.trials {
      for (offset, day) in trial.days.enumerated() where run.grid.isRecorded[day] && run.past.traits[day].isOrdinary {
        let date = run.grid.date(day)
        let parts = members.map { dayTotal(of: $0.prediction.trials, on: date, run: $0.run) }
        let actual = members.map { member -> Double? in
          let day = date - member.run.grid.first
          guard (0..<member.run.past.end).contains(day) else { return nil }
          return member.run.past.traits[day].isExcluded ? nil : member.run.grid.totals[day]
        }
        guard parts.allSatisfy({ $0 != nil }), actual.allSatisfy({ $0 != nil }) else { continue }
        let slots = run.grid.slotCount
        trials.append(
          Reconciliation.Trial(
            parts: parts.compactMap { $0 }, actual: actual.compactMap { $0 },
            total: trial.forecast[offset * slots..<(offset + 1) * slots].reduce(0, +)))
      }
    }
    let reconciliation = Reconciliation(trials)
    guard reconciliation.share > 0 else { return nil }
    let days = run.request.days
    dayFactors = (0..<days).map { index in
      reconciliation.factor(
        parts: members.map { $0.run.wholeDay($0.prediction, index) },
        total: sum(prediction.means, index, run.grid.slotCount))
    }
    queues = members.map(\.run.request.history.queue)
    self.reconciliation = reconciliation
  }
}

extension ForecastRun {
  /// Contacts of a day of the horizon with what comes while the queue is closed, which is in the total, too.
  fileprivate func wholeDay(_ prediction: Prediction, _ index: Int) -> Double {
    sum(prediction.means, index, grid.slotCount)
      + prediction.closed[index] * (unseenMultiplier(target.lowerBound + index) ?? 1)
  }
}

private func sum(_ values: [Double], _ index: Int, _ slots: Int) -> Double {
  values[index * slots..<(index + 1) * slots].reduce(0, +)
}

private func dayTotal(
  of trials: [(days: Range<Int>, forecast: [Double])], on date: CivilDate, run: ForecastRun
) -> Double? {
  let day = date - run.grid.first
  guard let trial = trials.first(where: { $0.days.contains(day) }) else { return nil }
  return sum(trial.forecast, day - trial.days.lowerBound, run.grid.slotCount)
}

/// The queues' contacts added up over the time that all of them cover, without the days that are a gap in one of them.
private func total(of runs: [ForecastRun]) -> ForecastRequest? {
  let requests = runs.map(\.request)
  let gaps = runs.flatMap { run in
    run.grid.silences.filter { !$0.isLast }.map { $0.first...$0.last } + run.request.history.leftOut.spans
  }
  guard var result = requests.first else { return nil }
  let starts = requests.compactMap(\.history.starts.first)
  let ends = requests.compactMap(\.history.starts.last)
  guard let first = starts.max(), let last = ends.min(), starts.count == requests.count, first <= last else {
    return nil
  }
  var sums: [Instant: Double] = [:]
  for request in requests {
    for (start, contacts) in zip(request.history.starts, request.history.contacts) where start >= first && start <= last
    { sums[start, default: 0] += contacts }
  }
  var history = IntervalHistory(queue: "total", zone: result.history.zone, interval: result.history.interval)
  history.starts = sums.keys.sorted().filter { start in
    let date = history.zone.date(at: start)
    return !gaps.contains { $0.contains(date) }
  }
  history.contacts = history.starts.map { sums[$0] ?? 0 }
  result.history = history
  result.hours = nil
  result.closedDates = requests.reduce(result.closedDates) { $0.intersection($1.closedDates) }
  result.sibling = nil
  result.events = requests.flatMap(\.events).filter { $0.queue == nil }
  result.method = .combination
  return result
}
