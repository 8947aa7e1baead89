internal import Calendars
internal import Words
internal import Workforce

extension LiveHeads {
  /// Why an interval has as many heads as `run` found; nil where it is closed or nothing is said about it.
  ///
  /// - Parameter positions: that meet the target if everybody were there.
  func explanation(at index: Int, positions: Int) -> HeadsByChance? {
    guard let interval = intervals.first(where: { $0.index == index }), interval.isOpen, interval.isPlanned else {
      return nil
    }
    let heads = required[index] ?? 0
    let ground = ground(of: interval)
    var curve = ground.curve
    let day = settings.target.dayGoal == nil ? nil : ground.day
    guard interval.isAsked else {
      var answer = HeadsByChance(required: heads, asked: heads, positions: positions, curve: curve, level: nil)
      answer.minimumHeads = heads > 0 && interval.isNegligible ? settings.minimumHeads : nil
      return answer
    }
    let place = day?.intervals.firstIndex { $0.index == index }
    let target = day == nil ? settings.target : floorTarget
    let goal = settings.target.dayGoal ?? 0
    let contacts = day?.contacts ?? 0
    var dayLevel: ((Double) -> Double)?
    if let day, let place {
      let here = curve.expected(heads: day.heads[place]).serviceLevel(target.definition)
      dayLevel = { (day.level + interval.contacts * ($0 - here)) / contacts }
    }
    func level(_ heads: Int) -> HeadsByChance.Level {
      var level = interval.service.level(heads: heads, target: target, &curve, isFloor: day != nil)
      level.dayLevel = dayLevel?(level.serviceLevel)
      if let share = level.dayLevel, share < goal - 1e-12 {
        level.missed.append(
          "\(Words.plain.share(goal)) of the day's contacts within \(Words.plain.seconds(target.withinSeconds))")
      }
      if let least = settings.minimumHeads, heads < least { level.missed.append(Self.words(minimum: least)) }
      return level
    }
    var answer = HeadsByChance(required: heads, asked: heads, positions: positions, curve: curve, level: level)
    if let least = settings.minimumHeads, heads == least, answer.levels.first?.missed == [Self.words(minimum: least)] {
      answer.minimumHeads = least
    }
    if let day, let place {
      answer.day = HeadsByChance.Day(
        date: interval.day, contacts: contacts, goal: goal, serviceLevel: day.level / contacts,
        floorLevel: target.serviceLevel ?? 0, floor: level(day.intervals[place].floor))
    }
    return answer
  }

  private static func words(minimum: Int) -> String { "at least \(minimum) heads (minimumHeads)" }

  /// What an interval's contacts expect, after the heads required before it, and the intervals of its day with the heads
  /// required; the latter nil where the target holds over the interval.
  private func ground(of interval: LiveInterval) -> (curve: ServiceCurve, day: DayHeads?) {
    var walker = self
    for day in days {
      let isIt = day.contains { $0.index == interval.index }
      if isIt, settings.target.holdsOver == .day {
        let plan = walker.walk(day, from: walker.chat, given: required).0
        if let found = plan.intervals.first(where: { $0.index == interval.index }) { return (found.curve, plan) }
      }
      for other in day {
        if other.index == interval.index { break }
        walker.chat = follow(walker.chat, other, heads: required[other.index] ?? 0)
      }
      if isIt { break }
    }
    return (curve(interval, walker.chat), nil)
  }
}
