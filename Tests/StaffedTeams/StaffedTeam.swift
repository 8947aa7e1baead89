internal import Requirements
internal import Workforce

/// A team as each rule staffs it, with the service that is expected and the service of random days.
public struct StaffedTeam: Sendable {
  /// What one rule comes to.
  public struct Figures: Sendable {
    /// Heads of all intervals.
    public var headIntervals: Int
    /// Share of the day's contacts in time as `predictedService` has it.
    public var predicted: Double
    /// The same worked out apart from it, over the day's factor where days differ; nil for chat.
    public var expected: Double?
    /// Least service that an interval with contacts is expected to have.
    public var worstExpected: Double
    /// Head-intervals more than the least that could meet the day's goal; of the day rule on the telephone only.
    public var aboveBound: Double?
    public var played: PlayedDays

    /// What is to be met in the simulation.
    public var best: Double { expected ?? predicted }
  }

  public var team: Team
  /// By rule.
  public var figures: [HeadsRule: Figures]

  /// Staffs the team by every rule that its target knows and plays each.
  ///
  /// - Parameter days: how many, at least; whole blocks of four weeks.
  public init(_ team: Team, days: Int, threads: Int = 2) {
    self.team = team
    figures = [:]
    for rule in team.rules {
      let spread = rule == .day ? team.daySpread : 0
      let settings = team.settings(for: rule)
      let found = requirement(for: settings, forecast: team.forecast(daySpread: spread), grid: Team.grid)
      let heads = found.required
      // Whatever the rule, people are there by chance.
      let chance = rule == .proportional ? team.settings(for: .interval) : settings
      let service = predictedService(
        for: chance, requirement: found, grid: Team.grid, heads: heads, daySpread: spread
      ).map { $0.expectedLevel ?? 0.0 }
      let contacts = found.contacts.reduce(0, +)
      let predicted = zip(service, found.contacts).map { $0 * $1 }.reduce(0, +) / contacts
      let most = heads.max() ?? 0
      let curve = ExpectedService(team, found, daySpread: spread, heads: rule == .day ? most + 12 : most)
      let needed = heads.indices.filter { found.contacts[$0] > 0 && heads[$0] > 0 }
      let worst = needed.map { index in
        curve.flatMap { $0.service(heads[index], at: index) } ?? service[index]
      }
      var aboveBound: Double?
      if let curve, let goal = settings.target.dayGoal, let floor = settings.target.intervalFloor {
        aboveBound = Double(heads.reduce(0, +)) - curve.bound(goal: goal, floor: floor)
      }
      figures[rule] = Figures(
        headIntervals: heads.reduce(0, +), predicted: predicted, expected: curve?.service(of: heads),
        worstExpected: worst.min() ?? 1, aboveBound: aboveBound,
        played: PlayedDays(team, found, heads: heads, daySpread: spread, days: days, threads: threads))
    }
  }

  /// Head-hours of a rule relative to the usual formula's; nil where either isn't known.
  public func ratio(_ rule: HeadsRule) -> Double? {
    guard let some = figures[rule], let usual = figures[.proportional], usual.headIntervals > 0 else { return nil }
    return Double(some.headIntervals) / Double(usual.headIntervals)
  }
}
