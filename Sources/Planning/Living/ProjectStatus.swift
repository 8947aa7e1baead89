public import Calendars
internal import Foundation
public import Plans
public import Tables
internal import Workforce

/// The plans of a project, as `rota status` lists them. Reads, and changes nothing.
public struct ProjectStatus: Hashable, Codable, Sendable {
  /// One of a plan's two places.
  public struct Place: Hashable, Codable, Sendable {
    /// `plans/2026-W49`.
    public var folder: String
    /// How often it had been published when it was made, itself included where it is published.
    public var revision: Int
    /// Hours of heads required and not there, and those required.
    public var uncoveredHours: Double
    public var requiredHours: Double
    public var serviceLevel: Double?
    public var duties: Int

    init(_ folder: String, _ plan: PlanDocument) {
      self.folder = folder
      revision = plan.publishedRevision
      uncoveredHours = Double(plan.summary.uncoveredMinutes) / 60
      requiredHours = Double(plan.summary.requiredMinutes) / 60
      serviceLevel = plan.summary.serviceLevel
      duties = plan.rota.duties.count
    }
  }

  public struct Row: Hashable, Codable, Sendable {
    public var week: ISOWeek
    public var weeks: Int
    public var state: PlanState
    public var published: Place?
    public var draft: Place?
    /// What the draft's dates differ in from what people hold; nil where either isn't there.
    public var changes: PlanDifference.Counts?
    /// The operation that somebody left half done, `publish` among them; the next command that writes finishes it or takes
    /// it back.
    public var halfDone: String?
    /// Operations on the draft that can be taken back.
    public var undoable: Int
    /// Folders of plans that found another one in their place.
    public var conflicts: [String]
  }

  public var schema = 1
  public var project: String
  public var plans: [Row]
  /// Nil where nothing is lost.
  public var lost: [LostPlan]?

  /// - Throws: what is wrong with a plan or its journal.
  public init(of project: String) throws(Diagnostic) {
    self.project = project
    plans = []
    let folder = PlansFolder(project: project)
    let names = try FolderNames.names(in: folder.folder) ?? []
    for plan in try LivingPlan.all(in: project) {
      let home = try plan.home.current()
      let beside = try plan.draft.current()
      let published = home.flatMap { $0.isDraft ? nil : $0 }
      let draft = beside ?? home.flatMap { $0.isDraft ? $0 : nil }
      guard let shown = published ?? draft else { continue }
      let journal = try plan.history.read()
      let counts = published.flatMap { held in
        draft.map { PlanDifference.counts(of: PlanChange.all(from: held.rota, to: $0.rota)) }
      }
      plans.append(
        Row(
          week: shown.week, weeks: shown.weeks, state: published == nil ? .draft : .published,
          published: published.map { Place(plan.words, $0) },
          draft: draft.map { Place(beside == nil ? plan.words : plan.words + PlanPlace.draftEnding, $0) },
          changes: counts, halfDone: journal.open?.operation, undoable: journal.standing.count,
          conflicts: names.filter { SetAside.conflict.isName($0) && $0.hasPrefix("\(plan.name).") }.sorted()
            .map { "plans/\($0)" }))
    }
    let lost = try folder.lost()
    self.lost = lost.isEmpty ? nil : lost
    plans.sort { ($0.week, $0.weeks) < ($1.week, $1.weeks) }
  }
}
