internal import Calendars
internal import Tables
internal import Workforce
internal import Words

/// What a plan says about holidays: which of its dates are closed, and files that have no date left.
struct HolidayStage: Stage {
  var project: Project
  var request: RosterRequest

  private var dates: ClosedRange<CivilDate> {
    request.firstDate...request.firstDate.adding(days: max(1, request.days) - 1)
  }

  func run() -> [Diagnostic] { closedDates() + staleFiles() }

  /// The holidays of the horizon on which queues are closed that would be open.
  private func closedDates() -> [Diagnostic] {
    let names = Dictionary(grouping: project.holidays.filter { $0.dayClass == "holiday" }, by: \.date)
    return names.keys.sorted().filter(dates.contains).compactMap { date in
      let closed = project.queues.filter { queue in
        !queue.settings.hours.spans[date.weekday.index].isEmpty && project.closedDates(for: queue).contains(date)
      }
      guard !closed.isEmpty else { return nil }
      let name = (names[date] ?? []).map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
      let free = request.people.count { $0.closedDays?.dates.contains(date) ?? false }
      let credit = project.creditsHolidays ? ", which counts towards their contracts" : ""
      return Diagnostic(
        "plan.closed-date",
        "\(Words.plain.day(date))\(name.isEmpty ? "" : " (\(name))"): "
          + "\(Words.plain.list(closed.map(\.settings.name))) \(closed.count == 1 ? "is" : "are") closed"
          + (free == 0 ? "" : "; \(free) \(free == 1 ? "person has" : "people have") the day off\(credit)"),
        cure: "Where it is an ordinary day, say holidays: \"open\" at the queue in rota.json.", severity: .warning)
    }
  }

  /// Files that name holidays of other years only.
  private func staleFiles() -> [Diagnostic] {
    let years = Set([dates.lowerBound.year, dates.upperBound.year]).sorted()
    return project.holidayYears.compactMap { file in
      let missing = years.filter { !file.years.contains($0) }
      guard let first = missing.first else { return nil }
      let words: String
      if let last = file.years.max(), last < first {
        words = "has no date after \(last): \(first) has none"
      } else {
        words = file.years.isEmpty ? "has no date" : "has no date in \(first)"
      }
      return Diagnostic(
        "plan.holidays-stale", "'\(file.path)' \(words); the days of \(first) are planned as ordinary ones",
        at: SourcePosition(file: file.path), cure: "Fetch the calendar of \(first), or add its dates.",
        severity: .warning)
    }
  }
}
