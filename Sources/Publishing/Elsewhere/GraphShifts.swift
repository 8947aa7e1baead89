internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// A shift as Microsoft Graph takes it (`POST /teams/{id}/schedule/shifts`), as a draft that only managers see until it is
/// shared there. Times are UTC.
/// - SeeAlso: learn.microsoft.com, resource types `shift`, `shiftItem`, `shiftActivity`.
private struct GraphShift: Encodable {
  struct Item: Encodable {
    var displayName: String
    var notes: String
    var startDateTime: String
    var endDateTime: String
    var theme: String
    var activities: [Piece]
  }

  struct Piece: Encodable {
    var isPaid: Bool
    var startDateTime: String
    var endDateTime: String
    var code: String
    var displayName: String
  }

  var userId: String
  var schedulingGroupId: String
  var draftShift: Item
}

/// The names in `external_ids`: the person's id in Microsoft Entra, and that of the scheduling group they stand in.
private let (userKey, groupKey) = ("teams", "teams-group")
/// A shift lasts at most a day there.
private let longest = Minutes.hours(24)
private let themes = ["blue", "green", "purple", "pink", "yellow", "darkBlue", "darkGreen", "darkPurple", "darkPink"]

/// A list of shifts, by start, of everybody whose two ids are known.
func graphShifts(_ index: PlanIndex) throws(Diagnostic) -> [UInt8] {
  let shifts = index.dutiesByStart.compactMap { assigned -> GraphShift? in
    let (id, duty) = (assigned.person, assigned.duty)
    let ids = index.address(of: id).externalIDs
    guard let user = ids[userKey], let group = ids[groupKey], duty.length <= longest else { return nil }
    let zone = index.zone(of: id)
    let queue = index.mainQueues(of: duty, of: id).first
    let place = queue.flatMap { queue in index.plan.queues.firstIndex { $0.id == queue } }
    return GraphShift(
      userId: user, schedulingGroupId: group,
      draftShift: GraphShift.Item(
        displayName: index.mainWork(of: duty, of: id),
        notes: Wording.dutyDescription(
          duty, activities: index.activities(in: duty, of: id), zone: zone, site: index.site(of: id)?.name),
        startDateTime: duty.start.secondsText, endDateTime: duty.end.secondsText,
        theme: place.map { themes[$0 % themes.count] } ?? "gray",
        activities: index.pieces(of: duty, of: id).map { piece in
          GraphShift.Piece(
            isPaid: piece.paid, startDateTime: piece.start.secondsText, endDateTime: piece.end.secondsText,
            code: piece.queue?.rawValue ?? piece.kind.rawValue, displayName: index.name(of: piece))
        }))
  }
  return try exchangeJSON(shifts)
}

/// Who is left out, and why.
func graphNotes(_ index: PlanIndex) -> [Diagnostic] {
  let long = index.plan.rota.duties.filter { $0.duty.length > longest }
  return addressNotes(
    index, lacks: { $0.externalIDs[userKey] == nil || $0.externalIDs[groupKey] == nil },
    what: "ids of both Teams and a scheduling group", outcome: "their duties are left out",
    column: "external_ids (\(userKey):… \(groupKey):…)")
    + long.prefix(1).map { assigned in
      Diagnostic(
        "export.too-long",
        "\(long.count) dut\(long.count == 1 ? "y lasts" : "ies last") more than 24 h, which a shift there can't: left out, "
          + "such as \(index.name(of: assigned.person)), \(assigned.duty.date)",
        cure: "Enter it there as two.", severity: .warning)
    }
}
