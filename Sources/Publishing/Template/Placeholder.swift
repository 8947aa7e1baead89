/// What a template puts a value for: `{agent}`, `{id:teams}`, `{start@utc:yyyy-MM-dd HH:mm}`.
enum Placeholder: Hashable {
  enum Word: String, CaseIterable {
    case team, week, agent, site, shift, queue, email, activity
    case agentID = "agent_id"
    case firstName = "first_name"
    case lastName = "last_name"
    case siteID = "site_id"
    case timeZone = "time_zone"
    case queueID = "queue_id"
    case paidMinutes = "paid_minutes"
    case unpaidMinutes = "unpaid_minutes"
    case note
  }

  /// Whose wall clock a time is on.
  enum Clock: String, CaseIterable {
    case person, site, plan, utc
  }

  case word(Word)
  /// A name of `external_ids`.
  case id(String)
  case date(TimePattern?)
  case time(isStart: Bool, Clock, TimePattern?)

  /// Whatever can stand between the braces, for a message.
  static let all = Word.allCases.map(\.rawValue) + ["id:SYSTEM", "date", "start", "end"]

  /// What stands between the braces; nil where it is none of these.
  ///
  /// No `|` before the pattern: it parts columns in some files.
  init?(_ text: String) {
    if text.hasPrefix("id:") {
      guard text.count > 3 else { return nil }
      self = .id(String(text.dropFirst(3)))
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var pattern: TimePattern?
    if parts.count == 2 {
      guard let found = TimePattern(parts[1]) else { return nil }
      pattern = found
    }
    let name = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch name[0] {
    case "start", "end":
      guard let clock = name.count == 1 ? .person : Clock(rawValue: name[1]) else { return nil }
      self = .time(isStart: name[0] == "start", clock, pattern)
    case "date" where name.count == 1 && pattern?.hasClock != true: self = .date(pattern)
    default:
      guard name.count == 1, pattern == nil else { return nil }
      guard let word = Word(rawValue: text) else { return nil }
      self = .word(word)
    }
  }
}
