internal import Calendars
internal import Tables

/// Tells the streams of an export apart by channel, group, language and queue name, and says the queue of each, which is
/// decided once.
struct QueueRouter {
  /// A combination as it stands in the export.
  struct Stream {
    var name: StreamName
    /// An index into `queues`; nil when no queue claims it.
    var queue: Int?
    var contacts = 0
  }

  private let routing: QueueRouting
  /// The queue of everything, whatever the export says.
  private let pinned: QueueID?
  /// Whether each stream is counted by itself, as history is kept: then every stream has an entry of its own in `queues`.
  private let keepsApart: Bool
  private(set) var streams: [Stream] = []
  private(set) var queues: [QueueID] = []
  /// Streams by the hash of their key; where two keys share a hash, the later one has the next free number.
  private var known: [UInt64: Int] = [:]
  private var keys: [[UInt8]] = []
  /// The stream met last for each of 1024 remainders of the hash; -1 = none yet. Spares most tickets the dictionary.
  private var recent: [Int] = Array(repeating: -1, count: 1024)

  init(_ routing: QueueRouting, pinned: QueueID? = nil, keepsApart: Bool = false) {
    self.routing = routing
    self.pinned = pinned
    self.keepsApart = keepsApart
  }

  /// The stream of a draft's key, made when it is new.
  mutating func stream(_ key: [UInt8]) -> Int {
    // FNV-1a: the standard library's hash is made to withstand attacks, and costs as much as reading the row.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let place = Int(truncatingIfNeeded: hash & 1023)
    if recent[place] >= 0, keys[recent[place]] == key { return recent[place] }
    while let stream = known[hash] {
      if keys[stream] == key {
        recent[place] = stream
        return stream
      }
      hash &+= 1
    }
    recent[place] = add(key, hash: hash)
    return recent[place]
  }

  func queue(of stream: Int) -> Int? { streams[stream].queue }

  mutating func count(_ contacts: Int, in stream: Int) { streams[stream].contacts += contacts }

  private mutating func add(_ key: [UInt8], hash: UInt64) -> Int {
    let parts = key.split(separator: TicketDraft.separator, omittingEmptySubsequences: false).map {
      ComposedText.text(Self.trimmed(String(decoding: $0, as: UTF8.self)))
    }
    func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
    let name = StreamName(
      channel: part(0), group: part(1), language: part(2), queueName: part(3), queue: pinned)
    var stream = Stream(name: name, queue: nil)
    let queue = routing.queue(of: name)
    if keepsApart {
      queues.append(queue ?? name.usualQueue)
      stream.queue = queues.count - 1
    } else {
      stream.queue = queue.map { id in
        if let index = queues.firstIndex(of: id) { return index }
        queues.append(id)
        return queues.count - 1
      }
    }
    streams.append(stream)
    keys.append(key)
    known[hash] = streams.count - 1
    return streams.count - 1
  }

  /// The queue that the first match names.
  static func queue(of stream: StreamName, matches: [QueueMatch]) -> QueueID? {
    func fits(_ wanted: String?, _ found: String) -> Bool {
      wanted.map { trimmed($0).lowercased() == found.lowercased() } ?? true
    }
    func first(where isChannel: (String?) -> Bool) -> QueueID? {
      let fitting = matches.filter { match in
        isChannel(match.channel)
          && (fits(match.group, stream.group) || match.group != nil && fits(match.group, stream.queueName))
          && fits(match.language, stream.language)
      }
      guard let first = fitting.first else { return nil }
      // Of matches that differ in case alone the one that is spelt as the export spells it.
      return (fitting.first { $0.isSpelt(as: first) && $0.spells(stream) } ?? first).queue
    }
    // A queue for `Web form` comes before one for e-mail, which forms are otherwise.
    if closeName(stream.channel) == nil, let exact = first(where: { $0 != nil && fits($0, stream.channel) }) {
      return exact
    }
    return first { wanted in
      wanted.map { fits($0, stream.channel) || channelName($0) == channelName(stream.channel) } ?? true
    }
  }

  /// `email`, `phone` or `chat` for a word that is a mere spelling of it.
  static func closeName(_ text: String) -> String? {
    switch slug(text) {
    case "mail", "e-mail", "email": "email"
    case "phone", "voice", "call", "phone-call", "phone-call-inbound", "telephone": "phone"
    case "chat", "live-chat", "livechat": "chat"
    default: nil
    }
  }

  /// The usual name of a channel: `email`, `phone`, `chat`, `social`, or else what stands there in lower case with dashes.
  static func channelName(_ text: String) -> String {
    if let name = ChannelWords.usual(text) { return name }
    let name = slug(text)
    return name.isEmpty ? "all" : name
  }

  /// Lower-case letters and digits, everything else a single dash; slashes stay.
  static func slug(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || character == "/" {
        result.append(character)
      } else if !result.isEmpty, result.last != "-" {
        result.append("-")
      }
    }
    while result.last == "-" { result.removeLast() }
    return result
  }

  private static func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}

extension QueueMatch {
  private var words: [String] { [channel ?? "", group ?? "", language ?? ""] }

  /// Whether the other asks for the same, but for case.
  fileprivate func isSpelt(as other: QueueMatch) -> Bool {
    (channel == nil) == (other.channel == nil) && (group == nil) == (other.group == nil)
      && (language == nil) == (other.language == nil)
      && words.map { $0.lowercased() } == other.words.map { $0.lowercased() }
  }

  /// Whether its words stand in the export letter by letter.
  fileprivate func spells(_ stream: StreamName) -> Bool {
    (channel.map { $0 == stream.channel } ?? true)
      && (group.map { $0 == stream.group || $0 == stream.queueName } ?? true)
      && (language.map { $0 == stream.language } ?? true)
  }
}
