internal import Calendars

extension DocumentCheck {
  /// What a queue can expect of its heads.
  mutating func presence(_ outlook: PresenceOutlook, about first: CivilDate, at path: String) {
    for (name, minutes) in [
      ("requiredMinutes", outlook.requiredMinutes), ("dividedMinutes", outlook.dividedMinutes),
      ("aloneMinutes", outlook.aloneMinutes),
    ] { whole(minutes, 0...Self.mostMoves, "minutes", at: "\(path).\(name)") }
    for (name, level) in [
      ("requiredService", outlook.requiredService), ("dividedService", outlook.dividedService),
      ("service", outlook.service), ("nobodyThen", outlook.nobodyThen),
      ("worstDay.service", outlook.worstDay?.service), ("worstInterval.service", outlook.worstInterval?.service),
    ] {
      if let level { share(level, at: "\(path).\(name)") }
    }
    number(outlook.missedContacts, 0...Self.contacts, "contacts", at: "\(path).missedContacts")
    if let day = outlook.worstDay {
      demand(abs(day.date - first) <= Self.mostDays, at: "\(path).worstDay.date") {
        "found \(day.date); expected a date within ten years of the plan's first, \(first)"
      }
    }
  }
}
