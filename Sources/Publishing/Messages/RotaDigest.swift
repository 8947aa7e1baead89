internal import Calendars
internal import Plans
internal import Tables
internal import Words
internal import Workforce

/// A plan as a message for a chat: what is said of it, then its days. A chat takes messages of a certain length only, so
/// there are several levels of detail.
struct RotaDigest: Hashable {
  /// How much of it a message has room for.
  struct Detail: Hashable {
    /// Days of which is said who works when; of later ones how many work, a line each. Nil = not even that.
    var namedDays: Int?
    /// Whether each change is told, or only how many there are.
    var tellsChanges: Bool
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
    title = Self.line(facts.title)
    self.facts = facts.lines.map(Self.line)
    sections = []
    if let changes {
      let lines = detail.tellsChanges ? changes.lines : ["\(changes.lines.count) changes"]
      sections.append(Section(title: changes.title, lines: lines.map(Self.line)))
    }
    guard let named = detail.namedDays else { return }
    let days = Self.days(index)
    sections += days.prefix(named).map { Section(title: $0.title, lines: Self.lines(of: $0.duties, index)) }
    let weeks = Dictionary(grouping: days.dropFirst(named)) { ISOWeek(containing: $0.date) }
    sections += weeks.sorted { $0.key < $1.key }
      .map { Section(title: $0.key.description, lines: $0.value.map(\.title)) }
  }

  /// On one line, and nothing in it turns the direction of what follows: names stand beside each other here.
  private static func line(_ text: String) -> String {
    String(BidirectionalText.withoutControls(text).map { $0.isNewline ? " " : $0 })
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

  /// Duties at the same time on the same clock are a line: `09:00–17:30: Agent 07, Agent 09`.
  /// The reader's clock comes first, then others by name.
  private static func lines(of duties: [AssignedDuty], _ index: PlanIndex) -> [String] {
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
        return Self.line("\(line.span)\(place): \(line.people.joined(separator: ", "))")
      }
    }
  }
}
