public import Calendars
public import Plans
public import Tables
public import Workforce

/// The formats of `rota export`, by the names that the command line uses.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  case shiftsCSV = "shifts-csv"
  case activitiesCSV = "activities-csv"
  case coverageCSV = "coverage-csv"
  case hoursCSV = "hours-csv"
  case ics
  case googleCSV = "google-csv"
  case outlookCSV = "outlook-csv"
  case editCSV = "edit-csv"
  case json
  case deputyCSV = "deputy-csv"
  case asanaCSV = "asana-csv"
  case graphJSON = "graph-json"
  case whenIWorkJSON = "wheniwork-json"
  case templateCSV = "template-csv"
  case xlsx
  case dictionaryCSV = "dictionary-csv"
  case markdown
  case confluence
  case slackJSON = "slack-json"
  case teamsJSON = "teams-json"

  /// One line for the command's help.
  public var summary: String {
    switch self {
    case .shiftsCSV: "a row a duty"
    case .activitiesCSV: "a row a piece of a duty: work by queue, breaks"
    case .coverageCSV: "a row an open interval of a queue: required, scheduled, service level"
    case .hoursCSV: "a row a person: contract and planned hours, nights, weekends"
    case .ics: "iCalendar: the team's calendar, and one a person"
    case .googleCSV: "CSV that Google Calendar imports: the team's, and one a person"
    case .outlookCSV: "CSV that Outlook imports: the team's, and one a person"
    case .editCSV: "one sheet of people and dates to change in a spreadsheet, for 'rota import-edits'"
    case .json: "flat JSON, an object a duty, for webhooks"
    case .deputyCSV: "CSV for Deputy's bulk import of schedules"
    case .asanaCSV: "CSV for Asana's importer, a task a duty"
    case .graphJSON: "drafts of shifts in Teams, as Microsoft Graph takes them"
    case .whenIWorkJSON: "shifts as the interface of When I Work takes them"
    case .templateCSV: "a CSV of your own: headings and a row of placeholders (--template)"
    case .xlsx: "a workbook: people and dates by week, the tables with dates and numbers as such"
    case .dictionaryCSV: "a row a column of the four tables: type, unit, meaning"
    case .markdown: "a page of people and days for a wiki that reads Markdown (Notion, Guru)"
    case .confluence: "the same in Confluence's storage format"
    case .slackJSON: "a message of the days for Slack"
    case .teamsJSON: "a card of the days for Microsoft Teams (Workflows)"
    }
  }

  /// Whether its bytes are no text.
  public var isBinary: Bool { self == .xlsx }

  /// Whether it names people as another program knows them: by the addresses of `agents.csv`.
  public var needsAddresses: Bool {
    switch self {
    case .deputyCSV, .asanaCSV, .graphJSON, .whenIWorkJSON, .templateCSV: true
    default: false
    }
  }
}

/// The plan in another format. The first file is the whole answer and what a command prints; further ones (a file a
/// person) go beside it where there is a folder to put them in.
/// - Parameters:
///   - breaks: where calendars put breaks.
///   - addresses: how other programs know people; only formats that `needsAddresses` hold any of them.
///   - template: what `template-csv` is filled in from.
/// - Throws: `plan.not-finite` for JSON when a cost is not a number.
public func export(
  _ plan: PlanDocument, as format: ExportFormat, breaks: CalendarBreaks = .inDescription,
  addresses: [PersonID: PersonAddress] = [:], template: ExportTemplate = .example
) throws(Diagnostic) -> [PublishedFile] {
  let index = PlanIndex(plan, addresses: addresses)
  switch format {
  case .shiftsCSV: return [PublishedFile(path: PlanFile.shifts, bytes: shiftsTable(index).csv.bytes)]
  case .activitiesCSV: return [PublishedFile(path: PlanFile.activities, bytes: activitiesTable(index).csv.bytes)]
  case .coverageCSV: return [PublishedFile(path: PlanFile.coverage, bytes: coverageTable(plan).csv.bytes)]
  case .hoursCSV: return [PublishedFile(path: PlanFile.hours, bytes: hoursTable(index).csv.bytes)]
  case .ics:
    let files = calendarFiles(index, breaks: breaks)
    return Array(files.suffix(1) + files.dropLast())
  case .googleCSV: return WallClockCalendar.google.files(index)
  case .outlookCSV: return WallClockCalendar.outlook.files(index)
  case .editCSV: return [PublishedFile(path: "edit.csv", bytes: EditSheet(plan).table.bytes)]
  case .json: return [PublishedFile(path: "shifts.json", bytes: try flatJSON(index))]
  case .deputyCSV: return [PublishedFile(path: "deputy.csv", bytes: deputyTable(index).bytes)]
  case .asanaCSV: return [PublishedFile(path: "asana.csv", bytes: asanaTable(index).bytes)]
  case .graphJSON: return [PublishedFile(path: "graph-shifts.json", bytes: try graphShifts(index))]
  case .whenIWorkJSON: return [PublishedFile(path: "wheniwork-shifts.json", bytes: try whenIWorkShifts(index))]
  case .templateCSV: return [PublishedFile(path: "filled.csv", bytes: templateTable(index, template).bytes)]
  case .xlsx: return [PublishedFile(path: "rota.xlsx", bytes: planWorkbook(index))]
  case .dictionaryCSV: return [PublishedFile(path: "dictionary.csv", bytes: dictionaryTable(index).csv.bytes)]
  case .markdown: return [PublishedFile(path: "rota.md", text: markdownPage(index))]
  case .confluence: return [PublishedFile(path: "confluence.xhtml", text: confluencePage(index))]
  case .slackJSON: return [PublishedFile(path: "slack.json", bytes: try slackMessage(index).bytes)]
  case .teamsJSON: return [PublishedFile(path: "teams.json", bytes: try teamsCard(index).bytes)]
  }
}

/// What the format can't say of the plan and whoever exports should know: warnings, empty for most plans.
public func exportNotes(
  _ plan: PlanDocument, as format: ExportFormat, addresses: [PersonID: PersonAddress] = [:],
  template: ExportTemplate = .example
) -> [Diagnostic] {
  let index = PlanIndex(plan, addresses: addresses)
  return switch format {
  case .googleCSV, .outlookCSV: secondPassNotes(index) { [plan.readerZone, index.zone(of: $0)] }
  case .editCSV: EditSheet(plan).notes
  case .deputyCSV: deputyNotes(index)
  case .asanaCSV: asanaNotes(index)
  case .graphJSON: graphNotes(index)
  case .whenIWorkJSON: whenIWorkNotes(index)
  case .slackJSON: slackNotes(index)
  case .teamsJSON: teamsNotes(index)
  case .xlsx: workbookNotes(index)
  case .templateCSV: templateNotes(index, template)
  case .shiftsCSV, .activitiesCSV, .coverageCSV, .hoursCSV, .ics, .json, .dictionaryCSV, .markdown, .confluence: []
  }
}
