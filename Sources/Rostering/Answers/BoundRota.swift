package import Calendars
package import Searching
package import Tables
package import Workforce

/// A rota in which one person's day is as it was asked for, everybody else free to change.
package struct BoundRota: Sendable {
  package var rota: Rota
  package var costs: CostParts
  /// No rota that keeps every rule and does what was asked costs less.
  package var bound: Double
  /// Heads on each queue of the demand, by interval of the grid.
  package var heads: [[Int]]
}

/// Searches the best rota in which a person's day is as it is asked for.
///
/// - Parameters:
///   - wish: a day off or a duty; other wishes are no binding, and are not looked after.
///   - start: a rota of the request that keeps every rule and does what is asked.
///   - worth: more than the wish can cost, in currency units; with less the answer may be nil.
/// - Returns: nil where the search ended with a rota that doesn't do what is asked; the start is then the best known.
/// - Throws: as `makeRota` does.
package func makeRota(
  _ request: RosterRequest, granting wish: TourWish, to person: PersonID, start: Rota, worth: Double, run: SearchRun
) throws(Diagnostic) -> BoundRota? {
  let roster = try compileRoster(request, spare: worth)
  guard let index = request.people.firstIndex(where: { $0.id == person }) else { return nil }
  var bound = roster
  var price: Int32 = 0
  switch wish {
  case .dayOff(let day): bound = roster.freeing(index, day: day)
  case .duty(let day, let starts):
    price = roster.scale.units(worth)
    bound = roster.binding(index, day: day, price: price) { starts.contains(request.grid.instant(at: $0)) }
  case .anything, .presence, .fullWeek, .mostHours: break
  }
  let choices = StartRota(request: request, roster: bound).duties(of: start)
  let solution = RosterSolver(roster: bound, run: run, start: choices).solve()
  if case .duty(let day, _) = wish, !solution.duties[index * roster.dayCount + day].isWorked { return nil }
  let builder = OutcomeBuilder(request: request, roster: roster)
  let state = SearchState(roster: roster)
  state.restore(solution.duties)
  let costs = builder.costs(solution.duties)
  return BoundRota(
    rota: builder.rota(solution.duties), costs: costs,
    bound: min(costs.total, roster.scale.currency(solution.bound + Int64(price))), heads: state.coverage.heads)
}
