internal import Calendars
internal import Simulation

/// Scenarios on one self-contained page: what each future costs and what customers would feel, in the order in which a
/// director asks.
public func whatIfPage(_ answer: WhatIfAnswer) -> String {
  let page: HTML = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="\(answer.tool)">
    <title>\(answer.team), what if, \(answer.week)</title>
    <style>\(HTML(trusted: ReportStyle.sheet))\(HTML(trusted: WhatIfDrawing.style))</style>
    </head>
    <body>
    <div class="page">
    <header class="top"><p class="week">\(answer.week)</p><h1>\(answer.team): what if?</h1>
    <p class="dates">Every future is planned anew and played \(answer.replications) times with the same luck, \
    so that differences are the scenario’s and not chance’s.</p></header>
    <main>
    \(sentences(answer))
    \(table(answer))
    \(WhatIfDrawing.curve(answer))
    \(WhatIfDrawing.tornado(answer))
    \(WhatIfDrawing.grid(answer))
    \(WhatIfDrawing.hiring(answer))
    <section class="part"><h2>Make this page again</h2><p><code>\(answer.command)</code></p></section>
    </main>
    <footer>Made by \(answer.tool). This page needs no network; mail it as it is.</footer>
    </div>
    </body>
    </html>

    """
  return page.markup
}

/// What each scenario means, in a sentence or two.
private func sentences(_ answer: WhatIfAnswer) -> HTML {
  guard let base = answer.cases.first else { return HTML() }
  let others = answer.cases.dropFirst().map { one -> HTML in
    var words: [String] = []
    let hours = one.paidHours - base.paidHours
    let cost = one.cost - base.cost
    words.append(
      "costs \(ReportNumber.money(one.cost, currency: answer.currency)) (\(signedMoney(cost, answer.currency))) for "
        + "\(ReportNumber.decimal(one.paidHours, places: 0)) paid hours (\(signed(hours, places: 0)))")
    if let level = one.serviceLevel {
      var text = "answers \(ReportNumber.percent(level.mean, places: 1)) in time"
      if let difference = one.serviceDifference(to: base) {
        text += " (\(signed(difference.mean * 100, places: 1)) points, "
        text +=
          difference.low > 0 || difference.high < 0
          ? "certain to \(signed(difference.low * 100, places: 1)) … \(signed(difference.high * 100, places: 1)))"
          : "within chance)"
      }
      words.append(text)
    }
    if one.uncoveredHours > base.uncoveredHours + 0.5 {
      words.append(
        "leaves \(ReportNumber.decimal(one.uncoveredHours, places: 0)) h uncovered: the team is too small for it at "
          + "some hours")
    }
    let changes = one.changes.isEmpty ? "" : " (\(one.changes.joined(separator: ", ")))"
    return "<li><b>\(one.name)</b>\(changes) \(words.joined(separator: "; ")).</li>"
  }
  let level = base.serviceLevel.map { "\(ReportNumber.percent($0.mean, places: 1)) in time" } ?? "no live service"
  return """
    <section class="part"><h2>In short</h2><ul class="assumptions">
    <li><b>\(base.name)</b>: \(ReportNumber.money(base.cost, currency: answer.currency)) for \
    \(ReportNumber.decimal(base.paidHours, places: 0)) paid hours, \(level).</li>
    \(others)</ul></section>
    """
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
      "Paid hours", { ReportNumber.decimal($0.paidHours, places: 0) },
      { signed($0.paidHours - base.paidHours, places: 0) }),
    row("Cost", { ReportNumber.money($0.cost, currency: currency) }, { signedMoney($0.cost - base.cost, currency) }),
    row(
      "Uncovered",
      {
        "\(ReportNumber.decimal($0.uncoveredHours, places: 0)) h, \(ReportNumber.percent($0.uncoveredShare, places: 1))"
      },
      { signed($0.uncoveredHours - base.uncoveredHours, places: 0) + " h" }),
    row("In time, expected", { $0.predictedServiceLevel.map { ReportNumber.percent($0, places: 1) } ?? "–" }),
    row(
      "In time, simulated",
      { one in
        one.serviceLevel.map {
          "\(ReportNumber.percent($0.mean, places: 1)) ± \(ReportNumber.decimal($0.margin * 100, places: 1))"
        } ?? "–"
      },
      { one in
        one.serviceDifference(to: base).map {
          "\(signed($0.mean * 100, places: 1)) ± \(ReportNumber.decimal($0.margin * 100, places: 1)) points"
        } ?? ""
      }),
    row("Give up", { $0.abandonment.map { ReportNumber.percent($0.mean, places: 1) } ?? "–" }),
    row("Busy", { $0.occupancy.map { ReportNumber.percent($0.mean) } ?? "–" }),
    row("Weak hours", { "\($0.weakHours)" }),
    row("Nights a person", { "\($0.fewestNights) to \($0.mostNights)" }),
    row("Weekend days a person", { "\($0.fewestWeekendDays) to \($0.mostWeekendDays)" }),
    row("Above the best possible by at most", { gapText($0.gap) }),
  ]
  return """
    <section class="part"><h2>Side by side</h2><div class="scroll"><table class="whatif"><thead><tr><th></th>\(heads)</tr></thead>
    <tbody>\(rows)</tbody></table></div></section>
    """
}

func signed(_ value: Double, places: Int) -> String {
  let text = ReportNumber.decimal(value, places: places)
  return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+\(text)" : text
}

private func signedMoney(_ value: Double, _ currency: String) -> String {
  "\(value >= 0 ? "+" : "−")\(ReportNumber.money(abs(value), currency: currency))"
}
