public import Calendars

/// Which contacts belong to which queue.
public struct QueueRouting: Sendable {
  /// A queue, as far as contacts are sent to it.
  public struct Queue: Sendable {
    public var id: QueueID
    /// `phone`, `chat` or `email`.
    public var channel: String
    /// Empty: what its channel, or its id, says.
    public var matches: [QueueMatch]

    public init(id: QueueID, channel: String, matches: [QueueMatch]) {
      self.id = id
      self.channel = channel
      self.matches = matches
    }
  }

  private let queues: [Queue]
  private let matches: [QueueMatch]
  /// Queues without a match, by how they name themselves and by channel.
  private let open: [Queue]

  /// The queues of a project.
  public init(queues: [Queue]) {
    self.queues = queues
    matches = queues.flatMap(\.matches)
    open = queues.filter { $0.matches.isEmpty }
  }

  /// Matches alone; without any, each contact belongs to its usual queue.
  public init(matches: [QueueMatch]) {
    queues = []
    open = []
    self.matches = matches
  }

  /// The queue that the import was told; the only queue, if it has no match; the first match; the queue whose id the
  /// export gives; among queues without a match, the one whose id is the usual name of the channel or the group, or the
  /// only one of the channel. Nil where none claims these contacts.
  public func queue(of name: StreamName) -> QueueID? {
    if queues.isEmpty {
      if let queue = name.queue { return queue }
      return matches.isEmpty ? name.usualQueue : QueueRouter.queue(of: name, matches: matches)
    }
    if let queue = name.queue, queues.contains(where: { $0.id == queue }) { return queue }
    if queues.count == 1, let only = open.first { return only.id }
    if name.queue != nil { return nil }
    if !matches.isEmpty, let queue = QueueRouter.queue(of: name, matches: matches) { return queue }
    if let queue = queues.first(where: { $0.id.rawValue.lowercased() == name.queueName.lowercased() }) {
      return queue.id
    }
    let names = [name.channel.isEmpty ? "" : QueueRouter.channelName(name.channel), QueueRouter.slug(name.group)]
    for usual in names where !usual.isEmpty {
      if let queue = open.first(where: { $0.id.rawValue.lowercased() == usual.lowercased() }) { return queue.id }
    }
    guard !name.channel.isEmpty else { return nil }
    let channel = QueueRouter.channelName(name.channel)
    let same = open.filter { $0.channel == channel }
    return same.count == 1 ? same.first?.id : nil
  }
}
