public import Calendars
public import Tables
public import Workforce

/// A group of people as the planner knows it, before its shifts are worked out.
public struct StaffingTeam: Hashable, Sendable {
  public var name: String
  /// Position in the list of sites.
  public var site: Int
  /// Positions in the list of demand, rising.
  public var queues: [Int]
  /// Paid minutes over the horizon; nil = no limit.
  public var paidLimit: Minutes?
  /// Most people who can start on one local date; nil = no cap.
  public var startsPerDay: Int?

  public init(name: String, site: Int, queues: [Int], paidLimit: Minutes? = nil, startsPerDay: Int? = nil) {
    self.name = name
    self.site = site
    self.queues = queues
    self.paidLimit = paidLimit
    self.startsPerDay = startsPerDay
  }
}

extension StaffingProblem {
  /// The problem of a planned horizon: every shift that the templates allow, for every team, on every local date that
  /// can touch a demanded interval.
  ///
  /// A shift is left out when it touches no interval of the grid or starts outside `dates`; two templates that give the
  /// same shift count once, under the first one's name.
  /// - Parameters:
  ///   - dates: local dates on which duties may start, as for named people.
  ///   - demand: parallel to `grid`.
  ///   - prices: nil = every interval must be covered.
  public init(
    sites: [Site], teams: [StaffingTeam], templates: [ShiftTemplate], dates: Range<CivilDate>, grid: IntervalGrid,
    demand: [QueueDemand], prices: CoveragePrices?
  ) throws(Diagnostic) {
    var shifts: [StaffingShift] = []
    var caps: [StartCap] = []
    for (number, team) in teams.enumerated() {
      let site = sites[team.site]
      for day in 0..<max(0, dates.upperBound - dates.lowerBound) {
        let date = dates.lowerBound.adding(days: day)
        var cap: Int?
        if let limit = team.startsPerDay {
          caps.append(StartCap(name: "\(team.name) \(date)", limit: limit))
          cap = caps.count - 1
        }
        var seen: Set<ShiftShape> = []
        for template in templates {
          for option in try shiftOptions(template: template, site: site, date: date, grid: grid) {
            guard option.startSlot < grid.count, option.startSlot + option.slots > 0, option.cost > 0,
              seen.insert(ShiftShape(option)).inserted
            else { continue }
            shifts.append(
              StaffingShift(
                template: option.template, date: date, group: number, startCap: cap, startSlot: option.startSlot,
                slots: option.slots, cost: option.cost, paid: option.paid, breakWindows: option.breakWindows))
          }
        }
      }
    }
    self.init(
      slots: grid.count, slotLength: grid.interval, cyclic: false, demand: demand,
      groups: teams.map {
        StaffingGroup(name: $0.name, site: sites[$0.site].id, queues: $0.queues, paidLimit: $0.paidLimit)
      }, shifts: shifts, startCaps: caps, prices: prices)
  }
}

extension StaffingProblem {
  /// A staffed duty as a shift on its date; `grid` is the one that the problem was made on.
  public func duty(_ staffed: StaffedDuty, on grid: IntervalGrid) -> Duty {
    let shift = shifts[staffed.shift]
    let breaks = zip(shift.breakWindows, staffed.breaks).map { window, offset in
      PlacedBreak(
        kind: window.kind, offset: Minutes(offset * slotLength.rawValue),
        length: Minutes(window.length * slotLength.rawValue), paid: window.paid)
    }
    return Duty(
      template: shift.template, date: shift.date, start: grid.instant(at: shift.startSlot),
      length: Minutes(shift.slots * slotLength.rawValue), breaks: breaks)
  }
}

/// What makes two shifts of one team on one date the same to the plan.
private struct ShiftShape: Hashable {
  var start: Int
  var slots: Int
  var windows: [BreakWindow]

  init(_ option: ShiftOption) {
    start = option.startSlot
    slots = option.slots
    windows = option.breakWindows
  }
}
