import ProjectFixtures
import Calendars
import Checking
import Foundation
import Optimization
import Plans
import Publishing
import Searching
import Simulation
import Tables

@testable import Planning
@testable import Scenarios

/// A project whose plans are written to a folder, as `rota plan` does, and read back from their tables.
struct PlannedWeeks {
  let folder: URL
  let files: any ProjectFiles & Sendable
  let project: Project
  private let shelf: ForecastShelf

  init(_ files: MemoryFiles, shelf: ForecastShelf = ForecastShelf()) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rota-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.files = files
    self.shelf = shelf
    project = try Project.read(files)
  }

  /// A project that lies in a folder, as it is now.
  init(in folder: URL, shelf: ForecastShelf) throws {
    self.folder = folder
    files = try FolderFiles(folder.path)
    self.shelf = shelf
    project = try Project.read(files)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The plan in a week's own place.
  func living(_ week: ISOWeek) -> LivingPlan { LivingPlan(project: folder.path, name: week.description) }

  /// Plans and publishes; what the checker finds is the test's business.
  /// - Parameter out: a folder's name beside `plans/`, where nothing is published; nil for the week's own place.
  @discardableResult
  func plan(
    _ week: ISOWeek, weeks: Int = 1, seed: UInt64 = 1, iterations: Int = 40, out: String? = nil
  ) throws -> PlanDocument {
    let plan = try draft(week, weeks: weeks, seed: seed, iterations: iterations, out: out)
    guard out == nil else { return plan }
    return try Publication(living(week)).publish(allowsBreaches: true, at: Self.now).plan
  }

  static let now = Instant(secondsSince1970: 1_796_000_000)

  /// Plans and puts the draft in place.
  @discardableResult
  func draft(
    _ week: ISOWeek, weeks: Int = 1, seed: UInt64 = 1, iterations: Int = 40, out: String? = nil
  ) throws -> PlanDocument {
    let settings = settings(week, weeks: weeks, seed: seed, iterations: iterations)
    let pipeline = try Pipeline(project: project, settings: settings, shelf: shelf)
    let target = try out.map { PlanFolder(folder.appending(path: $0).path) } ?? living(week).draftTarget()
    let placement = PlanPlacement(
      project: folder.path, target: target, week: week, weeks: weeks, reach: Neighbours.reach(of: project.people),
      countsPast: project.countsPast)
    let base = try placement.base()
    var plan = try pipeline.plan(
      neighbours: base.neighbours, published: base.published, control: control)
    plan.warnings = base.warnings(for: plan) + plan.warnings
    plan.revision = base.revision
    let operation = DraftOperation("plan", arguments: ["--seed", "\(seed)"], at: Self.now)
    try placement.put(plan, try publishedFiles(of: plan), over: base, as: operation)
    return plan
  }

  /// The plan of a what-if's baseline.
  func baseline(_ week: ISOWeek) throws -> PlanDocument? {
    let whatIf = WhatIf(
      files: files, settings: settings(week, weeks: 1, seed: 1, iterations: 40),
      simulation: SimulationOptions(replications: 2), plans: PlansFolder(project: folder.path))
    return try whatIf.solve(.baseline, control: control)?.plan
  }

  private var control: PlanControl { PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }) }

  private func settings(_ week: ISOWeek, weeks: Int, seed: UInt64, iterations: Int) -> PlanSettings {
    let options = SearchLimits(timeLimit: nil, iterations: iterations, seed: seed, threads: 1)
    return PlanSettings(
      week: week, weeks: weeks, options: options,
      command: PlanSettings.command(week: week, weeks: weeks, options: options))
  }

  /// What `rota check` finds on the borders of a plan.
  func borders(_ week: ISOWeek) throws -> [Breach] {
    let plans = PlansFolder(project: folder.path)
    let own = plans.place(of: week)
    guard let plan = try own.current() else { return [] }
    return try plans.borders(of: plan, in: own.path, besides: PlanCheck(plan).findings())
  }

  /// A row of `shifts.csv`, read by this test's own means: dates as days since 1970, times as minutes.
  struct Row: Hashable {
    var person: String
    var date: Int
    var start: Int
    var end: Int
    var paid: Int
  }

  /// - Parameter plan: a path in the project folder.
  func rows(of plan: String) throws -> [Row] {
    let text = try String(contentsOf: folder.appending(path: "\(plan)/shifts.csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let header = lines.first?.map(String.init) ?? []
    func column(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
    return lines.dropFirst().map { line in
      func text(_ name: String) -> String { String(line[column(name)]) }
      return Row(
        person: text("agent_id"), date: Self.days(text("date")), start: Self.minutes(text("start_utc")),
        end: Self.minutes(text("end_utc")), paid: Int(text("paid_minutes")) ?? -1)
    }
  }

  private static func days(_ text: String) -> Int {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return CivilDate(year: parts[0], month: parts[1], day: parts[2])?.dayNumber ?? 0
  }

  /// `2026-11-30T08:00:00Z` or without its seconds.
  private static func minutes(_ text: String) -> Int {
    let parts = text.split(separator: "T")
    let clock = parts[1].split(whereSeparator: { ":Z".contains($0) }).compactMap { Int($0) }
    return days(String(parts[0])) * 1440 + clock[0] * 60 + clock[1]
  }
}
