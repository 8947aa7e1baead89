import Calendars
import Workforce

/// One start of one kind of shift on the interval grid, on its way into a menu.
struct ExpandedShift {
  /// Paid time still in slots.
  var kind: ShiftKind
  var start: Int
  /// Currency units.
  var pay: Double
  var nightPremium: Double
  /// What the rules of the menu's people tell of it.
  var letter = DayLetter.worked
}

/// Gives every break window its class and every shift its kind.
struct KindCatalogue {
  private(set) var windowClasses: [WindowClass] = []

  mutating func expanded(_ option: ShiftOption, at site: Site, interval: Int) -> ExpandedShift {
    let breaks = option.breakWindows.map { window in
      CompiledBreak(
        kind: window.kind, paid: window.paid, earliest: window.earliestOffset, latest: window.latestOffset,
        length: window.length,
        windowClass: windowClass(
          WindowClass(length: window.length, width: window.latestOffset - window.earliestOffset + 1)))
    }
    let hoursPaid = Double(option.paid.rawValue) / 60
    return ExpandedShift(
      kind: ShiftKind(
        template: option.template, length: option.slots, paid: option.paid.rawValue / interval, breaks: breaks),
      start: option.startSlot, pay: site.payPerHour * hoursPaid,
      nightPremium: site.nightPremiumPerHour * Double(option.nightMinutes.rawValue) / 60)
  }

  private mutating func windowClass(_ value: WindowClass) -> Int {
    if let index = windowClasses.firstIndex(of: value) { return index }
    windowClasses.append(value)
    return windowClasses.count - 1
  }
}

/// Quotient rounded towards positive infinity; `divisor` > 0.
func ceilingDivision(_ value: Int, _ divisor: Int) -> Int {
  value >= 0 ? (value + divisor - 1) / divisor : -(-value / divisor)
}
