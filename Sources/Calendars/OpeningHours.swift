/// When a queue is open, by weekday on the queue's own wall clock. A span may run past midnight (`22:00–30:00`).
public struct OpeningHours: Hashable, Codable, Sendable {
  /// Minutes after local midnight, seven entries from Monday; each a list of non-overlapping rising spans.
  public var spans: [[Range<Int>]]

  public init(spans: [[Range<Int>]]) { self.spans = spans }

  public static let always = OpeningHours(spans: Array(repeating: [0..<1440], count: 7))

  /// The same hours on each of `days`, closed otherwise.
  public init(_ range: Range<ClockTime>, on days: [Weekday]) {
    spans = Weekday.allCases.map { days.contains($0) ? [range.lowerBound.minutes..<range.upperBound.minutes] : [] }
  }

  /// Whether the queue is open at this wall-clock reading. `closedDates` (holidays) start no span.
  public func isOpen(at civil: CivilTime, closedDates: Set<CivilDate> = []) -> Bool {
    let minute = civil.minuteOfDay
    let yesterday = civil.date.adding(days: -1)
    if !closedDates.contains(civil.date), spans[civil.date.weekday.index].contains(where: { $0.contains(minute) }) {
      return true
    }
    return !closedDates.contains(yesterday)
      && spans[yesterday.weekday.index].contains { $0.contains(minute + 1440) }
  }

  /// Open minutes of a date, spans counted on the day that they start.
  public func openMinutes(on weekday: Weekday) -> Int { spans[weekday.index].reduce(0) { $0 + $1.count } }
}

extension OpeningHours {
  private enum CodingKeys: String, CodingKey { case spans }

  /// - Throws: `DecodingError.dataCorrupted` unless there are seven days of spans inside 0:00 to 48:00.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    spans = try container.decode([[Range<Int>]].self, forKey: .spans)
    guard spans.count == 7, spans.joined().allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= 2880 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .spans, in: container,
        debugDescription:
          "found \(spans.count) days of \(spans.joined().count) spans; expected seven days, and minutes "
          + "from 0 to 2880")
    }
  }
}
