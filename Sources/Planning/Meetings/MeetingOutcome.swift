public import Calendars
internal import Plans
public import Workforce

/// What became of one occurrence of a meeting.
public struct MeetingOutcome: Hashable, Codable, Sendable {
  public enum Status: String, Hashable, Codable, Sendable, CaseIterable {
    case placed, moved, kept, removed
    /// Its people can't be together; `best` says when most of them could.
    case impossible
    /// It is once, and another plan has it.
    case heldElsewhere
    /// None of its dates lies in the plan.
    case notInPlan
  }

  /// Somebody who isn't there, and why.
  public struct Missing: Hashable, Codable, Sendable {
    public var person: PersonID
    public var why: String
  }

  /// The time at which most of them could be together.
  public struct Offer: Hashable, Codable, Sendable {
    public var start: Instant
    public var people: [PersonID]
    public var missing: [Missing]
    /// In currency units.
    public var cost: Double
  }

  public var id: String
  public var series: String
  public var title: String
  public var kind: Attendance.Kind
  public var status: Status
  /// When it is now; nil where it isn't.
  public var start: Instant?
  /// When it was before, where that is another time.
  public var before: Instant?
  public var length: Minutes
  /// The clock that it goes by.
  public var zone: Zone
  /// Those who attend it.
  public var people: [PersonID] = []
  /// Those who are left out because they are away.
  public var leftOut: [Missing] = []
  /// What it costs in coverage where it was placed, in currency units; below 0 where superfluous heads go.
  public var cost: Double?
  /// With `impossible`; nil where no time is allowed at all.
  public var best: Offer?
}

/// A plan with its meetings placed.
public struct MeetingAnswer: Sendable {
  public var revised: RevisedPlan
  /// In the order of the file, then by date; what was removed first.
  public var meetings: [MeetingOutcome]

  /// Whether the plan is another one now.
  public var isChanged: Bool { revised.plan.rota != revised.former.rota }
  /// Whether everything that was asked for is there.
  public var isComplete: Bool { !meetings.contains { $0.status == .impossible } }
}
