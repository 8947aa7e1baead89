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

  /// Seconds of `540`, `12,5`, `0:12:00`, `:03:10`, `3m 21s`, `PT3M21S` and their like; nil when the field holds none
  /// of these.
  ///
  /// - Parameters:
  ///   - unit: seconds in one unit of a plain number; nil refuses plain numbers.
  ///   - firstOfTwo: seconds in the first part of `3:21`; nil refuses two parts.
  static func seconds(
    _ bytes: Span<UInt8>, unit: Double?, firstOfTwo: Int? = nil, marks: [DecimalMark]
  ) -> Double? {
    if let unit {
      for mark in marks {
        if let value = FieldNumber.decimal(bytes, mark: mark) { return value * unit }
      }
    }
    return clock(bytes, firstOfTwo: firstOfTwo) ?? words(bytes)
  }

  /// Seconds of `h:mm:ss`, also with a fraction, with nothing before the first colon, or with days before it
  /// (`1.02:03:04`, `1 02:03:04`, `0 days 00:03:21`).
  private static func clock(_ bytes: Span<UInt8>, firstOfTwo: Int?) -> Double? {
    var range = FieldNumber.contentRange(bytes)
    var days = 0
    if let mark = dayMark(bytes, range) {
      guard let count = FieldNumber.integer(bytes.extracting(range.lowerBound..<mark.start)), (0...1).contains(count)
      else { return nil }
      days = count
      range = mark.end..<range.upperBound
    }
    var parts: [Int] = [0]
    var digits = 0
    var fraction: Double = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") {
        // Nothing before the first colon is no hours.
        guard digits > 0 || parts.count == 1, parts.count < 3 else { return nil }
        parts.append(0)
        digits = 0
      } else if byte >= 48, byte <= 57, digits < 6 {
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int(byte - 48)
        digits += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), parts.count > 1, digits == 2 {
        var rest: [UInt8] = [48, 46]
        for position in (index + 1)..<range.upperBound { rest.append(bytes[position]) }
        guard rest.count > 2, rest.count < 14, rest.dropFirst(2).allSatisfy({ (48...57).contains($0) }),
          let value = FieldNumber.decimal(rest.span, mark: .point)
        else { return nil }
        fraction = value
        break
      } else {
        return nil
      }
      index += 1
    }
    guard digits == 2 else { return nil }
    switch parts.count {
    case 3:
      guard parts[1] < 60, parts[2] < 60 else { return nil }
      return Double(days * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]) + fraction
    case 2:
      guard let firstOfTwo, parts[1] < 60, days == 0 else { return nil }
      return Double(parts[0] * firstOfTwo + parts[1] * (firstOfTwo / 60)) + (firstOfTwo == 60 ? fraction : 0)
    default: return nil
    }
  }

  /// Where the number of days ends and where the time of day starts.
  private static func dayMark(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (start: Int, end: Int)? {
    var index = range.lowerBound
    while index < range.upperBound, (48...57).contains(bytes[index]) { index += 1 }
    let start = index
    guard start > range.lowerBound, start < range.upperBound else { return nil }
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
    } else {
      // Blanks, `d`, `day`, `days` and blanks.
      while index < range.upperBound, bytes[index] == 0x20 || (97...122).contains(bytes[index] | 0x20) { index += 1 }
    }
    guard index > start, index < range.upperBound, (48...57).contains(bytes[index]) else { return nil }
    for position in index..<range.upperBound where bytes[position] == UInt8(ascii: ":") { return (start, index) }
    return nil
  }

  /// Seconds of `3m 21s`, `1 h 2 min`, `12 minutes`, `201 sec`, `PT3M21S`.
  private static func words(_ bytes: Span<UInt8>) -> Double? {
    let range = FieldNumber.contentRange(bytes)
    guard range.count <= 48 else { return nil }
    var index = range.lowerBound
    if index + 1 < range.upperBound, bytes[index] == UInt8(ascii: "P"), bytes[index + 1] == UInt8(ascii: "T") {
      index += 2
    }
    var total = 0.0
    var last = Double.infinity
    while index < range.upperBound {
      let start = index
      while index < range.upperBound, (48...57).contains(bytes[index]) || bytes[index] == 0x2E || bytes[index] == 0x2C {
        index += 1
      }
      let mark: DecimalMark = (start..<index).contains { bytes[$0] == 0x2C } ? .comma : .point
      guard let number = FieldNumber.decimal(bytes.extracting(start..<index), mark: mark) else { return nil }
      while index < range.upperBound, bytes[index] == 0x20 { index += 1 }
      let word = index
      while index < range.upperBound, (97...122).contains(bytes[index] | 0x20) { index += 1 }
      guard let unit = unit(bytes.extracting(word..<index)), unit < last else { return nil }
      last = unit
      total += number * unit
      while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x2C || bytes[index] == 0x2E {
        index += 1
      }
    }
    return last.isFinite ? total : nil
  }

  private static func unit(_ word: Span<UInt8>) -> Double? {
    let text = word.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).lowercased() }
    switch text {
    case "h", "hr", "hrs", "hour", "hours", "std", "godz": return 3600
    case "m", "min", "mins", "minute", "minutes", "minuten", "minut": return 60
    case "s", "sec", "secs", "second", "seconds", "sek": return 1
    default: return nil
    }
  }
}
