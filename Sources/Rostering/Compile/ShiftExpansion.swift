import Calendars
import Shifts
import Tables

/// One start of one kind of shift on the interval grid.
struct ExpandedShift {
  var kind: ShiftKind
  var start: Int
  /// Minutes after midnight on the site's wall clock of the date that the template was expanded for.
  var clock: Int
  /// Currency units.
  var pay: Double
  var nightPremium: Double
}

/// Turns shift templates into starts, lengths and break windows on the grid.
struct ShiftExpansion {
  var grid: IntervalGrid
  private var windowClasses: [WindowClass] = []

  init(grid: IntervalGrid) { self.grid = grid }

  /// The distinct window classes of all kinds so far.
  var distinctWindowClasses: [WindowClass] { windowClasses }

  /// All shifts of `template` that start on `date` of the site's wall clock, by start, then length.
  ///
  /// A start that a clock change skips moves to the moment of the change; where two starts meet that way, the first
  /// stays. Lengths are elapsed time.
  mutating func shifts(
    of template: ShiftTemplate, at site: Site, on date: CivilDate
  ) throws(Diagnostic) -> [ExpandedShift] {
    guard template.weekdays.contains(date.weekday) else { return [] }
    guard template.step.rawValue > 0 else {
      throw Diagnostic(
        "shift.step", "shift '\(template.id)' has a start step of \(template.step.rawValue) min",
        cure: "Give a step above 0, for example 30.")
    }
    let width = grid.interval.rawValue
    var kinds: [ShiftKind] = []
    for length in template.lengths { kinds.append(try kind(of: template, length: length)) }
    var result: [ExpandedShift] = []
    var seen: Set<Int> = []
    var clock = template.earliestStart.minutes
    while clock <= template.latestStart.minutes {
      defer { clock += template.step.rawValue }
      let instant = site.zone.instant(of: date, ClockTime(minutes: clock))
      let seconds = instant - grid.start
      guard seconds % grid.interval.seconds == 0 else {
        throw Diagnostic(
          "shift.off-grid",
          "shift '\(template.id)' starts at \(ClockTime(minutes: clock)) on \(date), which is not on the \(width)-minute grid",
          cure: "Move the start to the grid, or plan on a finer grid.")
      }
      let start = seconds / grid.interval.seconds
      guard seen.insert(start).inserted else { continue }
      for (kind, length) in zip(kinds, template.lengths) {
        let end = instant + length
        if let latest = template.latestEnd {
          let wall = site.zone.civil(at: end).wallSeconds - date.dayNumber * 86_400
          if wall > latest.minutes * 60 { continue }
        }
        let nightSlots = (start..<start + kind.length).count { isNight(slot: $0, at: site) }
        let paid = kind.breaks.reduce(kind.length) { $1.paid ? $0 : $0 - $1.length }
        result.append(
          ExpandedShift(
            kind: kind, start: start, clock: clock, pay: site.payPerHour * Double(paid * width) / 60,
            nightPremium: site.nightPremiumPerHour * Double(nightSlots * width) / 60))
      }
    }
    return result
  }

  private func isNight(slot: Int, at site: Site) -> Bool {
    let minute = site.zone.civil(at: grid.instant(at: slot)).minuteOfDay
    let from = site.nightFrom.minutes
    let to = site.nightTo.minutes > from ? site.nightTo.minutes : site.nightTo.minutes + 1440
    return (minute >= from && minute < to) || (minute + 1440 >= from && minute + 1440 < to)
  }

  private mutating func kind(of template: ShiftTemplate, length: Minutes) throws(Diagnostic) -> ShiftKind {
    let width = grid.interval.rawValue
    guard length.rawValue > 0, length.rawValue % width == 0 else {
      throw Diagnostic(
        "shift.off-grid", "shift '\(template.id)' is \(length.rawValue) min long, which is not a multiple of \(width)",
        cure: "Use lengths that fit the grid.")
    }
    let slots = length.rawValue / width
    var breaks: [BreakWindow] = []
    for rule in template.breaks {
      guard length >= rule.minimumShift, rule.maximumShift.map({ length <= $0 }) ?? true else { continue }
      let anchor =
        switch rule.anchor {
        case .start: 0
        case .middle: slots / 2 * width
        case .end: length.rawValue
        }
      guard rule.length.rawValue > 0, rule.length.rawValue % width == 0 else {
        throw Diagnostic(
          "shift.off-grid",
          "a break of shift '\(template.id)' is \(rule.length.rawValue) min long, which is not a multiple of \(width)",
          cure: "Use break lengths that fit the grid.")
      }
      let breakSlots = rule.length.rawValue / width
      let earliest = max(0, ceilingDivision(anchor + rule.from.rawValue, width))
      let latest = min(slots - breakSlots, floorDivision(anchor + rule.to.rawValue, width))
      guard earliest <= latest else {
        throw Diagnostic(
          "shift.no-room-for-break",
          "a \(rule.kind.rawValue) break of shift '\(template.id)' finds no place in \(durationWords(length))",
          cure: "Widen its window, or limit it to longer shifts.")
      }
      let windowClass = WindowClass(length: breakSlots, width: latest - earliest + 1)
      let index = windowClasses.firstIndex(of: windowClass) ?? windowClasses.count
      if index == windowClasses.count { windowClasses.append(windowClass) }
      breaks.append(
        BreakWindow(
          kind: rule.kind, paid: rule.paid, earliest: earliest, latest: latest, length: breakSlots, windowClass: index))
    }
    guard breaks.count <= DutyChoice.mostBreaks else {
      throw Diagnostic(
        "shift.too-many-breaks",
        "shift '\(template.id)' has \(breaks.count) breaks; at most \(DutyChoice.mostBreaks) fit",
        cure: "Give it fewer breaks.")
    }
    var place = 0
    for window in breaks {
      place = max(place, window.earliest)
      guard place <= window.latest else {
        throw Diagnostic(
          "shift.no-room-for-break", "the breaks of shift '\(template.id)' overlap at \(durationWords(length))",
          cure: "Move their windows apart.")
      }
      place += window.length
    }
    let paid = breaks.reduce(slots) { $1.paid ? $0 : $0 - $1.length }
    let independent = zip(breaks, breaks.dropFirst()).allSatisfy { $0.latest + $0.length <= $1.earliest }
    return ShiftKind(
      template: template.id, length: slots, paid: paid, breaks: breaks, breaksAreIndependent: independent)
  }
}

/// Quotient rounded towards negative infinity; `divisor` > 0.
func floorDivision(_ value: Int, _ divisor: Int) -> Int {
  value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}

/// Quotient rounded towards positive infinity; `divisor` > 0.
func ceilingDivision(_ value: Int, _ divisor: Int) -> Int { -floorDivision(-value, divisor) }
