internal import Calendars
internal import Tables

/// What one row of a table, or one event of a calendar, says of somebody's leave.
struct LeaveRow: Hashable {
  /// What names whoever it is: an `agent_id`, an address, a name; of an event its whole text.
  enum Who: Hashable {
    case keys([String])
    case inText(String, addresses: [String])
  }

  var who: Who
  var first: CivilDate
  /// Included.
  var last: CivilDate
  /// Nil where nothing says.
  var kind: String?
  var paid: Bool?
  var minutesADay: Minutes?
  var row: Int
}

/// Why a row of a file of leave isn't read.
public enum LeftOutLeave: String, Hashable, Codable, CaseIterable, Sendable {
  /// Nobody in agents.csv is meant.
  case unknown
  /// Several people could be meant.
  case ambiguous
  /// It covers a part of a day, which absences can't say.
  case partOfDay
  /// Nothing says when it ends.
  case noEnd
  /// Not granted, or taken back.
  case notGranted
  /// Whether it is granted can't be told.
  case status

  var words: (one: String, many: String) {
    switch self {
    case .unknown: ("is of somebody who isn't in agents.csv", "are of people who aren't in agents.csv")
    case .ambiguous: ("could be of several people", "could be of several people")
    case .partOfDay:
      ("covers a part of a day, which an absence can't say", "cover a part of a day, which an absence can't say")
    case .noEnd: ("has no end", "have no end")
    case .notGranted: ("isn't granted", "aren't granted")
    case .status: ("has a status that says neither yes nor no", "have a status that says neither yes nor no")
    }
  }

  var cure: String? {
    switch self {
    case .unknown: "Correct the name, or add the person, their e-mail or external id to agents.csv."
    case .ambiguous: "Let a column name the agent_id or the e-mail address."
    case .partOfDay: "Say it of the day itself: rota replan --late, or an edit of the duty."
    case .noEnd: "Write the last date; of one day it is the first."
    case .notGranted: nil
    case .status: "If they are all granted, say --column status=none."
    }
  }
}

/// What is read of a file, before anybody is looked up.
struct LeaveRows {
  var rows: [LeaveRow] = []
  var leftOut: [(why: LeftOutLeave, example: String, row: Int)] = []
  var notes: [Diagnostic] = []
}
