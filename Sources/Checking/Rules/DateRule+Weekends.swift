internal import Calendars
internal import Workforce

extension DateRule {
  static let weekendsOff = DateRule(rule: "weekends.off") { rules, worked in
    guard let off = rules.weekendsOff else { return [] }
    return worked.weekends(moreThan: off.of - off.fewest, of: off.of).map { weekends in
      DateFinding(
        duties: weekends.flatMap(\.duties),
        message:
          "has a duty on \(weekends.count) of the \(off.of) weekends up to \(weekends[weekends.count - 1].last); "
          + "\(off) is to be off")
    }
  }

  static let consecutiveWeekends = DateRule(rule: "weekends.consecutive") { rules, worked in
    guard let most = rules.maximumConsecutiveWeekends, most < 1_000_000 else { return [] }
    return worked.weekends(moreThan: most, of: most + 1).map { weekends in
      DateFinding(
        duties: weekends.flatMap(\.duties),
        message:
          "works \(weekends.count) weekends in a row up to \(weekends[weekends.count - 1].last); \(most) are allowed")
    }
  }
}

/// A weekend with duties: its dates from Monday to Sunday.
private struct WorkedWeekend {
  let monday: CivilDate
  var duties: [WorkedDates.Worked]

  var last: CivilDate { duties[duties.count - 1].date }
}

extension WorkedDates {
  /// For each weekend with a duty, those of the last `count` up to it that have one, where they are more than `most`.
  fileprivate func weekends(moreThan most: Int, of count: Int) -> [[WorkedWeekend]] {
    var weekends: [WorkedWeekend] = []
    for duty in duties where site.weekendDays.contains(duty.date.weekday) {
      let monday = duty.date.adding(days: -duty.date.weekday.index)
      if weekends.last?.monday == monday {
        weekends[weekends.count - 1].duties.append(duty)
      } else {
        weekends.append(WorkedWeekend(monday: monday, duties: [duty]))
      }
    }
    return weekends.map { last in
      weekends.filter { (0..<7 * count).contains(last.monday - $0.monday) }
    }.filter { $0.count > most }
  }
}
