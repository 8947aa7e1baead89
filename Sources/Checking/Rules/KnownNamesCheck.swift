internal import Calendars
internal import Workforce

/// Everybody who works is somebody, and every duty is a duty of some template.
enum KnownNamesCheck: RotaCheck {
  static let rules = ["person.unknown", "template.unknown"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    var found: [Breach] = []
    var strangers: Set<PersonID> = []
    for assigned in reading.rota.duties {
      if !reading.knownPeople.contains(assigned.person) {
        strangers.insert(assigned.person)
        found.append(
          Breach(
            rule: "person.unknown", person: assigned.person, date: assigned.duty.date,
            message: "has a duty but isn't among the people of the request"))
      }
      if reading.templates[assigned.duty.template] == nil {
        found.append(
          Breach(
            rule: "template.unknown", person: assigned.person, date: assigned.duty.date,
            message: "works shift \(assigned.duty.template), which doesn't exist"))
      }
    }
    for span in reading.rota.work
    where !reading.knownPeople.contains(span.person) && strangers.insert(span.person).inserted {
      found.append(
        Breach(
          rule: "person.unknown", person: span.person,
          message: "is counted at work but isn't among the people of the request"))
    }
    for activity in reading.rota.activities ?? []
    where !reading.knownPeople.contains(activity.person) && strangers.insert(activity.person).inserted {
      found.append(
        Breach(
          rule: "person.unknown", person: activity.person,
          message: "attends '\(activity.title)' but isn't among the people of the request"))
    }
    return found
  }
}
