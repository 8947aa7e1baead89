public import Calendars

/// What a live queue whose people are missing by chance can expect of the heads required and of those rostered. Shares of
/// contacts are those answered within the target's threshold, weighted with contacts, by the target's definition.
public struct PresenceOutlook: Hashable, Codable, Sendable {
  /// Heads required, in minutes.
  public var requiredMinutes: Int
  /// Heads that positions ÷ attendance ask for, rounded up in every interval, in minutes.
  public var dividedMinutes: Int
  /// Share expected in time of the heads required, of those by division, and of the rota; nil without contacts.
  public var requiredService: Double?
  public var dividedService: Double?
  public var service: Double?
  /// The opening of which the rota's contacts expect least, by the local date on which it begins; ties to the earlier.
  public var worstDay: Day?
  /// The interval of which they expect least, among those that require anybody; ties to the earlier.
  public var worstInterval: Moment?
  /// Minutes in which exactly one head is on the rota, and the chance that nobody is in position in one of them; nil where
  /// there are none.
  public var aloneMinutes: Int
  public var nobodyThen: Double?
  /// Contacts that the heads required would answer in time and the rota, where heads are missing, is expected not to.
  public var missedContacts: Double

  /// A day and what its contacts expect.
  public struct Day: Hashable, Codable, Sendable {
    public var date: CivilDate
    public var service: Double

    public init(date: CivilDate, service: Double) {
      self.date = date
      self.service = service
    }
  }

  /// The start of an interval and what its contacts expect.
  public struct Moment: Hashable, Codable, Sendable {
    public var start: Instant
    public var service: Double

    public init(start: Instant, service: Double) {
      self.start = start
      self.service = service
    }
  }

  public init(
    requiredMinutes: Int, dividedMinutes: Int, requiredService: Double?, dividedService: Double?, service: Double?,
    worstDay: Day?, worstInterval: Moment?, aloneMinutes: Int, nobodyThen: Double?, missedContacts: Double
  ) {
    self.requiredMinutes = requiredMinutes
    self.dividedMinutes = dividedMinutes
    self.requiredService = requiredService
    self.dividedService = dividedService
    self.service = service
    self.worstDay = worstDay
    self.worstInterval = worstInterval
    self.aloneMinutes = aloneMinutes
    self.nobodyThen = nobodyThen
    self.missedContacts = missedContacts
  }
}
