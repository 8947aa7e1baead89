public import Calendars

/// What is kept of one source of contacts: a ticket system, a telephone system, a table of counts.
///
/// Within a source a ticket counts once, by its id; the ids of two sources have nothing to do with each other. Only times
/// at which something came are kept, and the days that the exports cover, so that quiet years take no room.
public struct SourceHistory: Hashable, Sendable {
  /// How a stream's contacts can be told from those of the next file.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// Tickets with an id: each counts once.
    case ids
    /// Tickets without: a local day is replaced as a whole.
    case rows
    /// Counts by interval: likewise, and a time without a row says nothing.
    case counts
  }

  /// The contacts of one combination of channel, group, language and queue.
  public struct Stream: Hashable, Sendable {
    public var name: StreamName
    public var form: Form
    /// Times with something to say; its `queue` means nothing.
    public var cells: IntervalHistory
    /// The dates whose cells are a count by day, spread over the opening hours.
    public var wholeDays = DaySpans()
  }

  /// Its file's name without the ending.
  public var name: String
  /// What it was told by: the system and the header of its exports.
  public var words: String
  /// Its local days.
  public var zone: Zone
  /// 60 or 30 where every ticket's time lies on the full or half hour, else 15.
  public var grain: Minutes
  /// The dates on which its ticket exports have rows.
  public var days = DaySpans()
  /// The dates that were said to be covered.
  public var declared = DaySpans()
  /// By name and form.
  public var streams: [Stream] = []
  public var marks = DatedMarks()
  /// The order of day and month in its dates, where they are written so that it matters.
  var dateOrder: SourceDates.Kept?

  public init(name: String, words: String, zone: Zone, grain: Minutes = 60) {
    self.name = name
    self.words = words
    self.zone = zone
    self.grain = grain
  }

  /// The source that history of before there were sources belongs to.
  public static let before = "before"

  /// All contacts that are recorded.
  public var contacts: Double { streams.reduce(0) { $0 + $1.cells.contacts.reduce(0, +) } }

  /// The first and the last time with contacts.
  public var span: ClosedRange<Instant>? {
    let starts = streams.flatMap { stream in
      let used = stream.cells.starts.indices.filter { stream.cells.contacts[$0] > 0 }
      return [used.first, used.last].compactMap { $0.map { stream.cells.starts[$0] } }
    }
    guard let first = starts.min(), let last = starts.max() else { return nil }
    return first...last
  }

  /// The stream's place; made where there is none.
  mutating func place(of name: StreamName, form: Form, interval: Minutes) -> Int {
    if let known = streams.firstIndex(where: { $0.name == name && $0.form == form }) { return known }
    streams.append(
      Stream(name: name, form: form, cells: IntervalHistory(queue: "", zone: zone, interval: interval)))
    return streams.count - 1
  }

  /// Brings the streams in order; equal contents are then equal values.
  mutating func sortStreams() {
    streams.removeAll { $0.cells.starts.isEmpty }
    streams.sort { ($0.name, $0.form.rawValue) < ($1.name, $1.form.rawValue) }
  }
}
