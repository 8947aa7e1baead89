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
}
