public import Calendars

/// What somebody does on a date, as one cell of an edit sheet says it.
public enum SheetCell: Hashable, Sendable {
  case off
  /// An absence, whatever its kind.
  case leave
  case duty(Times)

  /// A duty on its person's wall clock.
  public struct Times: Hashable, Sendable {
    public var from: ClockTime
    /// At or before `from`: on the next date.
    public var to: ClockTime
    /// Queues that its work is counted on, those with the most time first; empty where a cell leaves it to the plan.
    public var queues: [QueueID]

    public init(from: ClockTime, to: ClockTime, queues: [QueueID]) {
      self.from = from
      self.to = to
      self.queues = queues
    }
  }

  /// `09:00-17:30 [phone]`, `off` or `leave`.
  public var text: String {
    switch self {
    case .off: return Self.offWord
    case .leave: return Self.leaveWord
    case .duty(let times):
      let queues = times.queues.map(\.rawValue).joined(separator: Self.queueMark)
      return "\(times.from)-\(times.to)" + (queues.isEmpty ? "" : " [\(queues)]")
    }
  }

  public static let offWord = "off"
  public static let leaveWord = "leave"
  /// Between two queues of one duty.
  public static let queueMark = "+"
}
