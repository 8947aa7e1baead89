internal import Calendars
internal import Forecasting
internal import Plans
internal import Requirements
internal import Words
internal import Workforce

extension PlanToday {
  /// A queue's part of the answer.
  ///
  /// - Parameters:
  ///   - updated: its forecast over the whole plan, as it is known now.
  ///   - boards: as the plan had it, as it is now, with all actions but time off.
  func queue(
    _ index: Int, _ today: TodayForecast?, _ updated: QueueForecast?,
    _ boards: (before: TodayBoard, now: TodayBoard, then: TodayBoard), at moment: Instant
  ) -> TodayAnswer.Queue {
    let plan = self.plan.queues[index]
    let (before, now, then) = (boards.before.queues[index], boards.now.queues[index], boards.then.queues[index])
    let grid = boards.now.grid
    let rest = now.rest
    let band = updated?.band(around: now.requirement.contacts, on: grid) ?? (low: [], high: [])
    func missing(_ queue: TodayBoard.Queue) -> Int {
      rest.reduce(0) { $0 + max(0, -queue.surplus($1)) } * grid.interval.rawValue
    }
    return TodayAnswer.Queue(
      queue: plan.id, name: plan.name, channel: plan.channel, zone: plan.zone, date: plan.zone.date(at: moment),
      forecast: today.map { forecast($0) },
      service: TodayAnswer.Service(
        planned: boards.before.level(index, rest), now: boards.now.level(index, rest),
        withActions: boards.then.level(index, rest)),
      missingMinutes: TodayAnswer.Missing(planned: missing(before), now: missing(now), withActions: missing(then)),
      intervals: rest.filter { now.requirement.open[$0] || now.heads[$0] > 0 }.map { slot in
        TodayAnswer.Interval(
          start: grid.instant(at: slot), startLocal: plan.zone.localText(of: grid.instant(at: slot)),
          planned: before.requirement.contacts[slot], contacts: now.requirement.contacts[slot],
          low: band.low.indices.contains(slot) ? band.low[slot] : now.requirement.contacts[slot],
          high: band.high.indices.contains(slot) ? band.high[slot] : now.requirement.contacts[slot],
          requiredBefore: before.requirement.required[slot], required: now.requirement.required[slot],
          scheduled: now.heads[slot], service: now.levels[slot], scheduledThen: then.heads[slot],
          serviceThen: then.levels[slot])
      })
  }

  private func forecast(_ today: TodayForecast) -> TodayAnswer.Forecast {
    let zone = today.base.zone
    func local(_ slot: Int) -> String { zone.localText(of: today.start(of: slot)) }
    let soFar = today.soFar
    let expected = today.day.expected
    let two = min(expected.count - today.rest.first, 120 / today.day.interval.rawValue)
    return TodayAnswer.Forecast(
      reading: today.reading, isNewer: today.isNewer, came: soFar.came, knownIntervals: soFar.known,
      overIntervals: (0..<today.rest.first).count { expected[$0] > 0 }, expectedSoFar: soFar.expected,
      restBefore: expected[today.rest.first...].reduce(0, +), rest: today.rest.total,
      nextTwoHours: today.rest.total(0..<max(0, two)), hours: hours(today),
      silent: Self.runs(today.rest.silent).map {
        TodayAnswer.Span(from: local($0.lowerBound), to: local($0.upperBound))
      },
      step: today.step.map { step in
        TodayAnswer.Step(
          from: local(step.first), factor: step.factor, restIfEnds: today.day.rest(if: .ends, step).total,
          restIfLasts: today.day.rest(if: .lasts, step).total)
      })
  }

  /// The rest's hours by the queue's clock, those in which nothing is expected left out.
  private func hours(_ today: TodayForecast) -> [TodayAnswer.Hour] {
    let zone = today.base.zone
    var hours: [(start: Instant, slots: Range<Int>)] = []
    for slot in today.rest.first..<max(today.rest.first, today.day.expected.count) {
      let start = today.start(of: slot)
      let hour = start.adding(seconds: -(zone.civil(at: start).minuteOfDay % 60 * 60))
      let index = slot - today.rest.first
      if let last = hours.last, last.start == hour {
        hours[hours.count - 1].slots = last.slots.lowerBound..<index + 1
      } else {
        hours.append((hour, index..<index + 1))
      }
    }
    return hours.compactMap { hour in
      let contacts = today.rest.total(hour.slots)
      return contacts.mean > 0 ? TodayAnswer.Hour(startLocal: zone.localText(of: hour.start), contacts: contacts) : nil
    }
  }

  /// Numbers that follow one another.
  static func runs(_ numbers: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound == number {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
    return runs
  }

  /// What is to be known beside the figures.
  func notes(
    _ asked: TodayRequest, _ counts: TodayCounts, _ forecasts: [QueueID: TodayForecast], _ demand: Demand,
    at moment: Instant
  ) -> [String] {
    var notes: [String] = []
    for queue in plan.queues {
      guard let today = forecasts[queue.id] else {
        notes.append("\(queue.name): no forecast of the day is kept, so the plan's figures stand.")
        continue
      }
      let (known, over) = (today.soFar.known, (0..<today.rest.first).count { today.day.expected[$0] > 0 })
      if over > 0, counts.history(of: queue.id) == nil {
        notes.append(
          "\(queue.name): the files have nothing of it, so its forecast stands as it was; unknown isn't zero.")
      } else if known + today.rest.silent.count < over {
        notes.append(
          "\(queue.name): \(over - known - today.rest.silent.count) of \(over) intervals that are over are unknown and "
            + "only predicted.")
      }
      for silent in Self.runs(today.rest.silent) {
        notes.append(
          "\(queue.name): next to nothing was counted from \(clock(silent.lowerBound, today)) to "
            + "\(clock(silent.upperBound, today)). That is taken for a broken feed or an outage, and not for fewer contacts."
        )
      }
      if asked.incident != nil, today.step == nil, today.reading == .counts {
        notes.append("\(queue.name): no unusual stretch goes on, so --incident changes nothing.")
      }
    }
    for queue in demand.queues where queue.requirement.deferrable != nil {
      notes.append("\(queue.settings.name): work that may wait is asked for as the plan asks.")
    }
    return notes
  }

  private func clock(_ slot: Int, _ today: TodayForecast) -> String {
    today.base.zone.clockText(of: today.start(of: slot))
  }
}
