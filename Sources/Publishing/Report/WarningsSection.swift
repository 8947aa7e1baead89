internal import Calendars
internal import Plans
internal import Tables
internal import Workforce
internal import Words

/// Warnings by severity, each with its place and what to do, and what was taken for granted.
func warningsSection(_ context: ReportContext) -> HTML {
  let order: [Diagnostic.Severity] = [.error, .warning, .note]
  let items = order.flatMap { severity in
    groups(of: context.plan.warnings.filter { $0.severity == severity }).map { group -> HTML in
      let messages = group.map { warning -> HTML in
        let place: HTML = warning.position.map { " <code>\($0.description)</code>" } ?? ""
        return "<span>\(withCode(sentence(warning.message)))\(place)</span>"
      }
      let cure: HTML = group[0].cure.map { " <span class=\"cure\">\(withCode($0))</span>" } ?? ""
      return """
        <li class="\(severity.rawValue)"><b>\(ReportText.severity(severity))</b> \
        <div class="\(group.count > 1 ? "many" : "one")">\(messages)\(cure)</div></li>

        """
    }
  }
  let list: HTML =
    items.isEmpty ? "<p class=\"good\">\(ReportText.noWarnings)</p>" : "<ul class=\"warnings\">\(items)</ul>"
  let assumed = context.plan.assumptions.map { "<li>\(withCode(sentence($0)))</li>" as HTML }
  return """
    <section id="warnings" class="part"><h2>\(ReportText.warningsHeading)</h2>
    \(list)
    \(weakHours(context))<h3>\(ReportText.assumptionsHeading)</h3><ul class="assumptions">\(assumed)</ul></section>

    """
}

/// What the simulation found and what was done about it; nothing where there was none.
private func weakHours(_ context: ReportContext) -> HTML {
  guard let simulation = context.plan.simulation else { return HTML() }
  let limit = 12
  let worst = simulation.weakHours.enumerated().sorted { left, right in
    let (a, b) = (left.element, right.element)
    return (a.serviceLevel.mean - a.target, left.offset) < (b.serviceLevel.mean - b.target, right.offset)
  }.map(\.element)
  var items = worst.prefix(limit).map { hour -> HTML in
    let queue = context.index.queue(hour.queue)?.name ?? hour.queue.rawValue
    let from = context.zone.civil(at: hour.start)
    let to = context.zone.civil(at: hour.start.adding(seconds: 3600))
    let text = ReportText.weakHour(
      queue, simulated: Words.page.percent(hour.serviceLevel.mean, places: 1),
      promised: Words.page.percent(hour.target), missing: max(0, hour.required - hour.scheduled), of: hour.required)
    return "<li>\(ReportText.shortDay(from.date)) \(ReportText.hour(from.clock, to.clock)), \(text)</li>"
  }
  if worst.count > limit { items.append("<li>\(ReportText.moreWeakHours(worst.count - limit))</li>") }
  let notes = simulation.notes.map { "<p>\(sentence($0))</p>" as HTML }
  return "<h3 id=\"weak\">\(ReportText.weakHeading)</h3>\(notes)<ul class=\"assumptions\">\(items)</ul>"
}

/// Warnings of one kind with one cure stand together, so that the cure is read once; in the order of the first of each.
private func groups(of warnings: [Diagnostic]) -> [[Diagnostic]] {
  var groups: [[Diagnostic]] = []
  for warning in warnings {
    if let place = groups.firstIndex(where: { $0[0].code == warning.code && $0[0].cure == warning.cure }) {
      groups[place].append(warning)
    } else {
      groups.append([warning])
    }
  }
  return groups
}

/// With a capital and a full stop, as a sentence stands on a page.
private func sentence(_ text: String) -> String {
  guard let last = text.last else { return text }
  let upper = text.prefix(1).uppercased() + text.dropFirst()
  return ".!?…".contains(last) ? upper : upper + "."
}

/// Text between back quotes as code, the way messages name columns and commands.
private func withCode(_ text: String) -> HTML {
  let parts = text.split(separator: "`", omittingEmptySubsequences: false)
  guard parts.count % 2 == 1 else { return "\(text)" }
  return parts.enumerated().reduce(into: HTML()) { html, part in
    html += part.offset % 2 == 0 ? "\(part.element)" : "<code>\(part.element)</code>"
  }
}
