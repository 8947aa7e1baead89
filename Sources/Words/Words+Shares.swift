extension Words {
  /// `83 %`, or `0.66 %` with two `places`: as many digits after the point, always.
  public func percent(_ share: Double, places: Int = 0) -> String { decimal(share * 100, places: places) + space + "%" }

  /// At most `places` digits after the point: `12.5 %`, `80 %`.
  public func share(_ share: Double, places: Int = 2) -> String { short(share * 100, places: places) + space + "%" }

  /// What is more or less than before, as a share of it: `+20 %`, `−5 %`, `0 %`.
  public func change(_ share: Double) -> String {
    let percent = (share * 100).rounded()
    return abs(percent) < 0x1p53 ? signed(Int(percent)) + space + "%" : "–"
  }

  /// A share that is said with "at most": rounded once, from the number itself, and upwards, so that nobody reads a smaller
  /// one than was proven. `0.09333` → `9.34 %`.
  /// - Parameter places: digits after the point, 0…4; all of them are written.
  public func atMost(_ share: Double, places: Int = 2) -> String { Self.upwards(share, places: places) + space + "%" }

  private static func upwards(_ share: Double, places: Int) -> String {
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
