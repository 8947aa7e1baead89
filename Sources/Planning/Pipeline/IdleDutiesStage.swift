internal import Calendars
internal import Tables
internal import Workforce
internal import Words

/// Time on duty in which nothing is open that the people on duty can take, by the opening hours alone: whether anything is
/// expected there is another matter.
struct IdleDutiesStage: Stage {
  var project: Project
  var horizon: Horizon
  var request: RosterRequest
  var rota: Rota

  private struct Place: Hashable {
    var queues: [QueueID]
    var date: CivilDate
  }

  private enum Reason: Hashable {
    /// Nothing is open on the date, nor when a duty of it may end: there for their hours' sake.
    case closedDate
    /// Something is, at other hours.
    case otherHours
    /// Another duty of the date would reach something that is open on the next.
    case otherDuties
  }

  private struct Group: Hashable {
    var date: CivilDate
    var reason: Reason
  }

  func run() -> [Diagnostic] {
    let spans = OpenSpans(project, dates: request.dates, withHolidays: true)
    let people = Dictionary(request.people.map { ($0.id, $0) }) { first, _ in first }
    var known: [Place: [Range<Instant>]] = [:]
    var idle: [Group: Int] = [:]
    var ordinary: [PersonID: [CivilDate]]?
    var outside = 0
    var elapsed = 0
    for assigned in rota.duties {
      let duty = assigned.duty
      guard let person = people[assigned.person] else { continue }
      let place = Place(queues: person.queues, date: duty.date)
      let open = known[place] ?? openSpans(of: person.queues, around: duty.date, spans)
      known[place] = open
      let during = duty.start..<duty.end
      let minutes = open.reduce(0) { $0 + max(0, $1.clamped(to: during).minutes) }
      guard minutes == 0 else {
        outside += during.minutes - minutes
        elapsed += during.minutes
        continue
      }
      let day = person.zone.instant(of: duty.date)..<person.zone.instant(of: duty.date.adding(days: 1))
      var reason = Reason.otherHours
      if !open.contains(where: { $0.overlaps(day) }) {
        let dates = ordinary ?? DeskDays(project: project, horizon: horizon).ordinaryDates(of: request.people)
        ordinary = dates
        reason = dates[person.id]?.contains(duty.date) == true ? .closedDate : .otherDuties
      }
      idle[Group(date: duty.date, reason: reason), default: 0] += 1
    }
    return idle.sorted { ($0.key.date, $0.value) < ($1.key.date, $1.value) }.map(atClosedDesk)
      + beyondHours(outside, of: elapsed)
  }

  private func atClosedDesk(_ group: Group, _ count: Int) -> Diagnostic {
    let cure =
      switch group.reason {
      case .closedDate: "Their weekly hours fit nowhere else: allow fewer (min_hours in agents.csv), or other shifts."
      case .otherHours: "Something is open at other hours of that day: let the shifts begin and end then."
      case .otherDuties:
        "Another shift of that day reaches what is open on the next: let the shifts begin and end there."
      }
    return Diagnostic(
      "plan.closed-desk",
      "\(count) \(count == 1 ? "person is" : "people are") on duty on \(Words.plain.day(group.date)) "
        + "while everything that they can take is closed", cure: cure, severity: .warning)
  }

  /// Half an hour at either end of an eight-hour day is usual; a tenth is more.
  private func beyondHours(_ outside: Int, of elapsed: Int) -> [Diagnostic] {
    guard outside * 10 > elapsed else { return [] }
    return [
      Diagnostic(
        "plan.outside-hours",
        "\(outside / 60) of \(elapsed / 60) hours on duty lie outside the opening hours of everything that their people can "
          + "take, where nothing keeps a rota from putting whom it has too many of",
        cure:
          "Let the shifts begin and end nearer to the opening hours: 'start', 'lengths' and 'latestEnd' in rota.json.",
        severity: .warning)
    ]
  }

  /// Rising, none touching another.
  private func openSpans(of queues: [QueueID], around date: CivilDate, _ spans: OpenSpans) -> [Range<Instant>] {
    let all = project.queues.indices.filter { queues.contains(project.queues[$0].settings.id) }
      .flatMap { spans.around(date, queue: $0) }.sorted { $0.lowerBound < $1.lowerBound }
    return all.reduce(into: []) { merged, span in
      if let last = merged.last, span.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        merged.append(span)
      }
    }
  }
}

extension Range<Instant> {
  fileprivate var minutes: Int { upperBound.minutes(since: lowerBound).rawValue }
}
