internal import Calendars
internal import Tables

/// What one source brings to a queue: its tickets, or those of its counts that are known on the same days.
struct QueuePart {
  let source: String
  /// Which of the source's contacts these are, where the queue has others of it.
  fileprivate(set) var share = ""
  /// Its local days.
  let zone: Zone
  /// The dates that it says something about, with the quiet ones between them.
  let known: DaySpans
  /// Those of them that the planner has said to be covered.
  let declared: DaySpans
  /// By date, where there are some; empty until they are counted.
  private(set) var contacts: [CivilDate: Double] = [:]
  fileprivate var streams: [SourceHistory.Stream]

  /// As messages call it.
  var words: String { "'\(source)'\(share)" }

  fileprivate init(source: String, zone: Zone, known: DaySpans, declared: DaySpans, streams: [SourceHistory.Stream]) {
    self.source = source
    self.zone = zone
    self.known = known
    self.declared = declared
    self.streams = streams
  }

  /// Counts its contacts by date.
  mutating func count() {
    contacts = [:]
    for stream in streams {
      var clock = DayClock(zone: zone)
      for (start, count) in zip(stream.cells.starts, stream.cells.contacts) where count > 0 {
        contacts[clock.date(at: start), default: 0] += count
      }
    }
  }

  /// Its last date with contacts, where the planner has said that nothing came from then to this date.
  func lastContact(before date: CivilDate) -> CivilDate? {
    guard declared.contains(date), let last = contacts.keys.filter({ $0 <= date }).max(), last < date else {
      return nil
    }
    return last
  }

  /// The dates of `range` that it knows, how many of them have contacts, and how many contacts those are.
  func known(in range: ClosedRange<CivilDate>) -> (dates: [CivilDate], busy: Int, contacts: Double) {
    let dates = known.clipped(to: range).dates
    let counts = dates.compactMap { contacts[$0] }
    return (dates, counts.count, counts.reduce(0, +))
  }
}

/// Dates of instants that mostly rise: one question to the zone a day.
struct DayClock {
  let zone: Zone
  private var day: (span: Range<Instant>, date: CivilDate)?

  init(zone: Zone) { self.zone = zone }

  mutating func date(at instant: Instant) -> CivilDate {
    if let day, day.span.contains(instant) { return day.date }
    let date = zone.date(at: instant)
    let (start, end) = (zone.instant(of: date), zone.instant(of: date.adding(days: 1)))
    day = start < end ? (start..<end, date) : nil
    return date
  }
}

extension HistoryStore {
  /// The sources of each queue beside each other. History of before there were sources is none of them: its days give way
  /// to imports one by one.
  ///
  /// - Parameter routing: one that knows the store's names.
  func sources(by routing: QueueRouting) -> [QueueID: QueueSources] {
    var parts: [QueueID: [QueuePart]] = [:]
    var former: [QueueID: [QueuePart]] = [:]
    for source in sources {
      for (queue, streams) in source.streams(by: routing) {
        if source.name == SourceHistory.before {
          former[queue, default: []] += source.parts(of: streams)
        } else {
          parts[queue, default: []] += source.parts(of: streams)
        }
      }
    }
    return [QueueID: QueueSources](
      uniqueKeysWithValues: parts.map { ($0.key, QueueSources($0.value, former: former[$0.key, default: []])) })
  }
}

extension SourceHistory {
  /// Its streams by the queue that claims them.
  func streams(by routing: QueueRouting) -> [QueueID: [Stream]] {
    var streams: [QueueID: [Stream]] = [:]
    for stream in self.streams {
      if let queue = routing.queue(of: stream.name) { streams[queue, default: []].append(stream) }
    }
    return streams
  }

  /// Streams of one queue as its parts: ticket exports cover days as a whole, each stream of counts has its own.
  fileprivate func parts(of streams: [Stream]) -> [QueuePart] {
    var parts: [QueuePart] = []
    let tickets = streams.filter { $0.form != .counts }
    if !tickets.isEmpty {
      parts.append(QueuePart(source: name, zone: zone, known: coverage.known, declared: declared, streams: tickets))
    }
    var alike: [QueuePart] = []
    var places: [DaySpans: Int] = [:]
    for stream in streams where stream.form == .counts {
      let known = SourceCoverage(days: stream.dates, declared: declared).known
      if let place = places[known], alike[place].zone == stream.cells.zone {
        alike[place].streams.append(stream)
      } else {
        places[known] = alike.count
        alike.append(
          QueuePart(source: name, zone: stream.cells.zone, known: known, declared: declared, streams: [stream]))
      }
    }
    if alike.count > 1 || !tickets.isEmpty {
      for place in alike.indices { alike[place].share = Self.words(alike[place].streams.map(\.name)) }
    }
    return parts + alike
  }

  private static func words(_ names: [StreamName]) -> String {
    let words = names.map(\.words).filter { !$0.isEmpty }
    guard !words.isEmpty else { return " (its counts)" }
    return " (" + words.prefix(2).joined(separator: "; ") + (words.count > 2 ? "; \(words.count - 2) more" : "") + ")"
  }
}

extension SourceHistory.Stream {
  /// The dates on which it has rows.
  var dates: DaySpans {
    var clock = DayClock(zone: cells.zone)
    var dates: [ClosedRange<CivilDate>] = []
    for start in cells.starts {
      let date = clock.date(at: start)
      if dates.last?.upperBound != date { dates.append(date...date) }
    }
    return DaySpans(dates)
  }
}
