public import Calendars
internal import Checking
internal import Foundation
internal import Glibc
public import Plans
public import Publishing
public import Tables
internal import Words
internal import Workforce

/// What a plan stands on when it is begun: the plan that it will replace, and those beside it.
public struct PlanBase: Sendable {
  /// What calendars hold of the planned dates, and of those that the plan lets go, so that revisions count on.
  public var published: [CalendarEntry]
  public var neighbours: Neighbours
  /// What its planner should know about the plans that are there.
  public var warnings: [Diagnostic]
  /// What is lost of the plan that is there when one is made anew: for whoever does, and for no plan.
  public var unattended: [Diagnostic] = []
  /// How often the plan was published.
  public var revision = 0
  /// SHA-256 of the `plan.json` that is replaced; nil where none is there.
  var replaced: String?
  /// The same of what people hold, where a draft goes beside it.
  var home: String?
  /// The plans beside it and those that cover its dates.
  var around: [InputFile] = []
  /// Whether the plan is to count for its dates, and not to lie elsewhere.
  var isHeld = false
}

/// From what is there when a plan is begun to the plan in its place. Planning takes minutes, in which somebody else may
/// have planned the same week or the one beside it; what was not seen is not overwritten.
public struct PlanPlacement: Sendable {
  private let project: URL
  private let plans: PlansFolder
  private let target: PlanFolder
  /// Nil for a plan that goes elsewhere.
  private let living: LivingPlan?
  private let week: ISOWeek
  private let weeks: Int
  private let reach: Int
  private let countsPast: Bool

  /// - Parameters:
  ///   - project: the project folder.
  ///   - target: where the plan goes.
  ///   - reach: dates on either side whose plans are looked at (`Neighbours.reach(of:)`).
  ///   - countsPast: whether every plan of earlier weeks is counted (`Project.countsPast`).
  public init(
    project: String, target: PlanFolder, week: ISOWeek, weeks: Int, reach: Int = Neighbours.usualReach,
    countsPast: Bool = false
  ) {
    self.project = URL(filePath: project, directoryHint: .isDirectory)
    plans = PlansFolder(project: project)
    self.target = target
    let name = URL(filePath: target.path).standardizedFileURL.lastPathComponent
    living = plans.holds(target) ? LivingPlan(project: project, name: name) : nil
    self.week = week
    self.weeks = weeks
    self.reach = reach
    self.countsPast = countsPast
  }

  private var dates: Range<CivilDate> { week.monday..<week.monday.adding(days: 7 * weeks) }

  /// - Throws: `plan.covered` where another plan would go on counting for some of the dates; what is wrong with a plan that
  ///   is there.
  public func base() throws(Diagnostic) -> PlanBase {
    try living?.recoverIfNeeded(command: Self.command)
    return try ProjectLock.hold(project, for: .reading, command: Self.command) { () throws(Diagnostic) -> PlanBase in
      try baseUnderLock()
    }
  }

  /// The same for whoever holds the lock.
  /// - Parameter read: what lies in the living plan's own place and in the target, where its reader has read them already;
  ///   nil = they are read here.
  func baseUnderLock(
    read: (home: PlanDocument?, target: PlanDocument?)? = nil
  ) throws(Diagnostic) -> PlanBase {
    let bytes = try target.currentBytes()
    let neighbours = try beside()
    guard let living else {
      let there = try target.current().flatMap { $0.isDraft ? nil : $0 }
      return PlanBase(
        published: there?.calendar ?? [], neighbours: neighbours, warnings: [], replaced: bytes.map(SHA256.hex))
    }
    let isHome = target.path == living.home.path
    let replaced = bytes.map(SHA256.hex)
    let held = isHome ? replaced : try living.home.currentBytes().map(SHA256.hex)
    var home = read?.home
    if read == nil { home = try living.home.current() }
    let published = home.flatMap { $0.isDraft ? nil : $0 }
    var former = home
    if published != nil, !isHome {
      former = read?.target
      if read == nil { former = try target.current() }
      former = former ?? published
    }
    return PlanBase(
      published: try plans.published(published?.calendar ?? [], on: dates, besides: target), neighbours: neighbours,
      warnings: try overlaps() + dropped(published) + lost(beside: neighbours), unattended: Self.unattended(former),
      revision: published?.publishedRevision ?? 0,
      replaced: replaced, home: held,
      around: try beside(isWhole: true).inputs, isHeld: true)
  }

  private func beside(isWhole: Bool = false) throws(Diagnostic) -> Neighbours {
    try plans.neighbours(of: dates, except: target, isWhole: isWhole, reach: reach, countsPast: countsPast)
  }

  private static let command = "rota plan"

  /// Puts the plan in place.
  ///
  /// - Parameters:
  ///   - files: of the plan, all of them.
  ///   - base: what it was begun from.
  ///   - operation: what made it, for the journal of a plan in `plans/`; nil keeps no record.
  /// - Throws: `plan.base-changed` where another plan has taken the place meanwhile, or one beside it leaves too little rest
  ///   or too many days in a row; the plan is kept in a folder beside the place then.
  public func put(
    _ plan: PlanDocument, _ files: [PublishedFile], over base: PlanBase, as operation: DraftOperation? = nil
  )
    throws(Diagnostic)
  {
    // Whoever plans a read-only project to a place elsewhere can't lock it, and nobody else can write there.
    let isHere = living != nil || access(project.path, W_OK) == 0
    let purpose: ProjectLock.Purpose = isHere ? .writing : .reading
    var reason: String?
    try target.publish(files) { swap throws(Diagnostic) in
      reason = try ProjectLock.hold(project, for: purpose, command: Self.command) { () throws(Diagnostic) -> String? in
        try living?.recover()
        if let reason = try objection(to: plan, files, over: base) { return reason }
        if let living, let operation {
          try living.put(plan, files, in: target, as: operation, by: swap)
        } else {
          try swap()
        }
        return nil
      }
    }
    if let reason {
      // Under the lock, or two of them take the same name.
      let kept = try ProjectLock.hold(project, for: purpose, command: Self.command) { () throws(Diagnostic) in
        let kept = PlanFolder(SetAside.conflict.free(beside: living?.home.path ?? target.path))
        try kept.publish(files)
        return kept
      }
      throw Diagnostic(
        "plan.base-changed", "\(reason) while this one was made; nothing was replaced",
        cure: "The plan is kept in '\(kept.path)'. Plan again, or compare the two and move one into place.")
    }
  }

  /// Whether a plan that is there still stands on what it was made from: the project's files and the plans before it are
  /// the same, and it fits those after it, which may have been made since.
  ///
  /// - Parameter inputs: the project's files as they are.
  public func stands(_ plan: PlanDocument, on inputs: [InputFile]) -> Bool {
    guard let neighbours = try? beside() else { return false }
    let before = neighbours.reached(around: dates).before
    let needed =
      inputs + neighbours.plans.filter { $0.place.dates.overlaps(before) }.map(\.file) + neighbours.past.map(\.file)
    return needed.allSatisfy(plan.inputs.contains)
      && plan.inputs.allSatisfy { needed.contains($0) || $0.path.hasPrefix("plans/") }
      && !PlanBorders(plan, neighbours).findings().contains { $0.severity == .breach }
  }

  /// What has happened since the plan was begun that it doesn't fit; nil where nothing has.
  private func objection(
    to plan: PlanDocument, _ files: [PublishedFile], over base: PlanBase
  ) throws(Diagnostic) -> String? {
    var isOurs = false
    let bytes = try target.currentBytes()
    let there = bytes.map { SHA256.hex(of: $0) }
    if let bytes {
      isOurs = files.contains { $0.path == PlanFile.plan && $0.bytes == bytes }
      if !isOurs, there != base.replaced { return "another plan was put in '\(target.path)'" }
    } else if base.replaced != nil {
      return "the plan in '\(target.path)' was taken away"
    }
    if let living, !isOurs {
      let isHome = target.path == living.home.path
      let home = isHome ? there : try living.home.currentBytes().map { SHA256.hex(of: $0) }
      if home != base.home { return "what people hold in '\(living.home.path)' was changed" }
    }
    let isHeld = living != nil
    let neighbours = try beside(isWhole: isHeld)
    guard neighbours.inputs != (isHeld ? base.around : base.neighbours.inputs) else { return nil }
    if isHeld {
      do throws(Diagnostic) {
        let covered = try overlaps().first { !base.warnings.contains($0) }
        if let covered { return "a plan was put in place (\(covered.message))" }
      } catch {
        guard error.code == "plan.covered" else { throw error }
        return "a plan was put in place (\(error.message))"
      }
      let calendar = try living?.home.current().flatMap { $0.isDraft ? nil : $0.calendar } ?? []
      if !isOurs, try plans.published(calendar, on: dates, besides: target) != base.published {
        return "a plan of the same dates was put in place, whose calendar this one must revise,"
      }
    }
    let breach = PlanBorders(plan, at: isHeld ? own : nil, neighbours).findings().first { $0.severity == .breach }
    return breach.map { breach in
      let who = breach.person.map { "\($0) " } ?? ""
      return "a plan beside it was put in place that it doesn't fit (\(who)\(breach.message))"
    }
  }

  /// The plan in its place, once it is published.
  private var own: PlanPlace {
    PlanPlace(name: target.path.split(separator: "/").last.map(String.init) ?? "", week: week, weeks: weeks).asPublished
  }

  /// Other plans that cover dates of this one.
  func overlaps() throws(Diagnostic) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for place in try plans.places() where place.dates.overlaps(dates) && !plans.isOne(place, of: target) {
      guard place.asPublished.outranks(own) else { continue }
      let shared = max(place.dates.lowerBound, dates.lowerBound)..<min(place.dates.upperBound, dates.upperBound)
      let message =
        "plans/\(place.name) covers \(shared.lowerBound) to \(shared.upperBound.adding(days: -1)) too, and goes on counting "
        + "for these dates"
      let cure =
        "Rename plans/\(place.name) to plans/\(plans.replacedName(of: place)): it counts no more then, and its calendars "
        + "are revised or cancelled. Or plan to another place with --out."
      // A plan that stands in its week's own place is meant to count: whoever plans it must not be left with half of it.
      guard own.name != week.description else { throw Diagnostic("plan.covered", message, cure: cure) }
      warnings.append(Diagnostic("plan.covered", message, cure: cure, severity: .warning))
    }
    return warnings
  }

  /// Published plans within reach that are in their places no more: their duties are nobody's for this plan.
  private func lost(beside neighbours: Neighbours) throws(Diagnostic) -> [Diagnostic] {
    let reach = neighbours.reached(around: dates)
    let looked = reach.before.lowerBound..<reach.after.upperBound
    return try plans.lost().filter { $0.dates.overlaps(looked) && neighbours.plan(on: $0.dates.lowerBound) == nil }.map
    {
      Diagnostic(
        "plan.lost-neighbour",
        "\($0.folder) was published (revision \($0.revision)) and its plan.json is gone: nobody's duties there are known to "
          + "this plan",
        cure:
          "'rota undo \($0.folder)' puts it back. Where it is meant to be gone, remove its folder in plans/.history too.",
        severity: .warning)
    }
  }

  /// What people attend by the plan that was there: a plan made anew doesn't know of it.
  private static func unattended(_ there: PlanDocument?) -> [Diagnostic] {
    let attended = there?.rota.activities ?? []
    let titles = Set(attended.map(\.title)).sorted()
    guard !titles.isEmpty else { return [] }
    let people = Set(attended.map(\.person)).count
    return [
      Diagnostic(
        "plan.meetings-dropped",
        "people attend \(Words.plain.list(titles)) by the plan that is there (\(people == 1 ? "1 person" : "\(people) people")); "
          + "one made anew has nothing of it",
        cure: "Place it again with 'rota meet', or change the plan that is there with 'rota replan'.",
        severity: .warning)
    ]
  }

  /// Weeks that the plan in this place covers and the new one doesn't.
  private func dropped(_ there: PlanDocument?) -> [Diagnostic] {
    guard let there else { return [] }
    let old = PlanPlace(name: "", week: there.week, weeks: there.weeks)
    let lost = stride(from: 0, to: old.weeks, by: 1).map { old.week.adding(weeks: $0) }
      .filter { !dates.contains($0.monday) }
    guard let first = lost.first, let last = lost.last else { return [] }
    let span = first == last ? "\(first)" : "\(first) to \(last)"
    return [
      Diagnostic(
        "plan.weeks-dropped",
        "the plan in '\(living?.home.path ?? target.path)' covers \(span) too, and is replaced by one that doesn't; its duties there are "
          + "cancelled in the calendars, unless another plan covers them",
        cure: "Plan \(lost.count == 1 ? "that week" : "these weeks") again as well, or take --weeks \(there.weeks).",
        severity: .warning)
    ]
  }
}
