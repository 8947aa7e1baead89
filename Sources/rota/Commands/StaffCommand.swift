internal import Calendars
internal import Rostering
internal import Tables

/// `rota staff`: how many people start which duty, where, without names.
struct StaffCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, "The project folder.")

  static let spec = CommandSpec(
    "staff", summary: "how many people should start which shift, without names",
    discussion: [
      """
      Forecast, agents required, and then the shifts that cover them at least cost: how many people start when, for how \
      long, with which breaks, at which site. People, contracts and absences play no part, so it shows what a team \
      would need.
      """,
      "Prints CSV, a row a shift and start; the proven bound and the gap go to standard error, or into the JSON.",
    ],
    arguments: [folder.spec], options: HorizonOptions.all + SearchOptions.all,
    examples: [
      .init("rota staff desk", "The first week after the history."),
      .init("rota staff desk --week 2026-W49 --time-limit 20s --json", "A certain week, as JSON."),
    ])

  var folder: String
  var week: ISOWeek?
  var weeks: Int
  var search: RosterOptions

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
    search = try SearchOptions.read(arguments)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus { throw NotWired.fault(Self.spec) }
}
