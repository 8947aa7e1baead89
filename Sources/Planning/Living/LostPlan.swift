public import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// A published plan that is in its place no more, and in no other.
public struct LostPlan: Hashable, Codable, Sendable {
  /// `plans/2026-W49`.
  public var folder: String
  public var week: ISOWeek
  public var weeks: Int
  public var revision: Int

  var dates: Range<CivilDate> { PlanPlace(name: "", week: week, weeks: weeks).dates }
}

extension PlansFolder {
  /// Plans that people hold by their history and whose `plan.json` is gone, by name; those set aside for another are not
  /// meant, nor those with a draft.
  func lost() throws(Diagnostic) -> [LostPlan] {
    let there = try FolderNames.names(in: folder) ?? []
    var found: [LostPlan] = []
    for name in try FolderNames.names(in: "\(folder)/\(Self.historyFolder)") ?? [] {
      let isSetAside = there.contains { SetAside.replaced.isName($0) && $0.hasPrefix("\(name).") }
      guard !isSetAside, try place(named: name) == nil, try place(named: name + PlanPlace.draftEnding) == nil else {
        continue
      }
      let history = history(of: name)
      // What can't be read can't be put back either, and hinders nobody.
      guard let number = (try? history.lastRevision()) ?? nil, let bytes = (try? history.revision(number)) ?? nil,
        let plan = try? readPlan(bytes, file: history.path(ofRevision: number))
      else { continue }
      found.append(LostPlan(folder: "plans/\(name)", week: plan.week, weeks: plan.weeks, revision: number))
    }
    return found.sorted { $0.folder.utf8.lexicographicallyPrecedes($1.folder.utf8) }
  }
}
