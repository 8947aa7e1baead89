internal import Calendars
internal import Publishing
internal import Rostering
internal import Shifts
internal import Staffing

extension PlanDocument {
  /// The plan with the clocks that it was made by, where it holds them: its files and figures speak of those, whatever the
  /// rules of today say.
  func byItsOwnClocks() -> PlanDocument {
    guard let clocks else { return self }
    let known = Dictionary(
      clocks.zones.map { clock in
        (
          clock.zone,
          Zone(identifier: clock.zone, offset: clock.offset, changes: clock.changes.map { ($0.at, $0.offset) })
        )
      }, uniquingKeysWith: { first, _ in first })
    func own(_ zone: inout Zone) { zone = known[zone.identifier] ?? zone }
    var plan = self
    own(&plan.readerZone)
    for number in plan.queues.indices {
      own(&plan.queues[number].zone)
      if var settings = plan.queues[number].settings {
        own(&settings.zone)
        plan.queues[number].settings = settings
      }
    }
    for number in plan.request.sites.indices { own(&plan.request.sites[number].zone) }
    for number in plan.request.people.indices { own(&plan.request.people[number].zone) }
    return plan
  }
}
