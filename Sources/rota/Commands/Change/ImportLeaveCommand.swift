internal import Calendars
internal import Planning
internal import Tables
internal import Words
internal import Workforce

/// `rota import-leave`: leave from elsewhere into `absences.csv`.
struct ImportLeaveCommand: Command {
  static let file = Argument(
    "FILE", .file, "A calendar (.ics), a table (CSV) or a workbook (.xlsx) of leave; - reads standard input.")
  static let into = Option("into", .folder, required: true, "The project folder whose absences.csv receives it.")
  static let column = Option(
    "column", .assignment("NAME=HEADER", "a column and its header, such as first=\"Begins on\""), repeats: true,
    """
    The header of a column that the table names in its own way: person (the agent_id), email, name, first-name, last-name, \
    first, last, kind, paid, hours, status, days; status=none where all rows count.
    """)
  static let dateOrder = Option(
    "date-order", .choice("ORDER", of: ImportCommand.dateOrders), default: "told from the dates",
    "Which of the first two numbers of 10/11/2026 is the day.")
  static let person = Option(
    "person", .name("PERSON", "a person's agent_id"), "Whose leave it all is, whatever the file says.")
  static let kind = Option(
    "kind", .name("KIND", "a word such as leave or training"), default: "leave",
    "What absences.csv is to call it where the file says nothing.")
  static let rename = Option(
    "rename", .assignment("KIND=WORD", "the file's word and the project's, such as \"Annual leave\"=leave"),
    repeats: true,
    "What absences.csv is to call a kind of the file, so that it counts towards a planned shrinkage of that name.")
  static let from = Option("from", .date, default: "the first of the file", "Leave before this date is left out.")
  static let replace = Flag(
    "replace", "Take out leave of the same people, kinds and dates of which the file says nothing any more.")
  static let dryRun = Flag("dry-run", "Say what would be written, and write nothing.")

  static let spec = CommandSpec(
    "import-leave", summary: "read leave from a calendar or another program's table",
    discussion: [
      """
      People are found by agent_id, e-mail address, an id in external_ids, or name; in a calendar by the text of the event, or \
      by who organizes or attends it. Whole days are read. What covers a part of a day, isn't granted, or is of nobody or \
      several people is left out, with counts and examples.
      """,
      """
      Rows are added to absences.csv; dates on which somebody is away already are passed over, so a file may be read again. \
      Leave that absences.csv has and the file hasn't is named, and taken out with --replace. Plans that don't know of it yet \
      are named, too: 'rota replan PLAN --absences' tells them.
      """,
    ],
    arguments: [file.spec],
    options: [
      into.spec, column.spec, dateOrder.spec, person.spec, kind.spec, rename.spec, from.spec, replace.spec,
      WorkbookProgram.sheet.spec, dryRun.spec,
    ],
    examples: [
      .init("rota import-leave leave.ics --into desk --dry-run", "What a shared calendar of leave would add."),
      .init(
        "rota import-leave absences.xlsx --into desk --column first=Begins --column last=Ends --replace",
        "A program's whole list, in place of what it listed before."),
    ])

  private let file: String
  private let folder: String
  private let sheet: String?
  private let options: LeaveImport.Options

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    file = try arguments.required(Self.file)
    folder = try arguments.required(Self.into)
    sheet = arguments[WorkbookProgram.sheet]
    var options = LeaveImport.Options()
    for assignment in arguments.all(Self.column) {
      guard LeaveImport.columnNames.contains(assignment.key) else {
        throw UsageError.conflict(
          "there is no column '\(assignment.key)'",
          "Columns that can be named: \(Words.plain.list(LeaveImport.columnNames)).")
      }
      guard options.columns.updateValue(assignment.value, forKey: assignment.key) == nil else {
        throw UsageError.conflict(
          "column '\(assignment.key)' was given two headers", "Give '--column \(assignment.key)=…' once.")
      }
    }
    options.dateOrder = arguments[Self.dateOrder].flatMap { DateOrder(rawValue: $0) }
    options.person = arguments[Self.person].map { PersonID($0) }
    for assignment in arguments.all(Self.rename) { options.renamed[assignment.key] = assignment.value }
    if let kind = arguments[Self.kind] { options.kind = kind }
    options.from = arguments[Self.from]
    options.replaces = arguments.has(Self.replace)
    options.isDry = arguments.has(Self.dryRun)
    self.options = options
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let bytes = try CommandFiles.table(file, by: WorkbookProgram(named: sheet), on: console)
    let answer = try LeaveImport(into: folder, options: options).run(bytes, file: CommandFiles.name(of: file))
    if console.json { try console.answer(json: answer) } else { console.answer(Self.text(answer)) }
    for warning in answer.notes + answer.warnings { console.report(warning) }
    return .done
  }

  private static func text(_ answer: ImportedLeave) -> String {
    func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
    var lines = ["\(answer.file): \(rows(answer.rowsRead)) read"]
    if let first = answer.first, let last = answer.last {
      lines[0] += ", leave of \(answer.people == 1 ? "1 person" : "\(answer.people) people"), \(first) to \(last)"
    }
    if answer.earlier > 0 { lines.append("  \(rows(answer.earlier)) before --from left out") }
    let would = answer.isDry ? "would be " : ""
    if answer.rowsAdded == 0, answer.removed == 0 {
      lines.append("absences.csv: nothing new")
    } else {
      let changes =
        (answer.rowsAdded > 0 ? ["\(rows(answer.rowsAdded)) \(would)added"] : [])
        + (answer.removed > 0 ? ["\(rows(answer.removed)) \(would)taken out"] : [])
      lines.append("absences.csv: \(changes.joined(separator: ", "))")
    }
    for out in answer.takenOut {
      lines.append(
        "  \(would)taken out: \(out.person), \(out.absence.first) to \(out.absence.last), \(out.absence.kind)")
    }
    if !answer.touched.isEmpty {
      lines.append(answer.isDry ? "plans that would have to be told:" : "plans that don't know of it yet:")
      lines += answer.touched.map { "  rota replan \($0) --absences" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
