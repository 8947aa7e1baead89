internal import Calendars
internal import Workforce
internal import Words

/// One scenario against the baseline, in pictures.
enum WhatIfComparison {
  /// Hours needed by day: the baseline on the left of each pair, what nobody covers in orange on top.
  static func days(_ base: WhatIfCase, _ one: WhatIfCase) -> HTML {
    guard base.days.count == one.days.count, let most = (base.days + one.days).map(\.requiredHours).max(), most > 0
    else { return HTML() }
    let slot = 660 / Double(one.days.count)
    func height(_ hours: Double) -> Double { 170 * hours / most }
    func bar(_ day: WhatIfDay, at x: Double, style: String, name: String) -> HTML {
      let covered = day.requiredHours - day.uncoveredHours
      let width = slot * 0.36
      let top = 200 - height(day.requiredHours)
      return """
        <rect class="\(style)" x="\(text(x))" y="\(text(200 - height(covered)))" width="\(text(width))" height="\(text(height(covered)))">\
        <title>\(name), \(day.date): \(Words.page.decimal(day.requiredHours, places: 0)) h needed, \(Words.page.decimal(day.uncoveredHours, places: 0)) h without anybody</title></rect>\
        <rect class="b" x="\(text(x))" y="\(text(top))" width="\(text(width))" height="\(text(height(day.uncoveredHours)))"/>
        """
    }
    let bars = zip(base.days, one.days).enumerated().map { number, pair -> HTML in
      let x = 30 + Double(number) * slot
      let label = CivilDate(pair.1.date).map(ReportText.tinyDay) ?? pair.1.date
      let open = pair.1.uncoveredHours
      let isMarked = open >= max(1, pair.1.requiredHours * 0.005)
      let above: HTML =
        isMarked
        ? """
        <text x="\(text(x + slot * 0.6))" y="\(text(194 - height(pair.1.requiredHours)))" text-anchor="middle">\(Words.page.decimal(open, places: 0)) h</text>
        """ : HTML()
      return """
        \(bar(pair.0, at: x + slot * 0.04, style: "c", name: base.name))\(bar(pair.1, at: x + slot * 0.42, style: "a", name: one.name))\(above)\
        <text x="\(text(x + slot * 0.41))" y="218" text-anchor="middle">\(label)</text>
        """
    }
    return """
      <h3>Hours of work by day</h3>
      <p class="more">Grey: \(base.name.lowercased()). Blue: \(one.name). <b class="orange">Orange</b>: nobody is there for them, in hours for the scenario.</p>
      <svg class="draw" viewBox="0 0 700 226" role="img"><title>Hours needed by day</title>
      <desc>Pairs of bars: baseline and scenario; the orange part is not covered.</desc>
      <line class="axis" x1="30" y1="200" x2="690" y2="200"/>\(bars)</svg>
      """
  }

  /// Service by queue: from the hollow dot to the full one; the stroke is the promise.
  static func queues(_ base: WhatIfCase, _ one: WhatIfCase) -> HTML {
    guard base.queues.count == one.queues.count else { return HTML() }
    let pairs = zip(base.queues, one.queues).compactMap { before, after -> (WhatIfQueue, Double, Double)? in
      guard let from = before.serviceLevel?.mean, let to = after.serviceLevel?.mean else { return nil }
      return (after, from, to)
    }
    guard !pairs.isEmpty else { return HTML() }
    let least = pairs.map { min($0.1, $0.2, $0.0.target ?? 1) }.min() ?? 0
    let low = max(0, ((least - 0.05) * 10).rounded(.down) / 10)
    func x(_ level: Double) -> Double { 170 + 380 * (level - low) / max(0.01, 1 - low) }
    let rows = pairs.enumerated().map { number, pair -> HTML in
      let (queue, from, to) = pair
      let y = 24.0 + Double(number) * 34
      let promise: HTML =
        queue.target.map {
          "<line class=\"promise\" x1=\"\(text(x($0)))\" y1=\"\(text(y - 11))\" x2=\"\(text(x($0)))\" y2=\"\(text(y + 11))\"/>"
        } ?? HTML()
      return """
        <text x="4" y="\(text(y + 5))">\(queue.name)</text><line class="axis" x1="170" y1="\(text(y))" x2="550" y2="\(text(y))"/>\(promise)\
        <line class="\(to < from ? "fall" : "line")" x1="\(text(x(from)))" y1="\(text(y))" x2="\(text(x(to)))" y2="\(text(y))"/>\
        <circle class="hollow" cx="\(text(x(from)))" cy="\(text(y))" r="5"/>\
        <circle class="\(queue.isMissed ? "b" : "a")" cx="\(text(x(to)))" cy="\(text(y))" r="6"/>\
        <text x="562" y="\(text(y + 5))">\(Words.page.percent(from)) → \(Words.page.percent(to))</text>
        """
    }
    let bottom = 24 + Double(pairs.count) * 34
    return """
      <h3>Customers answered in time</h3>
      <p class="more">Hollow: \(base.name.lowercased()). Full: \(one.name), <b class="orange">orange</b> where the promise is missed. The stroke is the promise.</p>
      <svg class="draw" viewBox="0 0 700 \(text(bottom + 22))" role="img"><title>Service by queue</title>
      <desc>For each queue the share answered in time in the baseline and in the scenario.</desc>\(rows)
      <text x="170" y="\(text(bottom + 12))">\(Words.page.percent(low))</text><text x="550" y="\(text(bottom + 12))" text-anchor="end">100 %</text></svg>
      """
  }

  private static func text(_ value: Double) -> String { WhatIfDrawing.text(value) }
}
