/// A figure of the simulation with its confidence interval.
public struct Estimate: Hashable, Codable, Sendable {
  public var mean: Double
  public var low: Double
  public var high: Double

  public init(mean: Double, low: Double, high: Double) {
    self.mean = mean
    self.low = low
    self.high = high
  }

  /// Half the width of the interval.
  public var margin: Double { (high - low) / 2 }

  /// Whether the whole interval lies below `value`.
  public func isBelow(_ value: Double) -> Bool { high < value }
}
