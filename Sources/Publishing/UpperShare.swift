internal import Tables
internal import Workforce

/// A share that is said with "at most": rounded once, from the number itself, and upwards, so that nobody reads a smaller
/// one than was proven.
public enum UpperShare {
  /// In hundredths of a per cent for `places` = 2: `0.09333` → `9.34`, as text without a unit.
  /// - Parameter places: digits after the point, 0…4; all of them are written.
  /// - Returns: a dash for what is no number.
  public static func percent(_ share: Double, places: Int = 2) -> String {
    precondition((0...4).contains(places), "0 to 4 places")
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let exact = share * 100 * Double(scale)
    guard exact.isFinite, abs(exact) < 0x1p53 else { return "–" }
    // A product of decimals may miss a whole number by its last bits, and that is no more.
    let whole = exact.rounded()
    let units = Int(abs(exact - whole) <= 1e-12 * max(1, abs(whole)) ? whole : exact.rounded(.up))
    let rest = String(units.magnitude % UInt(scale))
    let decimals = places == 0 ? "" : "." + String(repeating: "0", count: places - rest.utf8.count) + rest
    return (units < 0 ? "-" : "") + String(units.magnitude / UInt(scale)) + decimals
  }
}
