public import Calendars
public import Plans
public import Workforce

/// The state of every calendar event after this rota, given the state before it.
///
/// A duty is the same event as an earlier one when person and local date agree; its UID never changes. `sequence` and
/// `modified` rise only when start, length, breaks, activities or template changed, when the duty went away (it stays, cancelled)
/// or came back, and `raises` says so. Events outside the request's dates are of dates that the plan lets go, and are cancelled.
///
/// - Parameters:
///   - previous: the entries of the plan before, in any order; empty for a first plan.
///   - stamp: the plan's notion of now.
///   - raises: whether people are told of it. A draft takes no number: its entries have those that people hold, so that
///     what is published after it is above both.
///   - team: part of a new event's UID, so that events of two teams never collide in one calendar; empty
///     where there is only one.
/// - Returns: by date, then person, then UID.
public func nextCalendar(
  previous: [CalendarEntry], rota: Rota, request: RosterRequest, stamp: Instant, raises: Bool = true,
  team: String = ""
) -> [CalendarEntry] {
  func cancelled(_ entry: CalendarEntry) -> CalendarEntry {
    guard !entry.cancelled else { return entry }
    var entry = entry
    entry.cancelled = true
    raise(&entry)
    return entry
  }
  func raise(_ entry: inout CalendarEntry) {
    guard raises else { return }
    entry.sequence += 1
    entry.modified = max(stamp, entry.modified)
  }
  func attended(_ assigned: AssignedDuty) -> [Attendance]? {
    guard let activities = rota.activities else { return nil }
    let inside = activities.filter {
      $0.person == assigned.person && assigned.duty.start <= $0.start && $0.start < assigned.duty.end
    }
    return inside.isEmpty ? nil : inside.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
  }
  let horizon = request.firstDate..<request.firstDate.adding(days: request.days)
  var old = Dictionary(grouping: previous.filter { horizon.contains($0.duty.date) }, by: EventKey.init)
    // One duty a day is a rule, not a law of nature: further ones of a date are told apart by their order.
    .mapValues { $0.sorted { ($0.duty.start, $0.uid) < ($1.duty.start, $1.uid) } }
  var next = previous.filter { !horizon.contains($0.duty.date) }.map { cancelled($0) }
  for (key, duties) in Dictionary(grouping: rota.duties, by: EventKey.init) {
    var earlier = old.removeValue(forKey: key) ?? []
    for (ordinal, assigned) in duties.sorted(by: { $0.duty.start < $1.duty.start }).enumerated() {
      let activities = attended(assigned)
      if earlier.isEmpty {
        next.append(
          CalendarEntry(
            uid: eventUID(key, ordinal: ordinal, team: team), person: key.person, duty: assigned.duty,
            activities: activities, sequence: 0, modified: stamp, cancelled: false))
        continue
      }
      var entry = earlier.removeFirst()
      if entry.duty != assigned.duty || entry.activities != activities || entry.cancelled {
        entry.duty = assigned.duty
        entry.activities = activities
        entry.cancelled = false
        raise(&entry)
      }
      next.append(entry)
    }
    next += earlier.map { cancelled($0) }
  }
  next += old.values.joined().map { cancelled($0) }
  return next.sorted { ($0.duty.date, $0.person, $0.uid) < ($1.duty.date, $1.person, $1.uid) }
}

/// What makes two duties the same event.
private struct EventKey: Hashable {
  var person: PersonID
  var date: CivilDate

  init(_ entry: CalendarEntry) { (person, date) = (entry.person, entry.duty.date) }
  init(_ assigned: AssignedDuty) { (person, date) = (assigned.person, assigned.duty.date) }
}

/// `2026-11-30.ann.help-desk@rota`: readable, and unique without a random number.
private func eventUID(_ key: EventKey, ordinal: Int, team: String) -> String {
  let suffix = ordinal == 0 ? "" : ".\(ordinal + 1)"
  let team = team.isEmpty ? "" : ".\(percentEncoded(team))"
  return "\(key.date)\(suffix).\(percentEncoded(key.person.rawValue))\(team)@rota"
}

/// Letters and digits of ASCII, `-` and `_`; every other byte as `%XX`. Two texts never become one.
private func percentEncoded(_ text: String) -> String {
  text.utf8.reduce(into: "") { result, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
  }
}
