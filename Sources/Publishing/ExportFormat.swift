public import Plans
public import Tables

/// The formats of `rota export`, by the names that the command line uses.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  case shiftsCSV = "shifts-csv"
  case activitiesCSV = "activities-csv"
  case coverageCSV = "coverage-csv"
  case hoursCSV = "hours-csv"
  case ics
  case googleCSV = "google-csv"
  case editCSV = "edit-csv"
  case json

  /// One line for the command's help.
  public var summary: String {
    switch self {
    case .shiftsCSV: "a row a duty"
    case .activitiesCSV: "a row a piece of a duty: work by queue, breaks"
    case .coverageCSV: "a row an open interval of a queue: required, scheduled, service level"
    case .hoursCSV: "a row a person: contract and planned hours, nights, weekends"
    case .ics: "iCalendar: the team's calendar, and one a person"
    case .googleCSV: "CSV that Google Calendar imports: the team's, and one a person"
    case .editCSV: "one sheet of people and dates to change in a spreadsheet, for 'rota import-edits'"
    case .json: "flat JSON, an object a duty, for webhooks"
    }
  }
}

/// The plan in another format. The first file is the whole answer and what a command prints; further ones (a file a
/// person) go beside it where there is a folder to put them in.
/// - Parameter breaks: where calendars put breaks.
/// - Throws: `plan.not-finite` for JSON when a cost is not a number.
public func export(
  _ plan: PlanDocument, as format: ExportFormat, breaks: CalendarBreaks = .inDescription
) throws(Diagnostic) -> [PublishedFile] {
  let index = PlanIndex(plan)
  switch format {
  case .shiftsCSV: return [PublishedFile(path: PlanFile.shifts, bytes: shiftsTable(index).bytes)]
  case .activitiesCSV: return [PublishedFile(path: PlanFile.activities, bytes: activitiesTable(index).bytes)]
  case .coverageCSV: return [PublishedFile(path: PlanFile.coverage, bytes: coverageTable(plan).bytes)]
  case .hoursCSV: return [PublishedFile(path: PlanFile.hours, bytes: hoursTable(index).bytes)]
  case .ics:
    let files = calendarFiles(index, breaks: breaks)
    return Array(files.suffix(1) + files.dropLast())
  case .googleCSV: return googleFiles(index)
  case .editCSV: return [PublishedFile(path: "edit.csv", bytes: EditSheet(plan).table.bytes)]
  case .json: return [PublishedFile(path: "shifts.json", bytes: try flatJSON(index))]
  }
}

/// What the format can't say of the plan and whoever exports should know: warnings, empty for most plans.
public func exportNotes(_ plan: PlanDocument, as format: ExportFormat) -> [Diagnostic] {
  switch format {
  case .googleCSV: googleNotes(PlanIndex(plan))
  case .editCSV: EditSheet(plan).notes
  default: []
  }
}
