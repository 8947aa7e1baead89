internal import Calendars
internal import Planning
internal import Plans
internal import Searching
internal import Tables
internal import Workforce

/// `rota replan`: change a plan as little as it is worth.
struct ReplanCommand: Command {
  static let absent = Option(
    "absent", .personDates, repeats: true,
    "A person can't come on these dates; the absence is paid, of the kind 'sick'.")
  static let late = Option(
    "late", .latePerson, repeats: true,
    "A person can't begin before a time of the day, or so much after their duty's start.")
  static let volume = Option(
    "volume", .volume, repeats: true,
    "Contacts of a queue (or of all) change by a share, for the whole plan, for dates, or for hours of a date: "
      + "phone=+30%:2026-11-24T12:00..18:00. Forecasts are made again.")
  static let forecast = Option(
    "forecast", .file,
    "Contacts in place of the forecast, as 'rota forecast' prints them (CSV or --json); - is standard input. On its dates "
      + "they are all; other dates and queues are forecast from the project.")
  static let change = Option(
    "change", .file,
    "Make the changes of a list, and solve nothing: lines of a journal, or what 'rota diff --json' prints. Not with others."
  )
  static let absences = Flag("absences", "Read everybody's absences from absences.csv again.")
  static let addPerson = Option(
    "add-person", .name("ID", "a person's agent_id"), repeats: true, "Plan somebody of agents.csv who is new.")
  static let freeze = Option(
    "freeze", .frozen, repeats: true, "Leave a person, dates, or a person's dates as they are.")
  static let mostChanges = Option(
    "max-changes", .integer(0...10_000), "Change at most so many duties of people who could keep theirs.")
  static let timeLimit = Option(
    "time-limit", .seconds, default: "10s, none with --iterations", "Time for search and bound together.")

  static let spec = CommandSpec(
    "replan", summary: "change a plan as little as it is worth",
    discussion: [
      """
      Says what has happened since a plan was made, and makes a draft of it: people can't come, come late or are new, more \
      contacts come. The plan's own prices count, and beside them prices of disturbance: a duty that is new or lost, a start \
      that moves, a break that moves, double within 48 hours of --from. So nobody's duties change without worth. What begins \
      before --from stays, and so does what --freeze names.
      """,
      """
      Prints each change with what it is for, service and cost before and after, and how far the draft can be from the least \
      disturbing one. Where the plan's duties can all stay and nobody asks for more, nothing changes; where nothing is new \
      either, no draft is written. Changes of a draft are priced against what people hold, where that is published.
      """,
    ],
    arguments: [ChangeOptions.plan.spec],
    options: [
      absent.spec, late.spec, volume.spec, forecast.spec, absences.spec, addPerson.spec, change.spec, freeze.spec,
      mostChanges.spec,
    ] + ChangeOptions.all + [
      timeLimit.spec, SearchOptions.iterations.spec, SearchOptions.seed.spec, SearchOptions.threads.spec,
      SearchOptions.gap.spec,
    ],
    examples: [
      .init("rota replan desk/plans/2026-W49 --absent a01:2026-12-01", "Agent 01 is sick on that day."),
      .init(
        "rota replan desk/plans/2026-W49 --late a01:2026-12-01=+1h --from 2026-12-01T07:00",
        "Agent 01 comes an hour late; nothing changes before seven."),
      .init(
        "rota replan desk/plans/2026-W49 --volume phone=+30%:2026-12-02..2026-12-04 --max-changes 3",
        "A third more calls for three days, and at most three changed duties."),
      .init("rota replan desk/plans/2026-W49 --forecast new.csv", "A new forecast."),
    ])

  private let arguments: ParsedArguments
  let path: String
  let search: SearchLimits
  /// A file with changes to be made as they are.
  let list: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    self.arguments = arguments
    path = try arguments.required(ChangeOptions.plan)
    var search = try SearchOptions.read(arguments)
    if search.iterations == nil { search.timeLimit = arguments[Self.timeLimit] ?? 10 }
    self.search = search
    let names = [
      Self.absent.spec, Self.late.spec, Self.volume.spec, Self.forecast.spec, Self.absences.spec, Self.addPerson.spec,
    ].filter { arguments.options[$0.name] != nil }
    list = arguments[Self.change]
    if list != nil {
      let others = names + [Self.freeze.spec, Self.mostChanges.spec].filter { arguments.options[$0.name] != nil }
      if let other = others.first {
        throw UsageError.conflict(
          "a list of changes is made as it is, so '\(other.dashed)' has nothing to say", "Give one of them at a time.")
      }
    }
    guard list != nil || !names.isEmpty else {
      throw UsageError.conflict(
        "nothing has happened",
        "Say what has: --absent, --late, --volume, --forecast, --absences, --add-person or --change.")
    }
    if [path, list, arguments[Self.forecast]].count(where: { $0 == "-" }) > 1 {
      throw UsageError.conflict("standard input can be read once only", "Give '-' once.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let job = try ChangeJob(path, arguments, readsProject: true, on: console)
    let changer = job.changer("replan")
    if let list {
      let changes = try ChangeList(
        try CommandFiles.table(list, on: console), file: CommandFiles.name(of: list))
      let revised = try changer.apply(
        changes, file: CommandFiles.name(of: list), from: job.from,
        prices: job.project?.disturbance ?? DisturbancePrices())
      return try job.finish(revised, on: console)
    }
    var asked = ReplanRequest(from: job.from)
    asked.absences = arguments.all(Self.absent).map {
      RevisionRecord.AbsentPerson(
        person: $0.person,
        absence: Absence(first: $0.dates.lowerBound, last: $0.dates.upperBound, kind: Absence.sickKind))
    }
    asked.late = arguments.all(Self.late)
    asked.demand = arguments.all(Self.volume)
    asked.readsAbsences = arguments.has(Self.absences)
    asked.newPeople = arguments.all(Self.addPerson).map { PersonID($0) }
    var statement: (bytes: [UInt8], path: String)?
    if let file = arguments[Self.forecast] {
      let bytes = try CommandFiles.table(file, on: console)
      asked.forecasts = try ForecastFile(bytes, file: CommandFiles.name(of: file), for: job.plan).queues
      statement = (bytes, file)
    }
    asked.frozen = arguments.all(Self.freeze)
    asked.mostChanges = arguments[Self.mostChanges]
    if let project = job.project { asked.prices = project.disturbance }
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    let control = PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { console.progress($0) })
    var revised = try changer.replan(asked, options: search, control: control)
    for note in revised.notes { console.report(note) }
    if let statement, !revised.isSame {
      let input = try job.kept(statement.bytes, as: statement.path)
      if !revised.plan.inputs.contains(input) { revised.plan.inputs.append(input) }
    }
    return try job.finish(revised, on: console)
  }

}
