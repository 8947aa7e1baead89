internal import Calendars
internal import Plans
internal import Workforce
internal import Words

/// Who works when: a part a day, with what each queue needs and gets above the people's bars, on one time axis.
///
/// Queues and people are drawn once over the whole plan, in minutes since the grid's start, and every day shows its
/// stretch of that drawing through a `viewBox`. So the page needs little room, and a change of zone moves windows
/// instead of drawing anew.
func dayView(_ context: ReportContext) -> HTML {
  let shown = context.days.filter(\.isShown)
  let key = dayKey(context)
  let first = context.plan.request.firstDate
  let plannedDays = first..<first.adding(days: context.plan.request.days)
  let tabs = context.days.map { day -> HTML in
    """
    <a href="#\(day.anchor)"\(plannedDays.contains(day.date) ? HTML() : " class=\"edge\"")\(
      shown.contains(day) ? HTML() : " hidden")><b>\(
      day.date.weekday.shortTitle)</b> \(day.date.day)</a>
    """
  }
  return """
    <section id="days" class="part"><h2>\(ReportText.dayHeading)</h2>
    <div class="controls"><nav class="tabs" aria-label="\(ReportText.dayTabs)">\(tabs)</nav>\(zoneChoice(context))</div>
    \(drawings(context))
    \(context.days.map { dayPart(context, $0, key: key) })
    </section>

    """
}

/// What the marks mean.
private func dayKey(_ context: ReportContext) -> HTML {
  let band = context.plan.coverage.contains { !$0.contactsLow.isEmpty }
  let sites = context.plan.request.sites.enumerated().map { number, site -> HTML in
    "<li><span class=\"swatch s\(number % siteHues)\"></span>\(site.name)</li>"
  }
  let attends = !(context.plan.rota.activities ?? []).isEmpty
  let meetings: HTML = attends ? "<li><span class=\"swatch meet\"></span>\(ReportText.keyMeet)</li>" : ""
  return """
    <ul class="key daykey"><li><span class="swatch got"></span>\(ReportText.keyScheduled)</li>\
    <li><span class="swatch need"></span>\(ReportText.keyRequired)</li>\
    <li><span class="swatch lack"></span>\(ReportText.keyShort)</li>\
    <li><span class="swatch band"></span>\(band ? ReportText.keyContacts : ReportText.keyContactsPlain)</li>\(sites)\
    <li><span class="swatch off"></span>\(ReportText.keyOff)</li>\(meetings)</ul>
    """
}

/// The zones that the script can switch to; unseen without it.
private func zoneChoice(_ context: ReportContext) -> HTML {
  let options = ReportData.zoneChoices(context).enumerated().map { number, choice -> HTML in
    "<option value=\"\(number)\">\(choice.label)</option>"
  }
  return """
    <label class="zonechoice scripted" hidden>\(ReportText.zoneLabel) <select id="zone">\(options)</select></label>
    """
}

/// Everything that the days show stretches of.
private func drawings(_ context: ReportContext) -> HTML {
  let queues = context.plan.coverage.indices.map { QueueDrawing(context, queue: $0).definition }
  let people = context.index.people.enumerated().map { number, person in
    personDrawing(context, person, number: number)
  }
  return """
    <svg class="drawings" aria-hidden="true" width="0" height="0"><defs>
    \(queues.joined(separator: "\n"))
    \(people.joined(separator: "\n"))
    </defs></svg>
    """
}

private func dayPart(_ context: ReportContext, _ day: ReportDay, key: HTML) -> HTML {
  let start = context.x(day.start) + context.window.from
  let box = "\(start) 0 \(context.window.span)"
  let queues = context.plan.coverage.indices.map { QueueDrawing(context, queue: $0).row(day, box: box) }
  let rows = personRows(context, day: day, box: box)
  // In print a day is one page of A4 landscape, some 700 pixels high; people share what heads and queues leave.
  let height = max(7, min(20, (620 - 84 * queues.count) / max(1, rows.working)))
  return """
    <section class="day" id="\(day.anchor)" data-day="\(day.date.dayNumber)" style="--print-row:\(height)px"\(
      day.isShown ? HTML() : " hidden")>
    <h3>\(ReportText.day(day.date))</h3><p class="sum">\(daySummary(context, day))</p>
    \(key)
    <div class="chart">\(overlay(context, day))
    <div class="queuerows">\(queues.joined(separator: "\n"))</div>
    \(axis(context, day))
    <div class="people">\(rows.html)</div>
    <p class="nobody"\(rows.working == 0 ? HTML() : " hidden")>\(ReportText.nobody)</p>
    </div>
    <p class="resting">\(rows.resting)</p>
    </section>

    """
}

private func daySummary(_ context: ReportContext, _ day: ReportDay) -> String {
  let starting = context.duties.filter { day.start <= $0.duty.start && $0.duty.start < day.end }
  let missing = context.plan.coverage.indices.reduce(0) {
    $0 + context.balance(queue: $1, in: day.start..<day.end).missing
  }
  return ReportText.daySummary(
    people: Set(starting.map(\.person)).count,
    hours: Words.page.hours(minutes: starting.reduce(0) { $0 + $1.duty.paid.rawValue }),
    short: missing == 0 ? nil : Words.page.hours(minutes: missing))
}

/// Hour lines, and the day after in a shade of its own, behind everything.
private func overlay(_ context: ReportContext, _ day: ReportDay) -> HTML {
  let window = context.window
  func left(_ minute: Int) -> String { CSSNumber.percent(Double(minute - window.from) / Double(window.span)) }
  let length = (day.end - day.start) / 60
  let lines = stride(from: window.from, through: window.to, by: 60).map { minute -> HTML in
    "<i style=\"left:\(left(minute))\"></i>"
  }
  let next: HTML =
    window.to > length
    ? "<div class=\"next\" style=\"left:\(left(length))\"><span>\(ReportText.tinyDay(day.date.adding(days: 1)))</span></div>"
    : ""
  return "<div class=\"overlay\" aria-hidden=\"true\">\(next)\(lines)</div>"
}

/// The wall clock along the window: every hour where there is room, every second or third otherwise.
private func axis(_ context: ReportContext, _ day: ReportDay) -> HTML {
  let window = context.window
  let every = window.span <= 14 * 60 ? 60 : window.span <= 26 * 60 ? 120 : 180
  let labels = stride(from: window.from, through: window.to, by: every).map { minute -> HTML in
    let clock = context.zone.civil(at: day.start + Minutes(minute)).clock
    let left = CSSNumber.percent(Double(minute - window.from) / Double(window.span))
    return "<i style=\"left:\(left)\"\(edgeClass(minute, in: window))>\(clock.description)</i>"
  }
  return "<div class=\"axis\"><span class=\"name\"></span><div class=\"track\">\(labels)</div></div>"
}

/// A label at either end of the axis stays inside it.
private func edgeClass(_ minute: Int, in window: DayWindow) -> HTML {
  minute == window.from ? " class=\"first\"" : minute == window.to ? " class=\"last\"" : ""
}
