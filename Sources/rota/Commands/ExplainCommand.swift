internal import Calendars
internal import Optimization
internal import Planning
internal import Searching
internal import Tables

/// `rota explain`: why something is as it is.
struct ExplainCommand: Command, Equatable {
  static let place = Argument(
    "DIR", .folder,
    "The plan's folder, or its plan.json; with --forecast the project folder, which may be left out inside it.")
  static let moment = Argument<String>(
    "TIME", .name("TIME", "a date such as 2026-11-30, with --gap a moment such as \"tue 10:00\""), count: .optional,
    "With --gap the moment on the queue's own clock, for example 2026-11-24T10:00 or \"tue 10:00\"; with --forecast the "
      + "day.")
  static let person = Option(
    "person", .name("ID", "a person's agent_id"), "Explain a day of this person: what else it could be, and its price.")
  static let date = Option("date", .date, "With --person: the day.")
  static let gap = Option(
    "gap", .name("QUEUE", "a queue's name, such as phone-en"),
    "Explain why heads are missing on this queue at TIME: who could be there, and what stands in the way of each.")
  static let rule = Option<String>(
    "rule", .choice("RULE", of: PlanQuestions.ruleKeys), "Explain what this rule costs, and whom it binds.")
  static let conflict = Flag(
    "conflict", "Explain what cannot hold together: least sets of rules and facts, and the ways out.")
  static let wishes = Flag(
    "wishes", "Explain each wish that isn't met: what meeting it would cost, or what forbids it.")
  static let forecast = Option(
    "forecast", .name("QUEUE", "a queue's name, such as phone-en"), "Explain this queue's forecast.")
  static let timeLimit = Option(
    "time-limit", .seconds, default: "10s, none with --iterations",
    "With --person and --rule: time for solving the whole plan again.")

  static let spec = CommandSpec(
    "explain", summary: "why a plan or a forecast is what it is",
    discussion: [
      """
      Questions about a plan are answered by solving again, from what plan.json holds. With everybody else's duties as they \
      are the answer is exact; with everybody free it is what was found in the time, and says what is proven.
      """,
      """
      --person and --date: what else the day could be (off, at work, another start), what that would cost, and which rules \
      forbid it. --wishes: each wish that isn't met, with the cheapest duties that meet it. --gap: who could be there and what \
      stands in the way of each. --rule: the plan without the rule. --conflict: \
      for each week below its least hours, each time at which nobody can be and each start that can't be granted, a least \
      set of what stands against it, and the ways out by price; exit status 1 where there is one.
      """,
      """
      --forecast takes the forecast of a day apart: what a day brings on which nothing is special, and by which factor \
      weekday, day of the month, time of the year, closures, holidays, drivers, the last weeks, the total of several queues \
      and planned events change it, each in words and numbers; then how the day's contacts spread over its hours. The day is \
      forecast as 'rota plan' of its week does, in the week in which the history ends as 'rota forecast' does: from the whole \
      history before it, together with the other queues.
      """,
    ],
    arguments: [place.spec, moment.spec],
    options: [
      person.spec, date.spec, gap.spec, rule.spec, conflict.spec, wishes.spec, forecast.spec, CommandFiles.draft.spec,
      timeLimit.spec,
      SearchOptions.iterations.spec, SearchOptions.seed.spec, SearchOptions.threads.spec,
    ],
    examples: [
      .init(
        "rota explain desk/plans/2026-W49 --person a07 --date 2026-12-01",
        "Why Agent 07 works, or doesn't, on that day."),
      .init("rota explain desk/plans/2026-W49 --gap phone 2026-11-30T17:30", "Why somebody is missing at that time."),
      .init("rota explain desk/plans/2026-W49 --rule minimumRest", "What the rest between duties costs."),
      .init("rota explain desk/plans/2026-W49 --conflict", "What cannot hold together, and the ways out."),
      .init("rota explain desk/plans/2026-W49 --wishes", "Which wishes aren't met, and why."),
      .init("rota explain desk --forecast phone-en 2026-11-30", "Why that Monday gets the contacts that it gets."),
    ])

  /// What is asked.
  enum Question: Equatable {
    case day(PersonID, CivilDate)
    case gap(QueueID, String)
    case rule(String)
    case conflict
    case wishes
    case forecast(QueueID, CivilDate)
  }

  /// A plan's folder or file, or a project folder.
  var path: String
  var question: Question
  var isDraft: Bool
  var search: SearchLimits

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    let first = try arguments.required(Self.place)
    path = first
    let second = arguments[Self.moment]
    let names = [
      Self.person.spec, Self.gap.spec, Self.rule.spec, Self.conflict.spec, Self.wishes.spec, Self.forecast.spec,
    ]
    let asked = names.filter { arguments.options[$0.name] != nil }
    guard asked.count == 1, let only = asked.first else {
      throw UsageError.conflict(
        asked.isEmpty ? "nothing is asked" : "two things are asked at once",
        "Give one of --person with --date, --gap, --rule, --conflict, --wishes and --forecast.")
    }
    if arguments[Self.date] != nil, only.name != Self.person.spec.name {
      throw UsageError.conflict("a date belongs to a person", "Give '--person', or leave '--date' away.")
    }
    if let second, ![Self.gap.spec.name, Self.forecast.spec.name].contains(only.name) {
      throw UsageError.unexpectedArgument(second, of: arguments.command)
    }
    if let id = arguments[Self.person] {
      guard let date = arguments[Self.date] else {
        throw UsageError.missingOption(Self.date.spec, of: arguments.command)
      }
      question = .day(PersonID(id), date)
    } else if let queue = arguments[Self.gap] {
      guard let second else {
        throw UsageError.conflict(
          "there is no time to explain", "Give a time such as 2026-11-24T10:00 or \"tue 10:00\".")
      }
      question = .gap(QueueID(queue), second)
    } else if let rule = arguments[Self.rule] {
      question = .rule(rule)
    } else if let queue = arguments[Self.forecast] {
      let date = ErasedKind(.date)
      if let second {
        guard let day = ValueKind<CivilDate>.date.read(second) else {
          throw UsageError.badValue("TIME", second, date)
        }
        question = .forecast(QueueID(queue), day)
      } else if let day = CivilDate(first) {
        path = "."
        question = .forecast(QueueID(queue), day)
      } else {
        throw UsageError.conflict("there is no day to explain", "Give a date such as 2026-11-30.")
      }
    } else {
      question = arguments.has(Self.wishes) ? .wishes : .conflict
    }
    isDraft = arguments.has(CommandFiles.draft)
    if isDraft, case .forecast = question {
      throw UsageError.conflict("a forecast is no plan's", "Leave '--draft' away.")
    }
    search = try SearchOptions.read(arguments)
    if search.iterations == nil { search.timeLimit = arguments[Self.timeLimit] ?? 10 }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    if case .forecast(let queue, let date) = question { return try run(forecast: queue, date, on: console) }
    let plan = try CommandFiles.soundPlan(CommandFiles.place(path, isDraft: isDraft), on: console)
    let questions = PlanQuestions(plan)
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    let control = PlanControl(stop: stop, clock: MonotonicClock.seconds, progress: { console.progress($0) })
    let text = PlanAnswerText(plan: plan)
    switch question {
    case .day(let person, let date):
      let answer = try questions.day(of: person, on: date, options: search, control: control)
      try console.show(PlanExplainAnswer(day: answer)) { text.text(answer) }
    case .gap(let queue, let moment):
      let answer = try questions.gap(on: queue, at: moment)
      try console.show(PlanExplainAnswer(gap: answer)) { text.text(answer) }
    case .rule(let key):
      let answer = try questions.rule(key, options: search, control: control)
      try console.show(PlanExplainAnswer(rule: answer)) { text.text(answer) }
    case .wishes:
      let answer = try questions.wishes(stop: stop)
      try console.show(PlanExplainAnswer(wishes: answer)) { text.text(answer) }
    case .conflict, .forecast:
      let answer = try questions.conflicts(stop: stop)
      try console.show(PlanExplainAnswer(conflict: answer)) { text.text(answer) }
      if !answer.conflicts.isEmpty, !stop.isRaised { return .answerIsNo }
    }
    return stop.isRaised ? .stoppedEarly : .done
  }

  private func run(forecast queue: QueueID, _ date: CivilDate, on console: Console) throws(Diagnostic) -> ExitStatus {
    let project = try Project.read(try FolderFiles(path))
    for warning in project.warnings where warning.isOfForecasts { console.report(warning) }
    let explanation = try ForecastExplanationText.explanation(project: project, queue: queue, date: date)
    if console.json {
      try console.answer(json: ForecastExplainAnswer(forecast: explanation))
    } else {
      console.answer(ForecastExplanationText(explanation: explanation).text)
    }
    return .done
  }
}

extension Console {
  fileprivate func show(_ answer: PlanExplainAnswer, text: () -> String) throws(Diagnostic) {
    if json { try self.answer(json: answer) } else { self.answer(text()) }
  }
}

/// What `explain --json` prints of a plan: one of them.
struct PlanExplainAnswer: Codable {
  var schema = 1
  var day: DayExplanation?
  var gap: GapExplanation?
  var rule: RuleExplanation?
  var conflict: ConflictReport?
  var wishes: WishReport?
}
