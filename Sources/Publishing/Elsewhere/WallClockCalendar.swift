internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// CSV that a calendar program imports. Such files have no zone: the program takes the times for those of whoever imports
/// them. The team's file therefore speaks the reader's zone, a person's file that person's, and every description says
/// which. Cancelled duties are left out; the format cannot take an event back.
enum WallClockCalendar {
  /// "Import" of Google Calendar.
  case google
  /// "Import/Export" of Outlook.
  case outlook

  /// The team's file, then one a person by id.
  func files(_ index: PlanIndex) -> [PublishedFile] {
    let names = SafeFileNames(for: index.people.map(\.id.rawValue))
    var team = Table(self, zone: index.plan.readerZone)
    for assigned in index.dutiesByStart { team.append(assigned.duty, of: assigned.person, index: index) }
    var files = [PublishedFile(path: "\(folder).csv", bytes: team.rows.bytes)]
    for person in index.people {
      var own = Table(self, zone: person.zone)
      for duty in index.duties(of: person.id) { own.append(duty, of: person.id, index: index) }
      files.append(PublishedFile(path: "\(folder)/\(names.name(for: person.id.rawValue)).csv", bytes: own.rows.bytes))
    }
    return files
  }

  private var folder: String {
    switch self {
    case .google: "google-calendar"
    case .outlook: "outlook-calendar"
    }
  }

  private var header: [String] {
    switch self {
    case .google:
      [
        "Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description", "Location",
        "Private",
      ]
    case .outlook:
      [
        "Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event", "Reminder on/off",
        "Categories", "Description", "Location", "Private", "Show time as",
      ]
    }
  }

  /// `11/30/2026`, the only order that Google promises to read whatever the account's language. Outlook goes by the
  /// computer's region, in which `2026-11-30` is no other date.
  private func text(of date: CivilDate) -> String {
    self == .outlook ? date.description : date.monthFirstText
  }

  /// `08:00 AM`; `08:00:00` for Outlook.
  private func text(of clock: ClockTime) -> String {
    let (hour, minute) = (clock.minutes / 60 % 24, padded(clock.minutes % 60, to: 2))
    if self == .outlook { return "\(padded(hour, to: 2)):\(minute):00" }
    let shown = hour % 12 == 0 ? 12 : hour % 12
    return "\(padded(shown, to: 2)):\(minute) \(hour < 12 ? "AM" : "PM")"
  }

  private struct Table {
    let kind: WallClockCalendar
    let zone: Zone
    private(set) var rows: CSVText

    init(_ kind: WallClockCalendar, zone: Zone) {
      self.kind = kind
      self.zone = zone
      rows = CSVText(header: kind.header)
    }

    mutating func append(_ duty: Duty, of person: PersonID, index: PlanIndex) {
      let (start, end) = (zone.civil(at: duty.start), zone.civil(at: duty.end))
      let site = index.site(of: person)?.name
      let description =
        [Wording.dutyDescription(duty, activities: index.activities(in: duty, of: person), zone: zone, site: site)]
        + duty.secondPasses(in: zone).map { Wording.secondPass($0) + "." }
      let when = [
        kind.text(of: start.date), kind.text(of: start.clock), kind.text(of: end.date), kind.text(of: end.clock),
      ]
      let what = [description.joined(separator: "\n"), site ?? "", "False"]
      let rest =
        switch kind {
        case .google: ["False"] + what
        // 2 is "busy".
        case .outlook: ["False", "False", Wording.category] + what + ["2"]
        }
      rows.append(
        ([Wording.dutyTitle(person: index.name(of: person), duty: duty)] + when + rest).map { CSVField.text($0) })
    }
  }
}
