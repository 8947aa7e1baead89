internal import Calendars
internal import Foundation
internal import Optimization
internal import Planning
internal import ShiftStaffing
internal import Tables
internal import Words

/// `rota export-model`: the integer program, for other solvers.
struct ExportModelCommand: Command, Equatable {
  enum Format: String, CaseIterable, Sendable { case mathprog, mps, lp }
  enum Model: String, CaseIterable, Sendable {
    case staffing, tours
    case deferrableWork = "deferrable-work"
  }

  static let folder = Argument("DIR", .folder, "The project folder.")
  static let format = Option("format", ValueKind<Format>.choice("NAME"), required: true, "The program's format.")
  static let model = Option(
    "model", ValueKind<Model>.choice("NAME"),
    "staffing, shifts without names; tours, duties of named people; or deferrable-work, e-mail by itself.")
  static let out = Option("out", .folder, required: true, "The folder to write to.")

  static let spec = CommandSpec(
    "export-model", summary: "write the integer program for glpsol and other solvers",
    discussion: [
      """
      The shift-staffing program of the weeks meant, as data for the readable GNU MathProg model in models/ and as one self-contained .mod, or as free MPS or CPLEX LP: \
      what 'rota staff' solves, for anybody who wants to solve it in another way. Work with deadlines (e-mail) is free to be \
      done at any time until it is due, as it is for 'rota staff'; 'rota plan' asks for a level number of people instead. \
      Those rows are in program.mod, MPS and LP; the data for models/ hold the level number.
      """,
      """
      --model tours writes what 'rota plan' solves, every duty of every person with its breaks, as data for \
      models/tours.mod: for a dozen people, not for a hundred. --model deferrable-work writes the deadlines of each e-mail \
      queue as data for models/deferrable-work.mod: the fewest heads at once, then the fewest head-intervals.
      """,
    ],
    arguments: [folder.spec], options: [format.spec, model.spec, out.spec] + HorizonOptions.all,
    examples: [
      .init(
        "rota export-model desk --format mathprog --out model",
        "Data for models/, and a self-contained model for glpsol."),
      .init(
        "rota export-model desk --format mathprog --model deferrable-work --out model",
        "The deadlines of e-mail alone, for models/deferrable-work.mod."),
      .init("rota export-model desk --week 2026-W49 --format mps --out model", "Free MPS of a certain week."),
    ])

  var folder: String
  var format: Format
  var model: Model
  var out: String
  var week: ISOWeek?
  var weeks: Int

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    format = try arguments.required(Self.format)
    model = arguments[Self.model] ?? .staffing
    if model != .staffing, format != .mathprog {
      let what = model == .tours ? "the tours are" : "deferrable work is"
      throw Diagnostic(
        "usage.format", "\(what) written as data of a MathProg model only, not as \(format.rawValue)",
        cure: "Use '--format mathprog'; 'glpsol --wlp' makes the other formats from it.", kind: .usage)
    }
    out = try arguments.required(Self.out)
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let project = try Project.read(try FolderFiles(folder))
    if model == .tours {
      let pipeline = try Pipeline(project: project, settings: PlanSettings(week: week, weeks: weeks, command: ""))
      let neighbours = try PlansFolder(project: folder).neighbours(
        of: pipeline.dates, reach: Neighbours.reach(of: project.people))
      return try write(
        try TourModelStage(pipeline, neighbours: neighbours).run(), what: "the tours", on: console)
    }
    let task = try StaffStage(project: project, week: week, weeks: weeks).run()
    if model == .deferrableWork {
      return try write(try DeferrableModelStage(task).run(), what: "the work with deadlines", on: console)
    }
    let problem = task.problem
    let files: [(name: String, text: String)] =
      switch format {
      case .mathprog:
        [
          (
            "\(problem.model.rawValue).dat",
            problem.mathProgData(
              for: problem.model,
              comment: "glpsol --model \(problem.model.rawValue).mod --data \(problem.model.rawValue).dat")
          ), ("program.mod", problem.flowProgram().mathProgText()),
        ]
      case .mps: [("program.mps", problem.flowProgram().mpsText())]
      case .lp: [("program.lp", problem.flowProgram().lpText())]
      }
    let isTwofold = format == .mathprog && !problem.deadlines.isEmpty
    return try write(
      ModelFiles(week: task.week, warnings: task.warnings, files: files), what: "the staffing",
      remark: isTwofold
        ? "Work with deadlines is a level number of people in \(problem.model.rawValue).dat and free until its deadlines in "
          + "program.mod, whose best staffing can cost less.\n" : "", on: console)
  }

  private func write(
    _ model: ModelFiles, what: String, remark: String = "", on console: Console
  ) throws(Diagnostic) -> ExitStatus {
    for warning in model.warnings where warning.severity != .note { console.report(warning) }
    for file in model.files {
      try AtomicFile.write(Array(file.text.utf8), to: URL(filePath: out).appending(path: file.name).path)
    }
    let names = model.files.map(\.name)
    if console.json {
      try console.answer(json: ExportModelAnswer(week: model.week, folder: out, files: names))
    } else {
      console.answer("Wrote \(Words.plain.and(names)) to \(out): \(what) of \(model.week).\n\(remark)")
    }
    return .done
  }
}

/// What `export-model --json` prints.
struct ExportModelAnswer: Codable {
  var schema = 1
  var week: ISOWeek
  var folder: String
  var files: [String]
}
