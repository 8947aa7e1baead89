public import Calendars
public import Tables
internal import Words

/// All sources of a project. What a queue has seen is the sum of the streams that belong to it.
public struct HistoryStore: Hashable, Sendable {
  /// By name.
  public internal(set) var sources: [SourceHistory] = []

  public init() {}

  public func source(named name: String) -> SourceHistory? { sources.first { $0.name == name } }

  /// Adds a source, or puts it in the place of the one with its name; one without contacts and days goes.
  public mutating func set(_ source: SourceHistory) {
    sources.removeAll { $0.name == source.name }
    guard !source.streams.isEmpty else { return }
    let place = sources.firstIndex { $0.name > source.name } ?? sources.count
    sources.insert(source, at: place)
  }

  /// Adds history of before there were sources.
  public mutating func add(before histories: [IntervalHistory]) {
    var source =
      self.source(named: SourceHistory.before)
      ?? SourceHistory(name: SourceHistory.before, words: "kept by queue", zone: histories.first?.zone ?? .utc)
    for history in histories {
      let place = source.place(of: StreamName(queue: history.queue), form: .counts, interval: history.interval)
      var cells = history
      cells.queue = ""
      source.streams[place].cells = source.streams[place].cells.adding(cells)
    }
    source.sortStreams()
    set(source)
  }

  public var contacts: Double { sources.reduce(0) { $0 + $1.contacts } }

  /// The queues that have contacts, by id.
  public func queues(by routing: QueueRouting) -> [QueueID] {
    var queues: Set<QueueID> = []
    for stream in sources.flatMap(\.streams) where stream.cells.contacts.contains(where: { $0 > 0 }) {
      if let queue = routing.queue(of: stream.name) { queues.insert(queue) }
    }
    return queues.sorted()
  }

  /// Contacts that no queue claims.
  public struct Unclaimed: Hashable, Sendable {
    public var name: StreamName
    public var contacts: Double
  }

  /// The most contacts first.
  public func unclaimed(by routing: QueueRouting) -> [Unclaimed] {
    let routing = routing.knowing(names)
    return streams { routing.queue(of: $0) == nil }
  }

  /// Everything that is kept, by what exports say of it, the most contacts first.
  public var contactsByName: [Unclaimed] { streams { _ in true } }

  /// What the exports say of their contacts, stream by stream.
  var names: [StreamName] { sources.flatMap { $0.streams.map(\.name) } }

  private func streams(where isWanted: (StreamName) -> Bool) -> [Unclaimed] {
    var totals: [StreamName: Double] = [:]
    for stream in sources.flatMap(\.streams) where isWanted(stream.name) {
      totals[stream.name, default: 0] += stream.cells.contacts.reduce(0, +)
    }
    return totals.filter { $0.value > 0 }.map { Unclaimed(name: $0.key, contacts: $0.value) }
      .sorted { $0.contacts == $1.contacts ? $0.name < $1.name : $0.contacts > $1.contacts }
  }

  /// Each queue's history, by id: the sum of its sources, without the days that one of them doesn't know
  /// (`QueueSources`).
  ///
  /// - Parameters:
  ///   - zones: of queues; others have what a file of histories says, else `zone`.
  ///   - hours: of queues, over which counts by day are spread.
  ///   - interval: the width asked for; nil = what the sources have.
  /// - Throws: `import.interval` where a source's width doesn't fit the one asked for.
  public func histories(
    routing: QueueRouting, zones: [QueueID: Zone], zone: Zone, hours: [QueueID: OpeningHours] = [:],
    interval: Minutes? = nil
  ) throws(Diagnostic) -> [IntervalHistory] {
    let routing = routing.knowing(names)
    var byQueue: [QueueID: [IntervalHistory]] = [:]
    var zones = zones
    for source in sources {
      for stream in source.streams where stream.cells.zone != source.zone {
        if let queue = routing.queue(of: stream.name), zones[queue] == nil { zones[queue] = stream.cells.zone }
      }
      for (queue, streams) in source.streams(by: routing) {
        byQueue[queue, default: []] += source.histories(
          of: streams, queue: queue, zone: zones[queue] ?? zone, hours: hours[queue])
      }
    }
    let together = self.sources(by: routing)
    var result: [IntervalHistory] = []
    for queue in byQueue.keys.sorted() {
      let parts = byQueue[queue, default: []]
      var width = parts.reduce(Minutes(1)) { DayReplacement.commonWidth($0, $1.interval) }
      if let interval {
        guard interval.rawValue % width.rawValue == 0 else {
          throw Diagnostic(
            "import.interval",
            "'\(queue)' is counted by \(Words.plain.minutesInFull(width)); "
              + "\(Words.plain.minutesInFull(interval)) were asked for",
            cure: "Ask for a multiple of \(Words.plain.minutesInFull(width)).")
        }
        width = interval
      }
      var sum = IntervalHistory(queue: queue, zone: zones[queue] ?? zone, interval: width)
      for part in parts { sum = sum.adding(part.coarsened(to: width)) }
      if let sources = together[queue] { sum = sources.known(of: sum) }
      if !sum.starts.isEmpty { result.append(sum) }
    }
    return result
  }
}
