internal import Calendars
internal import Plans
internal import Words
internal import Workforce

/// A plan as a message for a chat: what is said of it, then its days. A chat takes messages of a certain length only, so
/// there are several levels of detail.
struct RotaDigest: Hashable {
  enum Detail: CaseIterable {
    /// Who works when.
    case people
    /// How many work when.
    case spans
    /// How many work, a line a day, a section a week.
    case days
    /// What is said of the plan as a whole.
    case facts
  }

  /// A day or a week.
  struct Section: Hashable {
    var title: String
    var lines: [String]
  }

  var detail: Detail
  var title: String
  var facts: [String]
  var sections: [Section]

  init(_ index: PlanIndex, detail: Detail, changes: DigestChanges? = nil) {
    self.detail = detail
    let facts = PlanFacts(index)
    title = facts.title
    self.facts = facts.lines
    let days = Self.days(index)
    switch detail {
    case .people, .spans:
      sections = days.map {
        Section(title: $0.title, lines: Self.lines(of: $0.duties, index, named: detail == .people))
      }
    case .days:
      let weeks = Dictionary(grouping: days) { ISOWeek(containing: $0.date) }
      sections = weeks.sorted { $0.key < $1.key }
        .map { Section(title: $0.key.description, lines: $0.value.map(\.title)) }
    case .facts: sections = []
    }
    guard let changes else { return }
    // Of a message that holds no days a list of changes may be too long as well.
    let told = detail == .facts ? ["\(changes.lines.count) changes"] : changes.lines
    sections.insert(Section(title: changes.title, lines: told), at: 0)
  }

  private struct Day {
    var date: CivilDate
    /// `Mon 2026-11-30: 13 people, 1.5 h uncovered`
    var title: String
    var duties: [AssignedDuty]
  }

  /// The plan's dates: duties by their person's calendar, what is uncovered by the reader's.
  private static func days(_ index: PlanIndex) -> [Day] {
    let plan = index.plan
    let duties = Dictionary(grouping: index.dutiesByStart) { $0.duty.date }
    let uncovered = uncoveredMinutes(plan)
    return (0..<plan.request.days).map { number in
      let date = plan.request.firstDate.adding(days: number)
      let duties = duties[date] ?? []
      let people = Set(duties.map(\.person)).count
      let parts =
        ["\(people) \(people == 1 ? "person" : "people")"]
        + [PlanFacts.uncovered(minutes: uncovered[date] ?? 0, words: .plain)].compactMap { $0 }
      return Day(date: date, title: "\(Words.plain.day(date)): \(parts.joined(separator: ", "))", duties: duties)
    }
  }

  private static func uncoveredMinutes(_ plan: PlanDocument) -> [CivilDate: Int] {
    var minutes: [CivilDate: Int] = [:]
    let grid = plan.request.grid
    for number in plan.queues.indices {
      let coverage = plan.coverage[number]
      let planned = plan.plannedIntervals(queue: number)
      for slot in 0..<grid.count where planned[slot] && coverage.scheduled[slot] < coverage.required[slot] {
        let date = plan.readerZone.date(at: grid.instant(at: slot))
        minutes[date, default: 0] += (coverage.required[slot] - coverage.scheduled[slot]) * grid.interval.rawValue
      }
    }
    return minutes
  }

  /// Duties at the same time on the same clock are a line: `09:00–17:30: Agent 07, Agent 09`, `09:00–17:30: 2 people`.
  /// The reader's clock comes first, then others by name.
  private static func lines(of duties: [AssignedDuty], _ index: PlanIndex, named: Bool) -> [String] {
    struct Line {
      var zone: Zone
      var span: String
      var people: [String]
    }
    var lines: [Line] = []
    for assigned in duties {
      let zone = index.zone(of: assigned.person)
      let span = Wording.clockSpan(assigned.duty.start..<assigned.duty.end, zone: zone)
      let name = index.name(of: assigned.person)
      if let place = lines.firstIndex(where: { $0.span == span && $0.zone == zone }) {
        lines[place].people.append(name)
      } else {
        lines.append(Line(zone: zone, span: span, people: [name]))
      }
    }
    let reader = index.plan.readerZone
    let zones = Set(lines.map(\.zone)).sorted { left, right in
      (left == reader ? 0 : 1, left.identifier) < (right == reader ? 0 : 1, right.identifier)
    }
    return zones.flatMap { zone in
      lines.filter { $0.zone == zone }.map { line in
        let place = zone == reader ? "" : " (\(zone.identifier))"
        let count = line.people.count
        let who = named ? line.people.joined(separator: ", ") : "\(count) \(count == 1 ? "person" : "people")"
        return "\(line.span)\(place): \(who)"
      }
    }
  }
}
