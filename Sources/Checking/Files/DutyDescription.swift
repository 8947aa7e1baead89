internal import Calendars
internal import Shifts

/// What the description of a duty's event says in its words: when, how much is paid, where, and each break.
struct DutyDescription {
  /// Start and end of the duty and of each break.
  private let times: [(from: Instant, to: Instant)]
  private let paid: String
  /// `rest, paid` and the like, a break each.
  private let breaks: [String]
  private let zone: Zone
  private let site: String?

  init(of duty: Duty, zone: Zone, site: String?) {
    times =
      [(duty.start, duty.end)]
      + duty.breaks.map { (duty.start + $0.offset, duty.start + $0.offset + $0.length) }
    let (hours, minutes) = duty.paid.rawValue.quotientAndRemainder(dividingBy: 60)
    let parts = [hours > 0 ? "\(hours) h" : nil, minutes > 0 || hours == 0 ? "\(minutes) min" : nil].compactMap { $0 }
    paid = parts.joined(separator: " ") + " paid"
    breaks = duty.breaks.map { "\($0.kind == .lunch ? "lunch" : "rest"), \($0.paid ? "paid" : "unpaid")" }
    self.zone = zone
    self.site = site
  }

  /// Whether `text` has a line with each span of time, in this order and no other, with its words beside it, and names the
  /// zone.
  func agrees(with text: String) -> Bool {
    let lines = text.split(separator: "\n").map(String.init)
    let timed = lines.filter { Self.span(in: $0) != nil }
    guard timed.count == times.count, let first = timed.first else { return false }
    for (line, expected) in zip(timed, times) {
      guard let span = Self.span(in: line), says(span.from, expected.from), says(span.to, expected.to) else {
        return false
      }
    }
    let words = first.split(separator: ",").map { $0.drop { $0 == " " } }
    guard words.contains(paid[...]) else { return false }
    if let site, !ExpectedCell.plain(first).hasSuffix(ExpectedCell.plain(site)) { return false }
    for (line, pause) in zip(timed.dropFirst(), breaks) where !line.hasSuffix(" \(pause)") { return false }
    return lines.contains { $0 == "Times are \(zone.identifier)." }
  }

  /// `08:00`, or with its offset, `02:30+01:00`.
  private func says(_ text: String, _ instant: Instant) -> Bool {
    let clock = zone.civil(at: instant).clock.description
    return text == clock || text == clock + Zone.offsetText(zone.secondsFromUTC(at: instant))
  }

  /// Both ends of `08:00–16:30` where a line begins with such a span.
  private static func span(in line: String) -> (from: String, to: String)? {
    guard let dash = line.firstIndex(of: "–") else { return nil }
    let from = line[..<dash].split(separator: " ").last ?? ""
    let to = line[line.index(after: dash)...].prefix { $0 != " " && $0 != "," }
    func isTime(_ text: Substring) -> Bool { text.count >= 5 && text.allSatisfy { $0.isNumber || ":+-".contains($0) } }
    return isTime(from) && isTime(to) ? (String(from), String(to)) : nil
  }
}
