internal import Calendars
internal import Plans
internal import Workforce

/// A plan with its people, sites and duties within reach by id. Built once a publication, O(size of the plan).
struct PlanIndex {
  let plan: PlanDocument
  /// Everyone of the request, by id: the order of every table.
  let people: [Person]
  /// How other programs know people, where an export asks for it.
  let addresses: [PersonID: PersonAddress]
  private let peopleByID: [PersonID: Person]
  private let sitesByID: [SiteID: Site]
  private let queuesByID: [QueueID: PlanQueue]
  private let dutiesByPerson: [PersonID: [Duty]]
  private let workByPerson: [PersonID: [WorkSpan]]
  private let activitiesByPerson: [PersonID: [Attendance]]

  init(_ plan: PlanDocument, addresses: [PersonID: PersonAddress] = [:]) {
    self.plan = plan
    self.addresses = addresses
    people = plan.request.people.sorted { $0.id < $1.id }
    peopleByID = Dictionary(plan.request.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    sitesByID = Dictionary(plan.request.sites.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    queuesByID = Dictionary(plan.queues.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    dutiesByPerson = Dictionary(grouping: plan.rota.duties, by: \.person)
      .mapValues { $0.map(\.duty).sorted { ($0.start, $0.length) < ($1.start, $1.length) } }
    workByPerson = Dictionary(grouping: plan.rota.work, by: \.person)
      .mapValues { $0.sorted { ($0.start, $0.end) < ($1.start, $1.end) } }
    activitiesByPerson = Dictionary(grouping: plan.rota.activities ?? [], by: \.person)
      .mapValues { $0.sorted { ($0.start, $0.id) < ($1.start, $1.id) } }
  }

  func person(_ id: PersonID) -> Person? { peopleByID[id] }
  func site(_ id: SiteID) -> Site? { sitesByID[id] }
  func site(of id: PersonID) -> Site? { peopleByID[id].flatMap { sitesByID[$0.site] } }
  func queue(_ id: QueueID) -> PlanQueue? { queuesByID[id] }
  /// The name, or the id of somebody whom the request no longer knows.
  func name(of id: PersonID) -> String { peopleByID[id]?.name ?? id.rawValue }
  /// The zone of the person's days; the reader's for somebody whom the request no longer knows.
  func zone(of id: PersonID) -> Zone { peopleByID[id]?.zone ?? plan.readerZone }
  /// Empty where nothing is known.
  func address(of id: PersonID) -> PersonAddress { addresses[id] ?? PersonAddress() }
  /// By start.
  func duties(of id: PersonID) -> [Duty] { dutiesByPerson[id] ?? [] }
  /// By start.
  func work(of id: PersonID) -> [WorkSpan] { workByPerson[id] ?? [] }
  /// What a duty is made of, by start.
  func pieces(of duty: Duty, of id: PersonID) -> [Activity] {
    Activity.pieces(of: duty, work: work(of: id), attended: activitiesByPerson[id] ?? [])
  }
  /// What is attended in a duty, by start.
  func activities(in duty: Duty, of id: PersonID) -> [Attendance] {
    (activitiesByPerson[id] ?? []).filter { duty.start <= $0.start && $0.start < duty.end }
  }

  /// Queues that the duty's work is counted on, those with the most time first.
  func mainQueues(of duty: Duty, of id: PersonID) -> [QueueID] {
    var seconds: [QueueID: Int] = [:]
    for span in work(of: id) where duty.start <= span.start && span.start < duty.end {
      if let queue = span.queue { seconds[queue, default: 0] += span.end - span.start }
    }
    return seconds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// The name of the queue that the duty's work is counted on most; its template's where it is on none.
  func mainWork(of duty: Duty, of id: PersonID) -> String {
    guard let queue = mainQueues(of: duty, of: id).first else { return duty.template.rawValue }
    return self.queue(queue)?.name ?? queue.rawValue
  }

  /// A piece of a duty in words: the queue's name, what is attended, `lunch`, `rest`, `work`.
  func name(of piece: Activity) -> String {
    piece.title ?? piece.queue.map { queue($0)?.name ?? $0.rawValue } ?? piece.kind.rawValue
  }

  /// Every duty with whose it is, by start, then person.
  var dutiesByStart: [AssignedDuty] {
    plan.rota.duties.sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
  }

  /// What the duty costs; nothing when the person's site is unknown.
  func cost(of duty: Duty, for id: PersonID) -> DutyCost {
    site(of: id).map { DutyCost(of: duty, at: $0) } ?? DutyCost(pay: 0, nightPremium: 0, nightMinutes: 0)
  }
}
