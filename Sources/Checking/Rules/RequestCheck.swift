internal import Calendars
internal import Workforce

/// The request itself: a Monday, whole weeks, no name twice, every person's site and every grid wide enough.
enum RequestCheck: RotaCheck {
  static let rules = ["request.horizon", "request.duplicate", "request.site", "request.grid"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    let request = reading.request
    var found: [Breach] = []
    if request.firstDate.weekday != .monday {
      found.append(
        Breach(rule: "request.horizon", message: "the horizon starts on \(request.firstDate), which is no Monday"))
    }
    if !request.days.isMultiple(of: 7) {
      found.append(
        Breach(rule: "request.horizon", message: "the horizon has \(request.days) days, which are no whole weeks"))
    }
    found += duplicates(request.people.map(\.id.rawValue), "person")
    found += duplicates(request.templates.map(\.id.rawValue), "template")
    found += duplicates(request.sites.map(\.id.rawValue), "site")
    found += duplicates(request.demand.map(\.queue.rawValue), "queue")
    for person in request.people where reading.sites[person.site] == nil {
      found.append(
        Breach(rule: "request.site", person: person.id, message: "works at site \(person.site), which doesn't exist"))
    }
    // Whoever is outside the grid is counted nowhere.
    for tour in reading.tours {
      for duty in tour.duties where duty.start < request.grid.start || duty.end > request.grid.end {
        found.append(
          tour.breach(
            "request.grid", on: duty.date,
            "works from \(duty.start.utcText) to \(duty.end.utcText), which the grid doesn't span"))
      }
    }
    return found
  }

  private static func duplicates(_ names: [String], _ what: String) -> [Breach] {
    var seen: Set<String> = []
    var twice: Set<String> = []
    for name in names where !seen.insert(name).inserted { twice.insert(name) }
    return twice.sorted().map {
      Breach(rule: "request.duplicate", message: "\(what) \($0) is listed more than once")
    }
  }
}
