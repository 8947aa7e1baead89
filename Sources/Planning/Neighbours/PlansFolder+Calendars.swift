internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// What people's calendars hold already: every plan of the folder may have been sent out, those that count no more too.
extension PlansFolder {
  /// The state of the calendar events that a plan revises: those of its dates, by whichever plan, and those of further
  /// dates that the plan in its place, or one that was set aside for it, has and no other plan takes over.
  ///
  /// - Parameters:
  ///   - own: the calendar of the published plan in its place; empty where none is there.
  ///   - target: that place, or that of the draft beside it. Other drafts say nothing: nobody was told of them.
  /// - Throws: what is wrong with a plan that has events of these dates.
  func published(_ own: [CalendarEntry], on dates: Range<CivilDate>, besides target: PlanFolder) throws(Diagnostic)
    -> [CalendarEntry]
  {
    let others = try places().filter { !$0.isDraft && !isOne($0, of: target) }
    var union = EventUnion()
    union.add(own.filter(isTakenOver))
    for place in others.sorted(by: { $0.outranks($1) }) {
      union.add(try events(of: place).filter { dates.contains($0.duty.date) })
    }
    let replaced = try replacedPlaces().filter { !isSame($0, target) }
    for place in replaced.sorted(by: { $0.outranks($1) }) {
      let isLetGo = place.dates.overlaps(dates)
      union.add(
        try events(of: place, isWhole: isLetGo).filter { isLetGo ? isTakenOver($0) : dates.contains($0.duty.date) })
    }
    return union.entries

    func isTakenOver(_ entry: CalendarEntry) -> Bool {
      dates.contains(entry.duty.date) || !others.contains { $0.dates.contains(entry.duty.date) }
    }

    /// Reading every plan of years would take long: only those that name one of the dates in an event's UID are, unless all
    /// of a plan is meant.
    func events(of place: PlanPlace, isWhole: Bool = false) throws(Diagnostic) -> [CalendarEntry] {
      guard let bytes = try bytes(of: place) else { return [] }
      let isNamed = isWhole || bytes.withUnsafeBytes { Self.names(dates, in: $0) }
      return isNamed ? try document(of: place, bytes).calendar : []
    }
  }

  /// Whether an event of these dates may be in a plan: a text that begins with one of them and a full stop, as UIDs do.
  private static func names(_ dates: Range<CivilDate>, in bytes: UnsafeRawBufferPointer) -> Bool {
    let marks = Set(
      (0..<(dates.upperBound - dates.lowerBound)).map { Array("\"\(dates.lowerBound.adding(days: $0)).".utf8) })
    let length = 12
    guard bytes.count >= length else { return false }
    for start in 0...(bytes.count - length)
    where bytes[start] == UInt8(ascii: "\"") && bytes[start + length - 1] == UInt8(ascii: ".") {
      if marks.contains(Array(bytes[start..<start + length])) { return true }
    }
    return false
  }
}

/// Events of several plans, one a UID. The highest revision counts; where two plans say different things under one, both
/// may be in somebody's calendar, and what is said next must be above both.
struct EventUnion {
  private var known: [String: CalendarEntry] = [:]

  /// By UID.
  var entries: [CalendarEntry] { known.values.sorted { $0.uid < $1.uid } }

  /// - Parameter entries: of a plan that counts less than those before.
  mutating func add(_ entries: [CalendarEntry]) {
    for entry in entries {
      guard let held = known[entry.uid] else {
        known[entry.uid] = entry
        continue
      }
      if entry.sequence > held.sequence {
        known[entry.uid] = entry
      } else if entry.sequence == held.sequence, entry.duty != held.duty || entry.cancelled != held.cancelled {
        known[entry.uid]?.sequence += 1
        known[entry.uid]?.modified = max(held.modified, entry.modified)
      }
    }
  }
}
