internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// The changes of a changed plan are those of its rota, and come to the disturbance that it states, by the prices that it
  /// states.
  mutating func checkDisturbance() {
    guard let revised = plan.revised else {
      if let stated = plan.result.disturbance {
        say("figures.disturbance", "result.disturbance", "found \(stated), but the plan says of no change")
      }
      return
    }
    let people = Dictionary(plan.request.people.map { ($0.id, $0) }) { first, _ in first }
    var sum = 0.0
    for (number, change) in revised.changes.enumerated() {
      let duty = plan.rota.duties.first { $0.person == change.person && $0.duty.date == change.date }?.duty
      if duty != change.after {
        say("figures.changes", "revised.changes[\(number)].after", "isn't the duty of the rota")
      }
      if change.before == change.after {
        say("figures.changes", "revised.changes[\(number)]", "changes nothing")
      }
      guard let person = people[change.person], let prices = revised.prices,
        !person.absences.contains(where: { $0.first <= change.date && change.date <= $0.last })
      else { continue }
      let hours = (person.zone.instant(of: change.date).rawValue - revised.from.rawValue) / 3600
      sum += price(of: change, by: prices) * (hours < 48 ? 2 : 1)
    }
    let expected = revised.prices == nil ? nil : sum
    agree("figures.disturbance", "result.disturbance", plan.result.disturbance, expected)
  }

  private func price(of change: ChangedDuty, by prices: DisturbancePrices) -> Double {
    guard let before = change.before, let after = change.after else { return prices.duty }
    let moved = max(
      abs(after.start.rawValue - before.start.rawValue), abs(after.end.rawValue - before.end.rawValue))
    if moved > 0 { return prices.start * (Double(moved) / 3600).rounded(.up) }
    let kept = before.template == after.template && before.breaks.count == after.breaks.count
    let breaks = kept ? before.breaks.indices.count { before.breaks[$0] != after.breaks[$0] } : before.breaks.count
    return prices.breaks * Double(kept ? breaks : max(1, breaks))
  }
}
