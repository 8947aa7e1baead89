public import Calendars

/// What it costs to change a rota that people know: prices a person and date, in currency units.
///
/// They weigh changes against the plan's own objective and are no money that anybody is paid.
public struct DisturbancePrices: Hashable, Codable, Sendable {
  /// A duty on a date that was free, and a duty that is lost.
  public var duty: Double
  /// Each hour begun by which a duty's start or its end moves, whichever moves further.
  public var start: Double
  /// Each break that moves inside a duty that stays where it was.
  public var breaks: Double

  /// Dates that begin so soon after the change cost `nearFactor` times as much.
  public static let near = Minutes.hours(48)
  public static let nearFactor = 2.0
  /// What each price may be.
  public static let range = 0.0...100_000.0

  public init(duty: Double = 60, start: Double = 10, breaks: Double = 2) {
    self.duty = duty
    self.start = start
    self.breaks = breaks
  }

  /// The same for dates near to the change.
  public func multiplied(by factor: Double) -> DisturbancePrices {
    DisturbancePrices(duty: duty * factor, start: start * factor, breaks: breaks * factor)
  }

  /// What another duty on a date costs.
  /// - Parameters:
  ///   - before: the duty that is known; nil = a free date.
  ///   - after: what takes its place.
  public func price(from before: Duty?, to after: Duty?) -> Double {
    guard let before, let after else { return before == after ? 0 : duty }
    if before.start != after.start || before.length != after.length {
      return moved(startBy: after.start - before.start, endBy: after.end - before.end)
    }
    guard before.template == after.template, before.breaks.count == after.breaks.count else {
      return breaks * Double(max(1, before.breaks.count))
    }
    return breaks * Double(zip(before.breaks, after.breaks).count { $0 != $1 })
  }

  /// - Parameters:
  ///   - startBy: seconds, as is `endBy`; not both 0.
  public func moved(startBy: Int, endBy: Int) -> Double {
    let seconds = max(startBy.magnitude, endBy.magnitude)
    return start * Double(seconds / 3600 + (seconds % 3600 == 0 ? 0 : 1))
  }
}
