internal import Calendars
internal import Workforce

/// Heads on the rota for a live queue whose people are missing by chance.
///
/// Over the interval: the least number of which each interval's contacts can expect the target. Over the day: at least the
/// floor in each interval, and the day's contacts together expect the target and its margin.
/// - SeeAlso: docs/staffing.md, *Presence*.
struct LiveHeads {
  let settings: QueueSettings
  /// In the grid's order.
  let intervals: [LiveInterval]
  /// What service is averaged over, beside who is there.
  let spread: DemandSpread
  private let table: PatienceTable?
  /// Chat when the first planned interval begins, counted from `firstOfChat` intervals before the grid.
  var chat: ChatPoints?
  var firstOfChat = 0
  /// The same in three points, for the first walk of a day.
  private var draft: ChatPoints?

  private(set) var required: [Int: Int] = [:]
  private(set) var slopes: [Int: (floor: Int, gains: [Double], lastGain: Double)] = [:]

  init(
    settings: QueueSettings, intervals: [LiveInterval], spread: DemandSpread, chat: ChatPoints? = nil,
    firstOfChat: Int = 0
  ) {
    self.settings = settings
    self.intervals = intervals
    self.spread = spread
    table = settings.presence == .random ? PatienceTable(intervals, within: settings.target.withinSeconds) : nil
    self.chat = chat
    draft = settings.target.holdsOver == .day ? chat?.draft : nil
    self.firstOfChat = firstOfChat
  }

  /// - Parameter withSlopes: whether also what heads bring is wanted.
  mutating func run(withSlopes: Bool) {
    let isOverDay = settings.target.holdsOver == .day
    if !isOverDay { perInterval() }
    guard isOverDay || withSlopes else { return }
    let begin = (chat, draft)
    for day in days { perDay(day, isOverDay: isOverDay, withSlopes: withSlopes) }
    (chat, draft) = begin
  }

  /// The intervals by the day on which their opening began, each with what is closed after it.
  var days: [[LiveInterval]] {
    var days: [[LiveInterval]] = []
    var rest = intervals[...]
    while let first = rest.first {
      let day = rest.prefix { $0.day == first.day || !$0.isOpen }
      rest = rest.dropFirst(day.count)
      days.append(Array(day))
    }
    return days
  }

  /// The target of an interval of a day: its floor in place of the service level.
  var floorTarget: ServiceTarget {
    var target = settings.target
    target.holdsOver = .day
    target.serviceLevel = target.intervalFloor
    return target
  }

  func curve(_ interval: LiveInterval, _ chat: ChatPoints?) -> ServiceCurve {
    ServiceCurve(
      of: interval.service, missing: interval.missing, within: settings.target.withinSeconds, spread: spread,
      table: table, chat: chat, at: firstOfChat + interval.index)
  }

  /// The chat at the end of an interval with so many heads.
  func follow(_ chat: ChatPoints?, _ interval: LiveInterval, heads: Int) -> ChatPoints? {
    guard interval.isPlanned || !interval.isOpen else { return chat }
    return chat?.advanced(
      over: firstOfChat + interval.index, agents: Double(heads) * (1 - interval.missing),
      answeredWithin: settings.target.withinSeconds)
  }

  /// Heads of an interval that asks for nobody by itself.
  private func minimum(_ interval: LiveInterval) -> Int {
    interval.isOpen && interval.isPlanned ? settings.minimumHeads ?? 0 : 0
  }

  private mutating func perInterval() {
    var now = chat
    var previous = 0
    for interval in intervals {
      var heads = minimum(interval)
      if interval.isOpen, interval.isPlanned, !interval.isNegligible {
        var curve = curve(interval, now)
        let guess = now != nil && previous > 0 ? previous : interval.guess
        heads = max(heads, interval.service.requiredHeads(for: settings.target, &curve, guess: guess))
      }
      required[interval.index] = heads
      previous = heads
      now = follow(now, interval, heads: heads)
    }
  }

  /// The heads of one day, and what further ones would bring.
  private mutating func perDay(_ day: [LiveInterval], isOverDay: Bool, withSlopes: Bool) {
    let begin = chat
    var end: ChatPoints?
    // A chat goes along with heads that are about enough, at a few points of the spread first.
    let given = begin != nil && isOverDay ? Dictionary(uniqueKeysWithValues: day.map { ($0.index, $0.guess) }) : nil
    var (plan, _) = walk(day, from: isOverDay ? draft : chat, given: isOverDay ? given : required)
    let contacts = plan.contacts
    let goal = isOverDay ? (settings.target.dayGoal ?? 0) * contacts : plan.level
    if isOverDay {
      plan.reach(goal)
      plan.release(above: goal)
      // What a chat leaves to the next interval depends on its heads: until they are enough along their own way.
      if draft != nil {
        (plan, _) = walk(day, from: draft, given: plan.byInterval, floors: plan.floors)
        plan.reach(goal + Self.draftError * contacts)
      }
      if let begin {
        end = settle(&plan, day, from: begin, goal: goal, contacts: contacts, withSlopes: withSlopes)
      }
      for (interval, heads) in zip(plan.intervals, plan.heads) { required[interval.index] = heads }
      for interval in day where required[interval.index] == nil { required[interval.index] = minimum(interval) }
    }
    if !isOverDay {
      // The price of a head is that of a day that is promised as much, spread as freely.
      var free = DayHeads(plan.intervals)
      free.reach(goal)
      plan = free
    }
    for interval in day { draft = follow(draft, interval, heads: required[interval.index] ?? 0) }
    if let end {
      chat = end
    } else {
      for interval in day { chat = follow(chat, interval, heads: required[interval.index] ?? 0) }
    }
    guard withSlopes else { return }
    let gains = plan.slopes(downTo: plan.lastGain * Self.leastWorth)
    for (interval, gains) in zip(plan.intervals, gains) {
      slopes[interval.index] = (interval.floor, gains, plan.lastGain)
    }
  }

  /// Adds heads to those of a day of chat until they meet its goal along their own way.
  ///
  /// - Returns: chat when the day ends; nil where that is not known.
  private mutating func settle(
    _ plan: inout DayHeads, _ day: [LiveInterval], from begin: ChatPoints, goal: Double, contacts: Double,
    withSlopes: Bool
  ) -> ChatPoints? {
    for _ in 0..<Self.mostPasses {
      let (again, end) = walk(day, from: begin, given: plan.byInterval, floors: plan.floors)
      plan = again
      // Where it is met no head is added, and the next one's gain is known.
      let isEnough = again.level >= goal - 1e-12 * contacts
      if !isEnough || withSlopes { plan.reach(goal) }
      if isEnough { return end }
    }
    return nil
  }

  /// What a head may be worth at least, as a share of the last that a day needs, to be told from one worth nothing.
  private static let leastWorth = 0.02
  private static let mostPasses = 6
  /// Of a draft's service level, at most.
  private static let draftError = 0.0005

  /// The intervals of a day that ask for anybody, with their floors, in their order; a chat goes along with those floors or
  /// with the heads that are given, where they are more.
  ///
  /// - Parameters:
  ///   - chat: when the day begins.
  ///   - floors: where the search for them begins; nil = at the intervals' own guess.
  /// - Returns: also chat when it ends.
  mutating func walk(
    _ day: [LiveInterval], from chat: ChatPoints?, given: [Int: Int]?, floors: [Int: Int] = [:]
  ) -> (DayHeads, ChatPoints?) {
    var found: [DayInterval] = []
    var heads: [Int] = []
    var now = chat
    let target = floorTarget
    for interval in day {
      var staff = minimum(interval)
      if interval.isAsked {
        var curve = curve(interval, now)
        let guess = floors[interval.index] ?? min(interval.guess, given?[interval.index] ?? interval.guess)
        let floor = max(staff, interval.service.requiredHeads(for: target, &curve, guess: guess))
        staff = max(floor, given?[interval.index] ?? 0)
        found.append(
          DayInterval(
            index: interval.index, contacts: interval.contacts, floor: floor,
            definition: settings.target.definition, curve: curve))
        heads.append(staff)
      } else if interval.isOpen, interval.isPlanned, !interval.isNegligible {
        // Nothing arrives: somebody to finish what is in progress.
        staff = max(staff, interval.service.leastHeads(for: target, missing: interval.missing))
        required[interval.index] = staff
      }
      now = follow(now, interval, heads: staff)
    }
    return (DayHeads(found, startingAt: heads), now)
  }
}
