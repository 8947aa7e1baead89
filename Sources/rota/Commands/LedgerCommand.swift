internal import Calendars
internal import Foundation
internal import Planning
internal import Tables

/// `rota ledger`: who has worked how many unpopular duties.
struct LedgerCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, count: .optional, "The project folder.")
  static let write = Flag("write", "Write every row that counts to ledger.csv.")

  static let spec = CommandSpec(
    "ledger", summary: "who has worked weekends, nights and holidays, beside their share",
    discussion: [
      """
      Counts the plans of the project's folder: weekend days, nights, early and late duties and holidays of each person, \
      by the site's clock as the rules of work have them, beside what the person's contract would be of all that people \
      of the same site, skills and hours have worked. Weeks without a plan, and the opening balance of week 'start', \
      are taken from ledger.csv.
      """,
      """
      --write replaces ledger.csv, as a whole or not at all: rows of planned weeks are made anew, all others stay. So a \
      plan can be removed and its week still counts. Where 'fairness' is set in rota.json, 'rota plan' shares unpopular \
      duties by these balances.
      """,
    ],
    arguments: [folder.spec], options: [write.spec],
    examples: [
      .init("rota ledger desk", "Balances of everybody."),
      .init("rota ledger desk --write", "The same, and the rows in desk/ledger.csv."),
      .init("rota ledger desk --json", "Balances and rows, as JSON."),
    ])

  var folder: String
  var writes: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = arguments[Self.folder] ?? "."
    writes = arguments.has(Self.write)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let files = try FolderFiles(folder)
    let survey = try ProjectLock.hold(files.folder, for: writes ? .writing : .reading, command: "rota ledger") {
      () throws(Diagnostic) -> LedgerSurvey in
      let survey = try LedgerSurvey(
        of: try Project.read(files), in: folder, file: try files.bytes(of: LedgerSurvey.fileName))
      if writes { try survey.write(to: folder) }
      return survey
    }
    for warning in survey.warnings { console.report(warning) }
    if console.json { try console.answer(json: survey) } else { console.answer(LedgerText.text(survey)) }
    return .done
  }
}
