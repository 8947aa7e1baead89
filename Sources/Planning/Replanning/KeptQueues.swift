internal import Checking
internal import Plans
internal import Rostering
internal import Searching
internal import Workforce

extension RosterOutcome {
  /// What a search found, with pinned duties on the queues that they were on: the search shares queues out anew.
  ///
  /// Everybody else stays on the queue that the search gave them. The bound is one of rotas that may choose more.
  /// - Parameters:
  ///   - known: the rota that the pins are of.
  ///   - pins: dates; where the duty is another one by now, nothing is kept.
  func keepingQueues(
    of known: Rota, on pins: [RevisionRecord.Pin], in request: RosterRequest, options: SearchLimits
  ) -> RosterOutcome {
    guard !pins.isEmpty else { return self }
    let people = Dictionary(request.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let work = Dictionary(grouping: known.work, by: \.person)
    let there = Set(rota.duties)
    var hand = HandRota(request, rota)
    for pin in pins {
      guard let person = people[pin.person],
        let duty = known.duties.first(where: { $0.person == pin.person && $0.duty.date == pin.date }),
        there.contains(duty)
      else { continue }
      hand.adjust(person, duty.duty, from: work[pin.person] ?? [])
    }
    guard hand.rota != rota else { return self }
    var outcome = self
    outcome.rota = hand.rota
    outcome.costs = roundedCosts(request, outcome.rota).first?.costs ?? costs
    outcome.objective = outcome.costs.total
    outcome.status = outcome.status.holding(
      objective: outcome.objective + (disturbance ?? 0), bound: outcome.bound, options: options)
    return outcome
  }
}
