internal import Calendars
internal import Workforce
internal import Words

/// Each break lies inside its duty, on the grid, after the one before it and within its window.
///
/// A window is measured from the duty's start, end, or middle (half the length, to the half minute), both of its ends
/// included. Windows are only compared where the duty holds the breaks that are demanded (`breaks.demanded`).
enum BreakPlacesCheck: RotaCheck {
  static let rules = ["breaks.inside", "breaks.grid", "breaks.order", "breaks.window"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    let interval = reading.request.grid.interval.rawValue
    return reading.tours.flatMap { tour in
      tour.duties.flatMap { duty -> [Breach] in
        var found: [Breach] = []
        func report(_ rule: String, _ placed: PlacedBreak, _ what: String) {
          found.append(
            tour.breach(
              rule, on: duty.date,
              "takes \(placed.kind.rawValue) at \(tour.clock(duty.start + placed.offset)), \(what)"))
        }
        for placed in duty.breaks {
          if placed.offset < 0 || placed.length <= 0 || placed.offset + placed.length > duty.length {
            report("breaks.inside", placed, "which isn't inside the duty")
          }
          if !placed.offset.rawValue.isMultiple(of: interval) || !placed.length.rawValue.isMultiple(of: interval) {
            report("breaks.grid", placed, "off the grid of \(Words.plain.minutes(interval))")
          }
        }
        for (earlier, later) in zip(duty.breaks, duty.breaks.dropFirst())
        where later.offset < earlier.offset + earlier.length {
          report("breaks.order", later, "before the break before it is over")
        }
        guard let template = reading.templates[duty.template] else { return found }
        let demanded = template.demandedBreaks(for: duty.length)
        guard DemandedBreaksCheck.fits(duty.breaks, demanded) else { return found }
        for (placed, rule) in zip(duty.breaks, demanded) {
          // Half minutes; seconds say them.
          let anchor = anchorSeconds(of: rule, length: duty.length.rawValue)
          let window = (anchor + rule.from.rawValue * 60, anchor + rule.to.rawValue * 60)
          if placed.offset.rawValue * 60 < window.0 || placed.offset.rawValue * 60 > window.1 {
            report(
              "breaks.window", placed,
              "\(Words.plain.duration(placed.offset)) after the start; its window runs from "
                + "\(Words.plain.duration(seconds: window.0)) to \(Words.plain.duration(seconds: window.1)) after it")
          }
        }
        return found
      }
    }
  }

  /// Seconds from the duty's start to the point from which the window is measured.
  private static func anchorSeconds(of rule: BreakRule, length: Int) -> Int {
    switch rule.anchor {
    case .start: 0
    case .middle: length * 30
    case .end: length * 60
    }
  }
}
