public import Calendars
public import Workforce

/// A date on which somebody's duty, or a break of it, is another than it was.
public struct ChangedDuty: Hashable, Codable, Sendable {
  public var person: PersonID
  public var date: CivilDate
  /// Nil = a day off.
  public var before: Duty?
  public var after: Duty?
  /// What it is for, in a sentence without its full stop.
  public var why: String

  public init(person: PersonID, date: CivilDate, before: Duty?, after: Duty?, why: String) {
    self.person = person
    self.date = date
    self.before = before
    self.after = after
    self.why = why
  }

  /// Whether more than breaks are others.
  public var changesDuty: Bool {
    before?.start != after?.start || before?.length != after?.length || before?.template != after?.template
  }

  /// Where two rotas differ, queues aside: by person in the order of `people`, then by date.
  /// - Parameter why: what a change is for.
  /// - Complexity: O(duties · log).
  public static func all(
    from before: Rota, to after: Rota, people: [PersonID], why: (ChangedDuty) -> String
  ) -> [ChangedDuty] {
    let (old, new) = (
      Dictionary(grouping: before.duties, by: \.person), Dictionary(grouping: after.duties, by: \.person)
    )
    return people.flatMap { person in
      let was = Dictionary((old[person] ?? []).map { ($0.duty.date, $0.duty) }) { first, _ in first }
      let becomes = Dictionary((new[person] ?? []).map { ($0.duty.date, $0.duty) }) { first, _ in first }
      return Set(was.keys).union(becomes.keys).sorted().compactMap { date -> ChangedDuty? in
        guard was[date] != becomes[date] else { return nil }
        var change = ChangedDuty(person: person, date: date, before: was[date], after: becomes[date], why: "")
        change.why = why(change)
        return change
      }
    }
  }
}
