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
  /// Whether the history tells several queues apart by name, so that one of them is not everything.
  private var tellsQueuesApart = false

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

  /// The same, told which streams there are.
  func knowing(_ names: some Sequence<StreamName>) -> QueueRouting {
    var routing = self
    var first: String?
    for name in names where !name.saidQueue.isEmpty && !queues.contains(where: { $0.id == name.queue }) {
      if let first, first != name.saidQueue {
        routing.tellsQueuesApart = true
        break
      }
      first = name.saidQueue
    }
    return routing
  }

  /// The queue that the import was told; the only queue, if it has no match and nothing says that the contacts are
  /// others'; the first match; the queue whose id the export gives; among queues without a match, the one whose id is the
  /// usual name of the channel or the group, or the only one of the channel. Nil where none claims these contacts.
  public func queue(of name: StreamName) -> QueueID? {
    if queues.isEmpty {
      if let queue = name.queue { return queue }
      return matches.isEmpty ? name.usualQueue : QueueRouter.queue(of: name, matches: matches)
    }
    if let queue = name.queue, queues.contains(where: { $0.id == queue }) { return queue }
    if queues.count == 1, let only = open.first, !isOthers(name, than: only) { return only.id }
    if name.queue != nil { return nil }
    if !matches.isEmpty, let queue = QueueRouter.queue(of: name, matches: matches) { return queue }
    if let queue = Self.queue(called: name.queueName, in: queues) { return queue.id }
    let channel = name.channel.isEmpty ? "" : QueueRouter.channelName(name.channel)
    if let queue = Self.queue(called: channel, in: open) { return queue.id }
    if let queue = Self.queue(called: QueueRouter.slug(name.group), in: open), !isOtherChannel(name, than: queue) {
      return queue.id
    }
    guard !channel.isEmpty else { return nil }
    let same = open.filter { $0.channel == channel }
    return same.count == 1 ? same.first?.id : nil
  }

  /// The queue with this id; where none has it, the only one whose id differs in case alone.
  private static func queue(called name: String, in queues: [Queue]) -> Queue? {
    guard !name.isEmpty else { return nil }
    if let exact = queues.first(where: { $0.id.rawValue == name }) { return exact }
    let folded = name.lowercased()
    let close = queues.filter { $0.id.rawValue.lowercased() == folded }
    return close.count == 1 ? close.first : nil
  }

  /// Whether contacts belong elsewhere than to the project's only queue: their channel is known to be another, or they are
  /// of one of several queues, with another name than its own.
  private func isOthers(_ name: StreamName, than only: Queue) -> Bool {
    if isOtherChannel(name, than: only) { return true }
    let said = name.saidQueue
    if said.isEmpty || said.lowercased() == only.id.rawValue.lowercased() { return false }
    return tellsQueuesApart || QueueRouter.closeName(said).map { $0 != only.channel } ?? false
  }

  /// Whether the word for the channel is a known one of another channel than the queue's.
  private func isOtherChannel(_ name: StreamName, than queue: Queue) -> Bool {
    ChannelWords.usual(name.channel).map { $0 != queue.channel && $0 != queue.id.rawValue.lowercased() } ?? false
  }
}
