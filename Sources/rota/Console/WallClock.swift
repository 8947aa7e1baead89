internal import Calendars
internal import Glibc

/// What time it is, for journals. No result depends on it.
enum WallClock {
  static func now() -> Instant { Instant(secondsSince1970: Int(time(nil))) }
}
