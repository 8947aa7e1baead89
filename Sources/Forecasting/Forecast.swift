public import Tables
import Calendars
import Tickets

/// Expected contacts of a queue by interval over the coming days, with quantiles, handle times and notes.
///
/// The history is laid on the queue's wall clock, a model forecasts each slot of each day, and the days are read off
/// again in UTC: where the clocks go back an hour is forecast twice, where they go forward not at all. Uncertainty comes
/// from forecasting the queue's own last weeks from what was known before each.
///
/// - Throws: `forecast.*`: the history is empty or holds nothing before the forecast; a number is negative or not
///   finite; the interval does not divide a day; the horizon is empty or longer than 400 days.
/// - Complexity: 50 ms for half a year of half hours.
public func forecast(_ request: ForecastRequest) throws(Diagnostic) -> QueueForecast {
  try ForecastRun(request).result()
}

/// One forecast in the making.
private struct ForecastRun {
  let request: ForecastRequest
  let zone: Zone
  let interval: Minutes
  let origin: CivilDate
  let range: Range<CivilDate>
  let grid: DayGrid
  let special: SpecialDays

  init(_ request: ForecastRequest) throws(Diagnostic) {
    try request.check()
    self.request = request
    let history = request.history
    zone = history.zone
    interval = request.interval ?? history.interval
    origin = min(request.asOf ?? request.first, request.first)
    special = SpecialDays(request.holidays)
    var earliest = CivilDate(dayNumber: Int(Int32.min))
    if let weeks = request.maximumWeeks { earliest = origin.adding(days: -7 * weeks) }
    range = earliest..<max(origin, earliest)
    // Coarser than the history: add up first, so that the model sees what it is asked for. Finer: model the history's
    // own intervals and split at the end.
    let isMultiple = interval.rawValue % history.interval.rawValue == 0
    let slot = isMultiple || 1440 % history.interval.rawValue != 0 ? interval : history.interval
    guard let grid = DayGrid(history, in: range, slotMinutes: slot.rawValue, keepsShape: special.dates) else {
      throw Diagnostic(
        "forecast.no-history", "queue '\(history.queue)' has no history before \(origin) to forecast from",
        cure: "Import tickets or counts from before that date, or forecast a later one.", kind: .missingInput)
    }
    self.grid = grid
  }

  func result() -> QueueForecast {
    let last = request.first.adding(days: request.days - 1)
    var traits = DayTraits.all(of: grid, through: last, special: special)
    if let hours = request.hours {
      for day in grid.dayCount..<traits.count {
        traits[day].isOpen = !hours.spans[traits[day].weekday].isEmpty || spillsOver(hours, into: traits[day].weekday)
      }
    } else if grid.dayCount < 7 {
      // Less than a week of history cannot show which weekdays are closed.
      let seen = Set((0..<grid.dayCount).map(grid.weekday))
      for day in grid.dayCount..<traits.count where !seen.contains(traits[day].weekday) { traits[day].isOpen = true }
    }
    let past = Past(grid, end: grid.dayCount, traits: traits, classCount: special.classes.count)
    let target = (request.first - grid.first)..<(last - grid.first + 1)

    let method = resolvedMethod(past)
    let model: any ForecastModel
    var means: [Double]
    let uncertainty: Uncertainty
    switch method {
    case .eightWeekAverage, .dampedHoltProfile, .automatic:
      model = method == .dampedHoltProfile ? DampedHoltProfile() : EightWeekAverage()
      means = model.predict(past, days: target)
      let trials = WeeklyTrials(past, models: [model])
      uncertainty =
        Uncertainty(past, trials: trials.trials.map { ($0.days, $0.forecasts[0]) }) ?? Uncertainty(past)
    case .combination:
      let combination = Combination()
      model = combination
      let trials = WeeklyTrials(past, models: combination.models)
      means = combination.combine(past, days: target, trials: trials)
      uncertainty = Uncertainty(past, trials: trials.combined) ?? Uncertainty(past)
    }
    for index in means.indices where !(means[index] >= 0 && means[index].isFinite) { means[index] = 0 }
    return assemble(means, past: past, model: model.name, uncertainty: uncertainty)
  }

  /// `automatic` made definite: a history of under three weeks or under five contacts a day carries no more than an
  /// average.
  private func resolvedMethod(_ past: Past) -> ForecastMethod {
    guard request.method == .automatic else { return request.method }
    let recent = (0..<past.end).filter { grid.isRecorded[$0] }.suffix(56)
    let mean = recent.reduce(0) { $0 + grid.totals[$1] } / Double(max(1, recent.count))
    return past.end < 21 || mean < 5 ? .eightWeekAverage : .combination
  }

  private func spillsOver(_ hours: OpeningHours, into weekday: Int) -> Bool {
    hours.spans[(weekday + 6) % 7].contains { $0.upperBound > 1440 }
  }

  /// Reads the days off in UTC and adds everything that goes with the means.
  private func assemble(
    _ means: [Double], past: Past, model: String, uncertainty: Uncertainty
  ) -> QueueForecast {
    let handleTimes = HandleTimeTable(request.history, in: range, slotMinutes: grid.slotMinutes)
    var result = QueueForecast(
      queue: request.history.queue, zone: zone, interval: interval, starts: [], contacts: [], p10: [], p50: [],
      p90: [], handleTime: handleTimes == nil ? nil : [], daySpread: uncertainty.daySpread, method: model, notes: [])
    for index in 0..<request.days {
      let date = request.first.adding(days: index)
      let day = date - grid.first
      guard past.traits[day].isOpen else { continue }
      let end = zone.instant(of: date.adding(days: 1))
      var start = zone.instant(of: date)
      while start < end {
        if let mean = mean(start..<min(end, start + interval), date: date, means: means, offset: index * grid.slotCount)
        {
          let counts = NegativeBinomial(mean: mean, dispersion: uncertainty.dispersion)
          result.starts.append(start)
          result.contacts.append(mean)
          result.p10.append(counts.quantile(0.1, z: -Uncertainty.z))
          result.p50.append(counts.quantile(0.5, z: 0))
          result.p90.append(counts.quantile(0.9, z: Uncertainty.z))
          if let handleTimes { result.handleTime?.append(handleTimes.value(at: zone.civil(at: start))) }
        }
        start = start + interval
      }
    }
    result.notes = notes(past, result: result, hasHandleTimes: handleTimes != nil)
    return result
  }

  /// Expected contacts of an interval of `date`; nil where it is closed.
  private func mean(_ span: Range<Instant>, date: CivilDate, means: [Double], offset: Int) -> Double? {
    let start = span.lowerBound
    let civil = zone.civil(at: start)
    let slotMinutes = grid.slotMinutes
    let step =
      civil.minuteOfDay % slotMinutes + interval.rawValue <= slotMinutes
      ? interval.rawValue
      : greatestCommonDivisor(
        greatestCommonDivisor(interval.rawValue, slotMinutes), max(1, civil.minuteOfDay % slotMinutes))
    var isOpen = false
    var sum = 0.0
    for minute in stride(from: 0, to: (span.upperBound - start) / 60, by: step) {
      let slot = zone.civil(at: start.adding(seconds: minute * 60)).minuteOfDay / slotMinutes
      sum += means[offset + slot] * Double(step) / Double(slotMinutes)
      if request.hours == nil, isSlotOpen(weekday: date.weekday.index, slot: slot) { isOpen = true }
    }
    if let hours = request.hours {
      isOpen = (0..<interval.rawValue).contains {
        hours.isOpen(at: zone.civil(at: start.adding(seconds: $0 * 60)))
      }
    }
    return isOpen ? sum : nil
  }

  /// Without opening hours, a slot is open where it is usually recorded; on a weekday of which nothing is known, where
  /// any weekday is.
  private func isSlotOpen(weekday: Int, slot: Int) -> Bool {
    if grid.isOpen(weekday: weekday) { return grid.isUsuallyOpen[weekday * grid.slotCount + slot] }
    return (0..<7).contains { grid.isUsuallyOpen[$0 * grid.slotCount + slot] }
  }

  private func notes(_ past: Past, result: QueueForecast, hasHandleTimes: Bool) -> [String] {
    ForecastNotes(
      request: request, grid: grid, past: past, special: special, origin: origin, result: result,
      hasHandleTimes: hasHandleTimes
    ).all
  }
}

extension WeeklyTrials {
  /// The combination's forecast of each trial week.
  var combined: [(days: Range<Int>, forecast: [Double])] {
    trials.map { trial in
      var sum = [Double](repeating: 0, count: trial.forecasts[0].count)
      for (forecast, weight) in zip(trial.forecasts, weights) {
        for index in sum.indices { sum[index] += weight * forecast[index] }
      }
      return (trial.days, sum)
    }
  }
}
