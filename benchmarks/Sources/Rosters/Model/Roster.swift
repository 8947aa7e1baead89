/// Who works which shift type on which day.
public struct Roster: Hashable, Codable, Sendable {
  /// One row a person, one entry a day: index of the shift type, nil for a day off.
  public var shifts: [[Int?]]

  public init(shifts: [[Int?]]) { self.shifts = shifts }

  /// A line a person, `id,shift,shift,…`, empty for a day off.
  public func csv(of instance: RosterInstance) -> String {
    var text = ""
    for (member, row) in zip(instance.people, shifts) {
      text += member.id
      for shift in row { text += "," + (shift.map { instance.shifts[$0].id } ?? "") }
      text += "\n"
    }
    return text
  }
}
