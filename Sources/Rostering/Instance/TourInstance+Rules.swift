internal import Workforce

extension TourInstance {
  /// Rules that beside those of the data hold for everybody; never in the data.
  struct ExtraRules: Sendable {
    /// Whether the rules of a team are there: 35 hours of rest in a row, three nights in a row at most, no early duty after
    /// a late one, every second weekend off (each second person had theirs last week), and days off in pairs for a price.
    var areTeamRules = false
    /// Whether unpopular duties have prices, from balances of none to two duties.
    var areShared = false
  }

  /// The same tours under rules as teams have them.
  public func withTeamRules(shared: Bool = false) -> TourInstance {
    var ruled = self
    ruled.extraRules = ExtraRules(areTeamRules: true, areShared: shared)
    return ruled
  }

  /// What the rules tell of a shift: a night has three hours between 23 and 6 o'clock at least, an early one begins before
  /// 7, a late one ends after 20.
  func letter(local: Int, length: Int) -> DayLetter {
    guard extraRules.areTeamRules else { return .worked }
    let night = (local..<local + length).count { $0 % 96 >= 92 || $0 % 96 < 24 }
    if night >= 12 { return DayLetter(.night) }
    var classes: DutyClasses = []
    if local % 96 < 28 { classes.formUnion(.early) }
    if local + length > 80 { classes.formUnion(.late) }
    return DayLetter(classes)
  }

  /// Rules over days of somebody, those of the data first.
  func dayRules(of index: Int) -> DayRules {
    let agent = agents[index]
    var rules = DayRules(
      [ConsecutiveDays(maximum: maxConsec, history: agent.hist), DaysOff(minimum: 7 - agent.dmax)],
      priced: pricedRules?[agent.hist] ?? [])
    guard extraRules.areTeamRules else { return rules }
    rules.take(ConsecutiveDays(maximum: 3, history: 0, classes: .night), as: "maximumConsecutiveNights", price: nil)
    rules.take(EarlyAfterLate(), as: "noEarlyAfterLate", price: nil)
    rules.take(
      WorkedWeekends(maximum: 1, of: 2, weekend: [5, 6], history: index.isMultiple(of: 2) ? [-1] : []),
      as: "weekendsOff", price: nil)
    rules.take(
      LeastDaysOff(minimum: 2, history: agent.hist > 0 ? 0 : nil), as: "minimumConsecutiveDaysOff", price: 50)
    guard extraRules.areShared else { return rules }
    // The n-th duty beyond whoever has the fewest.
    func shared(_ price: Double, _ most: Int, _ change: (inout SharedDuties) -> Void) -> PricedRule {
      var rule = SharedDuties(steps: (0..<most).map { 10 * (index % 3 + $0) })
      change(&rule)
      return PricedRule(name: "shared", rule: rule, price: price / 10)
    }
    rules.priced.append(shared(20, 2) { $0.days = [5, 6] })
    rules.priced.append(shared(20, 4) { $0.classes = .night })
    rules.priced.append(shared(10, 5) { $0.classes = .late })
    return rules
  }

  /// The week's rest of somebody.
  func weeklyRest(of agent: Agent) -> WeeklyRest? {
    guard extraRules.areTeamRules else { return nil }
    let monday = origin - sites[agent.site].utcOffsetQ
    return WeeklyRest(slots: 35 * 4, weeks: [monday..<monday + 7 * 96])
  }
}
