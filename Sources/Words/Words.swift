internal import Tables

/// How numbers, shares, lengths of time, money, days and lists are said to people: the one place, so that one thing is
/// written one way everywhere, and can be said in another language one day. Pure functions; a dash where there is no
/// number.
///
/// Files that programs read (CSV, JSON, iCalendar) are written by `CSVText` and their own formats, not by these.
public struct Words: Sendable {
  /// Between a number and its unit.
  public let space: String
  let minus: String

  /// For a terminal, a message, a plain text.
  public static let plain = Words(space: " ", minus: "-")
  /// For a note that a terminal and a page show alike.
  public static let note = Words(space: " ", minus: "−")
  /// For a page, where a number must not be parted from its unit.
  public static let page = Words(space: "\u{A0}", minus: "−")

  /// `1,234`
  public func whole(_ number: Int) -> String { (number < 0 ? minus : "") + Self.grouped(number.magnitude) }

  /// Rounded, with commas between thousands: `1,234`.
  public func rounded(_ number: Double) -> String { decimal(number, places: 0) }

  /// `1,234.5`: `places` digits after the point, always.
  public func decimal(_ number: Double, places: Int) -> String {
    guard let (isNegative, whole, rest) = Self.parts(number, places: places) else { return "–" }
    return (isNegative ? minus : "") + Self.grouped(whole) + (places == 0 ? "" : "." + rest)
  }

  /// At most `places` digits after the point and none that aren't needed, without commas: `20`, `12.5`.
  public func short(_ number: Double, places: Int = 2) -> String { CSVText.decimalText(number, places: places) }

  /// `+3`, `−2`, `0`.
  public func signed(_ number: Int) -> String { number > 0 ? "+\(whole(number))" : whole(number) }

  /// `EUR 25,310`; with hundredths below a hundred.
  public func money(_ amount: Double, currency: String) -> String {
    currency + space + decimal(amount, places: abs(amount) < 100 ? 2 : 0)
  }

  private static func grouped(_ number: UInt) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// Sign, whole part and digits after the point of a number, rounded; nil where no exact one can be said.
  private static func parts(_ number: Double, places: Int) -> (isNegative: Bool, whole: UInt, rest: String)? {
    var scale: UInt = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (number * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, abs(scaled) < 0x1p53 else { return nil }
    let units = UInt(abs(scaled))
    let rest = String(units % scale)
    return (scaled < 0, units / scale, String(repeating: "0", count: max(0, places - rest.utf8.count)) + rest)
  }
}

extension Words {
  /// `a, b, c`; `none` for nothing.
  public func list(_ names: some Collection<String>) -> String { list(names, between: ", ") }

  /// `a and b`, `a and b and c`; `none` for nothing.
  public func and(_ names: some Collection<String>) -> String { list(names, between: " and ") }

  private func list(_ names: some Collection<String>, between separator: String) -> String {
    names.isEmpty ? "none" : names.joined(separator: separator)
  }
}
