import Calendars
import Tables
import Workforce

/// What decides which duties people can start: at a site, in a zone, with a choice of templates, and as far as their rules
/// tell duties apart.
struct MenuKey: Hashable {
  var site: SiteID
  var zone: Zone
  var templates: [TemplateID]
  var hours: DayHours?
  /// Classes of duties that the rules of the menu's people tell apart.
  var told: DutyClasses
  var starts: ToldStarts
  var pattern: ShiftPattern?

  /// The shifts of each day of the horizon on the people's calendar, of which `hours` leave the ones between them.
  func expand(
    _ templates: [ShiftTemplate], at site: Site, request: RosterRequest, with catalogue: inout KindCatalogue
  ) throws(Diagnostic) -> [[ExpandedShift]] {
    var days = [[ExpandedShift]](repeating: [], count: request.days)
    for siteDay in -1...request.days {
      let date = request.firstDate.adding(days: siteDay)
      for template in templates {
        for option in try shiftOptions(template: template, site: site, date: date, grid: request.grid) {
          let day = zone.date(at: option.start) - request.firstDate
          guard (0..<request.days).contains(day),
            hours?.hold(option.start..<(option.start + option.length), in: zone) ?? true
          else { continue }
          var shift = catalogue.expanded(option, at: site, interval: request.grid.interval.rawValue)
          shift.letter = DayLetter(
            classes(
              of: option.start..<(option.start + option.length), template.id, on: request.firstDate.adding(days: day),
              at: site))
          guard shift.kind.breaks.count <= DutyChoice.mostBreaks else {
            throw Diagnostic(
              "roster.too-many-breaks",
              "shift '\(template.id)' has \(shift.kind.breaks.count) breaks; at most \(DutyChoice.mostBreaks) can be planned",
              cure: "Give it fewer breaks.")
          }
          guard shift.start >= 0, shift.start + shift.kind.length <= request.grid.count else {
            throw Diagnostic(
              "roster.grid-too-short", "shift '\(template.id)' on \(date) reaches outside the grid of intervals",
              cure: "Give a grid that spans every duty of the horizon.", kind: .internal)
          }
          days[day].append(shift)
        }
      }
    }
    days.tell(starts, in: zone, grid: request.grid)
    return days
  }

  /// Those that are told of a duty.
  private func classes(of duty: Range<Instant>, _ template: TemplateID, on date: CivilDate, at site: Site)
    -> DutyClasses
  {
    let classes = DutyClasses(of: duty, at: site, told: told)
    guard let pattern else { return classes }
    let kinds = DutyClasses(of: duty, at: site, told: .all)
    return pattern.day(on: date).holds(template, kinds) ? classes : classes.union(.outside)
  }
}
