internal import Calendars
internal import Plans
internal import Workforce
internal import Words

/// Scheduled less required over the week: a row a queue, a column an interval, and the worst hours in words.
func heatMap(_ context: ReportContext) -> HTML {
  let scale = HeatScale(of: context)
  let days = context.openDays
  var parts = HTML()
  for group in weeks(of: days) {
    parts += heatStrip(context, days: group, scale: scale, isOnly: days.count == group.count)
  }
  return """
    <section id="heat" class="part"><h2>\(ReportText.heatHeading)</h2>
    <p class="lead">\(ReportText.heatLead) <span class="scripted" hidden>\(ReportText.heatLeadScript)</span></p>
    \(parts)\(scale.key)
    \(worstList(context))
    <details class="behind"><summary>\(ReportText.heatTable)</summary>\(heatTable(context, days: days, scale: scale))</details>
    </section>

    """
}

/// The days in groups of a calendar week, the days at the edges with their neighbours.
private func weeks(of days: [ReportDay]) -> [[ReportDay]] {
  guard days.count > 9 else { return days.isEmpty ? [] : [days] }
  var groups: [[ReportDay]] = []
  for day in days {
    if let last = groups.last?.last, ISOWeek(containing: last.date) == ISOWeek(containing: day.date) {
      groups[groups.count - 1].append(day)
    } else {
      groups.append([day])
    }
  }
  return groups
}

private func worstList(_ context: ReportContext) -> HTML {
  let hours = worstHours(context, limit: 6)
  guard !hours.isEmpty else { return "<p class=\"good\">\(ReportText.noWorstHours)</p>" }
  let items = hours.map { hour -> HTML in
    let level: HTML = hour.serviceLevel.map { ", \(ReportText.inTime(Words.page.percent($0)))" } ?? ""
    return """
      <li><a href="#\(hour.anchor)">\(hour.when)</a> <b>\(context.plan.queues[hour.queue].name)</b> \
      <span class="nowrap">\(ReportText.shortBy(hour.missing, of: hour.required))\(level)</span></li>
      """
  }
  return "<h3>\(ReportText.worstHours)</h3><ol class=\"worst\">\(items)</ol>"
}

/// Which number of people gets which colour: four steps on either side of zero, each the same number of people wide.
struct HeatScale {
  static let steps = 4
  /// People a step.
  let width: Int

  init(of context: ReportContext) {
    var most = 0
    for coverage in context.plan.coverage {
      for slot in coverage.open.indices where coverage.open[slot] {
        most = max(most, abs(coverage.scheduled[slot] - coverage.required[slot]))
      }
    }
    width = max(1, (most + Self.steps - 1) / Self.steps)
  }

  /// −4…4.
  func step(_ net: Int) -> Int {
    let size = min(Self.steps, (abs(net) + width - 1) / width)
    return net < 0 ? -size : size
  }

  /// `u1`…`u4` for short, `z`, `o1`…`o4` for spare.
  static func style(_ step: Int) -> String { step == 0 ? "z" : (step < 0 ? "u" : "o") + String(abs(step)) }

  /// The steps with their numbers.
  var key: HTML {
    let steps = (-Self.steps...Self.steps).map { step -> HTML in
      let (low, high) = ((abs(step) - 1) * width + 1, abs(step) * width)
      let sign = step < 0 ? "−" : "+"
      let text = step == 0 ? "0" : low == high ? sign + String(low) : "\(sign)\(low)…\(high)"
      return "<li class=\"\(Self.style(step))\">\(text)</li>"
    }
    return """
      <div class="key heatkey"><span>\(ReportText.short)</span><ol>\(steps)</ol><span>\(ReportText.spareWord)</span>\
      <span class="shut">\(ReportText.closed)</span></div>
      """
  }
}

/// One week's strip. All days show the same hours, so that times line up; elapsed hours that a clock change repeats
/// fall on one column, of which the tighter interval shows.
private func heatStrip(_ context: ReportContext, days: [ReportDay], scale: HeatScale, isOnly: Bool) -> HTML {
  let grid = context.grid
  let minutes = grid.interval.rawValue
  let (from, to) = openMinutes(context, days: days)
  let gap = max(15, (to - from) / 40)
  let dayWidth = to - from + gap
  let width = dayWidth * days.count - gap
  func percent(_ x: Int) -> String { CSSNumber.percent(Double(x) / Double(width)) }

  let heads = days.enumerated().map { number, day -> HTML in
    let left = number * dayWidth
    return """
      <a href="#\(day.anchor)" style="left:\(percent(left));width:\(percent(to - from))">\(ReportText.tinyDay(day.date))</a>
      """
  }
  let every = to - from > 960 ? 6 : 3
  let ticks = days.indices.flatMap { number in
    stride(from: (from / 60 + every - 1) / every * every, through: to / 60 - 1, by: every).compactMap { hour -> HTML? in
      let x = number * dayWidth + hour * 60 - from
      return hour * 60 == from ? nil : "<i style=\"left:\(percent(x))\">\(padded(hour, to: 2))</i>"
    }
  }
  let gaps = days.indices.dropFirst().map { "M\($0 * dayWidth - gap) -1h\(gap)v12h-\(gap)z" }.joined()
  let frames = days.indices.map { "M\($0 * dayWidth) 0h\(to - from)v10h-\(to - from)z" }.joined()
  let rows = context.plan.coverage.enumerated().map { number, coverage -> HTML in
    var columns: [Int: Int] = [:]
    for (place, day) in days.enumerated() {
      for slot in context.slots(in: day.start..<day.end) where coverage.open[slot] {
        let minute = context.zone.civil(at: grid.instant(at: slot)).minuteOfDay
        guard minute >= from, minute < to else { continue }
        let column = place * dayWidth + minute - from
        let net = coverage.scheduled[slot] - coverage.required[slot]
        columns[column] = min(columns[column] ?? Int.max, net)
      }
    }
    let balance = context.balance(queue: number, in: days[0].start..<days[days.count - 1].end)
    return """
      <div class="row" data-queue="\(number)"><span class="name">\(context.plan.queues[number].name)</span>\
      <svg viewBox="0 0 \(width) 10" preserveAspectRatio="none" role="img">\
      <title>\(ReportText.heatRow(context.plan.queues[number].name))</title>\
      <desc>\(ReportText.balance(missing: balance.missing, spare: balance.spare))</desc>\
      <path class="gap" d="\(gaps)"/>\
      \(heatPaths(columns, width: minutes, scale: scale))<path class="frame" d="\(frames)"/></svg></div>
      """
  }
  let title: HTML = isOnly ? "" : "<h3>\(ReportText.weekOf(days[0].date))</h3>"
  let map = days.map { String(context.x($0.start)) }.joined(separator: " ")
  return """
    \(title)<div class="scroll"><div class="heat" data-days="\(map)" data-from="\(from)" data-to="\(to)" data-gap="\(gap)">
    <div class="row head"><span class="name"></span><div class="track">\(heads)</div></div>
    \(rows.joined(separator: "\n"))
    <div class="row hours"><span class="name"></span><div class="track">\(ticks)</div></div>
    </div></div>

    """
}

/// The minutes of the reader's clock between which any queue is open on any of the days, in whole hours.
private func openMinutes(_ context: ReportContext, days: [ReportDay]) -> (from: Int, to: Int) {
  var from = 1440
  var to = 0
  for coverage in context.plan.coverage {
    for day in days {
      for slot in context.slots(in: day.start..<day.end) where coverage.open[slot] {
        let minute = context.zone.civil(at: context.grid.instant(at: slot)).minuteOfDay
        from = min(from, minute)
        to = max(to, minute + context.grid.interval.rawValue)
      }
    }
  }
  return from < to ? (from / 60 * 60, min(1440, (to + 59) / 60 * 60)) : (0, 1440)
}

/// One path a colour; neighbouring columns of one colour are one rectangle.
private func heatPaths(_ columns: [Int: Int], width: Int, scale: HeatScale) -> HTML {
  var paths: [Int: String] = [:]
  var run: (start: Int, end: Int, step: Int)?
  func close() {
    if let run { paths[run.step, default: ""] += "M\(run.start) 0h\(run.end - run.start)v10h-\(run.end - run.start)z" }
  }
  for (column, net) in columns.sorted(by: { $0.key < $1.key }) {
    let step = scale.step(net)
    if let open = run, open.step == step, open.end == column {
      run?.end = column + width
    } else {
      close()
      run = (column, column + width, step)
    }
  }
  close()
  var html = HTML()
  for (step, path) in paths.sorted(by: { $0.key < $1.key }) {
    html += "<path class=\"\(HeatScale.style(step))\" d=\"\(path)\"/>"
  }
  return html
}
