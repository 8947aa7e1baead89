/// How demand that moves during the day is brought before a model of the steady state. Phone and chat only.
public enum RequirementMethod: String, Hashable, Codable, Sendable, CaseIterable {
  /// Modified offered load: contacts still in service are carried from slot to slot, and the target is met by the
  /// contacts of each interval together (`LoadProfile`). Right where demand moves within a handle time.
  case modifiedOfferedLoad
  /// Each interval by itself, as if its mean rate had always been and would always be (SIPP). What tables and
  /// calculators show; below target on the way up and above it on the way down where handle times are long.
  case stationary
}
