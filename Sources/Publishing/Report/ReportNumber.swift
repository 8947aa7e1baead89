internal import Workforce

/// Numbers as the report writes them: English separators, and a no-break space before a unit.
enum ReportNumber {
  static let space = "\u{A0}"

  /// `1,234`
  static func whole(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (number < 0 ? "−" : "") + String(digits)
  }

  /// `1,234.5`: `places` digits after the point, always; a dash where there is no number.
  static func decimal(_ number: Double, places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (number * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, abs(scaled) < 0x1p53 else { return "–" }
    let units = Int(scaled)
    let text = whole(Int(units.magnitude) / scale)
    let rest = String(Int(units.magnitude) % scale)
    let decimals = places == 0 ? "" : "." + String(repeating: "0", count: places - rest.count) + rest
    return (units < 0 ? "−" : "") + text + decimals
  }

  /// `83 %`, or `0.66 %` where less than ten per cent ask for more digits.
  static func percent(_ share: Double, places: Int = 0) -> String { decimal(share * 100, places: places) + space + "%" }

  /// `12 h 30 min`, `45 min`, `1,520 h`.
  static func duration(minutes: Int) -> String {
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? "−" : ""
    if hours == 0 { return "\(sign)\(rest)\(space)min" }
    let text = "\(sign)\(whole(Int(hours)))\(space)h"
    return rest == 0 ? text : "\(text) \(rest)\(space)min"
  }

  /// Whole hours from a hundred up, `37.5 h` below.
  static func hours(minutes: Int) -> String {
    let hours = Double(minutes) / 60
    let places = abs(hours) >= 100 || minutes % 60 == 0 ? 0 : 1
    return decimal(hours, places: places) + space + "h"
  }

  /// `EUR 25,310`
  static func money(_ amount: Double, currency: String) -> String {
    currency + space + decimal(amount, places: abs(amount) < 100 ? 2 : 0)
  }

  /// `+3`, `−2`, `0`.
  static func signed(_ number: Int) -> String { number > 0 ? "+\(whole(number))" : whole(number) }
}
