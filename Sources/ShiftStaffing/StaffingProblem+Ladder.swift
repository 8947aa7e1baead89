internal import Calendars
internal import Tables
internal import Workforce

extension StaffingProblem {
  /// What is wrong with the ladder of prices and with the steps that are priced by it.
  func ladderProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let prices, let ladder = prices.ladder {
      if !(2...CoveragePrices.mostSteps).contains(ladder.count) || !ladder.allSatisfy({ $0.isFinite && $0 >= 0 })
        || zip(ladder, ladder.dropFirst()).contains(where: { $0 < $1 })
      {
        found.append(
          Diagnostic(
            "staffing.ladder",
            "the ladder has \(ladder.count) prices and not 2 to \(CoveragePrices.mostSteps), or they rise",
            cure: "Give prices of 0 or more, the dearest first."))
      } else if ladder.first != prices.underNext || !ladder.contains(prices.underFirst) {
        found.append(
          Diagnostic(
            "staffing.ladder", "the ladder doesn't begin with underNext, or underFirst isn't among its prices",
            cure: "Take both prices of missing people into the ladder, which queues without steps share."))
      }
    }
    for (index, queue) in demand.enumerated() {
      guard let steps = queue.steps else { continue }
      let name = "queue '\(queue.queue.rawValue)'"
      if deadlines.contains(where: { $0.queue == index }) {
        found.append(
          Diagnostic(
            "staffing.steps", "\(name) has steps and deadlines", cure: "Price work that may wait by what it requires."))
      }
      guard let ladder = prices?.ladder else {
        found.append(
          Diagnostic(
            "staffing.steps", "\(name) has steps, but the prices have no ladder",
            cure: "Give the prices a ladder, or leave the steps out."))
        continue
      }
      if steps.heads.count != ladder.count || steps.heads.contains(where: { $0.count != slots }) {
        found.append(
          Diagnostic(
            "staffing.steps",
            "\(name) doesn't have a number of heads for each of \(ladder.count) prices and \(slots) slots",
            cure: "Give each price of the ladder one number a slot."))
      } else if steps.heads.joined().contains(where: { $0 < 0 })
        || zip(steps.heads, steps.heads.dropFirst()).contains(where: { zip($0, $1).contains { $0 > $1 } })
      {
        found.append(
          Diagnostic(
            "staffing.steps", "the heads of \(name) are below 0 or fall from a price to the next",
            cure: "Give each price at least the heads of the one before."))
      }
    }
    return found
  }
}
