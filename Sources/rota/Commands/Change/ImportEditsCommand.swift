internal import Calendars
internal import Planning
internal import Plans
internal import Publishing
internal import Tables

/// `rota import-edits`: change a plan by what was changed in its sheet.
struct ImportEditsCommand: Command {
  static let file = Argument(
    "FILE", .file, "The sheet of 'rota export --format edit-csv' or xlsx, saved as CSV or XLSX; - reads standard input."
  )

  static let spec = CommandSpec(
    "import-edits", summary: "change duties of a plan in a spreadsheet",
    discussion: [
      """
      'rota export PLAN --format edit-csv' writes one sheet of people and dates; a workbook (--format xlsx) has it, too. A cell says 09:00-17:30 [queue], off or \
      leave, on the person's own clock. What was changed there is compared with the plan, checked and priced as 'rota edit' \
      does, pinned, and becomes one operation on the draft. Rows and columns that were left out change nothing.
      """,
      """
      The plan that is changed is the draft where there is one, so export that (--draft). A sheet of another plan, or of one \
      that has changed since, is refused (status 65), and so are people, dates, times and queues that the plan doesn't have, \
      with row and column. The draft is written whatever it breaks; where it breaks a rule the exit status is 1.
      """,
    ],
    arguments: [ChangeOptions.plan.spec, file.spec], options: HandEditRun.options + [WorkbookProgram.sheet.spec],
    examples: [
      .init("rota export desk/plans/2026-W49 --format edit-csv --out week.csv", "The sheet."),
      .init("rota import-edits desk/plans/2026-W49 week.csv", "What was changed in it."),
      .init(
        "rota import-edits desk/plans/2026-W49 week.csv --repair --max-changes 2",
        "The same, and at most two other duties changed to make up for it."),
    ])

  private let editing: HandEditRun
  let file: String
  /// Of a workbook.
  let sheet: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    editing = try HandEditRun(arguments)
    file = try arguments.required(Self.file)
    sheet = arguments[WorkbookProgram.sheet]
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let workbooks = WorkbookProgram(named: sheet, preferred: EditSheet.sheetName)
    let bytes = try CommandFiles.table(file, by: workbooks, on: console)
    let name = CommandFiles.name(of: file)
    return try editing.run(on: console, readsProject: true) { changer, from, prices throws(Diagnostic) in
      let (revised, notes) = try changer.importEdits(bytes, file: name, from: from, prices: prices)
      for note in notes { console.report(note) }
      return revised
    }
  }
}
