public import Calendars

/// What an export says about where a contact came from: the part of it that decides its queue. History is kept by this,
/// not by queue, so that queues can be changed later without importing anything again.
public struct StreamName: Hashable, Comparable, Sendable {
  public var channel: String
  public var group: String
  public var language: String
  /// What a queue column says.
  public var queueName: String
  /// The queue that the import was told to send everything to; nil where the queues' own rules decide.
  public var queue: QueueID?

  public init(
    channel: String = "", group: String = "", language: String = "", queueName: String = "", queue: QueueID? = nil
  ) {
    self.channel = channel
    self.group = group
    self.language = language
    self.queueName = queueName
    self.queue = queue
  }

  private var parts: [String] { [queue?.rawValue ?? "", queueName, channel, group, language] }

  public static func < (left: Self, right: Self) -> Bool {
    for (one, other) in zip(left.parts, right.parts) where one != other {
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return false
  }

  /// The queue that the import was told, else that a queue column says; empty where neither does.
  public var saidQueue: String { queue?.rawValue ?? queueName }

  /// `channel 'Phone', group 'Billing'`; empty where the export says nothing.
  public var words: String {
    [("queue", saidQueue), ("channel", channel), ("group", group), ("language", language)]
      .filter { !$0.1.isEmpty }.map { "\($0.0) '\($0.1)'" }.joined(separator: ", ")
  }

  /// The name of the queue that these contacts would have if nothing were said about queues: the queue's name in the
  /// export, else the channel, else the group, else `all`.
  public var usualQueue: QueueID {
    if let queue { return queue }
    if !queueName.isEmpty { return QueueID(queueName) }
    if !channel.isEmpty { return QueueID(QueueRouter.channelName(channel)) }
    return QueueID(group.isEmpty ? "all" : QueueRouter.slug(group))
  }

  /// `phone`, `chat` or `email`, where the channel, or what else stands for a name, says it.
  public var usualChannel: String? {
    for text in [channel, queueName, queue?.rawValue ?? "", group] where !text.isEmpty {
      let name = QueueRouter.channelName(text)
      if ["phone", "chat", "email"].contains(name) { return name }
    }
    return nil
  }
}
