/// Contacts of a live queue that are in progress when a plan begins: what the days before it leave.
///
/// A queue that never closes, or is open over midnight, has people at work when its first interval begins. They are found
/// by running the same recursion over the days before the plan (`requirement`, `earlier`), of which this is all that
/// matters afterwards: the infinite server forgets everything but who is in service.
public struct InProgress: Hashable, Codable, Sendable {
  /// The interval of the grid at whose beginning they are in progress: the first that has a forecast.
  public var interval: Int
  /// By handle time.
  public var cohorts: [Cohort]
  /// Contacts that arrived in the interval before, to know whether demand rises or falls; nil where it was closed.
  public var contactsBefore: Double?
  /// Chat that is followed through the day: the state of the chain.
  public var chat: Chat?

  public init(interval: Int, cohorts: [Cohort], contactsBefore: Double?, chat: Chat? = nil) {
    self.interval = interval
    self.cohorts = cohorts
    self.contactsBefore = contactsBefore
    self.chat = chat
  }

  /// Contacts of one handle time in seconds, in erlangs.
  public struct Cohort: Hashable, Codable, Sendable {
    public var handleTime: Double
    public var inService: Double

    public init(handleTime: Double, inService: Double) {
      self.handleTime = handleTime
      self.inService = inService
    }
  }

  /// The chain of chats with the staff of the interval before.
  public struct Chat: Hashable, Codable, Sendable {
    /// Probability of 0, 1, 2, … conversations in progress or waiting.
    public var probabilities: [Double]
    /// In position, and gone but still finishing.
    public var agents: Double
    public var leavers: Double
    /// Mean handle time at full concurrency in seconds.
    public var handleTime: Double

    public init(probabilities: [Double], agents: Double, leavers: Double, handleTime: Double) {
      self.probabilities = probabilities
      self.agents = agents
      self.leavers = leavers
      self.handleTime = handleTime
    }
  }
}
