public import Calendars
public import Tables
public import Workforce

/// Shift staffing without names: how many people start which shift, and where their breaks lie, so that every queue is
/// covered at least cost. Sites in several zones share one run of equal slots.
public struct StaffingProblem: Hashable, Sendable {
  /// Slots of the horizon.
  public var slots: Int
  public var slotLength: Minutes
  /// Whether the horizon repeats: a shift past its end covers its beginning.
  public var cyclic: Bool
  /// One entry a queue; `required` has one entry a slot. Queues with `steps` are priced by `prices.ladder`, and what they
  /// require is not looked at.
  public var demand: [QueueDemand]
  public var groups: [StaffingGroup]
  public var shifts: [StaffingShift]
  public var startCaps: [StartCap]
  /// Prices of missing and superfluous people; nil = every slot must be covered and superfluous people cost nothing. With
  /// a ladder, queues with steps and without may stand side by side.
  public var prices: CoveragePrices?
  /// Queues without steps whose work may wait, each at most once: `solveStaffing` and `flowProgram()` choose how many heads each slot
  /// asks for. What `demand` asks for them is one way to meet every deadline, which `solveStaffing` tries, too, unless
  /// it is proven to be no better or time runs out.
  public var deadlines: [DeadlineWork] = []

  public init(
    slots: Int, slotLength: Minutes, cyclic: Bool, demand: [QueueDemand], groups: [StaffingGroup],
    shifts: [StaffingShift], startCaps: [StartCap] = [], prices: CoveragePrices? = nil
  ) {
    self.slots = slots
    self.slotLength = slotLength
    self.cyclic = cyclic
    self.demand = demand
    self.groups = groups
    self.shifts = shifts
    self.startCaps = startCaps
    self.prices = prices
  }
}

/// People who can stand in for each other: one site, the same queues.
public struct StaffingGroup: Hashable, Sendable {
  /// What a reader calls it, for example `Kraków · billing, sales`.
  public var name: String
  public var site: SiteID
  /// Positions in `StaffingProblem.demand`, rising; at least one. A person works one of them in each slot.
  public var queues: [Int]
  /// Paid minutes that the group can work over the horizon; nil = no limit.
  public var paidLimit: Minutes?

  public init(name: String, site: SiteID, queues: [Int], paidLimit: Minutes? = nil) {
    self.name = name
    self.site = site
    self.queues = queues
    self.paidLimit = paidLimit
  }
}

/// A shift that people of one group can work.
public struct StaffingShift: Hashable, Sendable {
  public var template: TemplateID
  /// The local date on which it starts.
  public var date: CivilDate
  /// Position in `StaffingProblem.groups`.
  public var group: Int
  /// Position in `StaffingProblem.startCaps`; nil = no cap.
  public var startCap: Int?
  /// The slot in which it starts; may lie outside the horizon.
  public var startSlot: Int
  public var slots: Int
  /// Currency units for one person.
  public var cost: Double
  public var paid: Minutes
  /// Rising and apart from each other.
  public var breakWindows: [BreakWindow]

  public init(
    template: TemplateID, date: CivilDate, group: Int, startCap: Int? = nil, startSlot: Int, slots: Int, cost: Double,
    paid: Minutes, breakWindows: [BreakWindow]
  ) {
    self.template = template
    self.date = date
    self.group = group
    self.startCap = startCap
    self.startSlot = startSlot
    self.slots = slots
    self.cost = cost
    self.paid = paid
    self.breakWindows = breakWindows
  }
}

/// How many people can start at a site on a date: desks, or heads on the payroll.
public struct StartCap: Hashable, Sendable {
  public var name: String
  public var limit: Int

  public init(name: String, limit: Int) {
    self.name = name
    self.limit = limit
  }
}

extension StaffingProblem {
  /// The problem in which work with deadlines asks for `heads` people and for nothing else.
  /// - Parameter heads: for each of `deadlines` one number a slot.
  public func asking(for heads: [[Int]]) -> StaffingProblem {
    var fixed = self
    for (work, heads) in zip(deadlines, heads) { fixed.demand[work.queue].required = heads }
    fixed.deadlines = []
    return fixed
  }

  /// What makes the problem impossible to state; empty when it can be solved.
  public func problems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    func report(_ code: String, _ message: String, _ cure: String) {
      found.append(Diagnostic(code, message, cure: cure))
    }
    if slots < 1 || slotLength < 1 { report("staffing.empty", "the horizon has no slots", "Plan at least one day.") }
    if demand.count > 64 {
      report(
        "staffing.queues", "there are \(demand.count) queues; at most 64 can be staffed at once", "Split the plan.")
    }
    for queue in demand {
      if queue.required.count != slots {
        report(
          "staffing.demand-length",
          "queue '\(queue.queue.rawValue)' has \(queue.required.count) slots of demand; the horizon has \(slots)",
          "Give one number a slot.")
      }
      if let wrong = queue.required.first(where: { $0 < 0 }) {
        report(
          "staffing.demand-negative", "queue '\(queue.queue.rawValue)' requires \(wrong) people", "Require 0 or more.")
      }
    }
    found += ladderProblems()
    for group in groups
    where group.queues.isEmpty || !group.queues.allSatisfy({ demand.indices.contains($0) })
      || zip(group.queues, group.queues.dropFirst()).contains(where: { $0 >= $1 })
    {
      report("staffing.group-queues", "group '\(group.name)' serves no known queue", "Give each group a queue.")
    }
    for (index, shift) in shifts.enumerated() {
      let name = "shift \(index) ('\(shift.template.rawValue)' on \(shift.date))"
      let windows = shift.breakWindows
      if !groups.indices.contains(shift.group) || shift.startCap.map({ !startCaps.indices.contains($0) }) == true {
        report("staffing.shift-group", "\(name) belongs to no group or cap", "Give it one that exists.")
      }
      if shift.slots < 1 || cyclic && shift.slots > slots {
        report("staffing.shift-length", "\(name) lasts \(shift.slots) slots", "Use 1 to \(slots) slots.")
      }
      if windows.count > 8 || windows.contains(where: { $0.latestOffset > 255 }) {
        report(
          "staffing.shift-breaks", "\(name) has \(windows.count) breaks, or one after 255 slots",
          "Use at most 8 breaks, or longer slots.")
      }
      if !shift.cost.isFinite || shift.cost <= 0 {
        report("staffing.shift-cost", "\(name) costs \(shift.cost)", "Give it a cost above 0.")
      }
      if windows.contains(where: {
        $0.length < 1 || $0.earliestOffset < 0 || $0.latestOffset < $0.earliestOffset || $0.end > shift.slots
      }) || zip(windows, windows.dropFirst()).contains(where: { $0.end > $1.earliestOffset }) {
        report(
          "staffing.shift-breaks", "\(name) has break windows that overlap or leave the shift",
          "Keep the windows apart and inside the shift.")
      }
    }
    for (index, work) in deadlines.enumerated() {
      guard demand.indices.contains(work.queue), !deadlines[..<index].contains(where: { $0.queue == work.queue }) else {
        report(
          "staffing.deadlines", "deadlines \(index) belong to no queue, or to one that has others",
          "Give each queue with deadlines one entry.")
        continue
      }
      let name = "the deadlines of queue '\(demand[work.queue].queue.rawValue)'"
      let curves = [work.capacity, work.idle, work.available, work.due]
      if !curves.allSatisfy({ $0.count == slots && $0.allSatisfy { $0.isFinite && $0 >= 0 } }) {
        report(
          "staffing.deadlines", "\(name) don't give each of \(slots) slots a number from 0 up",
          "Give capacity, idle time, available and due work for every slot.")
      } else if let slot = work.unreachableSlot {
        report(
          "staffing.deadlines", "\(name) want more work by the end of slot \(slot) than anybody can have done",
          "Make work due when it has arrived and people can work on it.")
      }
    }
    for cap in startCaps where cap.limit < 0 {
      report("staffing.cap", "'\(cap.name)' allows \(cap.limit) starts", "Allow 0 or more.")
    }
    if let prices {
      let all = [prices.underFirst, prices.underNext, prices.overFirst, prices.overNext, prices.band]
      if !all.allSatisfy({ $0.isFinite && $0 >= 0 }) || prices.band > 1 || prices.underNext < prices.underFirst
        || prices.overNext < prices.overFirst
      {
        report(
          "staffing.prices", "the prices of cover don't rise with the number of people",
          "Make each further person missing or too many cost at least as much as the one before.")
      }
    }
    return found
  }
}
