public import Calendars

/// A set of dates, as spans of consecutive ones in order.
public struct DaySpans: Hashable, Codable, Sendable {
  public private(set) var spans: [ClosedRange<CivilDate>] = []

  public init() {}

  public init(_ spans: some Sequence<ClosedRange<CivilDate>>) {
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.spans.last, span.lowerBound <= last.upperBound.adding(days: 1) {
        self.spans[self.spans.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        self.spans.append(span)
      }
    }
  }

  public var isEmpty: Bool { spans.isEmpty }
  public var first: CivilDate? { spans.first?.lowerBound }
  public var last: CivilDate? { spans.last?.upperBound }

  public func union(_ other: DaySpans) -> DaySpans { DaySpans(spans + other.spans) }

  /// What lies between the spans.
  public var gaps: [ClosedRange<CivilDate>] {
    zip(spans, spans.dropFirst()).map { $0.upperBound.adding(days: 1)...$1.lowerBound.adding(days: -1) }
  }

  /// The dates that are not among `dates`.
  func subtracting(_ dates: Set<CivilDate>) -> DaySpans {
    var left: [ClosedRange<CivilDate>] = []
    for span in spans {
      var first = span.lowerBound
      for date in dates.filter({ span.contains($0) }).sorted() {
        if first < date { left.append(first...date.adding(days: -1)) }
        first = date.adding(days: 1)
      }
      if first <= span.upperBound { left.append(first...span.upperBound) }
    }
    return DaySpans(left)
  }

  func subtracting(_ range: ClosedRange<CivilDate>) -> DaySpans {
    DaySpans(
      spans.flatMap { span in
        var left: [ClosedRange<CivilDate>] = []
        if span.lowerBound < range.lowerBound {
          left.append(span.lowerBound...min(span.upperBound, range.lowerBound.adding(days: -1)))
        }
        if span.upperBound > range.upperBound {
          left.append(max(span.lowerBound, range.upperBound.adding(days: 1))...span.upperBound)
        }
        return left
      })
  }

  /// What lies in `range`.
  func clipped(to range: ClosedRange<CivilDate>) -> DaySpans {
    DaySpans(spans.filter { $0.overlaps(range) }.map { $0.clamped(to: range) })
  }

  public func contains(_ date: CivilDate) -> Bool { spans.contains { $0.contains(date) } }

  /// How many dates they are.
  public var count: Int { spans.reduce(0) { $0 + ($1.upperBound - $1.lowerBound + 1) } }

  /// Each date, in order.
  public var dates: [CivilDate] {
    spans.flatMap { span in (0...(span.upperBound - span.lowerBound)).map { span.lowerBound.adding(days: $0) } }
  }

  func subtracting(_ other: DaySpans) -> DaySpans {
    var left: [ClosedRange<CivilDate>] = []
    var place = 0
    for span in spans {
      var first = span.lowerBound
      while place < other.spans.count, other.spans[place].upperBound < first { place += 1 }
      var next = place
      while next < other.spans.count, other.spans[next].lowerBound <= span.upperBound {
        if first < other.spans[next].lowerBound { left.append(first...other.spans[next].lowerBound.adding(days: -1)) }
        first = max(first, other.spans[next].upperBound.adding(days: 1))
        next += 1
      }
      if first <= span.upperBound { left.append(first...span.upperBound) }
    }
    return DaySpans(left)
  }

  func intersection(_ other: DaySpans) -> DaySpans { subtracting(subtracting(other)) }
}
