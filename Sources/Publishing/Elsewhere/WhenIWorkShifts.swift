internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// A shift as the interface of When I Work takes it (`POST /2/shifts`). Times carry their offset, unpaid breaks are hours.
/// - SeeAlso: apidocs.wheniwork.com, "Create Shift".
private struct WhenIWorkShift: Encodable {
  var user: Int
  var location: Int
  var position: Int?
  var start: String
  var end: String
  var unpaidHours: Double
  var notes: String

  enum CodingKeys: String, CodingKey {
    case user = "user_id"
    case location = "location_id"
    case position = "position_id"
    case start = "start_time"
    case end = "end_time"
    case unpaidHours = "break_time"
    case notes
  }
}

/// The names in `external_ids`: user, location (a "schedule" there), position.
private let (userKey, locationKey, positionKey) = ("wheniwork", "wheniwork-location", "wheniwork-position")

/// A list of shifts, by start, of everybody whose user and location are known. A user of 0 would be an open shift there.
func whenIWorkShifts(_ index: PlanIndex) throws(Diagnostic) -> [UInt8] {
  let shifts = index.dutiesByStart.compactMap { assigned -> WhenIWorkShift? in
    let (id, duty) = (assigned.person, assigned.duty)
    let ids = index.address(of: id).externalIDs
    guard let user = number(ids[userKey]), let location = number(ids[locationKey]) else { return nil }
    let zone = index.zone(of: id)
    let unpaid = duty.breaks.reduce(0) { $0 + ($1.paid ? 0 : $1.length.rawValue) }
    return WhenIWorkShift(
      user: user, location: location, position: number(ids[positionKey]),
      start: zone.secondsText(of: duty.start), end: zone.secondsText(of: duty.end),
      unpaidHours: Double(unpaid) / 60,
      notes: Wording.dutyDescription(
        duty, activities: index.activities(in: duty, of: id), zone: zone, site: index.site(of: id)?.name))
  }
  return try exchangeJSON(shifts)
}

/// Who is left out.
func whenIWorkNotes(_ index: PlanIndex) -> [Diagnostic] {
  addressNotes(
    index, lacks: { number($0.externalIDs[userKey]) == nil || number($0.externalIDs[locationKey]) == nil },
    what: "numbers of both a user and a location of When I Work", outcome: "their duties are left out",
    column: "external_ids (\(userKey):123 \(locationKey):45)")
}

/// Ids are whole numbers above 0 there.
private func number(_ id: String?) -> Int? { id.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
