internal import Workforce
internal import Words

/// A whole grid of futures, joined.
public struct SweepAnswer: Codable, Sendable {
  public struct Axis: Codable, Sendable {
    public var knob: String
    public var values: [String]

    public init(knob: String, values: [String]) {
      self.knob = knob
      self.values = values
    }
  }

  public var tool: String
  public var team: String
  public var week: String
  public var currency: String
  public var replications: Int
  /// The last turns fastest.
  public var axes: [Axis]
  /// The project as it stands first, then the grid.
  public var cases: [WhatIfCase]

  public init(
    tool: String, team: String, week: String, currency: String, replications: Int, axes: [Axis], cases: [WhatIfCase]
  ) {
    self.tool = tool
    self.team = team
    self.week = week
    self.currency = currency
    self.replications = replications
    self.axes = axes
    self.cases = cases
  }
}

/// A sweep on one self-contained page: which futures hold, what each knob does, the grid as a map, every case.
public func sweepPage(_ answer: SweepAnswer) -> String {
  guard let base = answer.cases.first else { return "" }
  let grid = Array(answer.cases.dropFirst())
  let page: HTML = """
    \(pageHead(title: "\(answer.team), a grid of futures, \(answer.week)", tool: answer.tool, style: WhatIfDrawing.style))
    <div class="page">
    <header class="top"><p class="week">\(answer.week)</p><h1>\(answer.team): \(Words.page.whole(grid.count)) futures</h1></header>
    <main>
    \(sweepHeadline(answer, base, grid))
    \(sweepEffects(answer, base, grid))
    \(sweepMaps(answer, base, grid))
    \(sweepTable(answer, base, grid))
    <section class="part"><h2>How sure is this?</h2>
    <p class="lead">Every future is planned by the same search from the same first rota, and played \(answer.replications) \
    times against random demand, all with the same luck. Differences are to the baseline, the project as it stands, which \
    is planned and played once in the same way. Service after ± is a 95 % interval.</p>\(alike(answer.cases))</section>
    </main>
    <footer>Made by \(answer.tool). This page needs no network; mail it as it is.</footer>
    </div>
    </body>
    </html>

    """
  return page.markup
}

/// Whether every promise is kept, and no more hours stay weak than today.
private func holds(_ one: WhatIfCase, _ base: WhatIfCase) -> Bool {
  !one.queues.contains(where: \.isMissed) && one.weakHours <= base.weakHours + 1
}

private func sweepHeadline(_ answer: SweepAnswer, _ base: WhatIfCase, _ grid: [WhatIfCase]) -> HTML {
  let kept = grid.filter { holds($0, base) }
  func words(_ one: WhatIfCase) -> String {
    "\(one.name) (\(Words.page.money(one.cost, currency: answer.currency)), \(estimate(one.serviceLevel)) in time)"
  }
  var text =
    "\(Words.page.whole(kept.count)) of \(Words.page.whole(grid.count)) futures keep every promise with no more weak "
    + "hours than today."
  if let cheapest = kept.min(by: { $0.cost < $1.cost }) { text += " The cheapest of them: \(words(cheapest))." }
  if kept.count < grid.count, let worst = grid.max(by: { $0.uncoveredHours < $1.uncoveredHours }) {
    text += " Most hours without anybody: \(worst.name), \(Words.page.decimal(worst.uncoveredHours, places: 0)) h."
  }
  return """
    <p class="lead">Baseline: \(Words.page.money(base.cost, currency: answer.currency)) for \
    \(Words.page.decimal(base.paidHours, places: 0)) paid hours, \(estimate(base.serviceLevel)) in time.</p>
    <p class="verdict">\(text)</p>
    """
}

/// Where the case of some values stands in the grid.
private func position(_ choice: [Int], _ axes: [SweepAnswer.Axis]) -> Int {
  zip(choice, axes).reduce(0) { $0 * $1.1.values.count + $1.0 }
}

/// Which value of each axis a case has.
private func choice(_ position: Int, _ axes: [SweepAnswer.Axis]) -> [Int] {
  var rest = position
  var choice: [Int] = []
  for axis in axes.reversed() {
    choice.append(rest % axis.values.count)
    rest /= axis.values.count
  }
  return choice.reversed()
}

/// Each value of each knob: the mean over all futures that have it.
private func sweepEffects(_ answer: SweepAnswer, _ base: WhatIfCase, _ grid: [WhatIfCase]) -> HTML {
  func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }
  let rows = answer.axes.enumerated().map { number, axis -> HTML in
    let lines = axis.values.enumerated().map { index, value -> HTML in
      let some = grid.enumerated().filter { choice($0.offset, answer.axes)[number] == index }.map(\.element)
      let level = mean(some.compactMap { $0.serviceLevel?.mean })
      return """
        <tr><th scope="row">\(axis.knob) \(value)</th>\
        <td>\(mean(some.map(\.cost)).map { Words.page.money($0, currency: answer.currency) } ?? "–")</td>\
        <td>\(mean(some.map(\.uncoveredHours)).map { Words.page.decimal($0, places: 0) } ?? "–")</td>\
        <td>\(level.map { Words.page.percent($0, places: 1) } ?? "–")</td>\
        <td>\(some.count { holds($0, base) }) of \(some.count)</td></tr>
        """
    }
    return "\(lines)"
  }
  return """
    <section class="part"><h2>What does each knob do?</h2>
    <p class="more">The mean over all futures with that value.</p>
    <div class="scroll"><table class="whatif"><thead><tr><th></th><th>Cost</th><th>Hours uncovered</th><th>In time</th>\
    <th>Promises kept</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
    """
}

/// The last two knobs against one another, a map for each choice of the others, tinted by the distance from the baseline.
private func sweepMaps(_ answer: SweepAnswer, _ base: WhatIfCase, _ grid: [WhatIfCase]) -> HTML {
  let axes = answer.axes
  guard axes.count > 1, let level = base.serviceLevel?.mean else { return HTML() }
  let outer = Array(axes.dropLast(2))
  let (down, across) = (axes[axes.count - 2], axes[axes.count - 1])
  let count = outer.reduce(1) { $0 * $1.values.count }
  // More maps than anybody looks at are left to the table.
  guard count <= 24 else { return HTML() }
  let maps = (0..<count).map { number -> HTML in
    let fixed = choice(number, outer)
    let title = zip(outer, fixed).map { "\($0.knob) \($0.values[$1])" }.joined(separator: ", ")
    let rows = down.values.indices.map { row -> HTML in
      let cells = across.values.indices.map { column -> HTML in
        let one = grid[position(fixed + [row, column], axes)]
        guard let mean = one.serviceLevel?.mean else { return "<td>–</td>" }
        let distance = max(-1, min(1, (mean - level) * 4))
        let colour = distance < 0 ? "216,112,26" : "42,120,194"
        let mark = holds(one, base) ? "" : " !"
        return """
          <td style="background:rgba(\(colour),\(WhatIfDrawing.text(abs(distance) * 0.6)))">\
          \(Words.page.percent(mean, places: 1))\(mark)<br><i>\(Words.page.decimal(one.uncoveredHours, places: 0)) h open</i></td>
          """
      }
      return "<tr><th scope=\"row\">\(down.values[row])</th>\(cells)</tr>"
    }
    let heads = across.values.map { "<th scope=\"col\">\($0)</th>" as HTML }
    return """
      <div>\(title.isEmpty ? HTML() : "<h3>\(title)</h3>")<div class="scroll"><table class="whatif"><thead><tr>\
      <th>\(down.knob) \\ \(across.knob)</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div></div>
      """
  }
  return """
    <section class="part"><h2>The grid</h2>
    <p class="more">Share answered in time, and hours for which nobody is found; blue is better than the baseline, orange worse, \
    “!” marks a future that misses a promise or has more weak hours than today.</p><div class="two">\(maps)</div></section>
    """
}

private func sweepTable(_ answer: SweepAnswer, _ base: WhatIfCase, _ grid: [WhatIfCase]) -> HTML {
  let rows = answer.cases.enumerated().map { number, one -> HTML in
    func cell(_ value: String, _ difference: String) -> HTML {
      "<td>\(value)\(number == 0 || difference.isEmpty ? HTML() : "<br><i>\(difference)</i>")</td>"
    }
    return """
      <tr><th scope="row">\(one.name)</th>\
      \(cell("\(one.working) of \(one.people)", signed(Double(one.working - base.working), places: 0)))\
      \(cell(Words.page.money(one.cost, currency: answer.currency), shownDifference(one.cost, base.cost)))\
      \(cell(Words.page.percent(one.coveredShare, places: 1), "\(signed((one.coveredShare - base.coveredShare) * 100, places: 1)) points"))\
      \(cell(one.predictedServiceLevel.map { Words.page.percent($0, places: 1) } ?? "–", ""))\
      \(cell(estimate(one.withoutHelp), ""))\
      \(cell(estimate(one.serviceLevel), points(one.serviceDifference(to: base))))\
      \(cell(estimate(one.abandonment), points(one.abandonmentDifference(to: base))))\
      <td>\(one.weakHours)</td><td>\(one.fewestNights) to \(one.mostNights)</td>\
      <td>\(one.fewestWeekendDays) to \(one.mostWeekendDays)</td></tr>
      """
  }
  return """
    <section class="part"><h2>Every future</h2><div class="scroll"><table class="whatif"><thead><tr><th></th><th>People</th>\
    <th>Cost</th><th>Covered</th><th>Expected</th><th>Played the same way</th><th>With help</th><th>Give up</th>\
    <th>Weak hours</th><th>Nights a person</th><th>Weekend days a person</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
    """
}
