public import Calendars

/// Agents required by one queue over a grid. All arrays run parallel to the grid; closed intervals hold zeros.
public struct QueueRequirement: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var open: [Bool]
  /// Mean contacts in each interval.
  public var contacts: [Double]
  /// Mean handle time in seconds.
  public var handleTime: [Double]
  /// Agents in position that meet the target.
  public var positions: [Int]
  /// Heads on the rota: positions ÷ (1 − shrinkage), rounded up.
  public var required: [Int]
  /// The model that was used, in words, for example `Erlang C, 80 % within 20 s`.
  public var model: String
  public var notes: [String]

  public init(
    queue: QueueID, open: [Bool], contacts: [Double], handleTime: [Double], positions: [Int], required: [Int],
    model: String, notes: [String]
  ) {
    self.queue = queue
    self.open = open
    self.contacts = contacts
    self.handleTime = handleTime
    self.positions = positions
    self.required = required
    self.model = model
    self.notes = notes
  }
}
