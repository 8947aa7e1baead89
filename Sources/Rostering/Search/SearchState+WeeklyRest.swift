/// The rest of a week in a rota under construction: what `WeeklyRest` asks of the duties that people have.
extension SearchState {
  /// Whether the person's week lacks its rest with `choice` on `day` in place of what they have; also the week that the
  /// duty reaches into.
  func breaksWeeklyRest(_ person: Int, _ day: Int, _ choice: DutyChoice) -> Bool {
    guard hasWeeklyRest, choice.isWorked, let weekly = roster.people[person].weeklyRest else { return false }
    let duties = spans(person, around: day / 7, on: day, choice)
    return (day / 7...day / 7 + 1).contains {
      weekly.weeks.indices.contains($0) && !weekly.isKept(week: $0, duties: duties)
    }
  }

  /// The first week from `week` on, of `count`, that lacks its rest; nil where none does.
  func weekWithoutRest(_ person: Int, from week: Int, count: Int) -> Int? {
    guard hasWeeklyRest, let weekly = roster.people[person].weeklyRest else { return nil }
    return (week..<min(week + count, weekly.weeks.count)).first {
      !weekly.isKept(week: $0, duties: spans(person, around: $0))
    }
  }

  /// Where a duty of a day, on which the person is off, may lie so that the week's rest is in front of it or behind it.
  func windowsBesideRest(_ person: Int, _ day: Int) -> [DutyWindow] {
    guard let weekly = roster.people[person].weeklyRest, weekly.weeks.indices.contains(day / 7) else { return [.all] }
    let room = room(roster.people[person], index: person, first: day, last: day, rest: 0)
    let week = weekly.weeks[day / 7]
    return [
      DutyWindow(earliest: max(room.earliest, week.lowerBound) + weekly.slots, latestEnd: Int.max),
      DutyWindow(earliest: Int.min, latestEnd: min(room.latestEnd, week.upperBound) - weekly.slots),
    ]
  }

  /// Takes duties out until every week from `week` on, of `count`, has its rest: of each the one whose loss costs least among
  /// those that make room, or the one that leaves the longest rest.
  /// - Returns: the days that lost their duties.
  func makeRoomForRest(_ person: Int, from week: Int, count: Int) -> [Int] {
    var freed: [Int] = []
    while let broken = weekWithoutRest(person, from: week, count: count) {
      let days = max(0, broken * 7 - 1)..<min(dayCount, broken * 7 + 7)
      var best: (isKept: Bool, cost: Int64, day: Int)?
      for day in days where duty(person, day).isWorked {
        let duty = duty(person, day)
        set(person, day, to: .off)
        let isKept = weekWithoutRest(person, from: broken, count: 1) == nil
        let found = (isKept: isKept, cost: cost, day: day)
        if best.map({ (found.isKept ? 0 : 1, found.cost) < ($0.isKept ? 0 : 1, $0.cost) }) ?? true { best = found }
        set(person, day, to: duty)
      }
      // Nobody's week lacks its rest without a duty in it.
      guard let best else { break }
      set(person, best.day, to: .off)
      freed.append(best.day)
    }
    return freed
  }

  /// First and last slots of the person's duties that touch a week, with `choice` on `day` if there is one.
  private func spans(_ person: Int, around week: Int, on day: Int = -1, _ choice: DutyChoice = .off) -> [Range<Int>] {
    (max(0, week * 7 - 1)..<min(dayCount, week * 7 + 14)).compactMap {
      roster.span(of: $0 == day ? choice : duty(person, $0))
    }
  }
}

extension CompiledRoster {
  /// Slots from a duty's start to its end; nil on a day off.
  func span(of choice: DutyChoice) -> Range<Int>? {
    guard choice.isWorked else { return nil }
    let start = Int(choice.start)
    return start..<start + rows[Int(choice.row)].length
  }

  func spans(of tour: [DutyChoice]) -> [Range<Int>] { tour.compactMap(span) }
}
