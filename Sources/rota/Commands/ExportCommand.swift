internal import Calendars
internal import Foundation
internal import Planning
internal import Publishing
internal import Tables
internal import Workforce

/// `rota export`: a plan in another format.
struct ExportCommand: Command, Equatable {
  static let formats = ExportFormat.allCases.map(\.rawValue)

  static let plan = Argument("PLAN", .file, "A plan folder, or its plan.json; - reads standard input.")
  static let format = Option("format", .choice("NAME", of: formats), required: true, "The format.")
  static let out = Option(
    "out", .file, default: "-, standard output",
    "The file to write; or a folder, for formats that have a file a person.")

  static let project = Option(
    "project", .folder, default: "the nearest folder above with a rota.json",
    "The project whose agents.csv says how other programs know people: email, external_ids.")

  static let template = Option(
    "template", .file, "For template-csv: a CSV of headings, and below them one row of placeholders such as {agent}.")

  static let spec = CommandSpec(
    "export", summary: "write a plan in another format",
    discussion: [
      """
      shifts-csv has a row a duty, activities-csv a row a piece of one (work by queue, breaks), coverage-csv a row an \
      interval of a queue, hours-csv a row a person; ics is iCalendar; google-csv and outlook-csv are what \
      these calendars import; edit-csv is a sheet to change in a spreadsheet and read back with 'rota import-edits'; json is an object a duty, for \
      webhooks.
      """,
      """
      deputy-csv and asana-csv are for the importers of these two, graph-json holds drafts of shifts for Microsoft Teams, \
      wheniwork-json shifts for When I Work. They name people by email and external_ids of agents.csv; who has none there is \
      named in a warning.
      """,
      """
      template-csv is for any other program: take its headings, put one row of placeholders below them and name the file with \
      --template. {agent}, {agent_id}, {first_name}, {last_name}, {email}, {id:SYSTEM}, {site}, {site_id}, {time_zone}, {team}, \
      {week}, {shift}, {queue}, {queue_id}, {paid_minutes}, {unpaid_minutes}, {note} stand for text; {date}, {start} and {end} \
      for dates and times, with a clock and a pattern where wanted: {date@site}, {start@site:dd/MM/yyyy HH:mm}, @person, @plan, \
      @utc. A row is a duty; with {activity} it is a piece of one.
      """,
      """
      xlsx is a workbook of all that, and dictionary-csv says what the columns of the tables mean. markdown and confluence are \
      pages for a wiki, slack-json and teams-json messages for a chat, with as much detail as one may be long; these four \
      say nothing of money.
      """,
      """
      All else that is written comes from plan.json. Where 'rota check' finds a breach in that, nothing is handed out: the \
      command ends with status 65 and names the first breaches. Other files of the folder are not read.
      """,
      "To standard output goes the whole team's file. A folder receives one file a person as well, where there is one.",
    ],
    arguments: [plan.spec], options: [format.spec, out.spec, CommandFiles.draft.spec, project.spec, template.spec],
    examples: [
      .init("rota export desk/plans/2026-W49 --format ics > team.ics", "The team's calendar."),
      .init("rota export desk/plans/2026-W49 --format google-csv --out google/", "One file a person as well."),
    ])

  var plan: String
  var isDraft: Bool
  /// A name of `formats`.
  var format: String
  /// Nil is standard output, and so is `-`.
  var out: String?
  var project: String?
  var template: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    plan = try arguments.required(Self.plan)
    isDraft = arguments.has(CommandFiles.draft)
    format = try arguments.required(Self.format)
    project = arguments[Self.project]
    template = arguments[Self.template]
    guard (template != nil) == (format == ExportFormat.templateCSV.rawValue) else {
      throw template == nil
        ? UsageError.conflict("--format template-csv needs --template FILE", "Name a CSV of headings and placeholders.")
        : UsageError.conflict("--template is for --format template-csv", "Leave out --template, or name that format.")
    }
    let path = arguments[Self.out]
    out = path == "-" ? nil : path
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    guard let format = ExportFormat(rawValue: format) else { throw UsageError.conflict("unknown format", "") }
    if format.isBinary, out == nil, console.output.isTerminal {
      throw UsageError.conflict(
        "a terminal can't show \(format.rawValue)", "Name a file with --out, or redirect the output.")
    }
    let place = try CommandFiles.place(plan, isDraft: isDraft)
    let document = try CommandFiles.soundPlan(place, on: console)
    var addresses: [PersonID: PersonAddress] = [:]
    if format.needsAddresses {
      let found = try ProjectOfPlan.addresses(for: document, at: place == "-" ? nil : place, named: project)
      addresses = found.known
      for warning in found.warnings { console.report(warning) }
    }
    var template = ExportTemplate.example
    if let path = self.template { template = try ExportTemplate(try CommandFiles.read(path), file: path) }
    let files = try Publishing.export(document, as: format, addresses: addresses, template: template)
    for note in exportNotes(document, as: format, addresses: addresses, template: template) { console.report(note) }
    guard let whole = files.first else { return .done }
    guard let out else {
      try CommandFiles.write(whole.bytes, to: nil, on: console)
      return .done
    }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
    if out.hasSuffix("/") || exists && isFolder.boolValue {
      for file in files { try AtomicFile.write(file.bytes, to: URL(filePath: out).appending(path: file.path).path) }
      console.say("wrote \(files.count) files to \(out)")
    } else {
      try CommandFiles.write(whole.bytes, to: out, on: console)
      console.say("wrote \(out)")
    }
    return .done
  }
}
