internal import Calendars
public import Plans
internal import Searching
public import Tables

/// A file that a plan is published as. Writing it is the caller's business.
public struct PublishedFile: Hashable, Sendable {
  /// Relative to the plan's folder, with `/` between parts: `calendars/ann.ics`.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// Everything that `rota plan` leaves in the plan's folder, in this order: `plan.json`, the four tables, a calendar a
/// person by id, the team's calendar, the report.
///
/// A pure function of the plan: the same plan gives the same bytes.
/// - Throws: `plan.not-finite` when a figure of the plan is not a number (JSON cannot hold it); `plan.same-file` when two
///   people's calendars would be one file.
public func publishedFiles(of plan: PlanDocument) throws(Diagnostic) -> [PublishedFile] {
  let index = PlanIndex(plan)
  // A thread of its own inherits no clock rules.
  let choice = ZoneChoice.current
  let files = try blockingOnOwnThreads(count: PlanPart.allCases.count, threads: 2) { number throws(Diagnostic) in
    try choice.scoped { () throws(Diagnostic) in try PlanPart.allCases[number].files(index) }
  }
  .flatMap { $0 }
  try refuseSamePaths(files)
  return files
}

/// What can be made beside each other.
private enum PlanPart: CaseIterable {
  case plan, tables, calendars, report

  func files(_ index: PlanIndex) throws(Diagnostic) -> [PublishedFile] {
    switch self {
    case .plan: [PublishedFile(path: PlanFile.plan, bytes: try planJSON(index.plan))]
    case .tables:
      [
        PublishedFile(path: PlanFile.shifts, bytes: shiftsTable(index).csv.bytes),
        PublishedFile(path: PlanFile.activities, bytes: activitiesTable(index).csv.bytes),
        PublishedFile(path: PlanFile.coverage, bytes: coverageTable(index.plan).csv.bytes),
        PublishedFile(path: PlanFile.hours, bytes: hoursTable(index).csv.bytes),
      ]
    case .calendars: calendarFiles(index, breaks: .inDescription)
    case .report: [PublishedFile(path: PlanFile.report, text: reportPage(index.plan))]
    }
  }
}

/// Names that differ in case only are one file on Windows and macOS.
private func refuseSamePaths(_ files: [PublishedFile]) throws(Diagnostic) {
  var seen: Set<String> = []
  for file in files where !seen.insert(file.path.lowercased()).inserted {
    throw Diagnostic(
      "plan.same-file", "two files of the plan would be called '\(file.path)'",
      cure: "Give the people of these calendars other ids in agents.csv.")
  }
}
