internal import Calendars
internal import Workforce

/// What a duty is by its site's clock, as the checker reads it: a night, or else early, late, both or neither.
extension Site {
  /// Three hours or more of the site's night.
  func isNight(_ duty: Range<Instant>) -> Bool {
    nightSeconds(from: duty.lowerBound, to: duty.upperBound) >= 3 * 3600
  }

  func isEarly(_ duty: Range<Instant>) -> Bool {
    secondOfDay(duty.lowerBound) < earlyLimit.minutes * 60 && !isNight(duty)
  }

  /// What the wall clock has gone on by between start and end is what counts.
  func isLate(_ duty: Range<Instant>) -> Bool {
    let gone = wallSeconds(duty.upperBound) - wallSeconds(duty.lowerBound)
    return secondOfDay(duty.lowerBound) + gone > lateLimit.minutes * 60 && !isNight(duty)
  }

  private func wallSeconds(_ instant: Instant) -> Int { instant.rawValue + zone.secondsFromUTC(at: instant) }

  private func secondOfDay(_ instant: Instant) -> Int {
    let second = wallSeconds(instant) % 86_400
    return second < 0 ? second + 86_400 : second
  }
}
