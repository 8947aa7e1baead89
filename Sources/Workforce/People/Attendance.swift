public import Calendars

/// A person's part in a meeting, a training or a one-to-one: time of their duty in which they are on no queue.
public struct Attendance: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    case meeting, training
    case oneToOne = "one-to-one"

    /// In a sentence: `meeting`.
    public var words: String { rawValue }
  }

  /// One occurrence has one: its series, and the Monday of its week where it repeats (`weekly-team.2026-11-30`).
  public var id: String
  /// The row that it comes from; the same in every week.
  public var series: String
  public var title: String
  public var kind: Kind
  public var person: PersonID
  public var start: Instant
  public var length: Minutes
  /// What the row says of it, for whoever pays. Pay and hours of the plan count the duty as a whole.
  public var paid: Bool

  public init(
    id: String, series: String, title: String, kind: Kind, person: PersonID, start: Instant, length: Minutes,
    paid: Bool = true
  ) {
    self.id = id
    self.series = series
    self.title = title
    self.kind = kind
    self.person = person
    self.start = start
    self.length = length
    self.paid = paid
  }

  public var end: Instant { start + length }

  /// Half a day; nothing that is attended within a duty lasts longer.
  public static let mostMinutes = 720
}

extension Duty {
  /// Whether something fits into the duty: wholly inside, and over no break.
  public func holds(_ span: Range<Instant>) -> Bool {
    start <= span.lowerBound && span.upperBound <= end
      && breaks.allSatisfy { pause in
        let from = start + pause.offset
        return span.upperBound <= from || from + pause.length <= span.lowerBound
      }
  }
}

extension Rota {
  /// The rota with these activities in the order of rotas: by start, then person. None is nil, so that a rota without
  /// activities is written as ever.
  public mutating func setActivities(_ activities: [Attendance]) {
    self.activities =
      activities.isEmpty
      ? nil : activities.sorted { ($0.start, $0.person, $0.id) < ($1.start, $1.person, $1.id) }
  }
}
