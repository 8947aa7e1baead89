public import Calendars

extension Words {
  /// `7 h 30 min`, `8 h`, `45 min`.
  public func duration(_ minutes: Minutes) -> String { duration(minutes: minutes.rawValue) }

  public func duration(minutes: Int) -> String {
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? minus : ""
    if hours == 0 { return "\(sign)\(rest)\(space)min" }
    return "\(sign)\(hours)\(space)h" + (rest == 0 ? "" : " \(rest)\(space)min")
  }

  /// `3 h 15 min`, `7 min 30 s`, `30 s`.
  public func duration(seconds: Int) -> String {
    let (minutes, rest) = seconds.magnitude.quotientAndRemainder(dividingBy: 60)
    let sign = seconds < 0 ? minus : ""
    if rest == 0 { return duration(minutes: Int(clamping: minutes) * seconds.signum()) }
    return (minutes == 0 ? sign : sign + duration(minutes: Int(clamping: minutes)) + " ") + "\(rest)\(space)s"
  }

  /// A width or an offset, never in hours: `15 min`, `90 min`.
  public func minutes(_ minutes: Minutes) -> String { self.minutes(minutes.rawValue) }

  public func minutes(_ count: Int) -> String { "\(count)\(space)min" }

  /// The same in full, for sentences: `15 minutes`, `1 minute`.
  public func minutesInFull(_ minutes: Minutes) -> String { minutesInFull(minutes.rawValue) }

  public func minutesInFull(_ count: Int) -> String { "\(count)\(space)\(count == 1 ? "minute" : "minutes")" }

  /// A limit or a mean, never in minutes: `20 s`, `12.5 s`, `300 s`.
  public func seconds(_ seconds: Double) -> String { short(seconds) + space + "s" }

  /// Half minutes too: `3 h 15 min`, `3 h 7.5 min`.
  public func duration(halfMinutes: Int) -> String {
    if halfMinutes.isMultiple(of: 2) { return duration(minutes: halfMinutes / 2) }
    let (hours, rest) = (halfMinutes / 2).quotientAndRemainder(dividingBy: 60)
    return (hours == 0 ? "" : "\(hours)\(space)h ") + "\(rest).5\(space)min"
  }

  /// Time that passes: `90 s`, `12 min 3 s`, `2 h 5 min`.
  public func time(seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e9 else { return "–" }
    let whole = Int(seconds)
    if whole < 120 { return "\(whole)\(space)s" }
    if whole < 7200 { return "\(whole / 60)\(space)min \(whole % 60)\(space)s" }
    return "\(whole / 3600)\(space)h \(whole / 60 % 60)\(space)min"
  }

  /// How long customers wait, rounded: `45 s`, `25 min`.
  public func wait(seconds: Double) -> String {
    if seconds < 600 { return decimal(seconds, places: 0) + space + "s" }
    return decimal(seconds / 60, places: 0) + space + "min"
  }

  /// A sum of hours, whole from a hundred up: `37.5 h`, `1,520 h`.
  public func hours(minutes: Int) -> String {
    let hours = Double(minutes) / 60
    let places = abs(hours) >= 100 || minutes % 60 == 0 ? 0 : 1
    return decimal(hours, places: places) + space + "h"
  }

  /// A sum of hours to its tenth: `37.5 h`, `1,520.3 h`, `8 h`.
  public func tenthsOfHours(minutes: Int) -> String {
    let tenths = (minutes * 10 + 30) / 60
    return whole(tenths / 10) + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") + "\(space)h"
  }
}
