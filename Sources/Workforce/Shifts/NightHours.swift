public import Calendars

/// The nights of a site around a date, as instants: how much of a shift lies in them is elapsed time, clock changes
/// included.
public struct NightHours: Sendable {
  private let nights: [Range<Instant>]

  /// The nights that a shift which starts on `date` and lasts at most a day can touch.
  public init(site: Site, around date: CivilDate) {
    nights = (-2...3).compactMap { day in
      let from = site.zone.instant(of: date.adding(days: day), site.nightFrom)
      let to = site.zone.instant(of: date.adding(days: day), site.nightTo)
      return from < to ? from..<to : nil
    }
  }

  /// Elapsed minutes of `range` inside the nights.
  public func minutes(in range: Range<Instant>) -> Minutes {
    var seconds = 0
    // Nights that overlap each other count once.
    var counted = range.lowerBound
    for night in nights {
      let from = max(night.lowerBound, counted)
      let to = min(night.upperBound, range.upperBound)
      if from < to {
        seconds += to - from
        counted = to
      }
    }
    return Minutes(seconds / 60)
  }

  /// Minutes of a duty for which the night premium is paid.
  public func premiumMinutes(of duty: Duty, at site: Site) -> Minutes {
    let elapsed = minutes(in: duty.start..<duty.end)
    guard site.nightPremiumOn == .paid else { return elapsed }
    return duty.breaks.filter { !$0.paid }.reduce(elapsed) { paid, rest in
      paid - minutes(in: (duty.start + rest.offset)..<(duty.start + rest.offset + max(0, rest.length)))
    }
  }

  /// A shift's windows cut where the premium of its night would depend on the place of an unpaid break inside them, with
  /// the minutes that each choice is paid for; one choice where the place doesn't matter.
  func premiums(
    of shift: Range<Instant>, at site: Site, windows: [BreakWindow], interval: Minutes
  ) -> [(windows: [BreakWindow], minutes: Minutes)] {
    let elapsed = minutes(in: shift)
    guard site.nightPremiumOn == .paid, site.nightPremiumPerHour != 0, elapsed > 0 else { return [(windows, elapsed)] }
    var choices: [(windows: [BreakWindow], minutes: Minutes)] = [([], elapsed)]
    for window in windows {
      let parts = window.paid ? [(window, Minutes(0))] : cut(window, of: shift.lowerBound, interval: interval)
      choices = choices.flatMap { choice in
        parts.map { part, unpaid in (choice.windows + [part], choice.minutes - unpaid) }
      }
    }
    return choices
  }

  /// Stretches of a window inside which the break takes the same number of minutes out of the night.
  private func cut(_ window: BreakWindow, of start: Instant, interval: Minutes) -> [(BreakWindow, Minutes)] {
    var parts: [(BreakWindow, Minutes)] = []
    for offset in window.earliestOffset...window.latestOffset {
      let begin = start + Minutes(offset * interval.rawValue)
      let unpaid = minutes(in: begin..<(begin + Minutes(window.length * interval.rawValue)))
      if let last = parts.last, last.1 == unpaid {
        parts[parts.count - 1].0.latestOffset = offset
      } else {
        var part = window
        part.earliestOffset = offset
        part.latestOffset = offset
        parts.append((part, unpaid))
      }
    }
    return parts
  }
}
