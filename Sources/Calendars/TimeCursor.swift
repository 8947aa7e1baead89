internal import Tables

extension TimeReader {
  /// What the part before the time of day says.
  enum DatePart {
    case unix(Int)
    case date(CivilDate)
    case dateAndTime(CivilDate, second: Int)
  }

  /// A place in the bytes and the small steps from there. Every step that fails may leave the place anywhere: the whole
  /// reading has failed then.
  struct Cursor {
    var index: Int
    let end: Int

    func peek(_ bytes: Span<UInt8>) -> UInt8? { index < end ? bytes[index] : nil }

    mutating func take(_ bytes: Span<UInt8>) -> UInt8? {
      guard index < end else { return nil }
      defer { index += 1 }
      return bytes[index]
    }

    mutating func skip(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
      guard index < end, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    mutating func skipSpaces(_ bytes: Span<UInt8>) {
      while index < end {
        if bytes[index] == TimeReader.space {
          index += 1
        } else if index + 1 < end, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 {
          index += 2  // no-break space
        } else if index + 2 < end, bytes[index] == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
          index += 3  // narrow no-break space, which stands before AM and PM in newer locale data
        } else {
          return
        }
      }
    }

    /// A run of digits, at least as many as the lower bound; nil also when it is longer than the upper.
    mutating func number(_ bytes: Span<UInt8>, digits: ClosedRange<Int>) -> Int? {
      let start = index
      var value = 0
      while index < end, bytes[index] >= 48, bytes[index] <= 57 {
        if index - start == digits.upperBound { return nil }
        value = value * 10 + Int(bytes[index] - 48)
        index += 1
      }
      return index - start >= digits.lowerBound ? value : nil
    }

    /// Four digits, or two that mean 2000 to 2099.
    mutating func year(_ bytes: Span<UInt8>) -> Int? {
      let start = index
      guard let value = number(bytes, digits: 2...4) else { return nil }
      switch index - start {
      case 2: return 2000 + value
      case 4: return value
      default: return nil
      }
    }

    mutating func date(_ bytes: Span<UInt8>, order: DateOrder) -> DatePart? {
      let start = index
      guard let first = peek(bytes) else { return nil }
      guard first >= 48, first <= 57 else { return monthFirstName(bytes) }
      guard let leading = number(bytes, digits: 1...14) else { return nil }
      let length = index - start
      guard length <= 4 else { return compact(bytes, leading, length: length) }
      guard let mark = take(bytes) else { return nil }
      guard mark == TimeReader.dash || mark == TimeReader.slash || mark == TimeReader.point || mark == TimeReader.space
      else { return nil }
      if length == 4 {
        guard mark != TimeReader.space, let month = number(bytes, digits: 1...2), skip(mark, bytes),
          let day = number(bytes, digits: 1...2), let date = CivilDate(year: leading, month: month, day: day)
        else { return nil }
        return .date(date)
      }
      guard length <= 2 else { return nil }
      if let next = peek(bytes), next > 57 {
        guard let month = MonthNames.month(bytes, &index, end: end) else { return nil }
        _ = skip(TimeReader.point, bytes)
        if mark == TimeReader.space { _ = skip(TimeReader.comma, bytes) }
        guard skip(mark, bytes), let year = year(bytes), let date = CivilDate(year: year, month: month, day: leading)
        else { return nil }
        return .date(date)
      }
      guard mark != TimeReader.space, let second = number(bytes, digits: 1...2), skip(mark, bytes),
        let year = year(bytes)
      else { return nil }
      let isDayFirst = mark == TimeReader.point || order == .dayFirst
      let date = CivilDate(
        year: year, month: isDayFirst ? second : leading, day: isDayFirst ? leading : second)
      return date.map { .date($0) }
    }

    /// Digits only: a compact date, a compact date with a time, or a count since 1970.
    private mutating func compact(_ bytes: Span<UInt8>, _ value: Int, length: Int) -> DatePart? {
      switch length {
      case 8:
        return CivilDate(year: value / 10_000, month: value / 100 % 100, day: value % 100).map { .date($0) }
      case 12, 14:
        let toMinute = length == 12 ? value : value / 100
        let second = length == 12 ? 0 : value % 100
        let day = toMinute / 10_000
        guard let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100),
          toMinute / 100 % 100 < 24, toMinute % 100 < 60, second < 60
        else { return nil }
        return .dateAndTime(date, second: toMinute / 100 % 100 * 3600 + toMinute % 100 * 60 + second)
      case 9, 10, 11:
        if skip(TimeReader.point, bytes), number(bytes, digits: 1...9) == nil { return nil }
        return index == end ? .unix(value) : nil
      case 13: return index == end ? .unix(value / 1000) : nil
      default: return nil
      }
    }

    /// `Oct 27, 2025`
    private mutating func monthFirstName(_ bytes: Span<UInt8>) -> DatePart? {
      guard let month = MonthNames.month(bytes, &index, end: end) else { return nil }
      _ = skip(TimeReader.point, bytes)
      skipSpaces(bytes)
      guard let day = number(bytes, digits: 1...2) else { return nil }
      _ = skip(TimeReader.comma, bytes)
      skipSpaces(bytes)
      guard let year = number(bytes, digits: 4...4) else { return nil }
      return CivilDate(year: year, month: month, day: day).map { .date($0) }
    }

    /// What stands between date and time: `T`, blanks, a comma and blanks.
    mutating func separator(_ bytes: Span<UInt8>) -> Bool {
      let start = index
      if let byte = peek(bytes), byte | 0x20 == UInt8(ascii: "t") {
        index += 1
        return true
      }
      _ = skip(TimeReader.comma, bytes)
      skipSpaces(bytes)
      return index > start
    }

    /// A hyphen or a longer dash, or `to`: what stands between the ends of a span.
    mutating func spanMark(_ bytes: Span<UInt8>) -> Bool {
      if skip(TimeReader.dash, bytes) { return true }
      if index + 2 < end, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
        bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94
      {
        index += 3
        return true
      }
      return skip(UInt8(ascii: "t"), bytes) && skip(UInt8(ascii: "o"), bytes)
    }

    /// `9:00`, `09:00:00`, `09:00:00.250`, `9:00 AM`, `9 AM`, `0900`, `090000`: seconds after midnight, at most 86400.
    mutating func timeOfDay(_ bytes: Span<UInt8>) -> Int? {
      let start = index
      guard var hour = number(bytes, digits: 1...6) else { return nil }
      var minute = 0
      var second = 0
      var hasMinutes = true
      switch index - start {
      case 1, 2:
        if skip(TimeReader.colon, bytes) {
          guard let value = number(bytes, digits: 2...2) else { return nil }
          minute = value
          if skip(TimeReader.colon, bytes) {
            guard let value = number(bytes, digits: 2...2) else { return nil }
            second = value
          }
        } else {
          hasMinutes = false
        }
      case 4: (hour, minute) = (hour / 100, hour % 100)
      case 6: (hour, minute, second) = (hour / 10_000, hour / 100 % 100, hour % 100)
      default: return nil
      }
      if hasMinutes, let byte = peek(bytes), byte == TimeReader.point || byte == TimeReader.comma {
        index += 1
        guard number(bytes, digits: 1...9) != nil else { return nil }
      }
      guard minute < 60, second <= 60 else { return nil }
      if let isAfternoon = halfOfDay(bytes) {
        // `14:05 PM` and `00:05 AM` are slips of report writers with one meaning.
        guard isAfternoon ? hour >= 1 : hour <= 12, hour <= 23 else { return nil }
        hour = hour % 12 + (isAfternoon ? 12 : 0)
      } else if !hasMinutes {
        return nil
      }
      guard hour < 24 || (hour == 24 && minute == 0 && second == 0) else { return nil }
      return hour * 3600 + minute * 60 + min(second, 59)
    }

    /// `AM`, `pm`, `a.m.`, `a. m.`: true in the afternoon; nil, nothing taken, when there is none.
    private mutating func halfOfDay(_ bytes: Span<UInt8>) -> Bool? {
      let start = index
      skipSpaces(bytes)
      if let letter = take(bytes)?.lowercased, letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") {
        let isAfternoon = letter == UInt8(ascii: "p")
        let hasPoint = skip(TimeReader.point, bytes)
        if hasPoint { skipSpaces(bytes) }
        if take(bytes)?.lowercased == UInt8(ascii: "m"), !hasPoint || skip(TimeReader.point, bytes) {
          return isAfternoon
        }
      }
      index = start
      return nil
    }

    /// Reads the offset, if any, and checks that nothing else follows.
    mutating func finish(_ bytes: Span<UInt8>, wall: Int) -> WrittenTime? {
      if index == end { return .local(CivilTime(wallSeconds: wall)) }
      skipSpaces(bytes)
      guard let first = take(bytes) else { return nil }
      switch first {
      case UInt8(ascii: "Z"), UInt8(ascii: "z"): break
      case UInt8(ascii: "U"):
        guard skip(UInt8(ascii: "T"), bytes), skip(UInt8(ascii: "C"), bytes) else { return nil }
      case UInt8(ascii: "G"):
        guard skip(UInt8(ascii: "M"), bytes), skip(UInt8(ascii: "T"), bytes) else { return nil }
      case UInt8(ascii: "+"), dash:
        guard let seconds = offset(bytes), index == end else { return nil }
        return .instant(Instant(secondsSince1970: wall - (first == TimeReader.dash ? -seconds : seconds)))
      default: return nil
      }
      return index == end ? .instant(Instant(secondsSince1970: wall)) : nil
    }

    /// `01:00`, `0100`, `01`: seconds, at most 18 hours.
    private mutating func offset(_ bytes: Span<UInt8>) -> Int? {
      let start = index
      guard let leading = number(bytes, digits: 2...4) else { return nil }
      var hours = leading
      var minutes = 0
      switch index - start {
      case 4: (hours, minutes) = (leading / 100, leading % 100)
      case 2:
        if skip(TimeReader.colon, bytes) {
          guard let value = number(bytes, digits: 2...2) else { return nil }
          minutes = value
        }
      default: return nil
      }
      return hours <= 18 && minutes < 60 ? hours * 3600 + minutes * 60 : nil
    }
  }
}

extension UInt8 {
  /// The lower-case form of an ASCII letter.
  var lowercased: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}
