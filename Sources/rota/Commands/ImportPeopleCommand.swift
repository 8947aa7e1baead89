internal import Planning
internal import Tables

/// `rota import-people`: people that were changed in a spreadsheet into `agents.csv`.
struct ImportPeopleCommand: Command {
  static let file = Argument(
    "FILE", .file, "A table with the columns of agents.csv: CSV or a workbook (.xlsx); - reads standard input.")
  static let into = Option(
    "into", .folder, required: true, "The project folder whose agents.csv it takes the place of.")
  static let dryRun = ImportLeaveCommand.dryRun

  static let spec = CommandSpec(
    "import-people", summary: "take people that were changed in a spreadsheet",
    discussion: [
      """
      agents.csv opens in any spreadsheet; what comes back, as CSV in whatever form or as a workbook, takes its place. Says who \
      is new, who is gone, and each cell that is another. The whole project has to read with it: leave or wishes of somebody \
      who is gone, for one, are named, and nothing is written.
      """,
      "Zeros that a spreadsheet drops from ids are put back where the project knows whose they are.",
    ],
    arguments: [file.spec], options: [into.spec, WorkbookProgram.sheet.spec, dryRun.spec],
    examples: [
      .init("rota import-people agents.xlsx --into desk --dry-run", "What would change."),
      .init("rota import-people agents.xlsx --into desk", "The same, written."),
    ])

  private let file: String
  private let folder: String
  private let sheet: String?
  private let isDry: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    file = try arguments.required(Self.file)
    folder = try arguments.required(Self.into)
    sheet = arguments[WorkbookProgram.sheet]
    isDry = arguments.has(Self.dryRun)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let bytes = try CommandFiles.table(file, by: WorkbookProgram(named: sheet, preferred: "agents"), on: console)
    let answer = try PeopleImport(into: folder, isDry: isDry).run(bytes, file: CommandFiles.name(of: file))
    if console.json { try console.answer(json: answer) } else { console.answer(Self.text(answer)) }
    for note in answer.notes { console.report(note) }
    return .done
  }

  private static func text(_ answer: ImportedPeople) -> String {
    guard !answer.isSame else { return "agents.csv: nothing new\n" }
    func list(_ words: [String]) -> String {
      words.prefix(10).joined(separator: ", ") + (words.count > 10 ? " and \(words.count - 10) more" : "")
    }
    func cell(_ text: String) -> String { text.isEmpty ? "nothing" : "'\(text)'" }
    var lines = [answer.isDry ? "agents.csv would be another:" : "agents.csv:"]
    if !answer.added.isEmpty { lines.append("  new: \(list(answer.added))") }
    if !answer.gone.isEmpty { lines.append("  gone: \(list(answer.gone))") }
    if !answer.columnsAdded.isEmpty { lines.append("  new columns: \(list(answer.columnsAdded))") }
    if !answer.columnsGone.isEmpty { lines.append("  columns gone: \(list(answer.columnsGone))") }
    lines += answer.changes.prefix(50).map { "  \($0.person), \($0.column): \(cell($0.from)) → \(cell($0.to))" }
    if answer.changes.count > 50 { lines.append("  and \(answer.changes.count - 50) cells more") }
    return lines.joined(separator: "\n") + "\n"
  }
}
