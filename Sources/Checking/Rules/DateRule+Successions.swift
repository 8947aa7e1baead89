internal import Calendars
internal import Words
internal import Workforce

extension DateRule {
  /// An early duty on the date after a late one or a night.
  static let earlyAfterLate = DateRule(rule: "duties.early-after-late") { rules, worked in
    guard rules.noEarlyAfterLate == true else { return [] }
    return zip(worked.duties, worked.duties.dropFirst()).compactMap { before, duty in
      guard duty.date - before.date == 1, worked.stage(of: before) > 1, worked.site.isEarly(duty.hours) else {
        return nil
      }
      return DateFinding(
        duties: [before, duty],
        message: "has an early duty on \(duty.date), the date after \(worked.kind(of: before)); none is allowed there")
    }
  }

  /// A duty that is no night too few dates after the last night.
  static let afterNights = DateRule(rule: "nights.days-off") { rules, worked in
    guard let dates = rules.daysOffAfterNights, dates > 0 else { return [] }
    var found: [DateFinding] = []
    var lastNight: WorkedDates.Worked?
    for duty in worked.duties {
      if worked.site.isNight(duty.hours) {
        lastNight = duty
      } else if let lastNight, duty.date - lastNight.date <= dates {
        let off = max(0, duty.date - lastNight.date - 1)
        found.append(
          DateFinding(
            duties: [lastNight, duty],
            message:
              "has \(off) day\(off == 1 ? "" : "s") off from the night of \(lastNight.date) to \(worked.kind(of: duty)) on "
              + "\(duty.date); the rule asks for \(dates)"))
      }
    }
    return found
  }

  /// A duty within 24 hours, by the person's clock, of the start of the one on the date before.
  static let workingDay = DateRule(rule: "starts.working-day") { rules, worked in
    guard rules.workingDay24h == true else { return [] }
    return zip(worked.duties, worked.duties.dropFirst()).compactMap { before, duty in
      let (from, to) = (worked.clock(before), worked.clock(duty))
      let apart = (to.date - from.date) * 1440 + to.minuteOfDay - from.minuteOfDay
      guard duty.date - before.date == 1, apart < 1440 else { return nil }
      return DateFinding(
        duties: [before, duty],
        message:
          "starts at \(ClockTime(minutes: to.minuteOfDay)) on \(duty.date), \(Words.plain.duration(minutes: apart)) by "
          + "the clock after the start at \(ClockTime(minutes: from.minuteOfDay)) on \(before.date); a working day is 24 h"
      )
    }
  }

  /// Within days in a row, a duty that goes back from night to late or early, or from late to early.
  static let rotation = DateRule(rule: "duties.rotation") { rules, worked in
    guard rules.forwardRotation == true else { return [] }
    return worked.runs.flatMap { run -> [DateFinding] in
      let counted = run.indices.filter { worked.stage(of: run[$0]) > 0 }
      return zip(counted, counted.dropFirst()).compactMap { earlier, later in
        guard worked.stage(of: run[later]) < worked.stage(of: run[earlier]) else { return nil }
        return DateFinding(
          duties: Array(run[earlier...later]),
          message: "goes back from \(worked.kind(of: run[earlier])) on \(run[earlier].date) to "
            + "\(worked.kind(of: run[later])) on \(run[later].date) without a day off; duties go from early to late to night"
        )
      }
    }
  }
}

extension WorkedDates {
  /// When a duty starts on the person's wall clock.
  fileprivate func clock(_ duty: Worked) -> CivilTime { person.zone.civil(at: duty.hours.lowerBound) }

  /// 1 early, 2 late, 3 night; 0 for none of them.
  fileprivate func stage(of duty: Worked) -> Int {
    if site.isNight(duty.hours) { return 3 }
    if site.isLate(duty.hours) { return 2 }
    return site.isEarly(duty.hours) ? 1 : 0
  }
}
