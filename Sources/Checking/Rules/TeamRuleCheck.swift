internal import Calendars
internal import Workforce
internal import Words

/// What team rules ask of who is at work at the same time, interval by interval: what isn't so has a price, and is a note on
/// each date that lacks something.
enum TeamRuleCheck: RotaCheck {
  static let rules = TeamRule.Kind.allCases.map(finding)

  /// `team.only-with`
  private static func finding(_ kind: TeamRule.Kind) -> String {
    switch kind {
    case .least: "team.least"
    case .most: "team.most"
    case .onlyWith: "team.only-with"
    case .apart: "team.apart"
    case .together: "team.together"
    }
  }

  static func breaches(in reading: RotaReading) -> [Breach] {
    (reading.request.teamRules ?? []).flatMap { rule -> [Breach] in
      var intervals: [CivilDate: (heads: Int, first: Instant)] = [:]
      for (instant, heads) in reading.lacking(rule) {
        let date = rule.zone.date(at: instant)
        intervals[date] = ((intervals[date]?.heads ?? 0) + heads, intervals[date]?.first ?? instant)
      }
      return intervals.map { date, lack in
        let time = Words.plain.duration(Minutes(lack.heads * reading.request.grid.interval.rawValue))
        return Breach(
          rule: finding(rule.kind), severity: .note, date: date,
          message: "\(rule.name): \(time) \(what(rule.kind)), first at "
            + "\(Words.plain.moment(lack.first, in: rule.zone)) (\(rule.zone))")
      }
    }
  }

  private static func what(_ kind: TeamRule.Kind) -> String {
    switch kind {
    case .least: "of people are missing"
    case .most: "of people are too many"
    case .onlyWith: "without any of them"
    case .apart: "beside each other"
    case .together: "without each other"
    }
  }
}

extension RotaReading {
  /// Intervals in which a team rule lacks something, and how many heads.
  func lacking(_ rule: TeamRule) -> [(instant: Instant, heads: Int)] {
    let grid = request.grid
    var people = [Int](repeating: 0, count: grid.count)
    var beside = people
    func count(_ duty: Duty, of person: PersonID) {
      let isOfPeople = rule.people.contains(person)
      guard isOfPeople || rule.beside.contains(person) else { return }
      for slot in max(0, grid.index(of: duty.start))..<max(0, min(grid.count, grid.index(of: duty.end) + 1)) {
        let from = grid.instant(at: slot)
        let isAway = duty.breaks.contains {
          (duty.start + $0.offset..<duty.start + $0.offset + $0.length).contains(from)
        }
        guard from >= duty.start, from < duty.end, !isAway else { continue }
        if isOfPeople { people[slot] += 1 } else { beside[slot] += 1 }
      }
    }
    for tour in tours { for duty in tour.duties { count(duty, of: tour.person.id) } }
    for carried in request.carriedIn { if let person = carried.person { count(carried.duty, of: person) } }
    let span =
      rule.zone.instant(of: request.dates.lowerBound)..<rule.zone.instant(of: request.dates.upperBound)
    return (0..<grid.count).compactMap { slot in
      let instant = grid.instant(at: slot)
      guard span.contains(instant), rule.hours.isOpen(at: rule.zone.civil(at: instant)) else { return nil }
      let heads =
        switch rule.kind {
        case .least: rule.heads - people[slot]
        case .most: people[slot] - rule.heads
        case .onlyWith: beside[slot] > 0 ? 0 : people[slot]
        case .apart: people[slot] - 1
        case .together: people[slot] > 0 ? rule.people.count - people[slot] : 0
        }
      return heads > 0 ? (instant, heads) : nil
    }
  }

  /// What team rules cost, in their order; those that lack nothing are left out.
  /// - Parameter unit: what a price counts as.
  func teamCosts(_ unit: (Double) -> Double) -> [RuleCost] {
    let hours = Double(request.grid.interval.rawValue) / 60
    return (request.teamRules ?? []).compactMap { rule in
      let heads = lacking(rule).reduce(0) { $0 + $1.heads }
      return heads > 0
        ? RuleCost(rule: rule.name, breaches: heads, cost: Double(heads) * unit(rule.price * hours)) : nil
    }
  }
}
