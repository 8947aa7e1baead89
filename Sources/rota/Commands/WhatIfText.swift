internal import Publishing
internal import Workforce
internal import Words

/// What `rota what-if` prints.
struct WhatIfText {
  var answer: WhatIfAnswer

  /// Futures that stand beside one another before the table goes on below.
  private static let mostColumns = 3

  var text: String {
    guard let base = answer.cases.first else { return "" }
    let header = "\(answer.team), \(answer.week): each future planned anew and played \(answer.replications) times"
    let differences = answer.cases.count > 1 ? ["differences, in brackets, are to the baseline"] : []
    var lines = [header] + differences
    let others = Array(answer.cases.dropFirst())
    var begin = 0
    repeat {
      lines += [""] + comparison(base, Array(others[begin..<min(begin + Self.mostColumns, others.count)]))
      begin += Self.mostColumns
    } while begin < others.count
    if let words = WhatIfVerdict.alikeWords(answer.cases) { lines += [""] + words }
    lines += tornado + curve(base) + hiring + grid
    if !answer.unfinished.isEmpty {
      lines += ["", "stopped early; not done: \(Words.plain.list(answer.unfinished))"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The baseline and some futures, a column each.
  private func comparison(_ base: WhatIfCase, _ others: [WhatIfCase]) -> [String] {
    func row(_ name: String, _ value: (WhatIfCase) -> String, _ difference: (WhatIfCase) -> String?) -> [String] {
      [name, value(base)] + others.flatMap { one in [value(one), difference(one).map { "(\($0))" } ?? ""] }
    }
    func plain(_ name: String, _ value: (WhatIfCase) -> String) -> [String] { row(name, value, { _ in nil }) }
    func number(_ name: String, _ value: (WhatIfCase) -> Double) -> [String] {
      row(name, { Words.plain.rounded(value($0)) }, { Self.signed(value($0).rounded() - value(base).rounded()) })
    }
    var rows = [[""] + [base.name] + others.flatMap { [$0.name, ""] }]
    rows.append(
      row("people working", { "\($0.working) of \($0.people)" }, { Self.signed(Double($0.working - base.working)) }))
    rows.append(number("paid hours", \.paidHours))
    rows.append(number("cost, \(answer.currency)", \.cost))
    rows.append(number("hours required", \.requiredHours))
    rows.append(number("hours uncovered", \.uncoveredHours))
    rows.append(
      row(
        "covered", { Words.plain.percent($0.coveredShare, places: 1) },
        { Self.points($0.coveredShare - base.coveredShare) }))
    rows.append(
      row(
        "in time, expected", { $0.predictedServiceLevel.map { Words.plain.percent($0, places: 1) } ?? "-" },
        { one in
          one.predictedServiceLevel.flatMap { level in base.predictedServiceLevel.map { Self.points(level - $0) } }
        }))
    rows.append(plain("  played the same way", { $0.withoutHelp.map(SimulationText.share) ?? "-" }))
    rows.append(
      row(
        "  with help between queues", { $0.serviceLevel.map(SimulationText.share) ?? "-" },
        { $0.serviceDifference(to: base).map(Self.points) }))
    rows.append(
      row(
        "lost", { $0.abandonment.map(SimulationText.share) ?? "-" },
        { $0.abandonmentDifference(to: base).map(Self.points) }))
    rows.append(plain("busy", { $0.occupancy.map { Words.plain.percent($0.mean, places: 1) } ?? "-" }))
    rows.append(row("weak hours", { "\($0.weakHours)" }, { Self.signed(Double($0.weakHours - base.weakHours)) }))
    rows.append(plain("nights a person", { "\($0.fewestNights) to \($0.mostNights)" }))
    rows.append(plain("weekend days a person", { "\($0.fewestWeekendDays) to \($0.mostWeekendDays)" }))
    rows.append(plain("gap of the search", { ProofText.share($0.gap) }))
    return SimulationText.table(rows)
  }

  private var tornado: [String] {
    guard !answer.tornado.isEmpty else { return [] }
    return ["", "with the baseline's rota as it is, in time when one knob turns out lower or higher:"]
      + SimulationText.table(
        answer.tornado.map {
          [
            $0.knob, $0.low, Words.plain.percent($0.serviceAtLow, places: 1), $0.high,
            Words.plain.percent($0.serviceAtHigh, places: 1),
          ]
        })
  }

  private func curve(_ base: WhatIfCase) -> [String] {
    guard !answer.curve.isEmpty else { return [] }
    let isAnyShort = answer.curve.contains { $0.leavesMoreOpen(than: base) }
    return ["", "what a better promise costs:"]
      + SimulationText.table(
        [["promise", "cost", "simulated", "gap"] + (isAnyShort ? ["achieved"] : [])]
          + answer.curve.map {
            [
              $0.name, Words.plain.rounded($0.cost), $0.serviceLevel.map(SimulationText.share) ?? "-",
              ProofText.share($0.gap),
            ] + (isAnyShort ? [$0.leavesMoreOpen(than: base) ? "no, people are missing" : "yes"] : [])
          })
  }

  private var hiring: [String] {
    guard !answer.hiring.isEmpty else { return [] }
    let head = ["scenario", "week", "required h", "needed", "there", "missing", "spare", "start by", "whom"]
    let rows = answer.hiring.map { week -> [String] in
      var row: [String] = [week.scenario, week.week, Words.plain.rounded(week.requiredHours)]
      row += ["\(week.needed)", "\(week.available)", "\(week.missing)", "\(week.spare)"]
      row.append(week.firstPossible.map { "too late, first possible \($0)" } ?? week.startBy ?? "-")
      row.append(week.groups.isEmpty ? "-" : Words.plain.list(week.groups.map(\.words)))
      return row
    }
    return ["", "people by week, needed = there + missing - spare:"] + SimulationText.table([head] + rows)
  }

  private var grid: [String] {
    guard let grid = answer.grid else { return [] }
    return ["", "in time with the baseline's rota as it is, volume down, handle time across:"]
      + SimulationText.table(
        [[""] + grid.handleTimes.map { Words.plain.change($0 - 1) }]
          + grid.volumes.indices.map { row in
            [Words.plain.change(grid.volumes[row] - 1)]
              + grid.serviceLevels[row].map { $0.map { Words.plain.percent($0, places: 1) } ?? "-" }
          })
  }

  /// `+1,250`, `-3`, `0`
  static func signed(_ value: Double) -> String {
    value.rounded() > 0 ? "+\(Words.plain.rounded(value))" : value.rounded() == 0 ? "0" : Words.plain.rounded(value)
  }

  /// `-3.1 ± 0.4 points`
  static func points(_ difference: Estimate) -> String {
    "\(tenths(difference.mean)) ± \((difference.margin * 1000).rounded() / 10) points"
  }

  /// `-3.1 points`
  static func points(_ difference: Double) -> String { "\(tenths(difference)) points" }

  private static func tenths(_ difference: Double) -> String {
    let tenths = (difference * 1000).rounded() / 10
    return tenths > 0 ? "+\(tenths)" : tenths == 0 ? "0.0" : "\(tenths)"
  }
}
