internal import Tables
internal import Workforce

/// Scenarios as CSV, a line each; differences are to the first.
public func whatIfCSV(_ cases: [WhatIfCase]) -> [UInt8] {
  var text =
    "scenario,changes,people,working,paid_hours,cost,required_hours,uncovered_hours,covered_share,"
    + "predicted_service_level,service_level_without_help,service_level,service_level_low,service_level_high,"
    + "service_level_difference,difference_low,difference_high,abandonment,abandonment_low,abandonment_high,"
    + "abandonment_difference,abandonment_difference_low,abandonment_difference_high,occupancy,weak_hours,most_nights,fewest_nights,most_weekend_days,fewest_weekend_days,objective,bound,"
    + "gap\n"
  for one in cases {
    let difference = cases.first.flatMap { one.serviceDifference(to: $0) }
    let abandonment = cases.first.flatMap { one.abandonmentDifference(to: $0) }
    let fields: [String] = [
      CSVText.quoted(one.name), CSVText.quoted(one.changes.joined(separator: "; ")), "\(one.people)", "\(one.working)",
      number(one.paidHours, 2), number(one.cost, 2), number(one.requiredHours, 2), number(one.uncoveredHours, 2),
      number(one.coveredShare, 5), number(one.predictedServiceLevel, 5), number(one.withoutHelp?.mean, 5),
      number(one.serviceLevel?.mean, 5), number(one.serviceLevel?.low, 5),
      number(one.serviceLevel?.high, 5), number(difference?.mean, 5), number(difference?.low, 5),
      number(difference?.high, 5), number(one.abandonment?.mean, 5),
      number(one.abandonment?.low, 5), number(one.abandonment?.high, 5), number(abandonment?.mean, 5),
      number(abandonment?.low, 5), number(abandonment?.high, 5), number(one.occupancy?.mean, 5),
      "\(one.weakHours)", "\(one.mostNights)", "\(one.fewestNights)", "\(one.mostWeekendDays)",
      "\(one.fewestWeekendDays)", number(one.objective, 2), number(one.bound, 2), number(one.gap, 5),
    ]
    text += fields.joined(separator: ",") + "\n"
  }
  return Array(text.utf8)
}

/// Every table of the answer that holds something, as CSV, with the name of its file.
public func whatIfTables(_ answer: WhatIfAnswer) -> [(name: String, bytes: [UInt8])] {
  var tables = [(name: "what-if.csv", bytes: whatIfCSV(answer.cases))]
  func add(_ name: String, _ head: String, _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    let text = head + "\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined()
    tables.append((name, Array(text.utf8)))
  }
  add(
    "tornado.csv", "knob,low,service_level_low,high,service_level_high",
    answer.tornado.map {
      [
        CSVText.quoted($0.knob), CSVText.quoted($0.low), number($0.serviceAtLow, 5), CSVText.quoted($0.high),
        number($0.serviceAtHigh, 5),
      ]
    })
  if let grid = answer.grid {
    add(
      "grid.csv", "volume,handle_time,service_level",
      grid.volumes.indices.flatMap { row in
        grid.handleTimes.indices.map { column in
          [
            number(grid.volumes[row], 4), number(grid.handleTimes[column], 4),
            number(grid.serviceLevels[row][column], 5),
          ]
        }
      })
  }
  if !answer.curve.isEmpty { tables.append(("promises.csv", whatIfCSV(answer.curve))) }
  add(
    "hiring.csv", "scenario,week,monday,required_hours,needed,available,missing,spare,whom,start_by,first_possible",
    answer.hiring.map {
      [
        CSVText.quoted($0.scenario), $0.week, $0.monday, number($0.requiredHours, 2), "\($0.needed)", "\($0.available)",
        "\($0.missing)", "\($0.spare)", CSVText.quoted($0.groups.map(\.words).joined(separator: "; ")),
        $0.startBy ?? "",
        $0.firstPossible ?? "",
      ]
    })
  return tables
}

private func number(_ value: Double?, _ places: Int) -> String {
  guard let value, value.isFinite else { return "" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  // Plus nothing: a small negative number is rounded to 0.0, not to −0.0.
  return "\((value * scale).rounded() / scale + 0)"
}
