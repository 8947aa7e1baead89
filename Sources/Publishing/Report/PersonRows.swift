internal import Calendars
internal import Plans
internal import Workforce

/// Hues that sites can have; further sites begin again.
let siteHues = 6

/// A person's duties over the whole plan: a thin line from start to end, work as bars on it, so that breaks are gaps;
/// time that no queue needs is lighter, and what is attended has a colour of its own.
func personDrawing(_ context: ReportContext, _ person: Person, number: Int) -> HTML {
  var base = ""
  var busy = ""
  var idle = ""
  var attended = ""
  for duty in context.index.duties(of: person.id) {
    base += box(context.x(duty.start), context.x(duty.end), top: 4, height: 2)
    for piece in context.index.pieces(of: duty, of: person.id) where piece.kind == .work || piece.kind.isAttended {
      let bar = box(context.x(piece.start), context.x(piece.end), top: 0, height: 10)
      if piece.kind.isAttended { attended += bar } else if piece.queue == nil { idle += bar } else { busy += bar }
    }
  }
  guard !base.isEmpty else { return "" }
  let site = context.plan.request.sites.firstIndex { $0.id == person.site } ?? 0
  let off: HTML = idle.isEmpty ? "" : "<path class=\"off\" d=\"\(idle)\"/>"
  let meet: HTML = attended.isEmpty ? "" : "<path class=\"meet\" d=\"\(attended)\"/>"
  return
    "<g id=\"p\(number)\" class=\"s\(site % siteHues)\"><path d=\"\(base)\"/>\(off)<path d=\"\(busy)\"/>\(meet)</g>"
}

private func box(_ from: Int, _ to: Int, top: Int, height: Int) -> String {
  "M\(from) \(top)h\(to - from)v\(height)h-\(to - from)z"
}

/// The rows of one day, by first start, then name; those whom only another zone would put on this day are hidden.
/// `resting` says who is off.
func personRows(
  _ context: ReportContext, day: ReportDay, box: String
) -> (html: HTML, working: Int, resting: HTML) {
  struct Row {
    var number: Int
    var person: Person
    var text: String
    var first: Instant
    var isShown: Bool
  }
  let reach = ReportData.reach(context)
  var rows: [Row] = []
  var resting: [String] = []
  for (number, person) in context.index.people.enumerated() {
    let near = context.index.duties(of: person.id).filter {
      $0.start < day.end + reach && day.start - reach < $0.end
    }
    let today = near.filter { $0.start < day.end && day.start < $0.end }
    if !today.contains(where: { $0.start >= day.start }) { resting.append(person.name) }
    guard let first = today.first ?? near.first else { continue }
    rows.append(
      Row(
        number: number, person: person, text: dutyTimes(today, day: day, zone: context.zone), first: first.start,
        isShown: !today.isEmpty))
  }
  rows.sort { left, right in
    if left.isShown != right.isShown { return left.isShown }
    return (left.first, left.person.name, left.person.id.rawValue)
      < (right.first, right.person.name, right.person.id.rawValue)
  }
  var html = HTML()
  for row in rows {
    html += """
      <div class="prow" data-person="\(row.number)"\(row.isShown ? HTML() : " hidden")><span class="name">\
      <b>\(row.person.name)</b><span class="time">\(row.text)</span></span>\
      <svg viewBox="\(box) 10" preserveAspectRatio="none" aria-hidden="true"><use href="#p\(row.number)"/></svg></div>

      """
  }
  let list: HTML =
    day.isShown && !resting.isEmpty
    ? "<b>\(ReportText.off(resting.count))</b> \(resting.joined(separator: ", "))" : ""
  return (html, rows.filter(\.isShown).count, list)
}

/// `08:00–16:30`; for what began the day before, `until 06:00`.
private func dutyTimes(_ duties: [Duty], day: ReportDay, zone: Zone) -> String {
  duties.map { duty in
    let end = zone.civil(at: duty.end).clock.description
    return duty.start < day.start ? ReportText.until(end) : "\(zone.civil(at: duty.start).clock)–\(end)"
  }.joined(separator: ", ")
}
