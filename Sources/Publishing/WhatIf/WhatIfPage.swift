internal import Calendars
internal import Workforce
internal import Words

/// Scenarios on one self-contained page: what each future costs, what customers would feel and what to do,
/// in the order in which a director asks.
public func whatIfPage(_ answer: WhatIfAnswer) -> String {
  let page: HTML = """
    \(pageHead(title: "\(answer.team), what if, \(answer.week)", tool: answer.tool, style: WhatIfDrawing.style))
    <div class="page">
    <header class="top"><p class="week">\(span(answer))</p><h1>\(answer.team): what if?</h1>
    </header>
    <main>
    \(unfinished(answer))\(futures(answer))
    \(table(answer))
    \(WhatIfDrawing.curve(answer))
    \(WhatIfDrawing.tornado(answer))
    \(WhatIfDrawing.grid(answer))
    \(WhatIfDrawing.hiring(answer))
    <section class="part"><h2>How sure is this?</h2>
    <p class="lead">Every future is planned anew by the same search and its rota played \(answer.replications) times against \
    random demand, all futures with the same luck, so that differences are the scenario’s and not chance’s. Service after \
    ± is a 95 % interval. Cost is pay and premiums for the whole plan. The search weighs cost together with the prices of \
    hours without anybody and of whatever else the project prices; no rota for a future weighs less than its own by more \
    than the last row of the table says. That is no bound on cost alone: another rota of the same weight may pay less and \
    leave more hours open.</p>
    <pre><code>\(answer.command)</code></pre></section>
    </main>
    <footer>Made by \(answer.tool). This page needs no network; mail it as it is.</footer>
    </div>
    </body>
    </html>

    """
  return page.markup
}

/// What each scenario means: in words first, then four figures, then two pictures.
private func futures(_ answer: WhatIfAnswer) -> HTML {
  guard let base = answer.cases.first else { return HTML() }
  let level =
    base.serviceLevel.map { "\(Words.page.percent($0.mean, places: 1)) answered in time" } ?? "no live service"
  let today: HTML = """
    <p class="lead">\(base.name): \(Words.page.money(base.cost, currency: answer.currency)) for \
    \(Words.page.decimal(base.paidHours, places: 0)) paid hours of \(base.working) people, \(level).\(promises(base))</p>
    """
  return today
    + answer.cases.dropFirst().map { one in
      future(one, base: base, weeks: answer.hiring.filter { $0.scenario == one.name }, currency: answer.currency)
    }
}

/// What the queues of a future promise, in words, where it says so: all of them, or those that promise otherwise than in
/// `other`.
private func promises(_ one: WhatIfCase, otherThan other: WhatIfCase? = nil) -> HTML {
  let known = other?.queues.map { [$0.name, $0.targetWords] }
  let queues = one.queues.filter { $0.targetWords != nil && !(known?.contains([$0.name, $0.targetWords]) ?? false) }
  let words = queues.compactMap { queue in queue.targetWords.map { "\(queue.name) \($0)" } }
  return words.isEmpty ? HTML() : " Promised: \(words.joined(separator: "; "))."
}

private func + (left: HTML, right: [HTML]) -> HTML {
  var all = left
  for part in right { all += part }
  return all
}

private func future(_ one: WhatIfCase, base: WhatIfCase, weeks: [HiringWeek], currency: String) -> HTML {
  let verdict = WhatIfVerdict(base: base, one: one, currency: currency, weeks: weeks)
  let changes = one.changes.filter { $0 != one.name }.joined(separator: "; ")
  let advice = verdict.advice.map { "<li>\($0)</li>" as HTML }
  let todo: HTML = advice.isEmpty ? HTML() : "<h3>What to do</h3><ul class=\"advice\">\(advice)</ul>"
  return """
    <section class="part"><h2>\(one.name)</h2>\(changes.isEmpty ? HTML() : "<p class=\"lead\">What changes: \(changes).\(promises(one, otherThan: base))</p>")
    <p class="verdict">\(verdict.headline)</p>
    \(figures(one, base: base, verdict: verdict, currency: currency))
    \(todo)
    <div class="two"><div>\(WhatIfComparison.days(base, one))</div><div>\(WhatIfComparison.queues(base, one))</div></div></section>
    """
}

private func figures(_ one: WhatIfCase, base: WhatIfCase, verdict: WhatIfVerdict, currency: String) -> HTML {
  func figure(_ heading: String, _ value: String, _ words: String, isBad: Bool = false) -> HTML {
    """
    <section class="figure\(isBad ? " bad" : "")"><h2>\(heading)</h2><p class="value">\(value)</p><p class="words">\(words)</p></section>
    """
  }
  let difference = one.serviceDifference(to: base)
  let service =
    difference.map { difference -> String in
      guard difference.low > 0 || difference.high < 0 else { return "no different from today beyond chance" }
      let (low, high) = (signed(difference.low * 100, places: 1), signed(difference.high * 100, places: 1))
      let points = "\(signed(difference.mean * 100, places: 1)) points"
      return low == high ? points : "\(points), 95\(Words.page.space)% interval \(low) to \(high)"
    } ?? "nothing to compare"
  let missing = verdict.peopleMissing
  return """
    <div class="figures whatif-figures">
    \(figure("What does it cost?", Words.page.money(one.cost, currency: currency), "\(signedMoney(one.cost, base.cost, currency)) for \(shownDifference(one.paidHours, base.paidHours)) paid hours\(verdict.isWithinSearch && abs(one.cost - base.cost) >= 0.5 ? ", less than the search leaves open" : "")"))
    \(figure("How many people?", "\(one.working) of \(one.people)", missing > 0 && !verdict.keepsPromises ? "work; about \(missing) more are missing" : "work; today \(base.working) of \(base.people)", isBad: missing > 0 && !verdict.keepsPromises))
    \(figure("What do customers feel?", one.serviceLevel.map { Words.page.percent($0.mean, places: 1) } ?? "–", one.serviceLevel == nil ? "nobody contacts the live queues" : "answered in time: \(service)", isBad: !verdict.missed.isEmpty))
    \(figure("Where does it hurt?", "\(one.weakHours) h", "miss their promise; today \(base.weakHours)", isBad: one.weakHours > base.weakHours + 1))
    </div>
    """
}

/// `2026-W43, Monday 19 October to Sunday 25 October 2026`
private func span(_ answer: WhatIfAnswer) -> String {
  guard let days = answer.cases.first?.days, let first = days.first.flatMap({ CivilDate($0.date) }),
    let last = days.last.flatMap({ CivilDate($0.date) })
  else { return answer.week }
  return "\(answer.week), \(ReportText.dates(first, last))"
}

/// What is missing because the work was stopped.
private func unfinished(_ answer: WhatIfAnswer) -> HTML {
  answer.unfinished.isEmpty
    ? HTML() : "<p class=\"verdict\">Stopped early. Not done: \(Words.plain.list(answer.unfinished)).</p>"
}

private func table(_ answer: WhatIfAnswer) -> HTML {
  guard let base = answer.cases.first else { return HTML() }
  func row(_ title: String, _ value: (WhatIfCase) -> String, _ difference: ((WhatIfCase) -> String)? = nil) -> HTML {
    let cells = answer.cases.enumerated().map { number, one -> HTML in
      let change: HTML = number > 0 ? difference.map { "<br><i>\($0(one))</i>" } ?? "" : ""
      return "<td>\(value(one))\(change)</td>"
    }
    return "<tr><th scope=\"row\">\(title)</th>\(cells)</tr>\n"
  }
  let heads = answer.cases.map { "<th scope=\"col\">\($0.name)</th>" as HTML }
  let currency = answer.currency
  let rows: [HTML] = [
    row(
      "People working", { "\($0.working) of \($0.people)" }, { signed(Double($0.working - base.working), places: 0) }),
    row(
      "Paid hours", { Words.page.decimal($0.paidHours, places: 0) },
      { shownDifference($0.paidHours, base.paidHours) }),
    row("Cost", { Words.page.money($0.cost, currency: currency) }, { signedMoney($0.cost, base.cost, currency) }),
    row(
      "Uncovered",
      {
        "\(Words.page.decimal($0.uncoveredHours, places: 0)) h, \(Words.page.percent($0.uncoveredShare, places: 1))"
      },
      { shownDifference($0.uncoveredHours, base.uncoveredHours) + " h" }),
    row(
      "Covered", { Words.page.percent($0.coveredShare, places: 1) },
      { "\(signed(($0.coveredShare - base.coveredShare) * 100, places: 1)) points" }),
    row(
      "In time, expected by the plan", { $0.predictedServiceLevel.map { Words.page.percent($0, places: 1) } ?? "–" }),
    row("In time, played as the plan expects", { estimate($0.withoutHelp) }),
    row(
      "In time, played with help between queues", { estimate($0.serviceLevel) },
      { points($0.serviceDifference(to: base)) }),
    row("Give up", { estimate($0.abandonment) }, { points($0.abandonmentDifference(to: base)) }),
    row("Busy", { $0.occupancy.map { Words.page.percent($0.mean) } ?? "–" }),
    row("Weak hours", { "\($0.weakHours)" }),
    row("Nights a person", { "\($0.fewestNights) to \($0.mostNights)" }),
    row("Weekend days a person", { "\($0.fewestWeekendDays) to \($0.mostWeekendDays)" }),
    row(
      "Cost and prices together above the best possible by at most", { $0.gap.map(gapText) ?? "no bound was proven" }),
  ]
  return """
    <section class="part"><h2>Side by side</h2><div class="scroll"><table class="whatif"><thead><tr><th></th>\(heads)</tr></thead>
    <tbody>\(rows)</tbody></table></div>\(alike(answer.cases))</section>
    """
}

/// What the three rows of service mean beside one another.
func alike(_ cases: [WhatIfCase]) -> HTML {
  let words = (WhatIfVerdict.alikeWords(cases) ?? []).map { "<p class=\"more\">\($0)</p>" as HTML }
  return "\(words)"
}

/// `93.1 % ± 0.4`
func estimate(_ estimate: Estimate?) -> String {
  guard let estimate else { return "–" }
  return "\(Words.page.percent(estimate.mean, places: 1)) ± \(Words.page.decimal(estimate.margin * 100, places: 1))"
}

/// `−3.1 ± 0.4 points`
func points(_ difference: Estimate?) -> String {
  guard let difference else { return "" }
  return
    "\(signed(difference.mean * 100, places: 1)) ± \(Words.page.decimal(difference.margin * 100, places: 1)) points"
}

/// The difference of two figures as they are shown, so that 1,714 and 1,714 don't differ by one.
func shownDifference(_ value: Double, _ other: Double) -> String {
  signed(value.rounded() - other.rounded(), places: 0)
}

func signed(_ value: Double, places: Int) -> String {
  let text = Words.page.decimal(value, places: places)
  return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+\(text)" : text
}

private func signedMoney(_ value: Double, _ other: Double, _ currency: String) -> String {
  // Whole units: two figures that are rounded to units don't differ by hundredths.
  "\(currency)\(Words.page.space)\(shownDifference(value, other))"
}
