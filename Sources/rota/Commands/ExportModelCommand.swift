internal import Calendars
internal import Tables

/// `rota export-model`: the integer program, for other solvers.
struct ExportModelCommand: Command, Equatable {
  enum Format: String, CaseIterable, Sendable { case mathprog, mps, lp }

  static let folder = Argument("DIR", .folder, "The project folder.")
  static let format = Option("format", ValueKind<Format>.choice("NAME"), required: true, "The program's format.")
  static let out = Option("out", .folder, required: true, "The folder to write to.")

  static let spec = CommandSpec(
    "export-model", summary: "write the integer program for glpsol and other solvers",
    discussion: [
      """
      The shift-staffing program of the weeks meant, as GNU MathProg data beside its model, or as free MPS or CPLEX LP: \
      what 'rota staff' solves, for anybody who wants to solve it in another way.
      """
    ],
    arguments: [folder.spec], options: [format.spec, out.spec] + HorizonOptions.all,
    examples: [
      .init("rota export-model desk --format mathprog --out model", "A model and its data, for glpsol."),
      .init("rota export-model desk --week 2026-W49 --format mps --out model", "Free MPS of a certain week."),
    ])

  var folder: String
  var format: Format
  var out: String
  var week: ISOWeek?
  var weeks: Int

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    format = try arguments.required(Self.format)
    out = try arguments.required(Self.out)
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus { throw NotWired.fault(Self.spec) }
}
