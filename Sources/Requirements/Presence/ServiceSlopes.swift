/// What heads bring in each interval of a plan, for those who price them. All arrays run parallel to the grid.
public struct ServiceSlopes: Hashable, Codable, Sendable {
  /// Heads that an interval has whatever its day needs; those required where nothing more is gained.
  public var floor: [Int]
  /// Contacts in time that each further head brings, along the concave hull: never rising.
  public var gains: [[Double]]
  /// Contacts in time that the last head brought which the interval's day needed; 0 where none did.
  public var lastGain: [Double]

  public init(floor: [Int], gains: [[Double]], lastGain: [Double]) {
    self.floor = floor
    self.gains = gains
    self.lastGain = lastGain
  }
}
