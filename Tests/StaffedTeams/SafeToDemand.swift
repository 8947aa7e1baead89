internal import Workforce

/// What may be demanded of the rules, as lines of a table: of each its floor, what was seen, and whether it holds.
public struct SafeToDemand: Sendable {
  public struct Line: Sendable {
    public var name: String
    public var floor: Double
    /// The worst that was seen, or the mean where the name says so.
    public var seen: Double
    public var holds: Bool
    /// Of how many teams.
    public var teams: Int
  }

  public private(set) var lines: [Line] = []

  /// - Parameter teams: on the telephone, with a service level.
  public init(_ teams: [StaffedTeam]) {
    for rule in [HeadsRule.interval, .day] { expectations(rule, teams) }
    headHours(teams)
    simulation(teams)
  }

  /// Adds a line for the least (or largest) of some teams' values; leaves it out where there are none.
  private mutating func add(_ name: String, least values: [Double], floor: Double, slack: Double = 0) {
    guard let seen = values.min() else { return }
    lines.append(Line(name: name, floor: floor, seen: seen, holds: seen >= floor - slack, teams: values.count))
  }

  private mutating func add(_ name: String, most values: [Double], limit: Double, slack: Double = 0) {
    guard let seen = values.max() else { return }
    lines.append(Line(name: name, floor: limit, seen: seen, holds: seen <= limit + slack, teams: values.count))
  }

  private mutating func expectations(_ rule: HeadsRule, _ teams: [StaffedTeam]) {
    let known = teams.compactMap { team in
      team.figures[rule].map { (team.team.settings(for: rule).target, $0) }
    }
    switch rule {
    case .proportional: break
    case .interval:
      add(
        "interval rule: expectation of the worst interval less target, points",
        least: known.map { 100 * ($0.1.worstExpected - ($0.0.serviceLevel ?? 0)) }, floor: 0, slack: 1e-6)
    case .day:
      add(
        "day rule: expectation of the day less goal, points",
        least: known.map { 100 * ($0.1.best - ($0.0.dayGoal ?? 0)) }, floor: 0, slack: 0.01)
      add(
        "day rule: expectation of the worst interval less its floor, points",
        least: known.map { 100 * ($0.1.worstExpected - ($0.0.intervalFloor ?? 0)) }, floor: 0, slack: 0.05)
      add("day rule: head-intervals above the bound of the hull", most: known.compactMap(\.1.aboveBound), limit: 1)
    }
    add(
      "\(rule.rawValue) rule: predicted service less the mixture worked out apart, points",
      most: known.compactMap { figures in figures.1.expected.map { 100 * abs(figures.1.predicted - $0) } },
      limit: 0.01)
  }

  private mutating func headHours(_ teams: [StaffedTeam]) {
    func sum(_ teams: [StaffedTeam], _ rule: HeadsRule) -> Double {
      teams.reduce(0) { $0 + Double($1.figures[rule]?.headIntervals ?? 0) }
    }
    func share(_ name: String, _ rule: HeadsRule, _ some: [StaffedTeam], _ limit: Double) {
      let known = some.filter { $0.figures[rule] != nil }
      guard !known.isEmpty else { return }
      let seen = sum(known, rule) / max(1, sum(known, .proportional))
      lines.append(
        Line(
          name: "\(rule.rawValue) rule: head-hours of the proportional rule, \(name)", floor: limit, seen: seen,
          holds: seen <= limit, teams: known.count))
    }
    func few(_ size: Team.Size) -> [StaffedTeam] {
      teams.filter { $0.team.size == size && $0.team.settings.shrinkage <= 0.08 }
    }
    share("0.5 to 1 erlang, up to 8 % missing", .interval, few(.tiny), 0.82)
    share("2 to 3 erlangs, up to 8 % missing", .interval, few(.small), 0.92)
    share("all", .interval, teams, 1)
    let many = teams.filter { $0.team.settings.shrinkage >= 0.25 }
    share("25 % and more missing", .interval, many, 1.07)
    add(
      "interval rule: head-hours of the proportional rule, 25 % and more missing, the largest of a team",
      most: many.compactMap { $0.ratio(.interval) }, limit: 1.07)
    for (size, limit) in zip(Team.Size.allCases, [0.72, 0.85, 0.96, 0.99]) {
      let range = size.erlangs
      share(
        "\(range.lowerBound == 0.5 ? "0.5" : "\(Int(range.lowerBound))") to \(Int(range.upperBound)) erlangs, up to 8 % missing",
        .day, few(size), limit)
    }
    share("all", .day, teams, 0.94)
  }

  private mutating func simulation(_ teams: [StaffedTeam]) {
    for (rule, above) in [(HeadsRule.interval, 0.0), (.day, 1.5)] {
      let known = teams.compactMap { team in team.figures[rule].map { (team.team, $0) } }
      func points(_ team: Team) -> Double { 100 * (team.settings.target.serviceLevel ?? 0) }
      // Seen is the mean; what holds is what the 95 % interval allows.
      func line(_ name: String, _ values: [(mean: Double, margin: Double)], floor: Double) {
        guard let least = values.map(\.mean).min() else { return }
        lines.append(
          Line(
            name: "\(rule.rawValue) rule: \(name)", floor: floor, seen: least,
            holds: values.allSatisfy { $0.mean + $0.margin >= floor }, teams: values.count))
      }
      line(
        "simulated service less target, points",
        known.map { (100 * $0.1.played.service.mean - points($0.0), 100 * $0.1.played.service.margin) }, floor: above)
      line(
        "worst simulated interval less target, points",
        known.map { (100 * $0.1.played.worst.mean - points($0.0), 100 * $0.1.played.worst.margin) }, floor: -12)
      func differences(_ some: [(Team, StaffedTeam.Figures)]) -> [(mean: Double, margin: Double)] {
        some.map { (100 * ($0.1.played.service.mean - $0.1.best), 100 * $0.1.played.service.margin) }
      }
      func within(_ name: String, _ some: [(Team, StaffedTeam.Figures)], _ limits: ClosedRange<Double>) {
        let found = differences(some)
        line("simulated less expected, \(name), least, points", found, floor: limits.lowerBound)
        guard let most = found.map(\.mean).max() else { return }
        lines.append(
          Line(
            name: "\(rule.rawValue) rule: simulated less expected, \(name), most, points", floor: limits.upperBound,
            seen: most, holds: found.allSatisfy { $0.mean - $0.margin <= limits.upperBound }, teams: found.count))
      }
      within("with patience", known.filter { $0.0.hasPatience }, -0.5...0.5)
      within(
        "without patience, up to 15 % missing",
        known.filter { !$0.0.hasPatience && $0.0.settings.shrinkage <= 0.15 }, -0.5...3.5)
      let missed = known.map(\.1.played.missed)
      if rule == .day, !missed.isEmpty {
        let mean = 100 * missed.reduce(0, +) / Double(missed.count)
        lines.append(
          Line(
            name: "day rule: four weeks that miss the target, mean of all teams, %", floor: 10, seen: mean,
            holds: mean <= 10, teams: missed.count))
      }
    }
  }
}
