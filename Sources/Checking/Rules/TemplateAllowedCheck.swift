internal import Calendars
internal import Workforce
internal import Words

/// The template is worked at the person's site, by this person, and may start on this weekday of the site.
enum TemplateAllowedCheck: RotaCheck {
  static let rules = ["template.site", "template.person", "template.weekday"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.flatMap { duty -> [Breach] in
        guard let template = reading.templates[duty.template] else { return [] }
        let person = tour.person
        var found: [Breach] = []
        if !template.sites.isEmpty, !template.sites.contains(person.site) {
          found.append(
            tour.breach(
              "template.site", on: duty.date,
              "works shift \(template.id) at \(person.site); it belongs to "
                + Words.plain.list(template.sites.map(\.rawValue).sorted())))
        }
        if !person.rules.templates.isEmpty, !person.rules.templates.contains(template.id) {
          found.append(
            tour.breach(
              "template.person", on: duty.date,
              "works shift \(template.id) but may only work "
                + Words.plain.list(person.rules.templates.map(\.rawValue).sorted())))
        }
        let date = reading.siteZone(of: person).date(at: duty.start)
        if !template.weekdays.contains(date.weekday) {
          found.append(
            tour.breach(
              "template.weekday", on: duty.date,
              "works shift \(template.id) on a \(date.weekday.shortTitle), on which it doesn't start"))
        }
        return found
      }
    }
  }
}
