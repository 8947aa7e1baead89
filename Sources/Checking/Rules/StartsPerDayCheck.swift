internal import Calendars
internal import Workforce

/// No more people of a site start on a date than it has room for. A duty counts on its own date, whichever plan lies
/// beside this one: other plans hold other dates.
enum StartsPerDayCheck: RotaCheck {
  static let rules = ["site.starts"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    var people: [SiteID: [CivilDate: Set<PersonID>]] = [:]
    for tour in reading.tours {
      for duty in tour.duties { people[tour.person.site, default: [:]][duty.date, default: []].insert(tour.person.id) }
    }
    return reading.request.sites.flatMap { site -> [Breach] in
      guard let most = site.maximumStartsPerDay else { return [] }
      return (people[site.id] ?? [:]).filter { $0.value.count > most }.map { date, starting in
        Breach(
          rule: "site.starts", date: date,
          message: "\(starting.count) people of site \(site.id) start on \(date); at most \(most) may")
      }
    }
  }
}
