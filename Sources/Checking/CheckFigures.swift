internal import Calendars
public import Plans

/// Works out every figure that a plan states, from the plan alone and with arithmetic of its own, and returns those that
/// are something else: costs, bound, gap and status, who is needed, who is there, the service, people's and headline
/// figures, calendar entries. Forecasts, simulations, warnings and sentences are read by their form.
///
/// It calls neither the queueing formulas nor the optimiser. What the plan doesn't hold the basis of is a breach where its
/// program writes that, else the note `figures.unchecked`.
///
/// - Parameters:
///   - plan: whose rota and request can be read (`checkRota` finds no `rota.unreadable`).
///   - tool: name and version of this program, as plans record them.
/// - Returns: in the order in which `plan.json` is read; empty when every figure is right.
/// - Complexity: O(grid · queues) waits, each some hundred evaluations; O(intervals²) for work with deadlines.
public func checkFigures(_ plan: PlanDocument, readBy tool: String) -> [Breach] {
  var figures = PlanFigures(PlanReading(plan, readBy: tool))
  let costs = countedCosts(plan.request, plan.rota)
  figures.checkHead()
  figures.checkParts()
  figures.checkResult(costs)
  figures.checkQueues()
  figures.checkCoverage()
  figures.checkPeople()
  figures.checkSummary(costs)
  figures.checkCalendar()
  figures.checkForms()
  return figures.findings.list
}
