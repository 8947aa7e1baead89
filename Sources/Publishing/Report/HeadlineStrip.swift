internal import Calendars
internal import Plans
internal import Searching
internal import Workforce
internal import Words

/// The team, the week, and four figures with words.
func headlineStrip(_ context: ReportContext) -> HTML {
  let plan = context.plan
  let first = plan.request.firstDate
  let last = first.adding(days: plan.request.days - 1)
  let changes = context.zone.transitions(in: context.grid.range).map { change in
    let text = ReportText.clockChange(context.zone.date(at: change.at), forward: change.to > change.from)
    return "<span class=\"change\">\(text)</span>" as HTML
  }
  return """
    <header class="top">
    <p class="week">\(ReportText.weekHeading(week: plan.week, weeks: plan.weeks))</p>
    <h1>\(plan.team)\(plan.isDraft ? " <span class=\"draft\">\(Wording.draft)</span>" as HTML : nil)</h1>
    <p class="dates">\(ReportText.dates(first, last)) <span class="zone">\(ReportText.timesIn(context.zone))</span>\(changes)</p>
    <div class="figures">
    \(serviceFigure(context))
    \(coverFigure(context))
    \(costFigure(context))
    \(gapFigure(context))
    </div>
    </header>

    """
}

private func figure(_ heading: String, _ value: String, _ words: HTML, details: HTML, isBad: Bool = false) -> HTML {
  """
  <section class="figure\(isBad ? " bad" : "")"><h2>\(heading)</h2><p class="value">\(value)</p>\
  <p class="words">\(words)</p>\(details)</section>
  """
}

private func serviceFigure(_ context: ReportContext) -> HTML {
  let plan = context.plan
  let rows = plan.queues.indices.map { number -> HTML in
    let queue = plan.queues[number]
    let level = plan.summary.serviceLevelByQueue[number]
    let simulated = plan.simulation.flatMap {
      $0.queues.indices.contains(number) ? $0.queues[number].serviceLevel : nil
    }
    let value =
      (level.map { Words.page.percent($0) } ?? queue.backlog.map(ReportText.lateness) ?? "–")
      + (simulated.map { ReportText.alsoSimulated(Words.page.percent($0.mean)) } ?? "")
    guard let level, let target = queue.targetServiceLevel else {
      return "<li><span>\(queue.name)</span><b>\(value)</b><i>\(ReportText.promiseOther(queue.target))</i></li>"
    }
    let kept = level >= target - 0.0005
    let words = kept ? ReportText.promiseKept(target) : ReportText.promiseMissed(target)
    let link = kept ? nil : worstHours(context, queue: number, limit: 1).first?.anchor
    let text: HTML = link.map { "<a href=\"#\($0)\">\(words)</a>" } ?? "\(words)"
    return "<li\(kept ? HTML() : " class=\"missed\"")><span>\(queue.name)</span><b>\(value)</b><i>\(text)</i></li>"
  }
  let missed = zip(plan.queues, plan.summary.serviceLevelByQueue).contains { queue, level in
    guard let level, let target = queue.targetServiceLevel else { return false }
    return level < target - 0.0005
  }
  // Where nothing but deadlines is promised, they are the headline.
  let backlogs = plan.queues.compactMap(\.backlog)
  let latest = backlogs.max { $0.largestOverdue < $1.largestOverdue }
  let level = plan.summary.serviceLevel
  let value = level.map { Words.page.percent($0) } ?? latest.map(ReportText.lateness) ?? "–"
  let words =
    level != nil
    ? ReportText.serviceFigure : latest == nil ? ReportText.noService : ReportText.deadlineFigure(backlogs.count)
  return figure(
    ReportText.serviceHeading, value, "\(words)",
    details: "\(simulatedWords(plan))<ul class=\"queues\">\(rows)</ul>",
    isBad: missed || backlogs.contains { $0.overdueFrom != nil })
}

/// Predicted and simulated side by side, where the plan was simulated.
private func simulatedWords(_ plan: PlanDocument) -> HTML {
  guard let simulation = plan.simulation, let level = simulation.serviceLevel else { return HTML() }
  let text = ReportText.simulated(
    Words.page.percent(level.mean, places: 1), low: Words.page.percent(level.low, places: 1),
    high: Words.page.percent(level.high, places: 1), replications: Words.page.whole(simulation.replications))
  let apart = simulation.withoutHelp.map { ReportText.withoutHelp(Words.page.percent($0.mean, places: 1)) } ?? ""
  let weak = simulation.weakHours.count
  // E-mail has no weak hours, but deadlines: what is said of hours must not pass for a word on it.
  let mail = zip(plan.queues, simulation.queues).filter { $0.0.channel == "email" }
  let hours: HTML =
    weak == 0
    ? "\(ReportText.noWeakHours(hasDeadlines: !mail.isEmpty))"
    : "<a href=\"#weak\">\(ReportText.weakHours(weak, hasDeadlines: !mail.isEmpty))</a>"
  let deadlines = mail.compactMap { queue, found -> HTML? in
    guard let done = found.serviceLevel else { return nil }
    let words = ReportText.deadlines(
      queue.name, done: Words.page.percent(done.mean, places: 1),
      overdue: Int((queue.backlog?.largestOverdue ?? 0).rounded(.up)))
    return "<p class=\"more\">\(words)</p>"
  }
  return "<p class=\"more\">\(text)\(apart)\(ReportText.bothByQueue)</p><p class=\"more\">\(hours)</p>\(deadlines)"
}

private func coverFigure(_ context: ReportContext) -> HTML {
  let summary = context.plan.summary
  let share = summary.requiredMinutes == 0 ? 0 : Double(summary.uncoveredMinutes) / Double(summary.requiredMinutes)
  let required = Words.page.hours(minutes: summary.requiredMinutes)
  let words =
    summary.uncoveredMinutes == 0
    ? ReportText.allCovered
    : ReportText.coverFigure(Words.page.hours(minutes: summary.uncoveredMinutes), required)
  var details = HTML()
  if let worst = worstHours(context, limit: 1).first {
    details = """
      <p class="more">\(ReportText.worstLead)<a href="#\(worst.anchor)">\(worst.when)</a>, \
      \(ReportText.worst(context.plan.queues[worst.queue].name, missing: worst.missing, of: worst.required))</p>
      """
  }
  if let missed = PresenceSentences.missed(context.plan.missedContacts, words: .page) {
    details += "<p class=\"more\">\(ReportText.missed(missed))</p>"
  }
  if summary.overstaffedMinutes > 0 {
    details += "<p class=\"more\">\(ReportText.spare(Words.page.hours(minutes: summary.overstaffedMinutes)))</p>"
  }
  return figure(
    ReportText.coverHeading, Words.page.percent(share, places: share > 0 && share < 0.0995 ? 1 : 0), "\(words)",
    details: details)
}

private func costFigure(_ context: ReportContext) -> HTML {
  let plan = context.plan
  let summary = plan.summary
  let working = Set(plan.rota.duties.map(\.person)).count
  func money(_ amount: Double) -> String { Words.page.money(amount, currency: plan.currency) }
  let costs = plan.result.costs
  var details: [String] = []
  if costs.nightPremium > 0 { details.append(ReportText.premium(money(costs.nightPremium))) }
  if let overtime = costs.overtime, overtime > 0 { details.append(ReportText.overtime(money(overtime))) }
  if let timeOff = costs.timeOff, timeOff > 0 { details.append(ReportText.timeOff(money(timeOff))) }
  if let budget = plan.request.budget {
    let left = budget - costs.money
    details.append(
      left < -0.005
        ? ReportText.budgetOver(money(-left), of: money(budget))
        : ReportText.budgetLeft(money(max(0, left)), of: money(budget)))
  }
  if summary.paidMinutes > 0 {
    details.append(ReportText.perHour(money(summary.cost * 60 / Double(summary.paidMinutes))))
  }
  return figure(
    ReportText.costHeading, Words.page.money(summary.cost, currency: plan.currency),
    "\(ReportText.costFigure(Words.page.hours(minutes: summary.paidMinutes), people: working))",
    details: details.reduce(into: HTML()) { $0 += "<p class=\"more\">\($1)</p>" })
}

private func gapFigure(_ context: ReportContext) -> HTML {
  let result = context.plan.result
  let currency = context.plan.currency
  let optimal = result.status == .optimal
  let value = optimal ? "0\(Words.page.space)%" : result.gap.map { ReportText.atMost(gapText($0)) } ?? "–"
  let words = optimal ? ReportText.gapNone : result.gap == nil ? ReportText.gapUnknown : ReportText.gapSome
  let details: HTML =
    result.gap != nil && !optimal
    ? """
    <p class="more">\(ReportText.gapWords(
      Words.page.money(result.total, currency: currency), Words.page.money(result.bound, currency: currency)))</p>
    """ : ""
  return figure(ReportText.gapHeading, value, "\(words)", details: details)
}

/// Rounded up, since it is said with "at most": `0.7 %`, `12 %`.
func gapText(_ gap: Double) -> String {
  Words.page.atMost(gap, places: gap < 0.0995 ? 1 : 0)
}
