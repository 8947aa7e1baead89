internal import Calendars
internal import Plans

/// A line of `journal.jsonl`: an operation begins, or what became of it. Whatever a line says, it was on the disk before
/// it was done.
struct JournalLine: Hashable, Codable, Sendable {
  enum Event: String, Hashable, Codable, Sendable {
    /// A draft is about to be put in place, was put in place, or was not.
    case begun, done, dropped
    /// A draft is about to become what people hold, has become it, or has not.
    case publishing, published
    case takenBack = "taken back"
    /// A message about a revision is about to be sent, has arrived, or is known not to have. No part of any draft.
    case sending, sent
    case notSent = "not sent"

    /// Whether it speaks of a message, and so of nothing that lies in `plans/`.
    var isSending: Bool { self == .sending || self == .sent || self == .notSent }
    var begins: Bool { self == .begun || self == .publishing }
  }

  var event: Event
  /// Of the operation; its lines share it.
  var number: Int
  /// `plan`, `publish`, `undo`, …; with `begun` and `publishing`, as is all that follows.
  var operation: String?
  /// With everything that was left to a default said.
  var arguments: [String]?
  /// When, in UTC, as whoever ran it says.
  var at: String?
  /// The folder's name in `plans/` that is written.
  var place: String?
  /// SHA-256 of the `plan.json` there before and after; nil = none there.
  var before: String?
  var after: String?
  /// What the draft's changes are against the draft before, or against what is published; nil where there was neither.
  var changes: [PlanChange]?
  /// The operation that an undo takes back; nil for one that brings back a former revision.
  var undoes: Int?
  /// Of a publish: the revision that it makes, and SHA-256 of the draft that it was made from.
  var revision: Int?
  var draft: String?
  /// What calendars held before, where plans of other places had a part in it.
  var calendar: [CalendarEntry]?
  /// Of a message: where it goes, `slack`; its revision stands in `revision`.
  var to: String?
  /// What the checker found, where it was published all the same.
  var breaches: [String]?

  init(_ event: Event, _ number: Int) {
    self.event = event
    self.number = number
  }
}

/// What a journal says: which operations stand, and whether one is half done.
struct JournalReading: Sendable {
  /// The operation that was begun and of which no line says what became of it.
  private(set) var open: JournalLine?
  /// Draft operations since the last publish that stand, the last of them last.
  private(set) var standing: [JournalLine] = []
  /// The last publish that was done.
  private(set) var publish: JournalLine?
  private(set) var lastNumber = 0

  init(_ lines: [JournalLine]) {
    for line in lines {
      lastNumber = max(lastNumber, line.number)
      switch line.event {
      case .begun, .publishing: open = line
      case .sending, .sent, .notSent: break
      case .dropped, .takenBack: open = nil
      case .done:
        if let begun = open, begun.number == line.number {
          if begun.undoes == nil { standing.append(begun) } else { _ = standing.popLast() }
        }
        open = nil
      case .published:
        if let begun = open, begun.number == line.number {
          publish = begun
          standing = []
        }
        open = nil
      }
    }
  }
}
