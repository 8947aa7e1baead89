public import Calendars
internal import Checking
internal import Foundation
internal import Plans
public import Tables
internal import Workforce

/// The plans of a project: every folder in `plans/` that holds a plan. Its name is for people; which weeks a plan covers is
/// what its `plan.json` says.
public struct PlansFolder: Sendable {
  private let folder: String

  /// - Parameter project: the project folder.
  public init(project: String) {
    folder = project.hasSuffix("/") ? project + "plans" : project + "/plans"
  }

  /// Where a week's plan goes unless its planner says otherwise.
  public func place(of week: ISOWeek) -> PlanFolder { PlanFolder(path(of: week.description)) }

  /// Whether a plan folder, which need not be there yet, lies in this one, and so counts for the weeks beside it.
  public func holds(_ plan: PlanFolder) -> Bool {
    let parent = URL(filePath: plan.path).standardizedFileURL.deletingLastPathComponent().path
    guard let ours = FileKind.followed(folder) else { return parent == URL(filePath: folder).standardizedFileURL.path }
    return FileKind.followed(parent) == ours
  }

  /// Every plan, read as far as its weeks, by name.
  /// - Throws: what is wrong with a plan that isn't one.
  public func places() throws(Diagnostic) -> [PlanPlace] {
    try places { name in ![.conflict, .draft, .replaced].contains { (kind: SetAside) in kind.isName(name) } }
  }

  /// Plans that others have replaced: they count for no date, and people's calendars may hold them.
  func replacedPlaces() throws(Diagnostic) -> [PlanPlace] {
    try places { SetAside.replaced.isName($0) }
  }

  /// What a plan's folder is to be called so that it counts no more.
  func replacedName(of place: PlanPlace) -> String {
    let path = SetAside.replaced.free(beside: path(of: place.name))
    return String(path.dropFirst(folder.count + 1))
  }

  private func places(_ isMeant: (String) -> Bool) throws(Diagnostic) -> [PlanPlace] {
    var places: [PlanPlace] = []
    for name in try names(isMeant) {
      if let weeks = try weeks(of: name) { places.append(PlanPlace(name: name, week: weeks.week, weeks: weeks.weeks)) }
    }
    return places
  }

  /// The plans that cover a date within reach of `dates`.
  ///
  /// - Parameters:
  ///   - except: a plan that is about to be replaced, or read.
  ///   - isWhole: whether plans that cover only dates of `dates` are read, too.
  ///   - reach: dates on either side (`Neighbours.reach(of:)`).
  /// - Throws: what is wrong with one of them.
  public func neighbours(
    of dates: Range<CivilDate>, except: PlanFolder? = nil, isWhole: Bool = false, reach: Int = Neighbours.usualReach
  ) throws(Diagnostic) -> Neighbours {
    let (before, after) = Neighbours.reached(around: dates, by: reach)
    var plans: [Neighbours.Plan] = []
    for place in try places() where !isSame(place, except) {
      guard
        place.dates.overlaps(before) || place.dates.overlaps(after)
          || isWhole && place.dates.overlaps(dates)
      else { continue }
      guard let bytes = try bytes(of: place) else { continue }
      plans.append(
        Neighbours.Plan(
          place: place,
          file: InputFile(path: file(of: place.name), bytes: bytes.count, sha256: SHA256.hex(of: bytes)),
          document: try document(of: place, bytes)))
    }
    return Neighbours(plans, reach: reach)
  }

  /// The plans beside one that begins with a week and would stand in that week's place.
  public func neighbours(
    ofPlanFrom week: ISOWeek, on dates: Range<CivilDate>, reach: Int = Neighbours.usualReach
  ) throws(Diagnostic) -> Neighbours {
    try neighbours(of: dates, except: place(of: week), reach: reach)
  }

  /// What the plans beside a plan add to what `known` says of it: see `PlanBorders`.
  /// - Parameter folder: the plan's own; nil for a plan that stands alone.
  func borders(of plan: PlanDocument, in folder: String?, besides known: [Breach]) throws(Diagnostic) -> [Breach] {
    let own = folder.map { PlanFolder($0) }
    let neighbours = try neighbours(
      of: plan.request.dates, except: own, isWhole: true, reach: Neighbours.reach(of: plan.request.people))
    let place = try places().first { isSame($0, own) }
    return PlanBorders(plan, at: place, neighbours).findings(besides: known)
  }

  /// Whether the place is that of a plan folder.
  public func isSame(_ place: PlanPlace, _ plan: PlanFolder?) -> Bool {
    guard let plan, let path = FileKind.followed(plan.path) else { return false }
    return FileKind.followed(self.path(of: place.name)) == path
  }

  // MARK: Reading

  private func path(of name: String) -> String { "\(folder)/\(name)" }

  /// What messages and inputs call the plan in a folder.
  private func file(of name: String) -> String { "plans/\(name)/\(PlanFile.plan)" }

  /// The `plan.json` in a place; nil where it was taken away meanwhile.
  func bytes(of place: PlanPlace) throws(Diagnostic) -> [UInt8]? {
    try PlanFolder(path(of: place.name)).currentBytes()
  }

  func document(of place: PlanPlace, _ bytes: [UInt8]) throws(Diagnostic) -> PlanDocument {
    try read(bytes, file(of: place.name))
  }

  /// Folders but for hidden ones, of these names.
  private func names(_ isMeant: (String) -> Bool) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for name in try FolderNames.names(in: folder) ?? [] where !name.hasPrefix(".") && isMeant(name) {
      if try FileKind.known(at: path(of: name)) == .folder { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The weeks that a plan covers; nil where there is no plan.
  private func weeks(of name: String) throws(Diagnostic) -> (week: ISOWeek, weeks: Int)? {
    let file = URL(filePath: path(of: name)).appending(path: PlanFile.plan).path
    if FileKind(at: file) == .file, let handle = FileHandle(forReadingAtPath: file) {
      defer { try? handle.close() }
      if let end = try? handle.seekToEnd(), (try? handle.seek(toOffset: end - min(end, 4096))) != nil,
        let tail = try? handle.readToEnd(), let weeks = Self.weeks(inTail: String(decoding: tail, as: UTF8.self))
      {
        return weeks
      }
    }
    guard let bytes = try PlanFolder(path(of: name)).currentBytes() else { return nil }
    let plan = try read(bytes, self.file(of: name))
    return (plan.week, plan.weeks)
  }

  private func read(_ bytes: [UInt8], _ name: String) throws(Diagnostic) -> PlanDocument {
    do { return try readPlan(bytes, file: name) } catch {
      var error = error
      error.cure =
        "It may hold the weeks beside the planned one: plan that week again, or move its folder out of plans/."
      throw error
    }
  }

  /// The last lines of a plan as it is written, keys in order: its weeks without reading the megabytes before them.
  static func weeks(inTail tail: String) -> (week: ISOWeek, weeks: Int)? {
    guard
      let found = tail.firstMatch(
        of: /\n  "week": "([0-9]{4}-W[0-9]{2})",\n  "weeks": ([0-9]{1,3}),?\n(?:  "[^\n]*\n)*}\n$/),
      let week = ISOWeek(String(found.1)), let weeks = Int(found.2), weeks > 0
    else { return nil }
    return (week, weeks)
  }
}
