import Optimization
import Rosters
import Searching

/// Random instances small enough for full enumeration.
enum TinyInstances {
  static func make(_ seed: UInt64, people: Int, days: Int, types: Int, firstWeekday: Int? = nil) -> RosterInstance {
    var random = SeededGenerator(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.nextIndex(below: range.count) }
    let shifts = (0..<types).map { type in
      RosterInstance.ShiftType(
        id: "s\(type)", minutes: [480, 480, 600, 720][pick(0...3)],
        notFollowedBy: (0..<types).filter { _ in pick(0...3) == 0 })
    }
    let members = (0..<people).map { person -> RosterInstance.Member in
      let least = pick(0...max(0, days / 3))
      return RosterInstance.Member(
        id: "Agent \(person)",
        rules: RosterInstance.Rules(
          maximumOfType: (0..<types).map { _ in [0, 1, 2, days, days, days][pick(0...5)] },
          minimumMinutes: least * 480, maximumMinutes: (least + pick(1...4)) * 480 + pick(0...1) * 240,
          minimumRun: pick(1...3), maximumRun: pick(1...5), minimumDaysOff: pick(1...3), maximumWeekends: pick(0...2)),
        fixedDaysOff: (0..<days).filter { _ in pick(0...9) == 0 },
        wishes: (0..<pick(0...4)).map { _ in
          RosterInstance.Wish(
            kind: pick(0...1) == 0 ? .on : .off, day: pick(0...days - 1), shift: pick(0...types - 1), price: pick(1...9)
          )
        })
    }
    var cover: [RosterInstance.Cover] = []
    for day in 0..<days {
      for type in 0..<types where pick(0...9) > 0 {
        cover.append(
          RosterInstance.Cover(
            day: day, shift: type, required: pick(0...people), underPrice: pick(0...30), overPrice: pick(0...5)))
      }
    }
    return RosterInstance(
      days: days, firstWeekday: firstWeekday ?? pick(0...6), shifts: shifts, people: members, cover: cover)
  }

  /// Every legal row of one person, by the independent check.
  static func legalRows(_ instance: RosterInstance, person: Int) -> [[Int?]] {
    var alone = instance
    alone.people = [instance.people[person]]
    let check = RosterCheck(alone)
    var rows: [[Int?]] = []
    let choices = instance.shifts.count + 1
    var total = 1
    for _ in 0..<instance.days { total *= choices }
    for number in 0..<total {
      var rest = number
      var row: [Int?] = []
      for _ in 0..<instance.days {
        let choice = rest % choices
        rest /= choices
        row.append(choice == 0 ? nil : choice - 1)
      }
      if check.breaches(of: Roster(shifts: [row])).isEmpty { rows.append(row) }
    }
    return rows
  }

  /// The least objective over all legal rosters; nil when somebody has no legal row.
  static func optimum(_ instance: RosterInstance) -> Int? {
    let rows = instance.people.indices.map { legalRows(instance, person: $0) }
    guard rows.allSatisfy({ !$0.isEmpty }) else { return nil }
    let check = RosterCheck(instance)
    var best = Int.max
    func extend(_ chosen: [[Int?]]) {
      if chosen.count == rows.count {
        best = min(best, check.objective(of: Roster(shifts: chosen)))
        return
      }
      for row in rows[chosen.count] { extend(chosen + [row]) }
    }
    extend([])
    return best
  }
}
