internal import Calendars
internal import Workforce

/// What the description of a duty's event says in its words: when, how much is paid, where, each break, and each activity.
struct DutyDescription {
  /// Start and end of the duty, of each break and of each activity.
  private let times: [(from: Instant, to: Instant)]
  private let paid: String
  /// `rest, paid` and the like, a break each; then `Weekly team, meeting`, an activity each.
  private let parts: [String]
  private let zone: Zone
  private let site: String?

  init(of duty: Duty, activities: [Attendance], zone: Zone, site: String?) {
    times =
      [(duty.start, duty.end)]
      + duty.breaks.map { (duty.start + $0.offset, duty.start + $0.offset + $0.length) }
      + activities.map { ($0.start, $0.end) }
    let (hours, minutes) = duty.paid.rawValue.quotientAndRemainder(dividingBy: 60)
    let lengths = [hours > 0 ? "\(hours) h" : nil, minutes > 0 || hours == 0 ? "\(minutes) min" : nil].compactMap { $0 }
    paid = lengths.joined(separator: " ") + " paid"
    parts =
      duty.breaks.map { "\($0.kind == .lunch ? "lunch" : "rest"), \($0.paid ? "paid" : "unpaid")" }
      + activities.map { "\($0.title), \($0.kind.rawValue)" + ($0.paid ? "" : ", unpaid") }
    self.zone = zone
    self.site = site
  }

  /// Whether `text` says that and nothing else: a line for the duty, one a break, one an activity, one for the zone.
  func agrees(with text: String) -> Bool {
    var rest = Self.plain(text)[...]
    for (number, span) in times.enumerated() {
      var words = number == 0 ? ", \(paid)" : " \(parts[number - 1])"
      if number == 0, let site { words += ", \(site)" }
      let lines = clocks(span.from).flatMap { from in
        clocks(span.to).map { to in Self.plain("\(from)–\(to)\(words)\n") }
      }
      guard let line = lines.first(where: rest.hasPrefix) else { return false }
      rest = rest.dropFirst(line.count)
    }
    return rest == "Times are \(zone.identifier)."
  }

  /// `08:00`, or with its offset, `02:30+01:00`.
  private func clocks(_ instant: Instant) -> [String] {
    let clock = zone.civil(at: instant).clock.description
    return [clock, clock + Zone.offsetText(zone.secondsFromUTC(at: instant))]
  }

  /// The text as calendars may write it: breaks of lines of one kind, no other control characters, nothing that turns the
  /// direction of what follows.
  private static func plain(_ text: String) -> String {
    var plain = ""
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: if !afterReturn { plain += "\n" }
      case 0x0D, 0x2028, 0x2029: plain += "\n"
      case 0x09: plain.unicodeScalars.append(scalar)
      case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: break
      default: plain.unicodeScalars.append(scalar)
      }
      afterReturn = scalar.value == 0x0D
    }
    return plain
  }
}
