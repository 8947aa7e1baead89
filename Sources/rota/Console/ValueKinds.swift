internal import Calendars
internal import Foundation
internal import Tables
internal import Words

extension ValueKind where Value == Int {
  static func integer(_ range: ClosedRange<Int>) -> Self {
    Self("N", expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension ValueKind where Value == UInt64 {
  static var seed: Self {
    Self("N", expectation: "a whole number from 0 to \(UInt64.max)") { UInt64($0) }
  }
}

extension ValueKind where Value == Double {
  /// A decimal number from `minimum` to a million millions, beyond which nothing is counted.
  static func number(atLeast minimum: Double) -> Self {
    Self("X", expectation: "a number of at least \(plain(minimum)), at most 1e12") { text in
      plainNumber(text).flatMap { $0 >= minimum && $0 <= 1e12 ? $0 : nil }
    }
  }

  /// A share from 0 to 1, written `0.8` or `80%`.
  static var share: Self {
    Self("SHARE", expectation: "a share such as 80% or 0.8") { text in
      let isPercent = text.hasSuffix("%")
      guard let number = plainNumber(isPercent ? String(text.dropLast()) : text) else { return nil }
      let share = isPercent ? number / 100 : number
      return (0...1).contains(share) ? share : nil
    }
  }

  /// Thirty years: longer than anything lasts.
  private static let longest = 1e9

  /// Seconds, written with units (`20s`, `5m`, `1h30m`) or as a plain number of seconds.
  static var seconds: Self {
    Self("TIME", expectation: "a time such as 20s or 5m (a plain number is seconds), at most thirty years") { text in
      (plainNumber(text).flatMap { $0 >= 0 ? $0 : nil } ?? durationSeconds(text)).flatMap { $0 <= longest ? $0 : nil }
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  /// Digits with an optional sign, fraction and exponent (`1e-9`); no `inf`, `nan` or hexadecimal, and nothing beyond any
  /// number.
  private static func plainNumber(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.count <= 30,
      text.utf8.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// Seconds, or `inf` for ever.
  static var secondsOrEndless: Self {
    Self("TIME", expectation: "a time such as 20s or 5m (a plain number is seconds), at most thirty years, or inf") {
      text in
      text.lowercased() == "inf" ? .infinity : seconds.read(text)
    }
  }

  /// Whole numbers with units from the largest to the smallest: `1h30m`, `90s`, `300ms`.
  private static func durationSeconds(_ text: String) -> Double? {
    let units: [(unit: String, seconds: Double)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001)]
    var next = 0
    var total = 0.0
    var rest = text[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { !($0.isASCII && $0.isNumber) }
      guard let number = Double(digits), digits.count <= 9,
        let index = units.indices.first(where: { $0 >= next && units[$0].unit == letters })
      else { return nil }
      total += number * units[index].seconds
      next = index + 1
      rest = rest.dropFirst(letters.count)
    }
    return text.isEmpty ? nil : total
  }

  /// Reads only times with a unit.
  fileprivate static func durationWithUnit(_ text: String) -> Double? { durationSeconds(text) }
}

extension ValueKind where Value == Minutes {
  /// Whole minutes with a unit: `15m`, `1h`. A plain number is refused, since elsewhere it means seconds.
  static func minutes(_ range: ClosedRange<Int>) -> Self {
    Self(
      "TIME",
      expectation: "whole minutes with a unit, such as 30m or 1h, from \(range.lowerBound)m to \(range.upperBound)m"
    ) { text in
      guard let seconds = ValueKind<Double>.durationWithUnit(text), seconds.truncatingRemainder(dividingBy: 60) == 0
      else { return nil }
      let minutes = Int(seconds / 60)
      return range.contains(minutes) ? Minutes(minutes) : nil
    }
  }
}

extension ValueKind where Value == String {
  /// A file's path; `-` means standard input or output where the option's help says so.
  static var file: Self { Self("FILE", expectation: "a file", completion: .files) { $0.isEmpty ? nil : $0 } }
  static var folder: Self { Self("DIR", expectation: "a folder", completion: .folders) { $0.isEmpty ? nil : $0 } }

  static func name(_ placeholder: String, _ expectation: String) -> Self {
    Self(placeholder, expectation: expectation) { $0.isEmpty ? nil : $0 }
  }

  /// A command's name. It is looked up when the command is needed, so that the table can hold commands that take one.
  static var command: Self {
    Self("COMMAND", expectation: "a command", completion: .commands) { $0.isEmpty ? nil : $0 }
  }

  static func choice(_ placeholder: String, of words: [String]) -> Self {
    Self(
      placeholder, expectation: "one of \(Words.plain.list(words))", completion: .words(words), names: { words }
    ) { words.contains($0) ? $0 : nil }
  }
}

extension ValueKind where Value == [Double] {
  /// Seconds, several, separated by commas: `5m,7m30s,10m`.
  static var secondsList: Self {
    Self("TIMES", expectation: "times such as 5m,7m30s,10m") { text in
      let times = text.split(separator: ",", omittingEmptySubsequences: false).compactMap {
        ValueKind<Double>.seconds.read(String($0))
      }
      return times.count == text.count { $0 == "," } + 1 ? times : nil
    }
  }
}

extension ValueKind where Value == [Double] {
  /// Numbers above 0, several, separated by commas: `12,16,18`.
  static var rateList: Self {
    Self("RATES", expectation: "numbers above 0 such as 12,16,18") { text in
      let rates = text.split(separator: ",", omittingEmptySubsequences: false).compactMap {
        ValueKind<Double>.number(atLeast: 0).read(String($0)).flatMap { $0 > 0 ? $0 : nil }
      }
      return rates.count == text.count { $0 == "," } + 1 ? rates : nil
    }
  }
}

extension ValueKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the cases, by its raw value.
  static func choice(_ placeholder: String) -> Self {
    let words = Value.allCases.map(\.rawValue)
    return Self(
      placeholder, expectation: "one of \(Words.plain.list(words))", completion: .words(words), names: { words },
      read: Value.init(rawValue:))
  }
}

extension ValueKind where Value == CivilDate {
  static var date: Self {
    Self("DATE", expectation: "a date such as 2026-11-30, from 1900 to 2199") { text in
      CivilDate(text).flatMap { (1900...2199).contains($0.year) ? $0 : nil }
    }
  }
}

extension ValueKind where Value == ISOWeek {
  static var week: Self {
    Self("WEEK", expectation: "an ISO week such as 2026-W49, from 1900 to 2199") { text in
      ISOWeek(text).flatMap { (1900...2199).contains($0.year) ? $0 : nil }
    }
  }
}

extension ValueKind where Value == Zone {
  static var zone: Self {
    Self(
      "ZONE", expectation: "an IANA time zone such as Europe/Warsaw, America/Bogota or UTC",
      names: { TimeZone.knownTimeZoneIdentifiers },
      advice: { text in
        do throws(Diagnostic) { _ = try Zone(text) } catch { return error.cure }
        return nil
      }
    ) { text in
      do throws(Diagnostic) { return try Zone(text) } catch { return nil }
    }
  }
}

/// `key=value`, as repeated options take it.
struct Assignment: Hashable, Sendable {
  let key: String
  let value: String
}

extension ValueKind where Value == Assignment {
  static func assignment(_ placeholder: String, _ expectation: String) -> Self {
    Self(placeholder, expectation: expectation) { text in
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
      let value = text[text.index(after: sign)...]
      return value.isEmpty ? nil : Assignment(key: String(text[..<sign]), value: String(value))
    }
  }
}
