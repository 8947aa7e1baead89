internal import Calendars
public import Plans
internal import Workforce

extension PlanDocument {
  /// The plan with the clocks that it was made by, where it holds them: its files and figures speak of those, whatever the
  /// rules of today say.
  public func byItsOwnClocks() -> PlanDocument {
    guard let clocks else { return self }
    let known = Dictionary(
      clocks.zones.map { ($0.zone, $0.recorded) }, uniquingKeysWith: { first, _ in first })
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
    for number in (plan.forecasts ?? []).indices {
      guard let kept = plan.forecasts?[number] else { continue }
      plan.forecasts?[number].zone = kept.clock?.recorded ?? known[kept.zone.identifier] ?? kept.zone
    }
    return plan
  }
}
