internal import Foundation

/// The only clock of the program: it measures how long something takes, and never says what time it is.
public enum MonotonicClock {
  /// Seconds on a clock that never goes back.
  public static let seconds: @Sendable () -> Double = {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
