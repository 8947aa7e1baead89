import Calendars
public import Tables
import Tickets

/// The name under which `backtestTogether` adds its rows.
public let togetherMethod = ForecastMethod.combination.rawValue + "-together"

/// Back-tests of several queues as `forecastTogether` forecasts them: to each of `tests` a row is added that says how the
/// queue would have done had all been forecast at once, where that differs from its forecast by itself.
///
/// - Parameters:
///   - requests: what `tests` were made from, in the same order.
///   - tests: what `backtest` found for each queue by itself.
/// - Returns: `tests`, with a row `combination-together` where days follow the forecast of a total in any week.
/// - Complexity: a forecast an origin and queue, and one an origin and group.
public func backtestTogether(
  _ requests: [BacktestRequest], _ tests: [Backtest]
) throws(Diagnostic) -> [Backtest] {
  precondition(requests.count == tests.count, "each back-test needs its request")
  var tests = tests
  // As each back-test by itself: without days of a silence, and scored without what comes while the queue is closed.
  let bases = requests.map { request in
    var base = request.base
    if let known = SilentDays(base) { base.history = known.rest }
    return base
  }
  let measured = bases.map(\.openHistory)
  var tallies = tests.map { _ in ScoreTally() }
  for origin in Set(tests.flatMap(\.origins)).sorted() {
    let members = tests.indices.filter { tests[$0].origins.contains(origin) }
    let made = try forecastTogether(
      members.map { index in
        var request = bases[index]
        if request.interval.map({ $0 < request.history.interval }) ?? false {
          request.interval = request.history.interval
        }
        request.closedDates = request.datesClosedInFact
        request.sibling = nil
        request.method = .combination
        request.first = origin
        request.asOf = origin
        return request
      })
    for (index, forecast) in zip(members, made) {
      let history = measured[index]
      let span =
        history.zone.instant(of: origin)..<history.zone.instant(of: origin.adding(days: bases[index].days))
      tallies[index].add(forecast, against: history, in: span)
    }
  }
  for index in tests.indices {
    guard var score = tallies[index].score,
      let alone = tests[index].rows.first(where: { $0.method == ForecastMethod.combination.rawValue })?.score,
      abs(alone.wape - score.wape) > 1e-9 || abs(alone.wapeByDay - score.wapeByDay) > 1e-9
    else { continue }
    // The same weeks are behind both, so the same scale is.
    score.mase = alone.mase.map { $0 * score.wape / alone.wape }
    score.poissonFloor = alone.poissonFloor
    score.poissonFloorByDay = alone.poissonFloorByDay
    tests[index].rows.append(Backtest.Row(method: togetherMethod, score: score))
  }
  return tests
}
