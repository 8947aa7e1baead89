/// Plans in `plans/` that count for no date, by how their folders' names end: `2026-W49.conflict`, then
/// `2026-W49.conflict-2` and so on.
public enum SetAside: String {
  /// Found another plan in its place when it was made.
  case conflict
  /// Changes to the plan beside it that nobody was told of yet.
  case draft
  /// Put out of the way by its planner, for a plan that covers its dates.
  case replaced

  /// Whether a folder's name is that of a draft.
  public static func isDraft(_ name: String) -> Bool { draft.isName(name) }

  func isName(_ name: String) -> Bool {
    switch self {
    case .conflict: name.contains(/\.conflict(-[0-9]+)?$/)
    case .draft: name.contains(/\.draft(-[0-9]+)?$/)
    case .replaced: name.contains(/\.replaced(-[0-9]+)?$/)
    }
  }

  /// Where a plan goes that is set aside: beside its place, and not over a plan that has gone there before.
  func free(beside path: String) -> String {
    var free = "\(path).\(rawValue)"
    var number = 2
    while FileKind(at: free, followsLinks: false) != .nothing, number < 1000 {
      free = "\(path).\(rawValue)-\(number)"
      number += 1
    }
    return free
  }
}
