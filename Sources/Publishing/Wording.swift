internal import Calendars
internal import Workforce
internal import Words

/// Every word that calendars and exports say to people, in one place. The report's are in `ReportText`.
enum Wording {
  static func calendarTitle(person: String, team: String) -> String { "\(person) – \(team)" }
  static func calendarTitle(team: String) -> String { "\(team) – rota" }
  /// Before whatever is made of a plan that nobody was told of yet.
  static let draft = "DRAFT"
  static func draftTitle(_ title: String) -> String { "\(draft) \(title)" }

  /// `Ann Lee: early`
  static func dutyTitle(person: String, duty: Duty) -> String { "\(person): \(duty.template)" }
  /// Readers that show no STATUS would show a cancelled duty as work.
  static func cancelledTitle(_ title: String) -> String { "Cancelled: \(title)" }
  static func breakTitle(person: String, pause: PlacedBreak) -> String { "\(person): \(breakName(pause.kind))" }

  static func breakName(_ kind: BreakRule.Kind) -> String {
    switch kind {
    case .lunch: "lunch"
    case .rest: "rest"
    }
  }

  /// The category of events in calendars that have some.
  static let category = "Rota"
  static func times(in zone: Zone) -> String { "Times are \(zone.identifier)." }
  /// `Also 10:00–10:15 rest, paid.`; nil for none.
  static func otherBreaks(_ pauses: some Sequence<PlacedBreak>, of duty: Duty, zone: Zone) -> String? {
    let parts = pauses.map { breakLine($0, of: duty, zone: zone) }
    return parts.isEmpty ? nil : "Also \(parts.joined(separator: "; "))."
  }
  /// `12:00–12:30 lunch, unpaid`
  private static func breakLine(_ pause: PlacedBreak, of duty: Duty, zone: Zone) -> String {
    let start = duty.start + pause.offset
    return "\(clockSpan(start..<start + pause.length, zone: zone)) \(breakName(pause.kind)), "
      + (pause.paid ? "paid" : "unpaid")
  }

  static func activityTitle(person: String, _ activity: Attendance) -> String { "\(person): \(activity.title)" }

  /// A line for the duty, one a break, one an activity, one for the zone.
  static func dutyDescription(_ duty: Duty, activities: [Attendance], zone: Zone, site: String?) -> String {
    var lines = ["\(clockSpan(duty.start..<duty.end, zone: zone)), \(Words.plain.duration(duty.paid)) paid"]
    if let site { lines[0] += ", \(site)" }
    lines += duty.breaks.map { breakLine($0, of: duty, zone: zone) }
    for activity in activities {
      lines.append(
        "\(clockSpan(activity.start..<activity.end, zone: zone)) \(activity.title), \(activity.kind.words)"
          + (activity.paid ? "" : ", unpaid"))
    }
    lines.append(times(in: zone))
    return lines.joined(separator: "\n")
  }

  /// `08:00–16:30` on the wall clock of `zone`; `20:00–02:30+01:00` where the clock alone doesn't say which 02:30.
  static func clockSpan(_ span: Range<Instant>, zone: Zone) -> String {
    "\(zone.clockText(of: span.lowerBound))–\(zone.clockText(of: span.upperBound))"
  }

  static func secondPass(_ edge: SecondPass) -> String {
    "\(edge.isStart ? "begins" : "ends") at \(edge.meant), the second pass of a repeated hour; this file can only say the "
      + "first, \(edge.read)"
  }
}
