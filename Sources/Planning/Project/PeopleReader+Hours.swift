internal import Calendars
internal import Tables
internal import Workforce

extension PeopleReader {
  /// `earliest_start` and `latest_end` of a person; nil where neither is said.
  ///
  /// - Throws: `agents.day-hours` for what is no time of day, ends before it begins, or leaves the person no shift.
  func hours(_ rows: TableRows, _ row: Int, of person: Person, at site: Site) throws(Diagnostic) -> DayHours? {
    var hours = DayHours()
    if let text = rows.text(row, "earliest_start") {
      guard let clock = ClockTime(text), clock.minutes < 1440 else {
        throw rows.fail(
          row, "earliest_start", "agents.day-hours", "'\(text)' isn't a time of day", cure: "Write for example 09:00.")
      }
      hours.earliestStart = clock
    }
    if let text = rows.text(row, "latest_end") {
      guard let clock = ClockTime(text), clock.minutes > 0 else {
        throw rows.fail(
          row, "latest_end", "agents.day-hours", "'\(text)' isn't a time at which a duty can end",
          cure: "Write for example 17:30, or 30:00 for six o'clock on the next morning.")
      }
      hours.latestEnd = clock
    }
    guard hours != DayHours() else { return nil }
    if let from = hours.earliestStart, let to = hours.latestEnd, to <= from {
      let tomorrow = ClockTime(minutes: to.minutes + 1440)
      throw rows.fail(
        row, "latest_end", "agents.day-hours", "the hours of '\(person.id)' end at \(to), before they begin at \(from)",
        cure: tomorrow.minutes <= 2880 ? "Write \(tomorrow) for the next morning." : "Correct one of them.")
    }
    if person.zone == site.zone, !leavesShift(hours, to: person, at: site) {
      throw rows.fail(
        row, hours.earliestStart == nil ? "latest_end" : "earliest_start", "agents.day-hours",
        "no shift of '\(person.id)' lies between these hours",
        cure: "Widen them, or offer a shift within them in rota.json.")
    }
    return hours
  }

  /// Whether a start and a length of a shift that the person may work lie within the hours, clock changes left out.
  private func leavesShift(_ hours: DayHours, to person: Person, at site: Site) -> Bool {
    settings.templates.contains { template in
      guard template.sites.isEmpty || template.sites.contains(site.id),
        person.rules.templates.isEmpty || person.rules.templates.contains(template.id),
        let shortest = template.lengths.first
      else { return false }
      let ends = [template.latestEnd, hours.latestEnd].compactMap(\.self)
      return stride(
        from: template.earliestStart.minutes, through: template.latestStart.minutes, by: template.step.rawValue
      )
      .contains { start in
        hours.earliestStart.map { $0.minutes <= start } ?? true
          && ends.allSatisfy { start + shortest.rawValue <= $0.minutes }
      }
    }
  }
}
