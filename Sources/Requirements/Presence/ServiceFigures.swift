/// What contacts meet, as far as a target can name it: shares of contacts and the mean wait of all of them in seconds.
public struct ServiceFigures: Hashable, Sendable {
  /// Answered within the threshold.
  public var serviceLevel = 0.0
  public var abandonment = 0.0
  public var meanWait = 0.0
  /// Whose wait would be at most the threshold if they never gave up.
  public var offeredWaitWithin = 0.0
  /// Who give up within the threshold.
  public var shortAbandonment = 0.0
  public var turnedAway = 0.0

  public init() {}

  init(_ performance: QueuePerformance) {
    serviceLevel = performance.serviceLevel
    abandonment = performance.abandonment
    meanWait = performance.meanWait
    offeredWaitWithin = performance.offeredWaitWithin
    shortAbandonment = performance.shortAbandonment
    turnedAway = performance.turnedAway
  }

  /// Adds the figures of a share `weight` of the contacts.
  @inline(__always)
  public mutating func add(_ other: ServiceFigures, weight: Double) {
    serviceLevel += weight * other.serviceLevel
    abandonment += weight * other.abandonment
    meanWait += weight * other.meanWait
    offeredWaitWithin += weight * other.offeredWaitWithin
    shortAbandonment += weight * other.shortAbandonment
    turnedAway += weight * other.turnedAway
  }

  /// With what is not known left at 0.
  func performance(agents: Double) -> QueuePerformance {
    QueuePerformance(
      agents: agents, waitProbability: 0, serviceLevel: min(1, serviceLevel), abandonment: min(1, abandonment),
      meanWaitAnswered: 0,
      meanWait: meanWait, occupancy: 0, meanQueue: 0, offeredWaitWithin: min(1, offeredWaitWithin),
      shortAbandonment: min(1, shortAbandonment), turnedAway: min(1, turnedAway))
  }
}
