internal import Tables

/// Where handle times came from, the most trustworthy first. Resolution time is never one of them: a ticket that waits
/// for its customer for three days was not worked on for three days.
public enum HandleTimeSource: String, Hashable, Codable, Sendable, CaseIterable {
  /// Measured by the system: talk, hold and wrap-up.
  case handleTime = "handle time"
  /// Entered or timed by agents.
  case trackedTime = "tracked time"
  /// Replies times the planner's minutes for one.
  case replies = "replies × minutes"
  /// Nothing in the export: the queue's setting is used.
  case planner = "planner's value"

  /// The position in `allCases`.
  var rank: Int {
    switch self {
    case .handleTime: 0
    case .trackedTime: 1
    case .replies: 2
    case .planner: 3
    }
  }
}

/// A length of time in a field.
enum HandleTime {
  /// Above this a value is a mistake, or not handle time.
  static let longest = 86_400.0

  /// Seconds of `540`, `12,5` or `00:12:00`; nil when the field holds none of these.
  static func seconds(_ bytes: Span<UInt8>, unit: Double, marks: [DecimalMark]) -> Double? {
    for mark in marks {
      if let value = FieldNumber.decimal(bytes, mark: mark) { return value * unit }
    }
    return clock(bytes)
  }

  /// Seconds of `h:mm:ss`. Two parts are refused: they may be hours and minutes or minutes and seconds.
  private static func clock(_ bytes: Span<UInt8>) -> Double? {
    let range = FieldNumber.contentRange(bytes)
    var parts = [0, 0, 0]
    var part = 0
    var digits = 0
    for index in range {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") {
        guard digits > 0, part < 2 else { return nil }
        part += 1
        digits = 0
      } else if byte >= 48, byte <= 57, digits < 6 {
        parts[part] = parts[part] * 10 + Int(byte - 48)
        digits += 1
      } else {
        return nil
      }
    }
    guard part == 2, digits == 2, parts[1] < 60, parts[2] < 60 else { return nil }
    return Double(parts[0] * 3600 + parts[1] * 60 + parts[2])
  }
}
