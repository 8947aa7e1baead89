internal import Calendars
internal import Planning
internal import Plans
internal import Searching
internal import Tables
internal import Workforce

/// `rota leave`: may somebody have leave?
struct LeaveCommand: Command {
  static let folder = Argument("DIR", .folder, "The project folder.")
  static let person = Argument("PERSON", .name("PERSON", "a person's agent_id"), "The person's agent_id.")
  static let first = Argument("FIRST", .date, "The first date of the leave.")
  static let last = Argument("LAST", .date, count: .optional, "Its last date, included; left out, it is one day.")
  static let kind = Option(
    "kind", .name("KIND", "a word such as leave or training"), default: "leave", "What absences.csv is to call it.")
  static let unpaid = Flag("unpaid", "The leave doesn't count towards the contract.")
  static let grant = Flag("grant", "Write it into absences.csv, if nothing forbids it.")
  static let mostAway = Option(
    "max-away", .integer(1...100_000),
    "The most people who may be away on one date, of those who share a queue with the person, themselves included.")
  static let budget = Option(
    "budget", .number(atLeast: 0), "The most that it may cost, by the prices of the plans that it touches.")
  static let leastService = Option(
    "min-service", .share, "The least service level that planned weeks are to expect.")
  static let from = Option(
    "from", .moment, default: "now",
    "What begins before this moment stays as it is: a date, or a moment such as 2026-11-24T10:00, on the project's clock."
  )
  static let timeLimit = Option(
    "time-limit", .seconds, default: "5s, none with --iterations", "Time for the search in each plan that it touches.")

  static let spec = CommandSpec(
    "leave", summary: "may somebody have leave, and what it costs",
    discussion: [
      """
      Plans every week that is planned already again without the person, near to the plan, as 'rota replan' would, and says \
      what falls short: hours, contacts, service, cost. Where other dates near by cost less, it names them. Of weeks that \
      aren't planned it says who else is away, and what contracts leave against the hours that a forecast asks for.
      """,
      """
      Exit status 1 says that it may not be granted: a rule forbids it, or it is above --max-away, --budget or below \
      --min-service. With --grant it is written into absences.csv at once, and the plans that have to be told are named; \
      'rota replan PLAN --absences' tells them. Nothing else is written.
      """,
    ],
    arguments: [folder.spec, person.spec, first.spec, last.spec],
    options: [
      kind.spec, unpaid.spec, grant.spec, mostAway.spec, budget.spec, leastService.spec, from.spec, timeLimit.spec,
      SearchOptions.iterations.spec, SearchOptions.seed.spec, SearchOptions.threads.spec, SearchOptions.gap.spec,
    ],
    examples: [
      .init("rota leave desk a05 2026-12-01 2026-12-04", "Four days of Agent 05, weighed."),
      .init(
        "rota leave desk a05 2026-12-01 --kind training --max-away 2 --grant", "A day, granted if at most two are away."
      ),
    ])

  private let arguments: ParsedArguments
  let project: String
  let dates: ClosedRange<CivilDate>
  let search: SearchLimits

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    self.arguments = arguments
    project = try arguments.required(Self.folder)
    let first = try arguments.required(Self.first)
    let last = arguments[Self.last] ?? first
    guard first <= last else {
      throw UsageError.conflict("the leave ends on \(last), before it begins on \(first)", "Swap the dates.")
    }
    guard last - first < 366 else {
      throw UsageError.conflict("the leave lasts more than a year", "Check the years.")
    }
    dates = first...last
    var search = try SearchOptions.read(arguments)
    if search.iterations == nil { search.timeLimit = arguments[Self.timeLimit] ?? 5 }
    self.search = search
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let files = try FolderFiles(project)
    let read = try ProjectLock.hold(files.folder, for: .reading, command: "rota leave") {
      () throws(Diagnostic) -> Project in try Project.read(files)
    }
    let absence = Absence(
      first: dates.lowerBound, last: dates.upperBound, kind: arguments[Self.kind] ?? "leave",
      paid: !arguments.has(Self.unpaid))
    let asked = LeaveRequest(
      person: PersonID(try arguments.required(Self.person)), absence: absence,
      from: PlanMoment.instant(arguments[Self.from], in: read.zone, now: WallClock.now()),
      mostAway: arguments[Self.mostAway], budget: arguments[Self.budget], leastService: arguments[Self.leastService])
    let plans = try LeavePlans(of: project, on: LeaveQuestion.looksAt(dates), command: "rota leave")
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    let control = PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { console.progress($0) })
    var quick = search
    quick.timeLimit = search.timeLimit.map { $0 / 2 }
    var answer = try LeaveQuestion(project: read, plans: plans).answer(
      asked, options: search, quick: quick, control: control)
    // Half a search is no ground for a promise.
    if arguments.has(Self.grant), answer.mayBeGranted, !stop.isRaised {
      answer.granted = try answer.grant(in: project)
    }
    if console.json {
      try console.answer(json: answer)
    } else {
      console.answer(LeaveText(answer: answer, asked: arguments.has(Self.grant), project: project).text)
    }
    if stop.isRaised { return .stoppedEarly }
    return answer.mayBeGranted ? .done : .answerIsNo
  }
}
