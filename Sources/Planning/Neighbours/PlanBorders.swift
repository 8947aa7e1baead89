internal import Calendars
public import Checking
public import Plans
internal import Workforce

/// Reads a finished plan together with the plans beside it.
public struct PlanBorders {
  private let plan: PlanDocument
  private let place: PlanPlace?
  private let neighbours: Neighbours

  /// - Parameter place: where the plan lies in `plans/`; nil for a plan elsewhere, which nobody's dates depend on.
  public init(_ plan: PlanDocument, at place: PlanPlace? = nil, _ neighbours: Neighbours) {
    self.plan = plan
    self.place = place
    self.neighbours = neighbours
  }

  private var dates: Range<CivilDate> { plan.request.dates }

  /// The plan that counts on a date of this one in its place.
  private func ruler(on date: CivilDate) -> PlanPlace? {
    guard let place, let other = neighbours.plan(on: date)?.place, other.outranks(place) else { return nil }
    return other
  }

  /// Breaches of rules over both borders; notes on what lies in other plans alone.
  public func findings() -> [Breach] {
    let reach = neighbours.reached(around: dates)
    let yielded = Set((0..<plan.request.days).map { dates.lowerBound.adding(days: $0) }.filter { ruler(on: $0) != nil })
    let others = neighbours.duties(on: reach.before.lowerBound..<reach.after.upperBound).filter {
      !dates.contains($0.duty.date) || yielded.contains($0.duty.date)
    }
    return checkBorders(plan.request, plan.rota, neighbours: others, yielded: yielded)
  }

  /// The same without what `known` says already, and notes: on each side on which no plan lies, on each week for which
  /// another plan counts, and on people of other plans who are counted where they no longer are.
  public func findings(besides known: [Breach]) -> [Breach] {
    let said = Set(known.map { [$0.rule, $0.person?.rawValue ?? "", $0.date?.description ?? ""] })
    return missing() + covered() + absent()
      + findings().filter { !said.contains([$0.rule, $0.person?.rawValue ?? "", $0.date?.description ?? ""]) }
  }

  private func covered() -> [Breach] {
    stride(from: 0, to: plan.request.days, by: 7).compactMap { day in
      let monday = dates.lowerBound.adding(days: day)
      return ruler(on: monday).map {
        Breach(
          rule: "neighbours.covered", severity: .note, date: monday,
          message: "plans/\($0.name) counts for \(ISOWeek(containing: monday)), not this plan")
      }
    }
  }

  private func absent() -> [Breach] {
    let there = SettledWork(neighbours, around: dates).carried(into: plan.request.grid)
    let absent = AbsentHelp(
      countedIn: plan, on: { !dates.contains($0) && neighbours.plan(on: $0) != nil }, there: there)
    return absent.map {
      [
        Breach(
          rule: "neighbours.absent", severity: .note, date: plan.readerZone.date(at: $0.first),
          message: "people of plans beside it are counted who are not there by them as they are now: \($0.words); plan "
            + "\(plan.week) again")
      ]
    } ?? []
  }

  private func missing() -> [Breach] {
    [(dates.lowerBound.adding(days: -1), "before"), (dates.upperBound, "after")].compactMap { date, side in
      guard neighbours.plan(on: date) == nil else { return nil }
      return Breach(
        rule: "neighbours.missing", severity: .note, date: date,
        message: "no plan covers the date \(side) the plan, so that rest and days in a row are read there as plan.json "
          + "states them")
    }
  }
}
