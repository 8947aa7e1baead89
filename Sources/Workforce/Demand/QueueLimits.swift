/// What settings of a queue may be at most, whatever model answers for them.
public enum QueueLimits {
  /// Patience in seconds beyond this (four months) is unlimited for every purpose: take Erlang C.
  public static let longestPatience = 1e7
  /// The most conversations at once that any tool offers, and the longest waiting room.
  public static let largestConcurrency = 50
  public static let largestWaitingRoom = 100_000
  /// Heads that an open interval may have at least.
  public static let minimumHeads = 0...10_000

  /// Whether an agent with one conversation more always finishes at least as many an hour: j/h(j) does not fall.
  ///
  /// - Parameter handleTimes: seconds, or in any other unit, with 1, 2, … conversations open.
  /// - SeeAlso: J. Luo, J. Zhang, *Staffing and control of instant messaging contact centers*, Operations Research 61
  ///   (2013), on why it must rise.
  public static func isThroughputRising(_ handleTimes: [Double]) -> Bool {
    var previous = 0.0
    for (index, time) in handleTimes.enumerated() {
      guard time >= 1e-9, time <= 1e12, Double(index + 1) / time >= previous * (1 - 1e-12) else { return false }
      previous = Double(index + 1) / time
    }
    return true
  }
}
