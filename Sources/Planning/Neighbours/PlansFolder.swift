public import Calendars
internal import Checking
internal import Foundation
internal import Plans
public import Tables
internal import Workforce

/// The plans of a project: every folder in `plans/` that holds a plan. Its name is for people; which weeks a plan covers is
/// what its `plan.json` says.
public struct PlansFolder: Sendable {
  let folder: String

  /// - Parameter project: the project folder.
  public init(project: String) {
    folder = project.hasSuffix("/") ? project + "plans" : project + "/plans"
  }

  /// Hidden from whoever looks for plans: what was published before, and the journal of each plan.
  static let historyFolder = ".history"

  /// What is kept of a plan in its own place.
  func history(of name: String) -> PlanHistory { PlanHistory(folder: "\(folder)/\(Self.historyFolder)/\(name)") }

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
    try places { !SetAside.conflict.isName($0) && !SetAside.replaced.isName($0) }
  }

  /// Published plans that others have replaced: they count for no date, and people's calendars may hold them.
  func replacedPlaces() throws(Diagnostic) -> [PlanPlace] {
    try places { SetAside.replaced.isName($0) }.filter { !$0.isDraft }
  }

  /// The plan in the folder of this name, read as far as its weeks; nil where there is none.
  func place(named name: String) throws(Diagnostic) -> PlanPlace? {
    guard try FileKind.known(at: path(of: name)) == .folder else { return nil }
    return try head(of: name)
  }

  /// What a plan's folder is to be called so that it counts no more.
  func replacedName(of place: PlanPlace) -> String {
    let path = SetAside.replaced.free(beside: path(of: place.name))
    return String(path.dropFirst(folder.count + 1))
  }

  private func places(_ isMeant: (String) -> Bool) throws(Diagnostic) -> [PlanPlace] {
    var places: [PlanPlace] = []
    for name in try names(isMeant) {
      if let place = try head(of: name) { places.append(place) }
    }
    return places
  }

  /// The plans that cover a date within reach of `dates`.
  ///
  /// - Parameters:
  ///   - except: a plan that is about to be replaced, or read; with it goes the draft beside it, or what it is a draft of.
  ///   - isWhole: whether plans that cover only dates of `dates` are read, too.
  ///   - reach: dates on either side (`Neighbours.reach(of:)`).
  ///   - countsPast: whether every plan of earlier weeks is counted, however long ago (`Project.countsPast`).
  /// - Returns: of drafts those that count on some date.
  /// - Throws: what is wrong with one of them.
  public func neighbours(
    of dates: Range<CivilDate>, except: PlanFolder? = nil, isWhole: Bool = false, reach: Int = Neighbours.usualReach,
    countsPast: Bool = false
  ) throws(Diagnostic) -> Neighbours {
    let (before, after) = Neighbours.reached(around: dates, by: reach)
    var plans: [Neighbours.Plan] = []
    var past: [CountedPlan] = []
    let there = try places().filter { !isOne($0, of: except) }
    for place in there {
      let isBeside =
        place.dates.overlaps(before) || place.dates.overlaps(after) || isWhole && place.dates.overlaps(dates)
      let isCounted = countsPast && place.dates.lowerBound < dates.lowerBound
      guard isBeside || isCounted, let plan = try plan(at: place) else { continue }
      if isBeside { plans.append(plan) }
      if isCounted {
        past.append(counted(plan, among: there) { $0 < dates.lowerBound })
      }
    }
    let all = Neighbours(plans, reach: reach, past: past)
    let counting = all.plans.filter { plan in
      !plan.place.isDraft || all.counts(plan.place, onAnyOf: before) || all.counts(plan.place, onAnyOf: after)
        || isWhole && all.counts(plan.place, onAnyOf: dates)
    }
    return counting.count == all.plans.count ? all : Neighbours(counting, reach: reach, past: past)
  }

  /// Every plan as the ledger counts it.
  func countedPlans() throws(Diagnostic) -> [CountedPlan] {
    let there = try places()
    var counted: [CountedPlan] = []
    for place in there {
      guard let plan = try plan(at: place) else { continue }
      let changed = try history(of: PlanPlace.home(of: place.name)).changedDuties()
      counted.append(self.counted(plan, changed: changed, among: there) { _ in true })
    }
    return counted
  }

  /// - Parameter isMeant: of weeks by their Mondays, those that are looked at.
  private func counted(
    _ plan: Neighbours.Plan, changed: [PersonID: [CivilDate]] = [:], among places: [PlanPlace],
    where isMeant: (CivilDate) -> Bool
  ) -> CountedPlan {
    CountedPlan(plan.document, file: plan.file, changed: changed) { monday in
      isMeant(monday)
        && !places.contains { $0 != plan.place && $0.dates.contains(monday) && $0.outranks(plan.place) }
    }
  }

  /// Nil where it was taken away meanwhile.
  private func plan(at place: PlanPlace) throws(Diagnostic) -> Neighbours.Plan? {
    guard let bytes = try bytes(of: place) else { return nil }
    return Neighbours.Plan(
      place: place, file: InputFile(path: file(of: place.name), bytes: bytes.count, sha256: SHA256.hex(of: bytes)),
      document: try document(of: place, bytes))
  }

  /// The plans beside one that begins with a week and would stand in that week's place.
  public func neighbours(
    ofPlanFrom week: ISOWeek, on dates: Range<CivilDate>, reach: Int = Neighbours.usualReach, countsPast: Bool = false
  ) throws(Diagnostic) -> Neighbours {
    try neighbours(of: dates, except: place(of: week), reach: reach, countsPast: countsPast)
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

  /// Whether the place is that of a plan folder, of the draft beside it, or of what it is a draft of.
  func isOne(_ place: PlanPlace, of plan: PlanFolder?) -> Bool {
    guard let plan else { return false }
    if isSame(place, plan) { return true }
    let url = URL(filePath: plan.path).standardizedFileURL
    return holds(plan) && PlanPlace.home(of: url.lastPathComponent) == PlanPlace.home(of: place.name)
  }

  // MARK: Reading

  func path(of name: String) -> String { "\(folder)/\(name)" }

  /// What messages and inputs call the plan in a folder.
  private func file(of name: String) -> String { "plans/\(name)/\(PlanFile.plan)" }

  /// The `plan.json` in a place; nil where it was taken away meanwhile.
  func bytes(of place: PlanPlace) throws(Diagnostic) -> [UInt8]? {
    try PlanFolder(path(of: place.name)).currentBytes()
  }

  func document(of place: PlanPlace, _ bytes: [UInt8]) throws(Diagnostic) -> PlanDocument {
    try read(bytes, place.name)
  }

  /// Folders but for hidden ones, of these names.
  private func names(_ isMeant: (String) -> Bool) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for name in try FolderNames.names(in: folder) ?? [] where !name.hasPrefix(".") && isMeant(name) {
      if try FileKind.known(at: path(of: name)) == .folder { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Which weeks a plan covers, and whether it is a draft; nil where there is no plan.
  private func head(of name: String) throws(Diagnostic) -> PlanPlace? {
    let file = URL(filePath: path(of: name)).appending(path: PlanFile.plan).path
    if FileKind(at: file) == .file, let handle = FileHandle(forReadingAtPath: file) {
      defer { try? handle.close() }
      var length: UInt64 = 4096
      while let end = try? handle.seekToEnd(), (try? handle.seek(toOffset: end - min(end, length))) != nil,
        let bytes = try? handle.readToEnd()
      {
        let tail = String(decoding: bytes, as: UTF8.self)
        guard let weeks = Self.weeks(inTail: tail) else { break }
        if let isDraft = Self.isDraft(inTail: tail, isWhole: length >= end) {
          return PlanPlace(name: name, week: weeks.week, weeks: weeks.weeks, isDraft: isDraft)
        }
        length *= 16
      }
    }
    guard let bytes = try PlanFolder(path(of: name)).currentBytes() else { return nil }
    let plan = try read(bytes, name)
    return PlanPlace(name: name, week: plan.week, weeks: plan.weeks, isDraft: plan.isDraft)
  }

  private func read(_ bytes: [UInt8], _ name: String) throws(Diagnostic) -> PlanDocument {
    do { return try readPlan(bytes, file: file(of: name)) } catch {
      var error = error
      error.cure =
        "It may hold the weeks beside the planned one: plan that week again, or move its folder out of plans/."
      throw PlanFolder(path(of: name)).helped(error)
    }
  }

  /// Whether the last lines of a plan as it is written, keys in order, say that it is a draft; nil where they begin behind
  /// the place at which they would.
  private static func isDraft(inTail tail: String, isWhole: Bool) -> Bool? {
    if tail.contains("\n  \"state\": \"draft\"") { return true }
    return isWhole || tail.contains("\n  \"stamp\": ") ? false : nil
  }

  /// The last lines of a plan as it is written, keys in order: its weeks without reading the megabytes before them.
  static func weeks(inTail tail: String) -> (week: ISOWeek, weeks: Int)? {
    guard tail.hasSuffix("}\n"), let key = tail.range(of: "\n  \"week\": \"", options: .backwards) else { return nil }
    // What follows are the last keys of the plan, one a line, and the brace that ends it.
    var lines = tail[key.lowerBound...].dropFirst().dropLast(2).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true, lines.count > 1, lines.allSatisfy({ $0.hasPrefix("  \"") }),
      let week = value(of: "week", in: lines[0]), week.count == 10, week.hasPrefix("\""), week.hasSuffix("\""),
      let weeks = value(of: "weeks", in: lines[1]).flatMap({ Int($0) }), (1...999).contains(weeks),
      let first = ISOWeek(String(week.dropFirst().dropLast()))
    else { return nil }
    return (first, weeks)
  }

  private static func value(of key: String, in line: Substring) -> Substring? {
    let start = "  \"\(key)\": "
    guard line.hasPrefix(start) else { return nil }
    return line.dropFirst(start.count).prefix { $0 != "," }
  }
}
