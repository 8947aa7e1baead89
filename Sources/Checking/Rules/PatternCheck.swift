internal import Calendars
internal import Workforce

/// Duties that somebody's pattern has for the week and date, and no others. One with a price is a cost, no finding.
enum PatternCheck: RotaCheck {
  static let rules = ["pattern.duty"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      guard let pattern = tour.person.pattern, pattern.price == nil else { return [] }
      return outside(of: tour, in: reading).map { duty, number in
        let entries = pattern.weeks[number]
        let day = entries.count > 1 ? entries[duty.date.weekday.index] : entries[0]
        return tour.breach(
          rules[0], on: duty.date,
          "has a duty of shift '\(duty.template)' at \(tour.clock(duty.start)); the pattern '\(pattern.name)' has "
            + "\(day.words) for \(duty.date.weekday.title) in week \(number + 1) of \(pattern.weeks.count)")
      }
    }
  }

  /// Duties of the horizon that aren't the pattern's, each with the place of its week in the turn.
  static func outside(of tour: PersonTour, in reading: RotaReading) -> [(duty: Duty, week: Int)] {
    guard let pattern = tour.person.pattern, let site = reading.sites[tour.person.site], !pattern.weeks.isEmpty else {
      return []
    }
    return reading.mondays.flatMap { monday -> [(duty: Duty, week: Int)] in
      // Weeks from the pattern's first to this one, which may lie before it.
      var number = ((monday.dayNumber - pattern.from.dayNumber) / 7) % pattern.weeks.count
      if number < 0 { number += pattern.weeks.count }
      return tour.duties(inWeekFrom: monday).filter { duty in
        let entries = pattern.weeks[number]
        let day = entries.count > 1 ? entries[duty.date.weekday.index] : entries[0]
        return !isOf(day, duty, at: site)
      }.map { ($0, number) }
    }
  }

  private static func isOf(_ day: ShiftPattern.Day, _ duty: Duty, at site: Site) -> Bool {
    if day.templates.contains(duty.template) || day.kinds.contains(.any) { return true }
    let hours = duty.start..<max(duty.start, duty.end)
    return day.kinds.contains(.night) && site.isNight(hours) || day.kinds.contains(.early) && site.isEarly(hours)
      || day.kinds.contains(.late) && site.isLate(hours)
  }
}

extension RotaReading {
  /// What duties outside patterns with a price cost; nothing where there are none.
  /// - Parameter unit: what a price counts as.
  func patternCosts(_ unit: (Double) -> Double) -> [RuleCost] {
    var paid = RuleCost(rule: ShiftPattern.ruleName, breaches: 0, cost: 0)
    for tour in tours {
      guard let price = tour.person.pattern?.price else { continue }
      let breaches = PatternCheck.outside(of: tour, in: self).count
      paid.breaches += breaches
      paid.cost += Double(breaches) * unit(price)
    }
    return paid.breaches > 0 ? [paid] : []
  }
}
