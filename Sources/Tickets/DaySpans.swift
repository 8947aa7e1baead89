public import Calendars

/// A set of dates, as spans of consecutive ones in order.
public struct DaySpans: Hashable, Sendable {
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

  func contains(_ date: CivilDate) -> Bool { spans.contains { $0.contains(date) } }
}
