internal import Calendars
public import Plans
internal import Workforce
public import Tables
internal import Words

/// People whom a plan counts from dates of other plans, and who aren't there any more since those were made again.
struct AbsentHelp {
  /// The first interval in which somebody is needed and fewer people are there than the plan counts.
  let first: Instant
  private let intervals: Int
  private let most: Int
  private let zone: Zone

  /// `up to 2 people too many in 17 intervals from Mon 2026-10-26 04:00 on (Europe/Warsaw)`
  var words: String {
    "\(most > 1 ? "up to " : "")\(most) \(most == 1 ? "person" : "people") too many in \(intervals) "
      + "interval\(intervals == 1 ? "" : "s") from \(Words.plain.moment(first, in: zone)) "
      + "on (\(zone))"
  }

  /// - Parameters:
  ///   - isMeant: on which dates other plans say who is there.
  ///   - there: who that is.
  /// - Returns: nil where nobody is missing.
  init?(countedIn plan: PlanDocument, on isMeant: (CivilDate) -> Bool, there: [CarriedDuty]) {
    let grid = plan.request.grid
    // Who can take other queues takes nobody's place: heads are counted apart by what they can take.
    struct Place: Hashable {
      var slot: Int
      var queues: [QueueID]
    }
    var heads: [Place: Int] = [:]
    func add(_ entries: [CarriedDuty], _ sign: Int) {
      for entry in entries where isMeant(entry.duty.date) {
        let queues = plan.coverage.filter { entry.queues.contains($0.queue) }
        for range in PlanSimulator.worked(entry.duty) {
          for slot in PlanSimulator.filled(range.start, range.end, of: grid)
          where queues.contains(where: { $0.required[slot] > 0 }) {
            heads[Place(slot: slot, queues: queues.map(\.queue)), default: 0] += sign
          }
        }
      }
    }
    add(plan.request.carriedIn, 1)
    add(there, -1)
    var missing: [Int: Int] = [:]
    for (place, count) in heads where count > 0 { missing[place.slot, default: 0] += count }
    guard let slot = missing.keys.min(), let most = missing.values.max() else { return nil }
    first = grid.instant(at: slot)
    intervals = missing.count
    self.most = most
    zone = plan.readerZone
  }
}

extension PlanBase {
  /// What was to be said when the plan was begun, and which plans beside it count its people where they no longer are.
  public func warnings(for plan: PlanDocument) -> [Diagnostic] {
    warnings + (isHeld ? neighbours.countedElsewhere(by: plan) : [])
  }
}

extension Neighbours {
  /// A warning a plan beside a plan: it counts people of its dates who are not there by it.
  public func countedElsewhere(by plan: PlanDocument) -> [Diagnostic] {
    let queues = Dictionary(
      plan.request.people.map { ($0.id, $0.queues) }, uniquingKeysWith: { first, _ in first })
    let there = plan.rota.duties.map { CarriedDuty(queues: queues[$0.person] ?? [], duty: $0.duty) }
    return plans.compactMap { other in
      let dates = other.place.dates
      let absent = AbsentHelp(
        countedIn: other.document, on: { plan.request.dates.contains($0) && !dates.contains($0) }, there: there)
      return absent.map {
        Diagnostic(
          "plan.counted-elsewhere",
          "plans/\(other.place.name) counts people of this plan's dates who are not there by this one: \($0.words)",
          cure:
            "Plan \(other.place.week) again as well\(other.place.weeks > 1 ? ", with --weeks \(other.place.weeks)" : ""); or, "
            + "once this plan is what people hold, 'rota replan plans/\(PlanPlace.home(of: other.place.name)) --absences' fills in.",
          severity: .warning)
      }
    }
  }
}
