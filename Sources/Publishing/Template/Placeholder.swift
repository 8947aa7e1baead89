internal import Workforce

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
  /// Of the row's beginning; on the person's clock, of a whole duty, it is the duty's date.
  case date(Clock, TimePattern?)
  case time(isStart: Bool, Clock, TimePattern?)

  /// Whatever can stand between the braces, for a message.
  static let all = Word.allCases.map(\.rawValue) + ["id:SYSTEM", "date", "start", "end"]

  /// What stands between the braces.
  ///
  /// No `|` before the pattern: it parts columns in some files.
  /// - Throws: where it is none of these.
  init(_ text: String) throws(PlaceholderFault) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let rest = parts.count == 2 ? parts[1] : nil
    let name = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch name[0] {
    case "id" where name.count == 1:
      // Capitals count as small ones, as in agents.csv.
      guard let system = rest?.lowercased(), PersonAddress.isSystem(system) else {
        throw PlaceholderFault("'\(rest ?? "")' can't be the name of a system: letters, digits and dashes")
      }
      self = .id(system)
    case "date", "start", "end":
      guard let clock = name.count == 1 ? .person : Clock(rawValue: name[1]) else {
        throw PlaceholderFault("there is no clock '@\(name[1])'")
      }
      let isOfDate = name[0] == "date"
      var pattern: TimePattern?
      if let rest { pattern = try TimePattern(rest, isOfDate: isOfDate) }
      self = isOfDate ? .date(clock, pattern) : .time(isStart: name[0] == "start", clock, pattern)
    default:
      guard let word = Word(rawValue: text) else { throw PlaceholderFault(nil) }
      self = .word(word)
    }
  }

  /// Whether what it stands for says who somebody is.
  var isOfPerson: Bool {
    switch self {
    case .word(let word): [.agent, .agentID, .firstName, .lastName, .email].contains(word)
    case .id: true
    case .date, .time: false
    }
  }
}

/// Why something between braces is no placeholder.
struct PlaceholderFault: Error, Hashable {
  /// Nil where there is no such word.
  let reason: String?

  init(_ reason: String?) { self.reason = reason }
}
