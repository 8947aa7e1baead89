public import Calendars
public import Tables
internal import Words

/// Where a break of one shift may lie, in intervals of the grid counted from the shift's start.
public struct BreakWindow: Hashable, Sendable {
  public var kind: BreakRule.Kind
  /// First and last interval in which the break may start; both included.
  public var earliestOffset: Int
  public var latestOffset: Int
  /// Length in intervals, at least 1.
  public var length: Int
  public var paid: Bool

  public init(kind: BreakRule.Kind, earliestOffset: Int, latestOffset: Int, length: Int, paid: Bool) {
    self.kind = kind
    self.earliestOffset = earliestOffset
    self.latestOffset = latestOffset
    self.length = length
    self.paid = paid
  }

  /// The interval after the last one that the break can touch.
  public var end: Int { latestOffset + length }
}

extension ShiftTemplate {
  /// The windows of the breaks that a shift of `length` holds, rising and apart from each other: the latest end of one
  /// is at most the earliest start of the next, so that each break can be placed on its own.
  ///
  /// Windows that start or end between two intervals shrink to the grid, so that no break leaves the window that is
  /// stated.
  /// - Throws: `shift.break-off-grid`, `shift.break-window-empty`, `shift.break-outside`, `shift.breaks-overlap`.
  public func breakWindows(length: Minutes, interval: Minutes) throws(Diagnostic) -> [BreakWindow] {
    let width = interval.rawValue
    let slots = length.rawValue / width
    var windows: [BreakWindow] = []
    for rule in breaks where length >= rule.minimumShift && length <= (rule.maximumShift ?? length) {
      guard rule.length.rawValue > 0, rule.length.rawValue % width == 0 else {
        throw problem(
          "shift.break-off-grid",
          "has a break of \(Words.plain.minutes(rule.length)); the interval is \(Words.plain.minutes(width))",
          cure: "Make the break a multiple of the interval, or the interval shorter.")
      }
      let anchor = rule.doubledAnchor(of: length)
      let earliest = -floorDivide(-(anchor + 2 * rule.from.rawValue), by: 2 * width)
      let latest = floorDivide(anchor + 2 * rule.to.rawValue, by: 2 * width)
      let window = BreakWindow(
        kind: rule.kind, earliestOffset: earliest, latestOffset: latest, length: rule.length.rawValue / width,
        paid: rule.paid)
      let place =
        "\(Words.plain.duration(length)) shift: its \(rule.kind.rawValue) of \(Words.plain.minutes(rule.length))"
      guard earliest <= latest else {
        throw problem(
          "shift.break-window-empty",
          "\(place) may start from \(rule.from.rawValue) to \(Words.plain.minutes(rule.to)) after the "
            + "\(rule.anchor.rawValue), "
            + "which holds no start of an interval",
          cure: "Widen the window to at least \(Words.plain.minutes(width)).")
      }
      guard earliest >= 0, window.end <= slots else {
        throw problem(
          "shift.break-outside",
          "\(place) may start from \(earliest * width) to \(Words.plain.minutes(latest * width)) after the "
            + "shift's start, beyond the shift of \(Words.plain.minutes(length))",
          cure: "Move the window, or give the rule a minimumShift and maximumShift that leave this length out.")
      }
      windows.append(window)
    }
    windows.sort { ($0.earliestOffset, $0.latestOffset) < ($1.earliestOffset, $1.latestOffset) }
    for (first, next) in zip(windows, windows.dropFirst()) where first.end > next.earliestOffset {
      throw problem(
        "shift.breaks-overlap",
        "\(Words.plain.duration(length)) shift: the \(first.kind.rawValue) can last until "
          + "\(Words.plain.minutes(first.end * width)) after the start, the "
          + "\(next.kind.rawValue) can start at \(Words.plain.minutes(next.earliestOffset * width))",
        cure: "Move the windows apart, or limit the rules by minimumShift and maximumShift.")
    }
    return windows
  }

  /// What becomes of windows that begin or end between two intervals, a sentence for each length and break.
  public func roundedWindows(interval: Minutes) -> [String] {
    let width = interval.rawValue
    guard width > 0 else { return [] }
    return lengths.flatMap { length in
      breaks.filter { length >= $0.minimumShift && length <= ($0.maximumShift ?? length) }.compactMap { rule in
        let from = rule.doubledAnchor(of: length) + 2 * rule.from.rawValue
        let to = rule.doubledAnchor(of: length) + 2 * rule.to.rawValue
        guard !from.isMultiple(of: 2 * width) || !to.isMultiple(of: 2 * width) else { return nil }
        let earliest = -floorDivide(-from, by: 2 * width) * width
        let latest = floorDivide(to, by: 2 * width) * width
        return
          "Shift \(id), \(Words.plain.duration(length)): its \(rule.kind.rawValue) may start \(Words.plain.duration(halfMinutes: from)) to \(Words.plain.duration(halfMinutes: to)) after its "
          + "start; in intervals of \(Words.plain.minutes(width)) that is "
          + (earliest == latest
            ? "\(Words.plain.duration(Minutes(earliest)))."
            : "\(Words.plain.duration(Minutes(earliest))) to \(Words.plain.duration(Minutes(latest))).")
      }
    }
  }

  /// Everything that is wrong with the template on grids of `interval`, all at once; empty when it can be used.
  public func problems(interval: Minutes) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let problem = problemWithTimes(interval: interval) { found.append(problem) }
    guard interval > 0 else { return found }
    for length in lengths where length > 0 && length <= .hours(24) && length.rawValue % interval.rawValue == 0 {
      do throws(Diagnostic) { _ = try breakWindows(length: length, interval: interval) } catch { found.append(error) }
    }
    return found
  }

  func problemWithTimes(interval: Minutes) -> Diagnostic? {
    guard interval > 0 else {
      return problem(
        "shift.interval", "meets an interval of \(Words.plain.minutes(interval))", cure: "Use 15 or 30 min.",
        kind: .internal)
    }
    guard !lengths.isEmpty else {
      return problem("shift.no-length", "has no length", cure: "Give at least one length, for example 8 h.")
    }
    for length in lengths {
      guard length > 0 else {
        return problem(
          "shift.length", "has a length of \(Words.plain.minutes(length))", cure: "A shift lasts longer than nothing.")
      }
      guard length <= .hours(24) else {
        return problem(
          "shift.longer-than-a-day", "has a length of \(Words.plain.duration(length)); a shift lasts at most 24 h",
          cure: "Split it into two shifts.")
      }
      guard length.rawValue % interval.rawValue == 0 else {
        return problem(
          "shift.length-off-grid",
          "has a length of \(Words.plain.minutes(length)), which isn't a multiple of the interval of "
            + "\(Words.plain.minutes(interval))",
          cure: "Change the length, or plan in shorter intervals.")
      }
    }
    guard earliestStart <= latestStart else {
      return problem(
        "shift.start-window", "starts from \(earliestStart) to \(latestStart)",
        cure: "The first start comes before the last; for starts around midnight use two templates.")
    }
    guard earliestStart.minutes >= 0, latestStart.minutes < 1440 else {
      return problem(
        "shift.start-window",
        "starts from \(earliestStart) to \(latestStart); a shift belongs to the date it starts on",
        cure: "Use starts from 0:00 to 23:59; for starts around midnight use two templates.")
    }
    guard step > 0 || earliestStart == latestStart else {
      return problem(
        "shift.step", "has a step of \(Words.plain.minutes(step))", cure: "Use a step of at least one interval.")
    }
    return nil
  }

  func problem(_ code: String, _ text: String, cure: String, kind: Diagnostic.Kind = .badData) -> Diagnostic {
    Diagnostic(code, "shift '\(id.rawValue)' \(text)", cure: cure, kind: kind)
  }
}

extension BreakRule {
  /// Twice the minutes from the start of a shift to the point from which the window is measured: half a shift may lie
  /// between two minutes.
  fileprivate func doubledAnchor(of length: Minutes) -> Int {
    switch anchor {
    case .start: 0
    case .middle: length.rawValue
    case .end: 2 * length.rawValue
    }
  }
}
private func floorDivide(_ value: Int, by width: Int) -> Int {
  value >= 0 ? value / width : -((-value + width - 1) / width)
}
