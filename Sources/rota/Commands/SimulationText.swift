internal import Calendars
internal import Foundation
internal import Planning
internal import Plans
internal import Publishing
internal import Simulation
internal import Workforce
internal import Words

/// What `rota simulate` prints.
struct SimulationText {
  var report: SimulationReport
  var zone: Zone

  /// Weak hours in the table; --json has every hour.
  private static let mostHours = 24

  var text: String {
    var lines = ["\(report.team), \(report.week): played \(report.replications) times, seed \(report.seed)"]
    lines += head + [""] + queues + [""] + days + [""] + weakHours
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether help between queues was allowed, so that there is a figure with it and one without.
  private var hasHelp: Bool { report.routing == .skills }

  private var head: [String] {
    guard let level = report.live.serviceLevel else { return ["nobody contacts the live queues"] }
    var lines: [String] = []
    if let expected = report.predictedServiceLevel, let alike = report.withoutHelp {
      let distance = Self.points(abs(alike.mean - expected))
      let words =
        abs(alike.mean - expected) <= 0.02
        ? "\(distance) apart" : "\(distance) apart: trust the simulation, or close it with `rota plan --verify`"
      lines += [
        "expected        \(Words.plain.percent(expected, places: 1)) by the plan, everybody on their own queue",
        "played alike    \(Self.share(alike)), \(words)",
      ]
    }
    if hasHelp {
      lines.append(
        "with help       \(Self.share(level)) when people help on another queue while nobody waits in their own")
    } else if lines.isEmpty {
      lines.append("service level   \(Self.share(level)) over all live contacts")
    }
    return lines
  }

  private var queues: [String] {
    var head = ["queue", "contacts", "expected", "played alike"]
    if hasHelp { head.append("with help") }
    head += ["wait", "lost", "busy", "left"]
    let rows = report.queues.map { queue -> [String] in
      let total = queue.total
      var row: [String] = [queue.id, Words.plain.rounded(total.contacts.rounded())]
      row.append(queue.predictedServiceLevel.map { Words.plain.percent($0, places: 1) } ?? "-")
      row.append(queue.withoutHelp.map { Self.share($0) } ?? "-")
      if hasHelp { row.append(total.serviceLevel.map { Self.share($0) } ?? "-") }
      row.append(total.waitAnswered.map { Words.plain.wait(seconds: $0.mean) } ?? "-")
      row.append(total.abandonment.map { Self.share($0) } ?? "-")
      row.append(total.occupancy.map { Words.plain.percent($0.mean, places: 1) } ?? "-")
      row.append(Words.plain.rounded(queue.waitingAtEnd.rounded()))
      return row
    }
    let isAnyLost = report.queues.contains { ($0.total.abandonment?.mean ?? 0) > 0 }
    return Self.table([head] + rows)
      + (isAnyLost ? ["lost: gave up, or still waited when nobody of the queue was there any more"] : [])
  }

  /// In time on each day by queue; `!` where an hour of the day is weak.
  private var days: [String] {
    let dates = Set(report.queues.flatMap { $0.days.map(\.startLocal) }).sorted()
    let rows = dates.map { date -> [String] in
      let weekday = CivilDate(date).map { Self.short($0.weekday) + " " } ?? ""
      return ["\(weekday)\(date)"]
        + report.queues.map { queue in
          guard let day = queue.days.first(where: { $0.startLocal == date }), let level = day.figures.serviceLevel
          else {
            return "-"
          }
          return "\(Self.share(level))\(day.isWeak ? " !" : "  ")"
        }
    }
    let isAnyWeak = report.queues.contains { $0.days.contains(where: \.isWeak) }
    return Self.table([["in time by day"] + report.queues.map { $0.id + "  " }] + rows)
      + (isAnyWeak ? ["! has a weak hour"] : [])
  }

  /// The worst first.
  private var weakHours: [String] {
    guard !report.weakHours.isEmpty else { return ["no hour of a live queue misses its promise beyond chance"] }
    let worst = report.weakHours.enumerated().sorted {
      ($0.element.serviceLevel.mean - $0.element.target, $0.offset)
        < ($1.element.serviceLevel.mean - $1.element.target, $1.offset)
    }.map(\.element)
    let count = worst.count
    var lines = [
      "\(count) hour\(count == 1 ? " misses its" : "s miss their") promise beyond chance, worst first, on the clock of "
        + "\(zone):"
    ]
    let rows = worst.prefix(Self.mostHours).map { hour -> [String] in
      let local = zone.civil(at: hour.start)
      let utc = hour.start.utcText
      let figures = report.queues.first { $0.id == hour.queue.rawValue }?.hours.first { $0.startUTC == utc }?.figures
      var row: [String] = ["\(Self.short(local.date.weekday)) \(local.date) \(local.clock)", hour.queue.rawValue]
      row.append(Self.share(hour.serviceLevel))
      row.append(Words.plain.percent(hour.target, places: 1))
      row.append(figures.map { Words.plain.rounded($0.contacts.rounded()) } ?? "-")
      row.append(figures?.waitAnswered.map { Words.plain.wait(seconds: $0.mean) } ?? "-")
      row.append(figures?.abandonment.map { Words.plain.percent($0.mean, places: 1) } ?? "-")
      row.append("\(hour.scheduled) of \(hour.required)")
      return row
    }
    lines += Self.table(
      [["hour", "queue", "in time", "promised", "contacts", "wait", "lost", "people"]] + Array(rows))
    if count > Self.mostHours { lines.append("and \(count - Self.mostHours) more; --json lists every hour") }
    return lines
  }

  /// `81.2 % ± 0.6`
  static func share(_ estimate: Estimate) -> String {
    "\(Words.plain.percent(estimate.mean, places: 1)) ± \(Words.plain.decimal(estimate.margin * 100, places: 1))"
  }

  /// `Mon`
  private static func short(_ day: Weekday) -> String { "\(day)".prefix(3).capitalized }

  /// `0.4 points`
  static func points(_ distance: Double) -> String { Words.plain.decimal(distance * 100, places: 1) + " points" }

  /// Columns in line: the first to the left, the others to the right.
  static func table(_ rows: [[String]]) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }.joined(separator: "  ")
    }
  }
}
