internal import Calendars
internal import Workforce
internal import Words

/// Meetings, training and one-to-ones lie inside their people's duties, over no break and not two at once; and whoever
/// attends one occurrence attends it at the same time. That nobody is counted on a queue meanwhile is `work.outside`.
enum ActivityCheck: RotaCheck {
  static let rules = [
    "activities.outside", "activities.break", "activities.overlap", "activities.grid", "activities.together",
    "activities.one-to-one",
  ]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.activities.flatMap { places($0, of: tour, on: reading.request.grid) } + overlaps(in: tour)
    } + occurrences(in: reading)
  }

  private static func places(_ activity: Attendance, of tour: PersonTour, on grid: IntervalGrid) -> [Breach] {
    var found: [Breach] = []
    let date = WorkTilingCheck.date(of: activity.start, in: tour)
    func report(_ rule: String, _ what: String) {
      found.append(
        tour.breach(
          rule, on: date,
          "attends '\(activity.title)' from \(tour.clock(activity.start)) to \(tour.clock(activity.end)), \(what)"))
    }
    let length = activity.length.rawValue
    if !(activity.start - grid.start).isMultiple(of: grid.interval.seconds)
      || !length.isMultiple(of: grid.interval.rawValue) || length <= 0
    {
      report("activities.grid", "off the grid of \(Words.plain.minutes(grid.interval))")
    }
    guard let duty = tour.duties.first(where: { $0.start <= activity.start && activity.end <= $0.end }) else {
      report("activities.outside", "which isn't inside a duty of theirs")
      return found
    }
    for pause in duty.breaks {
      let from = duty.start + pause.offset
      if from < activity.end, activity.start < from + pause.length {
        report("activities.break", "over the \(pause.kind.rawValue) at \(tour.clock(from))")
      }
    }
    return found
  }

  private static func overlaps(in tour: PersonTour) -> [Breach] {
    var found: [Breach] = []
    for (number, later) in tour.activities.enumerated() {
      guard let earlier = tour.activities[..<number].first(where: { later.start < $0.end }) else { continue }
      found.append(
        tour.breach(
          "activities.overlap", on: WorkTilingCheck.date(of: later.start, in: tour),
          "attends '\(later.title)' at \(tour.clock(later.start)), before '\(earlier.title)' is over"))
    }
    return found
  }

  /// People of one occurrence are together, in the same thing, and two in a one-to-one.
  private static func occurrences(in reading: RotaReading) -> [Breach] {
    var found: [Breach] = []
    let all = Dictionary(grouping: reading.rota.activities ?? [], by: \.id)
    for id in all.keys.sorted() {
      let people = (all[id] ?? []).sorted { $0.person < $1.person }
      guard let first = people.first else { continue }
      for other in people.dropFirst() {
        var expected = first
        expected.person = other.person
        guard other != expected else { continue }
        found.append(
          Breach(
            rule: "activities.together", person: other.person,
            message:
              "attends '\(other.title)' (\(id)) at \(other.start.utcText) for \(Words.plain.duration(other.length)); "
              + "\(first.person) attends the same '\(first.title)' at \(first.start.utcText) for "
              + Words.plain.duration(first.length)))
      }
      if first.kind == .oneToOne, people.count != 2 {
        found.append(
          Breach(
            rule: "activities.one-to-one", person: first.person,
            message: "the one-to-one '\(first.title)' (\(id)) has \(people.count) people"))
      }
    }
    return found
  }
}
