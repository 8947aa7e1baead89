public import Calendars
internal import Forecasting
internal import Planning
public import Tables

extension Scenario {
  /// Refuses changes of days that are not looked at: they would change nothing, and the answer would look as if the change
  /// made no difference. Events of the past are welcome, since the forecast learns from them.
  ///
  /// - Parameter days: those that are looked at, planned or listed in the hiring plan.
  /// - Throws: `scenario.dates`.
  public func check(days: ClosedRange<CivilDate>) throws(Diagnostic) {
    func refuse(_ node: SettingsNode, _ what: String) throws(Diagnostic) {
      throw node.fail(
        "scenario.dates", "\(what); expected days from \(days.lowerBound) to \(days.upperBound), which are planned",
        cure: "Correct the dates, or plan the weeks that they lie in with --week, --weeks or --hiring.")
    }
    for layer in layers {
      for piece in layer.demand {
        let change = piece.change
        // Hours beyond midnight belong to the day before.
        let reach = (change.minutes?.upperBound ?? 0) > 1440 ? 1 : 0
        if let first = change.first, first > days.upperBound {
          try refuse(piece.node, "found a change from \(first)")
        }
        if let last = change.last, last.adding(days: reach) < days.lowerBound {
          try refuse(piece.node, "found a change that ends on \(last)")
        }
      }
      for node in layer.events {
        guard case .text(let text)? = node.value["from"], let first = CivilDate(String(text.prefix(10))),
          first > days.upperBound
        else { continue }
        try refuse(node, "found an event from \(first)")
      }
      for change in layer.people {
        switch change {
        case .attrition(_, let from, let node):
          if let from, from > days.upperBound { try refuse(node, "found people who leave on \(from)") }
        case .hires(let hires, let node):
          if let from = hires.from, from > days.upperBound { try refuse(node, "found people who come on \(from)") }
        case .away(_, _, let first, let last, _, let node):
          if first > days.upperBound { try refuse(node, "found people who are away from \(first)") }
          if last < days.lowerBound { try refuse(node, "found people who are away until \(last)") }
        }
      }
    }
  }
}
