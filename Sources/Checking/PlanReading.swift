internal import Calendars
internal import Plans
internal import Workforce

/// A plan laid out for comparison: who works what, by id, in order of time.
struct PlanReading {
  let plan: PlanDocument
  let origin: PlanOrigin
  /// By id.
  let people: [Person]
  let duties: [PersonID: [Duty]]
  let work: [PersonID: [WorkSpan]]
  let activities: [PersonID: [Attendance]]
  let sites: [SiteID: Site]
  /// The zones that a file of this plan may name.
  let zonesByName: [String: Zone]
  private let peopleByID: [PersonID: Person]
  /// Zones as the rules of today have them, by name: for dates of which the plan doesn't record how clocks go.
  private let zonesOfToday: [String: Zone]

  /// - Parameter tool: name and version of the program that reads the plan.
  init(_ plan: PlanDocument, readBy tool: String) {
    zonesOfToday = Dictionary(plan.allZones.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
    let plan = plan.byItsOwnClocks()
    self.plan = plan
    origin = PlanOrigin(plan, readBy: tool)
    people = plan.request.people.sorted { $0.id < $1.id }
    duties = Dictionary(grouping: plan.rota.duties, by: \.person)
      .mapValues { $0.map(\.duty).sorted { ($0.start, $0.length) < ($1.start, $1.length) } }
    work = Dictionary(grouping: plan.rota.work, by: \.person)
      .mapValues { $0.sorted { ($0.start, $0.end) < ($1.start, $1.end) } }
    activities = Dictionary(grouping: plan.rota.activities ?? [], by: \.person)
    sites = Dictionary(plan.request.sites.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    peopleByID = Dictionary(plan.request.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let zones = plan.request.people.map(\.zone) + plan.request.sites.map(\.zone) + [plan.readerZone]
    zonesByName = Dictionary(zones.map { ($0.identifier, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var grid: IntervalGrid { plan.request.grid }

  /// The plan's dates.
  var dates: Range<CivilDate> { plan.request.firstDate..<plan.request.firstDate.adding(days: plan.request.days) }

  func person(_ id: PersonID) -> Person? { peopleByID[id] }

  /// By which clocks the local times of a duty may be written. The plan records them for its grid; what it cancels of other
  /// dates may lie beyond a change of clocks that isn't recorded.
  func clocks(of duty: Duty, in zone: Zone) -> [Zone] {
    let isRecorded = grid.start <= duty.start && duty.end <= grid.end
    return [zone] + (isRecorded ? [] : [zonesOfToday[zone.identifier]].compactMap { $0 })
  }

  /// What somebody attends in a duty, by start.
  func activities(in duty: Duty, of person: PersonID) -> [Attendance] {
    (activities[person] ?? []).filter { duty.start <= $0.start && $0.start < duty.end }
      .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
  }

  /// Pieces that tile a duty, cut wherever a break, an activity or a span of work begins or ends.
  func pieces(of duty: Duty, of person: PersonID) -> [DutyPiece] {
    let range = duty.start..<duty.end
    let spans = (work[person] ?? []).filter { $0.end > range.lowerBound && $0.start < range.upperBound }
    let pauses = duty.breaks.map { pause in
      (pause, duty.start + pause.offset..<duty.start + pause.offset + pause.length)
    }
    var cuts: Set<Instant> = [range.lowerBound, range.upperBound]
    for (_, pause) in pauses { cuts.formUnion([pause.lowerBound, pause.upperBound]) }
    let attended = (activities[person] ?? []).filter { $0.end > range.lowerBound && $0.start < range.upperBound }
    for activity in attended { cuts.formUnion([activity.start, activity.end]) }
    for span in spans { cuts.formUnion([span.start, span.end]) }
    let times = cuts.filter { range.lowerBound <= $0 && $0 <= range.upperBound }.sorted()
    return zip(times, times.dropFirst()).map { from, to in
      if let (pause, _) = pauses.first(where: { $0.1.lowerBound <= from && from < $0.1.upperBound }) {
        let kind = pause.kind == .lunch ? "lunch" : "rest"
        return DutyPiece(kind: kind, queue: nil, start: from, end: to, paid: pause.paid)
      }
      if let activity = attended.first(where: { $0.start <= from && from < $0.end }) {
        return DutyPiece(
          kind: activity.kind.rawValue, queue: nil, start: from, end: to, paid: activity.paid, title: activity.title)
      }
      let queue = spans.first { $0.start <= from && from < $0.end }?.queue
      return DutyPiece(kind: "work", queue: queue, start: from, end: to, paid: true)
    }
  }
}

/// A piece of a duty: work on a queue, work on none, a break, or something that is attended.
struct DutyPiece {
  /// `work`, `lunch`, `rest`, `meeting`, `training`, `one-to-one`.
  var kind: String
  var queue: QueueID?
  var start: Instant
  var end: Instant
  var paid: Bool
  /// Of what is attended.
  var title: String?
}
