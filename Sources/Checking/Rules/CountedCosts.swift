internal import Calendars
public import Workforce

/// What a finished rota costs, counted from the rota and the request alone.
///
/// - Pay: paid time × the site's pay. Night premium: time of the duty during which the site's wall clock shows a time of
///   its night; unpaid breaks are left out where the site pays its premium on paid time.
/// - Wishes: each duty that starts on a date wished off, or reaches into it past 01:00, costs the price; a start costs its price for each hour between the wished and
///   the real time on the person's wall clock, pro rata, on dates that are worked.
/// - Contract shortfall: paid time below the week's minimum, paid absence taken off.
/// - Overtime: its premium on the site's pay. Time off: its price for what lies below the minimum and may be offered.
/// - Rules: how often each rule with a price is broken × that price (`CountedRule`).
/// - Patterns: duties that aren't the pattern's × its price (`PatternCheck`).
/// - Team rules: heads missing, too many, alone or beside whom they shouldn't be × the price (`TeamRuleCheck`).
/// - Fairness: how far unpopular duties lie out of turn, from the lowest place of the group, × the price of their kind
///   (`FairnessReading`).
/// - Under- and overstaffing: `CoveragePrices`, by the ladder where a queue has `ServiceSteps`, over `countedCoverage`, pro
///   rata for the interval's width. People counted on no queue cost nothing beyond their pay.
///
/// Duties of unknown people, and pay at unknown sites, count 0; carried-in duties cost nothing. All parts are 0 when
/// the request can't be read (`rota.unreadable`).
public func countedCosts(_ request: RosterRequest, _ rota: Rota) -> CostParts {
  guard ReadableValuesCheck.breaches(request, rota).isEmpty else { return CostParts() }
  let reading = RotaReading(request, rota)
  var costs = CostParts()
  for tour in reading.tours {
    for duty in tour.duties {
      if let site = reading.sites[tour.person.site] {
        let counted = CountedDuty(duty, at: site)
        costs.pay += counted.pay
        costs.nightPremium += counted.nightPremium
      }
      costs.wishes += tour.person.wishCost(of: duty)
    }
    for monday in reading.mondays {
      let week = PricedWeek(tour, from: monday, at: reading.sites[tour.person.site])
      costs.contractShortfall += week.shortfall
      costs.overtime = week.overtime.map { $0 + (costs.overtime ?? 0) } ?? costs.overtime
      costs.timeOff = week.timeOff.map { $0 + (costs.timeOff ?? 0) } ?? costs.timeOff
    }
  }
  let hours = Double(request.grid.interval.rawValue) / 60
  for (demand, counted) in zip(request.demand, countedCoverage(request, rota)) {
    for (slot, heads) in counted.heads.enumerated() {
      let hour = request.prices.hour(of: demand, at: slot, heads: heads)
      costs.understaffing += hour.missing * hours
      costs.overstaffing += hour.superfluous * hours
    }
  }
  let rules = reading.ruleCosts { $0 } + reading.patternCosts { $0 } + reading.teamCosts { $0 }
  costs.rules = rules.isEmpty ? nil : rules
  costs.fairness = FairnessReading(reading)?.cost { $0 }
  return costs
}

extension Site {
  /// Seconds of the duty for which the night premium is paid.
  func premiumSeconds(of duty: Duty) -> Int {
    guard nightPremiumOn == .paid else { return nightSeconds(of: duty) }
    // What is worked between the unpaid breaks.
    var seconds = 0
    var from = duty.start
    for pause in duty.breaks.sorted(by: { $0.offset < $1.offset }) where !pause.paid {
      seconds += nightSeconds(from: from, to: duty.start + pause.offset)
      from = max(from, duty.start + pause.offset + pause.length)
    }
    return seconds + nightSeconds(from: from, to: duty.end)
  }

  /// Elapsed seconds of the duty in the night.
  func nightSeconds(of duty: Duty) -> Int { nightSeconds(from: duty.start, to: duty.end) }

  /// Elapsed seconds from one instant to another while the site's wall clock shows a time from `nightFrom` up to `nightTo`.
  ///
  /// Between two clock changes the wall clock runs evenly, so each such stretch is cut with the night of every date.
  func nightSeconds(from begin: Instant, to end: Instant) -> Int {
    guard begin < end else { return 0 }
    let length = min(nightTo.minutes - nightFrom.minutes, 1440) * 60
    let changes = zone.transitions(in: begin..<end).map(\.at)
    let bounds = ([begin] + changes + [end])
    var seconds = 0
    for (from, to) in zip(bounds, bounds.dropFirst()) where from < to {
      let offset = zone.secondsFromUTC(at: from)
      let wall = (from.rawValue + offset)..<(to.rawValue + offset)
      let firstDay = CivilTime(wallSeconds: wall.lowerBound).date.dayNumber
      let lastDay = CivilTime(wallSeconds: wall.upperBound).date.dayNumber
      // A night of up to 48:00 began at most two dates before; one that starts before midnight, the date after.
      for day in (firstDay - 2)...(lastDay + 1) {
        let start = day * 86_400 + nightFrom.minutes * 60
        seconds += max(0, min(start + length, wall.upperBound) - max(start, wall.lowerBound))
      }
    }
    return seconds
  }
}

extension Person {
  /// What the person's wishes make this duty cost.
  func wishCost(of duty: Duty) -> Double {
    let costs = wishCosts(of: duty)
    return costs.dayOff + costs.reached + costs.start + costs.end
  }

  /// What a duty costs because its date is wished off, because it reaches into a later one that is, and for the distance
  /// of its start and its end from wished ones.
  func wishCosts(of duty: Duty) -> (dayOff: Double, reached: Double, start: Double, end: Double) {
    let end = zone.civil(at: duty.end)
    let start = zone.civil(at: duty.start)
    let startMinute = (start.date - duty.date) * 1440 + start.minuteOfDay
    let endMinute = (end.date - duty.date) * 1440 + end.minuteOfDay
    var costs = (dayOff: 0.0, reached: 0.0, start: 0.0, end: 0.0)
    for wish in wishes {
      let isOfDate = wish.date == nil || wish.date == duty.date
      switch wish.kind {
      case .dayOff:
        if isOfDate { costs.dayOff += wish.price }
        guard let date = wish.date, duty.date < date else { continue }
        // Into a later date, and there past one o'clock in the morning.
        let reach = (end.date - date) * 86_400 + end.secondOfDay
        if reach > 3600 { costs.reached += wish.price }
      case .start(let clock):
        if isOfDate { costs.start += wish.price * Double(abs(startMinute - clock.minutes)) / 60 }
      case .notBefore(let clock):
        if isOfDate, startMinute < clock.minutes {
          costs.start += wish.price * Double(clock.minutes - startMinute) / 60
        }
      case .notAfter(let clock):
        if isOfDate, endMinute > clock.minutes { costs.end += wish.price * Double(endMinute - clock.minutes) / 60 }
      }
    }
    return costs
  }
}
