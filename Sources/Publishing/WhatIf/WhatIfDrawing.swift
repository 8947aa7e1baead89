internal import Workforce
internal import Words

/// The pictures of the what-if page: inline SVG with title and description, each with its numbers as text.
enum WhatIfDrawing {
  static let style = """
    .whatif{border-collapse:collapse;font-variant-numeric:tabular-nums}.whatif th,.whatif td{padding:.3rem .7rem;text-align:right;\
    vertical-align:top;border-bottom:1px solid #8884}.whatif td{white-space:nowrap}.whatif th:first-child{text-align:left}.whatif i{font-style:normal;\
    opacity:.75;font-size:.9em}.scroll{overflow-x:auto}svg.draw{width:100%;max-width:760px;height:auto;font:13px system-ui,sans-serif}\
    svg.draw text{fill:currentColor}.a{fill:#2a78c2}.b{fill:#d8701a}.c{fill:#9aa7b4}.orange{color:var(--bad)}\
    .line{fill:none;stroke:#2a78c2;stroke-width:2}.fall{stroke:#d8701a;stroke-width:2}.hollow{fill:var(--bg);stroke:#7b8894;stroke-width:2}\
    .promise{stroke:currentColor;stroke-width:2}.axis{stroke:currentColor;stroke-opacity:.4}\
    .verdict{font-size:21px;line-height:1.45;max-width:62ch;margin-top:14px}.advice{max-width:76ch;padding-left:1.2em}.advice li{margin-top:8px}\
    pre code{white-space:pre-wrap;overflow-wrap:anywhere}.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,460px),1fr));gap:24px 40px;margin-top:20px}.whatif-figures{margin-top:20px}\
    .more{color:var(--mute);font-size:13.5px}
    """

  /// `at most 0.7 % above the best`, where something is proven.
  private static func gapWords(_ gap: Double?) -> String {
    gap.map { "at most \(gapText($0)) above the best" } ?? "no bound was proven"
  }

  /// Cost against service level, each point a solved plan with its gap.
  static func curve(_ answer: WhatIfAnswer) -> HTML {
    let points = answer.curve.compactMap { one in one.serviceLevel.map { (level: $0.mean, one: one) } }
    guard let base = answer.cases.first, points.count > 1, let least = points.map(\.one.cost).min(),
      let most = points.map(\.one.cost).max()
    else {
      return HTML()
    }
    let low = (points.map(\.level).min() ?? 0) - 0.02
    let high = min(1, (points.map(\.level).max() ?? 1) + 0.02)
    func x(_ level: Double) -> Double { 90 + 560 * (level - low) / max(0.001, high - low) }
    func y(_ cost: Double) -> Double { 230 - 190 * (cost - least) / max(1, most - least) }
    let labels = places(of: points.map { (x($0.level), y($0.one.cost), $0.one.name) })
    let dots = zip(points, labels).map { point, place -> HTML in
      let isShort = point.one.leavesMoreOpen(than: base)
      let label =
        "\(point.one.name): \(Words.page.percent(point.level, places: 1)), "
        + "\(Words.page.money(point.one.cost, currency: answer.currency)), \(Self.gapWords(point.one.gap))\(isShort ? ", not achieved" : "")"
      return """
        <circle class="\(isShort ? "hollow" : "a")" cx="\(text(x(point.level)))" cy="\(text(y(point.one.cost)))" r="4"><title>\(label)</title></circle>\
        <text x="\(text(place.x))" y="\(text(place.y))" text-anchor="middle">\(point.one.name)</text>
        """
    }
    // From promise to promise, as far as the team is large enough for them.
    let path = points.filter { !$0.one.leavesMoreOpen(than: base) }.map {
      "\(text(x($0.level))),\(text(y($0.one.cost)))"
    }
    let rows = points.map {
      """
      <li>Promise \($0.one.name): \(Words.page.percent($0.level, places: 1)) in time for \
      \(Words.page.money($0.one.cost, currency: answer.currency)), cost and prices together: \(Self.gapWords($0.one.gap))\(Self.missing($0.one, base))</li>
      """ as HTML
    }
    return """
      <section class="part"><h2>What does a better promise cost?</h2>
      <p class="more">Each point is a plan made for that promise: to the right more is answered in time, upwards it costs more. \
      \(points.contains { $0.one.leavesMoreOpen(than: base) } ? "Hollow points are not achieved: people are missing, more hours stay open than in the baseline, and the cost is that of the hours worked, not of the promise." : "")</p>
      <svg class="draw" viewBox="0 0 700 270" role="img"><title>Cost against service level</title>
      <desc>Each point is a plan made for one promise: right is better service, up is dearer.</desc>
      <line class="axis" x1="90" y1="235" x2="660" y2="235"/><line class="axis" x1="90" y1="30" x2="90" y2="235"/>
      <text x="84" y="\(text(y(most)))" text-anchor="end">\(Words.page.decimal(most, places: 0))</text>
      <text x="84" y="\(text(y(least)))" text-anchor="end">\(Words.page.decimal(least, places: 0))</text>
      <text x="90" y="255">\(Words.page.percent(low))</text><text x="660" y="255" text-anchor="end">\(Words.page.percent(high)) simulated in time</text>
      <polyline class="line" points="\(path.joined(separator: " "))"/>\(dots)</svg>
      <ul class="assumptions">\(rows)</ul></section>
      """
  }

  private static func missing(_ one: WhatIfCase, _ base: WhatIfCase) -> String {
    func hours(_ one: WhatIfCase) -> String {
      Words.page.decimal(one.uncoveredHours, places: 0) + Words.page.space + "h"
    }
    if one.leavesMoreOpen(than: base) {
      return "; not achieved: nobody is found for \(hours(one)), in the baseline for \(hours(base))"
    }
    return one.uncoveredShare < 0.005 ? "" : "; nobody is found for \(hours(one))"
  }

  /// Where the names of points are written: above each, or below or beside it where another name or point is already.
  static func places(of points: [(x: Double, y: Double, name: String)]) -> [(x: Double, y: Double)] {
    var boxes = points.map { (left: $0.x - 5, right: $0.x + 5, top: $0.y - 5, bottom: $0.y + 5) }
    return points.map { point in
      let half = Double(point.name.count) * 4.5
      func box(_ place: (x: Double, y: Double)) -> (left: Double, right: Double, top: Double, bottom: Double) {
        (place.x - half, place.x + half, place.y - 11, place.y + 3)
      }
      let tries = [
        (point.x, point.y - 9), (point.x, point.y + 18), (point.x + half + 9, point.y + 4),
        (point.x - half - 9, point.y + 4), (point.x, point.y - 23), (point.x, point.y - 37),
      ]
      let place =
        tries.first { place in
          let own = box(place)
          return !boxes.contains {
            own.left < $0.right && $0.left < own.right && own.top < $0.bottom && $0.top < own.bottom
          }
        } ?? tries[0]
      boxes.append(box(place))
      return place
    }
  }

  /// Each knob down and up, widest first.
  static func tornado(_ answer: WhatIfAnswer) -> HTML {
    guard !answer.tornado.isEmpty, let base = answer.cases.first?.serviceLevel?.mean else { return HTML() }
    let bars = answer.tornado.sorted {
      (abs($1.serviceAtHigh - $1.serviceAtLow), $0.knob) < (abs($0.serviceAtHigh - $0.serviceAtLow), $1.knob)
    }
    let values = bars.flatMap { [$0.serviceAtLow, $0.serviceAtHigh] } + [base]
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    // Words in columns of their own, bars between them: whatever the values, nothing lies on anything else.
    func x(_ value: Double) -> Double { 290 + 260 * (value - low) / max(0.001, high - low) }
    let rows = bars.enumerated().map { number, bar -> HTML in
      let y = 20 + number * 34
      func side(_ value: Double, _ style: String, top: Int) -> HTML {
        let left = min(x(value), x(base))
        let width = max(1, max(x(value), x(base)) - left)
        return "<rect class=\"\(style)\" x=\"\(text(left))\" y=\"\(y + top)\" width=\"\(text(width))\" height=\"10\"/>"
      }
      // A line for each bar, at the end to which it reaches, so that two that reach the same way don't meet.
      func words(_ label: String, _ value: Double, line: Int) -> HTML {
        let place: HTML = value < base ? "x=\"280\" y=\"\(line)\" text-anchor=\"end\"" : "x=\"560\" y=\"\(line)\""
        return "<text \(place)>\(label): \(Words.page.percent(value, places: 1))</text>"
      }
      return """
        <text x="4" y="\(y + 15)">\(bar.knob)</text>\(words(bar.low, bar.serviceAtLow, line: y + 9))\
        \(side(bar.serviceAtLow, "a", top: 0))\(side(bar.serviceAtHigh, "b", top: 10))\
        \(words(bar.high, bar.serviceAtHigh, line: y + 22))
        """
    }
    return """
      <section class="part"><h2>What moves the service most?</h2>
      <p>The rota stays as planned; one thing at a time turns out lower (blue) or higher (orange), by as much as the label beside each bar says. \
      Right of the line more is answered in time, left of it less; \
      <code>--range</code> sets how far.</p>
      <svg class="draw" viewBox="0 0 720 \(bars.count * 34 + 40)" role="img"><title>Tornado of the service level</title>
      <desc>For each knob the service level of the baseline’s rota at the low and the high end of its range.</desc>
      <line class="axis" x1="\(text(x(base)))" y1="10" x2="\(text(x(base)))" y2="\(bars.count * 34 + 16)"/>\(rows)
      <text x="\(text(x(base)))" y="\(bars.count * 34 + 34)" text-anchor="middle">baseline \(Words.page.percent(base, places: 1))</text></svg></section>
      """
  }

  /// Volume by handle time, a number in each cell, the tint by how far from the baseline.
  static func grid(_ answer: WhatIfAnswer) -> HTML {
    guard let grid = answer.grid, let base = answer.cases.first?.serviceLevel?.mean else { return HTML() }
    func change(_ factor: Double) -> String {
      factor == 1 ? "as forecast" : signed((factor - 1) * 100, places: 0) + Words.page.space + "%"
    }
    let heads = grid.handleTimes.map { "<th scope=\"col\">\(change($0))</th>" as HTML }
    let rows = grid.volumes.indices.map { row -> HTML in
      let cells = grid.serviceLevels[row].map { level -> HTML in
        guard let level else { return "<td>–</td>" }
        let distance = max(-1, min(1, (level - base) * 4))
        let colour = distance < 0 ? "216,112,26" : "42,120,194"
        return
          "<td style=\"background:rgba(\(colour),\(text(abs(distance) * 0.6)))\">\(Words.page.percent(level, places: 1))</td>"
      }
      return "<tr><th scope=\"row\">\(change(grid.volumes[row]))</th>\(cells)</tr>"
    }
    return """
      <section class="part"><h2>What if more come, and stay longer?</h2>
      <p>Share answered in time with the rota as planned: volume down the side, handle time across.</p>
      <div class="scroll"><table class="whatif"><thead><tr><th>volume \\ handle time</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div></section>
      """
  }

  /// People needed and people there, week by week, of each future.
  static func hiring(_ answer: WhatIfAnswer) -> HTML {
    let names = answer.cases.map(\.name).filter { name in answer.hiring.contains { $0.scenario == name } }
    let parts = names.map { name in
      hiring(answer.hiring.filter { $0.scenario == name }, of: names.count > 1 ? name : nil)
    }
    guard !parts.isEmpty else { return HTML() }
    return "<section class=\"part\"><h2>Whom do we need to hire, and when?</h2>\(parts)</section>"
  }

  private static func hiring(_ weeks: [HiringWeek], of name: String?) -> HTML {
    guard let most = weeks.map({ max($0.needed, $0.available) }).max(), most > 0 else { return HTML() }
    let width = 640.0 / Double(weeks.count)
    func y(_ people: Int) -> Double { 200 - 160 * Double(people) / Double(most) }
    let bars = weeks.enumerated().map { number, week -> HTML in
      let x = 50 + Double(number) * width
      return """
        <rect class="\(week.missing > 0 ? "b" : "a")" x="\(text(x))" y="\(text(y(week.needed)))" \
        width="\(text(width * 0.8))" height="\(text(200 - y(week.needed)))"><title>\(week.week): \(week.needed) needed, \(week.available) there</title></rect>\
        \(weeks.count > 30 || week.missing == 0 ? HTML() : "<text x=\"\(text(x + width * 0.4))\" y=\"\(text(y(week.needed) - 6))\" text-anchor=\"middle\">+\(week.missing)</text>")
        """
    }
    let line = weeks.enumerated().flatMap { number, week -> [String] in
      let x = 50 + Double(number) * width
      return ["\(text(x)),\(text(y(week.available)))", "\(text(x + width)),\(text(y(week.available)))"]
    }
    let short = weeks.filter { $0.missing > 0 }
    let widest = short.map(\.missing).max() ?? 0
    let start: String =
      short.first.map { first in
        first.firstPossible.map {
          "and it is too late for them: whoever starts in the planned week works from \($0) on"
        } ?? "who must start by \(WhatIfDay.words(first.startBy ?? first.monday))"
      } ?? ""
    let words: HTML =
      short.isEmpty
      ? "<p>The team is large enough in every week.</p>"
      : """
      <p>\(short.count) of \(weeks.count) weeks are short, by up to \(people(widest)). The first is \(short[0].week): \
      \(short[0].groups.map(\.words).joined(separator: ", ")), \(start).</p>
      <p class="more">Counted in people of the team’s usual contract, for queues whose hours nobody with their skills has time \
      for, however the others change places, each at the cheapest site that answers it already.</p>
      """
    let rows = weeks.map {
      "<tr><th scope=\"row\">\($0.week)</th><td>\(Words.page.decimal($0.requiredHours, places: 0))</td><td>\($0.needed)</td><td>\($0.available)</td><td>\($0.missing)</td><td>\($0.spare)</td><td>\($0.groups.map(\.words).joined(separator: ", "))</td><td>\($0.firstPossible.map { "too late; first possible \($0)" } ?? $0.startBy ?? "–")</td></tr>"
        as HTML
    }
    return """
      \(name.map { "<h3>\($0)</h3>" as HTML })\(words)
      <p class="more">Bars: people needed, <b class="orange">orange</b> where somebody is missing, with how many. Line: people there.</p>
      <svg class="draw" viewBox="0 0 700 230" role="img"><title>People needed by week</title>
      <desc>Bars: people needed, orange where somebody is missing. Line: people there.</desc>
      <text x="44" y="\(text(y(most) + 5))" text-anchor="end">\(most)</text><text x="44" y="200" text-anchor="end">0</text>\(bars)
      <polyline class="axis" style="fill:none;stroke-width:2" points="\(line.joined(separator: " "))"/>
      <text x="50" y="220">\(weeks[0].week)</text><text x="690" y="220" text-anchor="end">\(weeks[weeks.count - 1].week)</text></svg>
      <details><summary>Week by week</summary><p class="more">Needed = there + missing − spare. Spare are people for whose skills \
      there is too little work, and what counting whole people for each queue adds.</p><div class="scroll"><table class="whatif"><thead><tr><th>Week</th><th>Hours required</th>\
      <th>Needed</th><th>There</th><th>Missing</th><th>Spare</th><th>Whom</th><th>Start by</th></tr></thead><tbody>\(rows)</tbody></table></div></details>
      """
  }

  private static func people(_ count: Int) -> String { count == 1 ? "one person" : "\(count) people" }

  /// A coordinate with one decimal.
  static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
