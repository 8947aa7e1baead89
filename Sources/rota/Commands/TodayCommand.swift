internal import Calendars
internal import Forecasting
internal import Planning
internal import Plans
internal import Tables
internal import Tickets
internal import Workforce

/// `rota today`: the rest of a day forecast again, and what to do about it.
struct TodayCommand: Command {
  static let plan = Argument("PLAN", .file, "The plan's folder, or its plan.json.")
  static let actual = Option(
    "actual", .file, required: true, repeats: true,
    "What has come today: an export of tickets or of counts by interval, as 'rota import' reads it; - is standard input. "
      + "What it doesn't say is unknown, not zero.")
  static let at = Option(
    "at", .dayMoment, default: "now",
    "When it is, on the plan's clock: a time of the last date that the files have something of, such as 12:00, or a moment "
      + "such as 2026-12-01T12:00.")
  static let incident = Option(
    "incident", ValueKind<IncidentReading>.choice("WHAT"),
    "What becomes of an unusual stretch that goes on: it ends now, or lasts for the rest of the day.")
  static let level = Option(
    "level", .level, repeats: true,
    "The rest of the day is so much above or below its forecast, whatever has come: +30%, or phone=+30% for one queue.")
  static let overtime = Option(
    "overtime", .minutes(0...720), default: "2h", "The most that anybody is asked to stay longer or to come earlier.")
  static let interval = Option(
    "by", .choice("WIDTH", of: ["hour", "interval"]), default: "hour", "What a row of the table is.")
  static let project = Option(
    "project", .folder, default: "the nearest folder above with a rota.json", "The plan's project.")

  static let spec = CommandSpec(
    "today", summary: "forecast the rest of the day again, and say what to do",
    discussion: [
      """
      Holds what has come today against the plan's forecast, and forecasts the rest of the day again with its band: as much \
      as a morning has been worth on real days, not more. Asks for heads by the plan's own settings, holds them against those \
      on the rota, and lists what can be done, each with what it does to service: breaks to move, people to call to a queue, \
      overtime within the rules, time off where there are too many.
      """,
      """
      An hour of many more or fewer contacts may be over or may last; both are printed, and --incident or --level says which. \
      Where the project's history goes further than the plan's forecast, the day is forecast anew first. Writes nothing.
      """,
    ],
    arguments: [plan.spec],
    options: [
      actual.spec, at.spec, incident.spec, level.spec, overtime.spec, interval.spec, CommandFiles.draft.spec,
      project.spec,
    ],
    examples: [
      .init(
        "rota today desk/plans/2026-W49 --actual today.csv --at 12:00", "The afternoon, from this morning's tickets."),
      .init(
        "rota today desk/plans/2026-W49 --actual today.csv --at 12:00 --incident lasts",
        "The calls that came since eleven go on coming."),
      .init(
        "rota today desk/plans/2026-W49 --actual today.csv --level phone=+30% --json",
        "Somebody knows that the phone will ring a third more."),
    ])

  let path: String
  let files: [String]
  let moment: DayMoment?
  let incident: IncidentReading?
  let levels: [StatedLevel]
  let overtime: Minutes
  let byInterval: Bool
  let isDraft: Bool
  let folder: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    path = try arguments.required(Self.plan)
    files = arguments.all(Self.actual)
    guard !files.isEmpty else { throw UsageError.missingOption(Self.actual.spec, of: Self.spec) }
    moment = arguments[Self.at]
    incident = arguments[Self.incident]
    levels = arguments.all(Self.level)
    overtime = arguments[Self.overtime] ?? .hours(2)
    byInterval = arguments[Self.interval] == "interval"
    isDraft = arguments.has(CommandFiles.draft)
    folder = arguments[Self.project]
    if (files + [path]).count(where: { $0 == "-" }) > 1 {
      throw UsageError.conflict("standard input can be read once only", "Give '-' once.")
    }
    if incident != nil, levels.contains(where: { $0.queue == nil }) {
      throw UsageError.conflict(
        "--level says what comes, so --incident has nothing to say", "Give one of them, or --level for single queues.")
    }
    guard Set(levels.map(\.queue)).count == levels.count else {
      throw UsageError.conflict("a queue was given two levels", "Give '--level' once a queue.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let place = try CommandFiles.place(path, isDraft: isDraft)
    let plan = try CommandFiles.soundPlan(place, on: console)
    let root = try ProjectOfPlan.folder(of: plan, at: CommandFiles.folder(ofPlan: place), named: folder)
    let project = try root.map { root throws(Diagnostic) in
      let files = try FolderFiles(root)
      return try ProjectLock.hold(files.folder, for: .reading, command: "rota today") { () throws(Diagnostic) in
        try Project.read(files)
      }
    }
    let request = TodayRequest(
      actual: try ImportCommand.sources(files, on: console),
      moment: moment?.moment(in: plan.readerZone) ?? .instant(WallClock.now()),
      incident: incident,
      levels: [QueueID?: Double](levels.map { ($0.queue, $0.factor) }) { first, _ in first },
      longestOvertime: overtime)
    let answer = try PlanToday(plan, project: project).answer(request)
    for warning in answer.warnings { console.report(warning) }
    if console.json {
      try console.answer(json: answer)
    } else {
      console.answer(TodayText(answer: answer, byInterval: byInterval, currency: plan.currency).text)
    }
    return .done
  }
}

/// A moment of a day that is half over: a time alone, or with its date.
struct DayMoment: Hashable, Sendable {
  private enum Given: Hashable {
    case clock(ClockTime)
    case moment(PlanMoment)
  }

  private let given: Given

  init?(_ text: String) {
    if let clock = ClockTime(text) {
      guard clock.minutes < 1440 else { return nil }
      given = .clock(clock)
    } else if text.contains("T"), let moment = PlanMoment(text) {
      given = .moment(moment)
    } else {
      return nil
    }
  }

  func moment(in zone: Zone) -> TodayRequest.Moment {
    switch given {
    case .clock(let clock): .clock(clock)
    case .moment(let moment): .instant(zone.instant(of: moment.date, moment.clock))
    }
  }
}

/// What the rest of a day is against its forecast, as somebody says.
struct StatedLevel: Hashable, Sendable {
  /// Nil = every queue.
  var queue: QueueID?
  /// 1.3 for 30 % more.
  var factor: Double

  /// `+30%` or `phone=-10%`.
  init?(_ text: String) {
    guard let found = text.wholeMatch(of: /(?:(.+)=)?([+-][0-9.]{1,10})%/), let percent = Double(found.2),
      (-100...1000).contains(percent)
    else { return nil }
    queue = found.1.map { QueueID(String($0)) }
    factor = 1 + percent / 100
  }
}

extension ValueKind where Value == DayMoment {
  static var dayMoment: Self {
    Self("TIME", expectation: "a time or a moment, such as 12:00 or 2026-12-01T12:00") { DayMoment($0) }
  }
}

extension ValueKind where Value == StatedLevel {
  static var level: Self {
    Self("[QUEUE=]SHARE", expectation: "a change, such as +30% or phone=-10%") { StatedLevel($0) }
  }
}
