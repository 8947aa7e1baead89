/// A rule of one person that a roster breaks.
public struct RosterBreach: Hashable, Codable, Sendable, CustomStringConvertible {
  public var person: String
  /// Day on which it shows, counted from 0; nil for totals over the horizon.
  public var day: Int?
  /// Stable name of the rule, for example `maximum-run`.
  public var rule: String
  public var found: String

  public init(person: String, day: Int?, rule: String, found: String) {
    self.person = person
    self.day = day
    self.rule = rule
    self.found = found
  }

  public var description: String {
    "\(person)\(day.map { ", day \($0)" } ?? ""): \(rule): \(found)"
  }
}

/// The independent reading of a finished roster: every rule and the whole objective, from the instance and the roster
/// alone. It shares no code with the search.
public struct RosterCheck: Sendable {
  public let instance: RosterInstance

  public init(_ instance: RosterInstance) { self.instance = instance }

  /// Every breach, by person, then rule, then day; empty when the roster is legal. O(people · days).
  public func breaches(of roster: Roster) -> [RosterBreach] {
    guard roster.shifts.count == instance.people.count,
      roster.shifts.allSatisfy({ $0.count == instance.days && $0.allSatisfy(isKnown) })
    else {
      return [RosterBreach(person: "", day: nil, rule: "shape", found: "not a row a person and an entry a day")]
    }
    return zip(instance.people, roster.shifts).flatMap(breaches)
  }

  /// Unmet wishes plus missing and surplus people, by their prices.
  public func objective(of roster: Roster) -> Int {
    var total = 0
    for (member, row) in zip(instance.people, roster.shifts) {
      for wish in member.wishes {
        let works = row[wish.day] == wish.shift
        if works != (wish.kind == .on) { total += wish.price }
      }
    }
    for cover in instance.cover {
      let present = roster.shifts.count { $0[cover.day] == cover.shift }
      total += max(0, cover.required - present) * cover.underPrice
      total += max(0, present - cover.required) * cover.overPrice
    }
    return total
  }

  private func isKnown(_ shift: Int?) -> Bool { shift.map(instance.shifts.indices.contains) ?? true }

  private func breaches(of member: RosterInstance.Member, _ row: [Int?]) -> [RosterBreach] {
    var list: [RosterBreach] = []
    func breach(_ rule: String, _ day: Int?, _ found: String) {
      list.append(RosterBreach(person: member.id, day: day, rule: rule, found: found))
    }
    let rules = member.rules
    for (index, shift) in instance.shifts.enumerated() {
      let count = row.count { $0 == index }
      if count > rules.maximumOfType[index] {
        breach("maximum-of-type", nil, "\(count) of \(shift.id), at most \(rules.maximumOfType[index])")
      }
    }
    let minutes = row.reduce(0) { $0 + ($1.map { instance.shifts[$0].minutes } ?? 0) }
    if minutes < rules.minimumMinutes { breach("minimum-minutes", nil, "\(minutes) of \(rules.minimumMinutes)") }
    if minutes > rules.maximumMinutes { breach("maximum-minutes", nil, "\(minutes) of \(rules.maximumMinutes)") }
    for day in member.fixedDaysOff where row[day] != nil { breach("fixed-day-off", day, "worked") }
    for day in 1..<max(1, row.count) {
      if let before = row[day - 1], let shift = row[day], instance.shifts[before].notFollowedBy.contains(shift) {
        breach("succession", day, "\(instance.shifts[shift].id) after \(instance.shifts[before].id)")
      }
    }
    var start = 0
    while start < row.count {
      let worked = row[start] != nil
      var end = start
      while end < row.count, (row[end] != nil) == worked { end += 1 }
      let length = end - start
      let touchesEdge = start == 0 || end == row.count
      if worked, length > rules.maximumRun { breach("maximum-run", start, "\(length) days in a row") }
      if worked, !touchesEdge, length < rules.minimumRun { breach("minimum-run", start, "\(length) days in a row") }
      if !worked, !touchesEdge, length < rules.minimumDaysOff {
        breach("minimum-days-off", start, "\(length) days off in a row")
      }
      start = end
    }
    var weekends: Set<Int> = []
    for (day, shift) in row.enumerated() where shift != nil && (day + instance.firstWeekday) % 7 >= 5 {
      weekends.insert((day + instance.firstWeekday) / 7)
    }
    if weekends.count > rules.maximumWeekends {
      breach("maximum-weekends", nil, "\(weekends.count) weekends, at most \(rules.maximumWeekends)")
    }
    return list
  }
}
