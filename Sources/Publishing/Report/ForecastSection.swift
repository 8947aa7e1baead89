internal import Calendars
internal import Plans
internal import Workforce
internal import Words

/// The contacts of the week with their band, a picture a queue, in contacts an hour.
func forecastSection(_ context: ReportContext) -> HTML {
  let hasBand = context.plan.coverage.contains { !$0.contactsLow.isEmpty }
  let pictures = context.plan.coverage.indices.map { forecastPicture(context, queue: $0) }
  return """
    <section id="forecast" class="part"><h2>\(ReportText.forecastHeading)</h2>
    <p class="lead">\(hasBand ? ReportText.forecastLead : ReportText.forecastLeadPlain)</p>
    \(pictures)\(keptForecasts(context))</section>

    """
}

/// The last weeks before the plan with the forecast that it was made from, a picture a queue.
private func keptForecasts(_ context: ReportContext) -> HTML {
  guard let forecasts = context.plan.forecasts, !forecasts.isEmpty else { return HTML() }
  let pictures = forecasts.map { kept -> HTML in
    let name = context.plan.queues.first { $0.id == kept.queue }?.name ?? kept.queue.rawValue
    let chart = ForecastChart(title: name, kept)
    return """
      <svg viewBox="0 0 \(ForecastDrawing.width) \(ForecastDrawing.height)" role="img"><title>\(name)</title>\
      \(ForecastDrawing(chart).group(at: 0))</svg>
      """
  }
  return """
    <details class="behind"><summary>\(ReportText.forecastHistory)</summary>
    <style>\(HTML(trusted: ForecastDrawing.style)) .kept svg { width: 100%; height: auto; display: block; }</style>
    <div class="kept scroll">\(pictures)</div></details>

    """
}

/// Contacts of one hour of a queue.
private struct ForecastHour {
  var start: Instant
  var contacts = 0.0
  var low = 0.0
  var high = 0.0
}

private func forecastPicture(_ context: ReportContext, queue number: Int) -> HTML {
  let queue = context.plan.queues[number]
  let coverage = context.plan.coverage[number]
  let hours = forecastHours(context, coverage)
  let total = coverage.contacts.reduce(0, +)
  guard let busiest = hours.max(by: { $0.contacts < $1.contacts }), total > 0 else {
    return "<figure class=\"forecast\"><figcaption><b>\(queue.name)</b> \(ReportText.noContacts)</figcaption></figure>"
  }
  let peak = context.zone.civil(at: busiest.start)
  let words = ReportText.forecastWords(
    total: Words.page.decimal(total, places: 0), peak: Words.page.decimal(busiest.contacts, places: 0),
    at: peak.date.weekday.title, hour: peak.clock.description)
  let load = zip(coverage.contacts, coverage.handleTime).reduce(0) { $0 + $1.0 * $1.1 }
  let handle = ReportText.handleTime(Words.page.decimal(load / total / 60, places: 1) + Words.page.space + "min")

  let days = context.openDays
  let first = context.x(days.first?.start ?? context.grid.start)
  let last = context.x(days.last?.end ?? context.grid.end)
  let top = max(hours.map(\.high).max() ?? 0, hours.map(\.contacts).max() ?? 0, 1e-9)
  func y(_ contacts: Double) -> Int { 60 - Int((56 * contacts / top).rounded()) }
  func x(_ hour: ForecastHour) -> Int { context.x(hour.start) + 30 }
  var band = ""
  var mean = ""
  for run in runs(of: hours) {
    let middle = run.map { "\(x($0)) \(y($0.contacts))" }.joined(separator: "L")
    mean += "M" + middle
    if !coverage.contactsLow.isEmpty {
      let upper = run.map { "\(x($0)) \(y($0.high))" }.joined(separator: "L")
      let lower = run.reversed().map { "\(x($0)) \(y($0.low))" }.joined(separator: "L")
      band += "M\(upper)L\(lower)z"
    }
  }
  let labels = days.map { day -> HTML in
    let left = CSSNumber.percent(Double(context.x(day.start) - first) / Double(max(1, last - first)))
    return "<i style=\"left:\(left)\">\(ReportText.tinyDay(day.date))</i>"
  }
  return """
    <figure class="forecast"><figcaption><b>\(queue.name)</b> \(words), \(handle)</figcaption>
    <div class="plot"><i class="peak">\(ReportText.axisPeak(Words.page.decimal(top, places: top < 10 ? 1 : 0)))</i>\
    <svg viewBox="\(first) 0 \(last - first) 60" preserveAspectRatio="none" role="img"><title>\(queue.name)</title><desc>\(words)</desc>\
    <path class="band" d="\(band)"/><path class="mean" d="\(mean)"/></svg><div class="daylabels">\(labels)</div></div></figure>

    """
}

private func forecastHours(_ context: ReportContext, _ coverage: QueueCoverage) -> [ForecastHour] {
  var hours: [ForecastHour] = []
  let hasBand = !coverage.contactsLow.isEmpty && !coverage.contactsHigh.isEmpty
  for slot in coverage.open.indices where coverage.open[slot] {
    let start = context.grid.instant(at: slot)
    let hour = start - Minutes(context.zone.civil(at: start).minuteOfDay % 60)
    if hours.last?.start != hour { hours.append(ForecastHour(start: hour)) }
    let last = hours.count - 1
    hours[last].contacts += coverage.contacts[slot]
    hours[last].low += hasBand ? coverage.contactsLow[slot] : coverage.contacts[slot]
    hours[last].high += hasBand ? coverage.contactsHigh[slot] : coverage.contacts[slot]
  }
  return hours
}

/// Hours that follow one another, so that no line is drawn across a night in which the queue is closed.
private func runs(of hours: [ForecastHour]) -> [[ForecastHour]] {
  hours.reduce(into: []) { runs, hour in
    if let last = runs.last?.last, hour.start - last.start <= 3600 {
      runs[runs.count - 1].append(hour)
    } else {
      runs.append([hour])
    }
  }
}
