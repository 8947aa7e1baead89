internal import Publishing
internal import Simulation

/// What `rota what-if` prints.
struct WhatIfText {
  var answer: WhatIfAnswer

  var text: String {
    guard let base = answer.cases.first else { return "" }
    let head = [
      "", "working", "paid h", "cost", "uncovered h", "expected", "simulated", "difference", "give up", "gap",
    ]
    var rows = answer.cases.enumerated().map { number, one -> [String] in
      let difference = number == 0 ? nil : one.serviceDifference(to: base)
      return [
        one.name, "\(one.working)", ProgressLine.number(one.paidHours), ProgressLine.number(one.cost),
        ProgressLine.number(one.uncoveredHours), one.predictedServiceLevel.map(SimulationText.percent) ?? "-",
        one.serviceLevel.map(SimulationText.share) ?? "-",
        difference.map { Self.points($0.mean, margin: $0.margin) } ?? "-",
        one.abandonment.map { SimulationText.percent($0.mean) } ?? "-", ProgressLine.percent(one.gap),
      ]
    }
    rows.insert(head, at: 0)
    var lines = ["\(answer.team), \(answer.week): each future planned anew and played \(answer.replications) times"]
    lines += SimulationText.table(rows)
    if !answer.tornado.isEmpty {
      lines += ["", "with the baseline's rota as it is, in time when one knob turns out lower or higher:"]
      lines += SimulationText.table(
        answer.tornado.map {
          [
            $0.knob, $0.low, SimulationText.percent($0.serviceAtLow), $0.high, SimulationText.percent($0.serviceAtHigh),
          ]
        })
    }
    if !answer.curve.isEmpty {
      let isAnyShort = answer.curve.contains { $0.leavesMoreOpen(than: base) }
      lines += ["", "what a better promise costs:"]
      lines += SimulationText.table(
        [["promise", "cost", "simulated", "gap"] + (isAnyShort ? ["achieved"] : [])]
          + answer.curve.map {
            [
              $0.name, ProgressLine.number($0.cost), $0.serviceLevel.map(SimulationText.share) ?? "-",
              ProgressLine.percent($0.gap),
            ] + (isAnyShort ? [$0.leavesMoreOpen(than: base) ? "no, people are missing" : "yes"] : [])
          })
    }
    if !answer.hiring.isEmpty {
      lines += ["", "people by week:"]
      lines += SimulationText.table(
        [["scenario", "week", "required h", "needed", "there", "start by"]]
          + answer.hiring.map {
            [
              $0.scenario, $0.week, ProgressLine.number($0.requiredHours), "\($0.needed)", "\($0.available)",
              $0.firstPossible.map { "too late, first possible \($0)" } ?? $0.startBy ?? "-",
            ]
          })
    }
    if let grid = answer.grid {
      lines += ["", "in time with the baseline's rota as it is, volume down, handle time across:"]
      lines += SimulationText.table(
        [[""] + grid.handleTimes.map(Self.change)]
          + grid.volumes.indices.map { row in
            [Self.change(grid.volumes[row])] + grid.serviceLevels[row].map(SimulationText.percent)
          })
    }
    if !answer.unfinished.isEmpty {
      lines += ["", "stopped early; not done: \(answer.unfinished.joined(separator: ", "))"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `+10 %`
  private static func change(_ factor: Double) -> String {
    "\(factor > 1 ? "+" : "")\(Int(((factor - 1) * 100).rounded())) %"
  }

  /// `-3.1 ± 0.4 points`
  private static func points(_ mean: Double, margin: Double) -> String {
    "\(mean > 0 ? "+" : "")\((mean * 1000).rounded() / 10) ± \((margin * 1000).rounded() / 10) points"
  }
}
