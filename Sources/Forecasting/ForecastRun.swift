import Calendars
import Tables
import Tickets

/// What the models say of the days to come, before events and quantiles.
struct Prediction {
  /// Day × slot of the run's `target`, flattened.
  var means: [Double]
  /// By day of the run's `target`: what is expected while the queue is closed, which `means` leave out.
  var closed: [Double] = []
  var uncertainty: Uncertainty
  /// The method's name.
  var method: String
  var weights: [ModelWeight]
  /// Each trial week's days and what the method would have said of them.
  var trials: [(days: Range<Int>, forecast: [Double])]
  /// The models, and each day's shares of them, for explanations.
  var models: [any ForecastModel]
  var dayWeights: [[Double]]
  /// Where days far ahead are asked for and could be tried.
  var distant: DistantTrials?
}

/// One forecast in the making.
struct ForecastRun {
  let request: ForecastRequest
  let zone: Zone
  let interval: Minutes
  let origin: CivilDate
  let grid: DayGrid
  let special: SpecialDays
  let past: Past
  /// Days of the horizon, as indices into the grid's days and beyond.
  let target: Range<Int>
  var events: EventEffects
  private let range: Range<CivilDate>
  /// Whether past days of events were left out of what is learned; false where too few others would be left.
  let leavesEventsOut: Bool

  init(_ request: ForecastRequest) throws(Diagnostic) {
    try request.check()
    self.request = request
    let history = request.history
    let zone = history.zone
    self.zone = zone
    interval = request.interval ?? history.interval
    origin = min(request.asOf ?? request.first, request.first)
    special = SpecialDays(request.holidays)
    var earliest = CivilDate(dayNumber: Int(Int32.min))
    if let weeks = request.maximumWeeks { earliest = origin.adding(days: -7 * weeks) }
    range = earliest..<max(origin, earliest)
    let own = request.events.filter { $0.concerns(history.queue) }
    // Recorded short on such a day is real, not a gap.
    let marked = own.flatMap(\.days)
    // Coarser than the history: add up first, so that the model sees what it is asked for. Finer: model the history's
    // own intervals and split at the end.
    let isMultiple = interval.rawValue % history.interval.rawValue == 0
    let slot = isMultiple || 1440 % history.interval.rawValue != 0 ? interval : history.interval
    guard
      let grid = DayGrid(
        history, in: range, slotMinutes: slot.rawValue, keepsShape: special.dates.union(marked))
    else {
      throw Diagnostic(
        "forecast.no-history", "queue '\(history.queue)' has no history before \(origin) to forecast from",
        cure: "Import tickets or counts from before that date, or forecast a later one.", kind: .missingInput)
    }
    self.grid = grid
    events = EventEffects(own, queue: history.queue, grid: grid)

    let last = request.first.adding(days: request.days - 1)
    var traits = DayTraits.all(
      of: grid, through: last, special: special, hours: request.hours,
      closedDates: request.closedDates)
    if request.hours == nil, grid.dayCount < 7 {
      // Less than a week of history cannot show which weekdays are closed.
      let seen = Set((0..<grid.dayCount).map(grid.weekday))
      for day in grid.dayCount..<traits.count
      where !seen.contains(traits[day].weekday) && !request.closedDates.contains(traits[day].date) {
        traits[day].isOpen = true
      }
    }
    leavesEventsOut = Self.exclude(events, from: &traits, known: grid.dayCount)
    let drivers = DriverTable(
      request.drivers.filter { $0.queue == nil || $0.queue == history.queue }, first: grid.first, days: traits.count,
      end: grid.dayCount)
    var past = Past(
      grid, end: grid.dayCount, traits: traits, classCount: special.classes.count,
      drivers: drivers.names.isEmpty && drivers.unused.isEmpty ? nil : drivers,
      openSlots: request.hours?.openSlots(of: grid.slotMinutes))
    if let hours = request.hours { past.openWeekdays = (0..<7).filter { hours.isOpen(weekday: $0) } }
    self.past = past
    events.learn(from: past)
    target = (request.first - grid.first)..<(last - grid.first + 1)
  }

  /// Marks the past days of events, unless fewer than 15 open days would be left to learn from.
  private static func exclude(_ events: EventEffects, from traits: inout [DayTraits], known: Int) -> Bool {
    let marked = (0..<known).filter { events.touches(traits[$0].date) }
    let open = traits[..<known].count { $0.isOpen }
    guard open - marked.count(where: { traits[$0].isOpen }) >= 15 else { return marked.isEmpty }
    for day in marked { traits[day].isExcluded = true }
    return true
  }

  // MARK: - Models

  func prediction() -> Prediction {
    var result = raw()
    for index in result.means.indices where !(result.means[index] >= 0 && result.means[index].isFinite) {
      result.means[index] = 0
    }
    result.closed = closeOutsideHours(&result.means)
    for (index, day) in target.enumerated() {
      guard let multiplier = unseenMultiplier(day) else { continue }
      for slot in index * grid.slotCount..<(index + 1) * grid.slotCount { result.means[slot] *= multiplier }
    }
    return result
  }

  private func raw() -> Prediction {
    let method = resolvedMethod()
    switch method {
    case .combination:
      let combination = Combination(for: past)
      let trials = WeeklyTrials(past, models: combination.models)
      let distant = DistantTrials(past, models: combination.models, lead: target.upperBound - past.end)
      let weights = target.map { day in
        distant?.weights(lead: day - past.end, near: trials.weights) ?? trials.weights
      }
      let weighed = combination.models.indices.map { index in
        ModelWeight(
          model: combination.models[index].name,
          weight: weights.reduce(0) { $0 + $1[index] } / Double(max(1, weights.count)))
      }
      return Prediction(
        means: combination.combine(past, days: target, weights: weights),
        uncertainty: Uncertainty(past, trials: trials.combined) ?? Uncertainty(past), method: combination.name,
        weights: weighed.filter { $0.weight > 1e-4 }.sorted { ($1.weight, $0.model) < ($0.weight, $1.model) },
        trials: trials.combined, models: combination.models, dayWeights: weights, distant: distant)
    default:
      let model: any ForecastModel =
        switch method {
        case .dampedHoltProfile: DampedHoltProfile()
        case .lastWeek: LastWeek()
        default: sparseModel ?? EightWeekAverage()
        }
      let trials = WeeklyTrials(past, models: [model])
      let made = trials.trials.map { (days: $0.days, forecast: $0.forecasts[0]) }
      return Prediction(
        means: model.predict(past, days: target), uncertainty: Uncertainty(past, trials: made) ?? Uncertainty(past),
        method: model.name, weights: [ModelWeight(model: model.name, weight: 1)], trials: made,
        models: [model], dayWeights: target.map { _ in [1] }, distant: nil)
    }
  }

  /// `automatic` made definite: a history of under three weeks or under five contacts a day carries no more than an
  /// average.
  func resolvedMethod() -> ForecastMethod {
    guard request.method == .automatic else { return request.method }
    return past.end < 21 || meanDay < 5 ? .eightWeekAverage : .combination
  }

  /// Contacts of a recent recorded day.
  var meanDay: Double {
    let recent = (0..<past.end).filter { grid.isRecorded[$0] }.suffix(56)
    return recent.reduce(0) { $0 + grid.totals[$1] } / Double(max(1, recent.count))
  }

  /// For a sparse queue with a sibling, where nothing else was asked for.
  private var sparseModel: (any ForecastModel)? {
    guard request.method == .automatic, meanDay < 5, let sibling = request.sibling,
      let other = DayGrid(sibling, in: range, slotMinutes: grid.slotMinutes, keepsShape: special.dates)
    else { return nil }
    let traits = DayTraits.all(of: other, through: other.date(other.dayCount - 1), special: special)
    let lender = Past(other, end: other.dayCount, traits: traits, classCount: special.classes.count)
    return BorrowedProfile(shares: lender.profile.shares)
  }

  /// The planner's word for a holiday of a class that was never recorded.
  func unseenMultiplier(_ day: Int) -> Double? {
    let trait = past.traits[day]
    guard let index = trait.holidayClass, let multiplier = special.multiplier(on: trait.date) else { return nil }
    let isSeen = (0..<past.end).contains { past.traits[$0].holidayClass == index && past.traits[$0].isOrdinary }
    return isSeen ? nil : multiplier
  }

  // MARK: - Intervals

  /// Puts the events on top, reads the days off in UTC and adds everything that goes with the means.
  ///
  /// - Parameter dayFactors: by day of `target`, where several queues were brought into agreement.
  func result(_ prediction: Prediction, dayFactors: [Double]? = nil) -> QueueForecast {
    let handleTimes = HandleTimeTable(
      request.history, in: range, slotMinutes: grid.slotMinutes, weight: past.weight(on:))
    let uncertainty = prediction.uncertainty
    var result = QueueForecast(
      queue: request.history.queue, zone: zone, interval: interval, starts: [], contacts: [], p10: [], p50: [],
      p90: [], handleTime: handleTimes == nil ? nil : [], daySpread: uncertainty.daySpread, method: prediction.method,
      notes: [], dispersion: uncertainty.dispersion, weights: prediction.weights)
    let means = dayMeans(prediction, dayFactors: dayFactors)
    for index in 0..<request.days {
      let date = request.first.adding(days: index)
      let day = date - grid.first
      guard past.traits[day].isOpen else { continue }
      let dispersion =
        prediction.distant?.dispersion(lead: day - past.end, near: uncertainty.dispersion) ?? uncertainty.dispersion
      for (span, mean) in intervals(of: index, means: means) {
        let counts = NegativeBinomial(mean: mean, dispersion: dispersion)
        result.starts.append(span.lowerBound)
        result.contacts.append(mean)
        result.p10.append(counts.quantile(0.1, z: -Uncertainty.z))
        result.p50.append(counts.quantile(0.5, z: 0))
        result.p90.append(counts.quantile(0.9, z: Uncertainty.z))
        if let handleTimes { result.handleTime?.append(handleTimes.value(at: zone.civil(at: span.lowerBound))) }
      }
    }
    result.findings = Cleansing(run: self).findings
    result.notes =
      ForecastNotes(
        run: self, result: result, prediction: prediction, hasHandleTimes: handleTimes != nil
      ).all
    return result
  }

  /// Day × slot with day factors and events.
  func dayMeans(_ prediction: Prediction, dayFactors: [Double]? = nil) -> [Double] {
    var means = prediction.means
    for index in 0..<request.days {
      if let dayFactors {
        for slot in index * grid.slotCount..<(index + 1) * grid.slotCount { means[slot] *= dayFactors[index] }
      }
      if past.traits[target.lowerBound + index].isOpen {
        let date = request.first.adding(days: index)
        events.apply(to: &means, at: index * grid.slotCount, on: date) { isOpen(on: date, minutes: $0) }
      }
    }
    return means
  }

  /// The open intervals of a day of the horizon with their contacts: 23 or 25 hours of them where clocks change.
  ///
  /// - Parameters:
  ///   - index: counted from the first day asked for.
  ///   - means: as `dayMeans` gives them.
  func intervals(of index: Int, means: [Double]) -> [(span: Range<Instant>, mean: Double)] {
    let date = request.first.adding(days: index)
    let end = zone.instant(of: date.adding(days: 1))
    var found: [(span: Range<Instant>, mean: Double)] = []
    var start = zone.instant(of: date)
    while start < end {
      let span = start..<min(end, start + interval)
      if let mean = mean(span, date: date, means: means, offset: index * grid.slotCount) { found.append((span, mean)) }
      start = start + interval
    }
    return found
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
