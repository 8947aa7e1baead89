public import Calendars
public import Tables
internal import Words

/// A shift that can be worked: a template at one start on one date at one site, its breaks not placed yet.
public struct ShiftOption: Hashable, Sendable {
  public var template: TemplateID
  public var site: SiteID
  /// The local date on which it starts.
  public var date: CivilDate
  public var start: Instant
  /// Elapsed time from start to end, breaks included.
  public var length: Minutes
  /// The grid's interval that starts with the shift; may lie outside the grid.
  public var startSlot: Int
  /// Length in intervals.
  public var slots: Int
  /// Rising and apart from each other; see `ShiftTemplate.breakWindows`.
  public var breakWindows: [BreakWindow]
  /// Length less unpaid breaks.
  public var paid: Minutes
  /// Minutes for which the site's night premium is paid.
  public var nightMinutes: Minutes
  /// Pay and night premium in currency units; the same wherever the breaks lie in their windows.
  public var cost: Double

  public init(
    template: TemplateID, site: SiteID, date: CivilDate, start: Instant, length: Minutes, startSlot: Int, slots: Int,
    breakWindows: [BreakWindow], paid: Minutes, nightMinutes: Minutes, cost: Double
  ) {
    self.template = template
    self.site = site
    self.date = date
    self.start = start
    self.length = length
    self.startSlot = startSlot
    self.slots = slots
    self.breakWindows = breakWindows
    self.paid = paid
    self.nightMinutes = nightMinutes
    self.cost = cost
  }

  /// The duty with its breaks at `offsets`, in intervals from the start, parallel to `breakWindows`.
  public func duty(breaksAt offsets: [Int], interval: Minutes) -> Duty {
    let breaks = zip(breakWindows, offsets).map { window, offset in
      PlacedBreak(
        kind: window.kind, offset: Minutes(offset * interval.rawValue),
        length: Minutes(window.length * interval.rawValue), paid: window.paid)
    }
    return Duty(template: template, date: date, start: start, length: length, breaks: breaks)
  }
}

/// Every shift of `template` that starts on the local `date` at `site`, by start and then length.
///
/// Empty when the template does not belong to the site or the weekday. A local start that the clock change skips moves
/// to the moment of the change, one that occurs twice means its first pass, and starts that fall together count once.
/// Where the premium of a night depends on the place of an unpaid break, each part of the break's window in which it
/// doesn't is an option of its own, with the same start and length.
/// A length is elapsed time. `latestEnd` is measured on the wall clock of the start: start of the template plus length.
/// - Throws: what is wrong with the template (`shift.…`), or `shift.start-off-grid` when a start lies between two
///   intervals of `grid`.
/// - Complexity: O(starts × lengths), a clock conversion a start.
public func shiftOptions(
  template: ShiftTemplate, site: Site, date: CivilDate, grid: IntervalGrid
) throws(Diagnostic) -> [ShiftOption] {
  guard template.sites.isEmpty || template.sites.contains(site.id), template.weekdays.contains(date.weekday) else {
    return []
  }
  if let problem = template.problemWithTimes(interval: grid.interval) { throw problem }
  let nights = NightHours(site: site, around: date)
  var lengths: [(length: Minutes, windows: [BreakWindow], paid: Minutes)] = []
  for length in Set(template.lengths).sorted() {
    let windows = try template.breakWindows(length: length, interval: grid.interval)
    let unpaid = windows.reduce(0) { $0 + ($1.paid ? 0 : $1.length) } * grid.interval.rawValue
    lengths.append((length, windows, length - Minutes(unpaid)))
  }
  var options: [ShiftOption] = []
  var last: Instant?
  let stepMinutes = max(1, template.step.rawValue)
  for minute in stride(from: template.earliestStart.minutes, through: template.latestStart.minutes, by: stepMinutes) {
    let start = site.zone.instant(of: date, ClockTime(minutes: minute))
    // Across the spring change several local starts are one instant; across both the instants never fall.
    if let last, start <= last { continue }
    last = start
    let slot = grid.index(of: start)
    guard grid.instant(at: slot) == start else {
      throw template.problem(
        "shift.start-off-grid",
        "starts at \(ClockTime(minutes: minute)) in \(site.zone), between two intervals of "
          + "\(Words.plain.minutes(grid.interval))",
        cure: "Move the start, or plan in intervals of 15 min.")
    }
    for (length, windows, paid) in lengths {
      if let latestEnd = template.latestEnd, minute + length.rawValue > latestEnd.minutes { break }
      for (windows, night) in nights.premiums(
        of: start..<(start + length), at: site, windows: windows, interval: grid.interval)
      {
        let pay = site.payPerHour * Double(paid.rawValue) + site.nightPremiumPerHour * Double(night.rawValue)
        options.append(
          ShiftOption(
            template: template.id, site: site.id, date: date, start: start, length: length, startSlot: slot,
            slots: length.rawValue / grid.interval.rawValue, breakWindows: windows, paid: paid, nightMinutes: night,
            cost: pay / 60))
      }
    }
  }
  return options
}
