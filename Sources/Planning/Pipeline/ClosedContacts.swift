internal import Calendars
internal import Forecasting
internal import Tables
internal import Workforce
internal import Words

/// Contacts that came to a live queue while it was closed by its hours: they are neither forecast nor planned for, which is
/// right where a machine answers, and wrong where the hours in rota.json aren't those of the team.
enum ClosedContacts {
  /// Weeks that are looked at, and the share from which it is said.
  private static let weeks = 8
  private static let share = 0.01

  /// - Returns: nil where they are few.
  static func warning(for queue: ProjectQueue, in project: Project) -> Diagnostic? {
    let first = CivilDate(dayNumber: 0)
    guard let request = project.forecastRequest(for: queue, first: first, days: 1) else { return nil }
    let (closed, all) = request.closedContacts(weeks: weeks)
    guard closed >= 1, closed >= share * all else { return nil }
    let part = Words.plain.share(closed / all, places: 1)
    let settings = queue.settings
    return Diagnostic(
      "forecast.closed-hours",
      "\(part) of the contacts of '\(settings.id)' in the last \(weeks) weeks of its history came while it is closed "
        + "(\(count(closed)) of \(count(all))): they are neither forecast nor planned for",
      cure: "Widen the queue's `hours` in rota.json if somebody answers then.", severity: .warning)
  }

  private static func count(_ contacts: Double) -> String { Words.plain.short(contacts.rounded(), places: 0) }
}
